"""The review of a change as Markdown: what matters first, data that breaks nothing, a bounded size."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from perfspec.reports import change_markdown
from perfspec.reports.change_markdown import ROOM, size
from perfspec.reports.excerpt import inert
from tests.reports.change_sample import sample, saying_so
from tests.reports.sample import HOSTILE

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"<!-- -->", "<del>", "</del>", "<ins>", "</ins>", "<sub>", "</sub>"}
BLOCKS = re.compile(r"<details>\n<summary>[^<>&@#`]*</summary>\n|</details>\n?")
WHERE_DATA_STANDS = "甲"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sample_is_as_it_was_read(golden: Callable[[str, str], None], tmp_path: Path, lang: str) -> None:
    golden(f"changes.{lang}.md", change_markdown.report(sample(tmp_path, lang)))


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    told = sample(tmp_path)
    empty = change_markdown.report(type(told)(review=type(told.review)(old="a", new="b", documents=())))
    assert empty == "## 绩效目标变更\n\n**没有变更**\n\n<sub>a → b</sub>\n"


def skeleton(markdown: str) -> list[str]:
    """The blocks of a text; fails where data became anything but text."""
    blocks = PARSER.parse(markdown)
    for token in blocks:
        if token.type == "html_block":
            assert BLOCKS.fullmatch(token.content), token.content
        for child in token.children or ():
            if child.type == "html_inline":
                assert child.content in OURS
            elif child.type == "code_inline":
                assert re.fullmatch("[0-9a-f]{16}", child.content)
            else:
                assert child.type in ("text", "text_special", "strong_open", "strong_close"), token.content
    return [token.type for token in blocks]


def shown(markdown: str) -> str:
    """The text that a reader sees."""
    parts = [child.content for token in PARSER.parse(markdown) for child in token.children or ()]
    return "".join(part for part in parts if part not in OURS)


def elements(markdown: str) -> list[str]:
    """The elements that GitHub's own parser makes, with everything let through."""
    html = github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return [name for name in re.findall("<([a-z0-9!]+)", html) if name not in ("ins", "del", "!")]


def assert_inert(text: str) -> None:
    report, harmless = (change_markdown.report(saying_so(each)) for each in (text, WHERE_DATA_STANDS))
    assert skeleton(report) == skeleton(harmless)
    assert elements(report) == elements(harmless)
    seen = inert(text.replace("\n", "↵"))
    if len(seen) < 30:
        whole = "".join(shown(report).split())
        assert "".join(f"名{seen}".split()) in whole
        assert "".join(f"{seen}工作任务".split()) in whole
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b-\u200f]", report)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_data_stays_whole_and_inert(text: str) -> None:
    assert_inert(text)


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_any_data_stays_whole_and_inert(text: str) -> None:
    assert_inert(text)


@settings(max_examples=30)
@given(st.text("\\`*_[]()<>!|~$#@:&;.-+= 1\n/ahtpsw", max_size=12))
def test_marks_do_not_join_across_what_changed(text: str) -> None:
    assert_inert(text)


@pytest.mark.parametrize("text", ["@everyone", "#1", "GH-1", "https://evil.example", "www.evil.example", ":tada:"])
def test_nobody_is_mentioned_and_nothing_is_linked(text: str) -> None:
    report = change_markdown.report(saying_so(text))
    assert text not in report
    assert "a" not in elements(report)


def test_a_very_long_text_is_cut_to_what_changed() -> None:
    report = change_markdown.report(saying_so("目标" * 5_000))
    assert size(report) < 12_000
    assert skeleton(report) == skeleton(change_markdown.report(saying_so(WHERE_DATA_STANDS)))
    assert "<del>旧</del><ins>新</ins>目标目标目标目标目标目标…" in report


@pytest.mark.parametrize("room", [2_000, 10_000, 30_000, ROOM])
@pytest.mark.parametrize("text", ["甲", "𠮷|@", "<script>"])
def test_what_does_not_fit_is_counted(room: int, text: str) -> None:
    report = change_markdown.report(saying_so(text, many=600), room=room)
    assert len(report.encode("utf-16-le")) // 2 <= room
    assert len(report) > room * 0.7
    skeleton(report)
    left = {word: int(count) for count, word in re.findall(r"还有 (\d+) (.*?)放不下", report)}
    assert report.count("| **等待批准**") + report.count("| 已批准") + left["项批准"] == 2 * 602
    assert report.count("| 提示 ZZ102") + left["处问题"] == 600 + 1 * ("消除的问题" in report)
    assert report.count("<details>") == report.count("</details>")


def test_each_part_has_its_share_when_one_is_too_long() -> None:
    report = change_markdown.report(saying_so("甲", many=1_000))
    for title in (
        "### 批准",
        "### 带来的问题",
        "### 没法比较的文件",
        "消除的问题",
        "各单位的预算",
        "逐个项目的全部变更",
    ):
        assert title in report
    assert report.count("| 改了口径 |") > 100


def test_a_report_that_fits_is_whole() -> None:
    told = saying_so("甲", many=20)
    whole = change_markdown.report(told)
    assert change_markdown.report(told, room=size(whole)) == whole
    assert "放不下" not in whole
    assert "放不下" in change_markdown.report(told, room=size(whole) - 1)
