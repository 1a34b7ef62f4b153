"""The report as Markdown: tables that data cannot break, and a size that can be bounded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from perfspec.reports import markdown
from perfspec.reports.excerpt import inert
from perfspec.reports.run import Run
from tests.reports.sample import FINDINGS, HOSTILE, SCHOOL, UNKNOWN, found, run, saying

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HARMLESS = {"text", "text_special", "html_inline"}


def tokens(text: str) -> list[Token]:
    return PARSER.parse(text)


def cells(text: str) -> list[str]:
    """The text of every cell as a reader sees it; fails where a cell holds more than text."""
    parsed = tokens(text)
    shown = []
    for number, token in enumerate(parsed):
        if token.type == "inline" and parsed[number - 1].type in ("td_open", "th_open"):
            children = token.children or []
            assert {child.type for child in children} <= HARMLESS, token.content
            html = [child.content for child in children if child.type == "html_inline"]
            assert set(html) <= {"<!-- -->"}, html
            shown.append("".join(child.content for child in children if child.type != "html_inline"))
    return shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sample_is_as_it_was_read(golden: Callable[[str, str], None], lang: str) -> None:
    golden(f"sample.{lang}.md", "".join(markdown.report(run(folder="绩效", lang=lang, is_whole=False))))


def test_findings_stand_below_their_file() -> None:
    text = "".join(markdown.report(run()))
    headings = [line for line in text.splitlines() if line.startswith("### ")]
    assert headings == [f"### {SCHOOL}", f"### {FINDINGS[3].place.file}", "### 已豁免", "### 规则"]


def test_what_is_known_is_counted_and_not_listed() -> None:
    text = "".join(markdown.report(run([FINDINGS[5]])))
    assert "没有新的问题；基线中已知 1 处" in text
    assert cells(text) == []


def test_a_waiver_is_listed_with_its_reason() -> None:
    assert cells("".join(markdown.report(run([FINDINGS[2]])))) == [
        *("规则", "位置", "问题", "理由", "同意人"),
        *("ZZ102", f"{SCHOOL}:20 预算规模/其他资金", "“其他资金”是空格", "没有其他资金", "绩效科"),
    ]


def test_the_rules_that_found_something_are_told_with_their_sources() -> None:
    text = "".join(markdown.report(run()))
    assert "- PS011 只写表中有的字段\n" in text
    sources = "《中央部门预算绩效目标管理办法》财预〔2015〕88号、绩效目标表的表样"
    assert f"- ZZ101 数量与单价相乘，应与预算数相符。依据：{sources}\n" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_data_stays_in_its_cell(text: str) -> None:
    assert_in_its_cell(text)


@given(st.text())
def test_no_text_leaves_its_cell(text: str) -> None:
    assert_in_its_cell(text)


def assert_in_its_cell(text: str) -> None:
    report = "".join(markdown.report(run([saying(text, file=f"projects/{text}.yaml")])))
    kinds = [token.type for token in tokens(report)]
    assert (kinds.count("table_open"), kinds.count("tr_open"), kinds.count("heading_open")) == (1, 2, 3)
    assert "html_block" not in kinds
    told = cells(report)[6:]
    assert [" ".join(cell.split()) for cell in (told[3], told[4])] == [
        " ".join(inert(shown).split()) for shown in (text, f"“{text}”是空格")
    ]
    assert not any(sign in report for sign in "\x00\x1b\r\u202e\u2066\u200b")


def test_mentions_and_references_are_stopped() -> None:
    text = "".join(markdown.report(run([saying("@everyone 见 #1")])))
    assert "@<!-- -->everyone 见 #<!-- -->1" in text


def many(count: int) -> Run:
    return run([found(UNKNOWN, SCHOOL, line + 1, 1, 2, key="甲" * 50, near="乙") for line in range(count)])


@pytest.mark.parametrize("room", [600, 5_000, 100_000])
def test_the_report_fits_into_the_room(room: int) -> None:
    text = "".join(markdown.within(many(2_000), room))
    listed = text.count("| 错误 |")
    assert len(text.encode()) <= room
    assert len(text.encode()) > room - 400 or listed == 0
    assert text.endswith(f"\n摘要放不下，还有 {2_000 - listed} 处没有列出；运行 perfspec check 看全部。\n")


def test_a_report_that_fits_is_whole() -> None:
    whole = "".join(markdown.report(many(3)))
    assert "".join(markdown.within(many(3), len(whole.encode()))) == whole
    assert "还有" in "".join(markdown.within(many(3), len(whole.encode()) - 1))


def test_no_room_gives_nothing() -> None:
    assert "".join(markdown.within(many(3), 10)) == ""
    assert "".join(markdown.within(many(3), -10)) == ""
