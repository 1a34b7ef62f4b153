"""Annotations of GitHub Actions: read back as its runner reads them, never more than it shows, never forged by data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.finding import Severity
from perfspec.reports import github
from perfspec.reports.excerpt import inert
from tests.reports.sample import BLANK, FINDINGS, HOSTILE, MISMATCH, SCHOOL, UNKNOWN, found, run, saying


@dataclass(frozen=True)
class Command:
    """A workflow command as the runner understands it."""

    name: str
    properties: dict[str, str]
    message: str


def commands(log: str) -> list[Command]:
    """What the runner takes from a log: lines that begin with :: after blanks; it ends a line at \\r, \\n or both."""
    read = []
    for line in re.split(r"\r\n|\r|\n", log):
        match = re.fullmatch(r"::(?P<name>[^ :]+)(?: (?P<properties>.*?))?::(?P<message>.*)", line.lstrip(), re.DOTALL)
        if match is None:
            assert "##[" not in line  # the older form of commands, read anywhere in a line
            continue
        pairs = [pair.partition("=") for pair in (match["properties"] or "").split(",") if pair]
        read.append(
            Command(
                match["name"],
                {key: unescaped(value, {"%3A": ":", "%2C": ","}) for key, _, value in pairs},
                unescaped(match["message"], {}),
            )
        )
    return read


def unescaped(text: str, more: dict[str, str]) -> str:
    for escape, sign in {"%0D": "\r", "%0A": "\n", **more, "%25": "%"}.items():
        text = text.replace(escape, sign)
    return text


def test_the_sample_is_as_it_was_read(golden: Callable[[str, str], None]) -> None:
    golden("sample.github.txt", "".join(github.report(run(folder="绩效"))))


def test_the_heaviest_come_first_and_only_open_ones() -> None:
    told = commands("".join(github.report(run(reversed(FINDINGS)))))
    assert [command.name for command in told] == ["error", "error", "warning", "notice"]


def test_an_annotation_says_where_what_and_what_instead() -> None:
    (command,) = commands("".join(github.report(run([FINDINGS[0]], folder="a,b: 50%"))))
    assert command == Command(
        "error",
        {
            "file": f"a,b: 50%/{SCHOOL}",
            "line": "5",
            "endLine": "5",
            "col": "10",
            "title": "PS011 只写表中有的字段",
        },
        "这里没有“totle”这个字段\n改写为 total",
    )


def test_english() -> None:
    (command,) = commands("".join(github.report(run([FINDINGS[1]], lang="en"))))
    assert command.properties["title"] == "ZZ101 The budget buys what is promised"
    assert command.message == "The product is 900.00, the budget 120.00\nCompare quantity and unit cost"


def test_a_place_of_several_lines_has_no_column() -> None:
    (command,) = commands("".join(github.report(run([FINDINGS[1]]))))
    assert (command.properties["line"], command.properties["endLine"]) == ("12", "16")
    assert "col" not in command.properties


@pytest.mark.parametrize(("count", "shown", "more"), [(9, 9, 0), (10, 10, 0), (11, 9, 2), (500, 9, 491)])
def test_what_github_would_drop_is_announced(count: int, shown: int, more: int) -> None:
    findings = [found(UNKNOWN, SCHOOL, line + 1, 1, 2, key="甲", near="乙") for line in range(count)]
    told = commands("".join(github.report(run(findings))))
    assert len(told) <= github.SHOWN
    assert [command.properties.get("line") for command in told if command.properties] == [
        str(line + 1) for line in range(shown)
    ]
    announced = [command.message for command in told if not command.properties]
    assert announced == ([f"还有 {more} 处错误：GitHub 每级只显示 10 条，其余见本步骤的摘要"] if more else [])


def test_each_level_has_its_ten() -> None:
    findings = [
        replace(found(MISMATCH, SCHOOL, line + 1, 1, 2, product=1, budget=2), severity=severity)
        for line in range(30)
        for severity in Severity
    ]
    told = commands("".join(github.report(run(findings, lang="en"))))
    assert [command.name for command in told] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert told[9].message == "21 more errors: GitHub shows 10 of a level; the step summary lists them"
    assert told[29].message.startswith("21 more infos")


def test_the_counts_stand_below() -> None:
    log = "".join(github.report(run()))
    assert log.endswith("\n1 份文本，3 个文件：错误 2 处，警告 1 处，提示 1 处；基线中已知 1 处；已豁免 1 处\n")
    assert "".join(github.report(run(()))) == "1 份文本，3 个文件：没有发现问题\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_data_forges_no_command(text: str) -> None:
    assert_one_command(text)


@given(st.text() | st.text("%0AD2C3:,\r\n#[]="))
def test_no_text_forges_a_command(text: str) -> None:
    assert_one_command(text)


def assert_one_command(text: str) -> None:
    file = f"projects/{text}.yaml"
    (command,) = commands("".join(github.report(run([saying(text, file=file, fault=BLANK)]))))
    assert command.name == "notice"
    assert command.properties == {
        "file": inert(file),
        "line": "1",
        "endLine": "1",
        "col": "1",
        "title": "ZZ102 表中的格子不留空",
    }
    assert command.message == inert(f"“{text}”是空格")
