"""Excerpts for people whose characters are two columns wide, and output that cannot steer a terminal."""

from __future__ import annotations

from dataclasses import replace

from perfspec.finding import Fault, Severity, Text, Waiver
from perfspec.place import Place
from perfspec.reports import text
from perfspec.reports.excerpt import excerpt, inert, width
from perfspec.reports.found import Found
from perfspec.reports.run import Run
from perfspec.reports.summary import Summary
from perfspec.sweep import Swept
from perfspec.yamlfile import read

FAULT = Fault(rule="PS999", message=Text(zh="不对：{value}", en="wrong: {value}"), advice=Text(zh="改", en="mend"))


def place(line: int, column: int, end: int) -> Place:
    return Place(file="a.yaml", line=line, column=column, end_line=line, end_column=end)


def test_chinese_characters_take_two_columns() -> None:
    assert width("a名") == 3
    assert width("e\u0301") == 1


def test_the_caret_stands_below_what_it_marks() -> None:
    source = read("name: 甲\nunit: 乙丙丁\n".encode(), "a.yaml")
    finding = FAULT.at(place(2, 8, 9), value="丙")
    shown = list(text.grouped([finding], {"a.yaml": source}.get, "zh"))
    assert shown == [
        "a.yaml",
        "  2:8 错误 PS999 不对：丙",
        "    | unit: 乙丙丁",
        "    |         ^^",
        "    = 改",
        "",
    ]


def test_a_long_line_is_cut_around_the_mark() -> None:
    shown = excerpt("甲" * 500 + "乙" + "丙" * 500, place(1, 501, 502), 40)
    assert shown is not None
    assert shown[1] == "乙"
    assert width("".join(shown)) <= 40


def test_a_place_beyond_the_source_has_no_excerpt() -> None:
    assert excerpt("a\n", place(9, 1, 1), 40) is None
    assert excerpt("", place(1, 1, 1), 40) is None


def test_data_cannot_steer_a_terminal() -> None:
    assert inert("\x1b[2J名\u202e\ud800\ufffe\U000e0041") == "�[2J名����"
    (line,) = text.lines([FAULT.at(place(1, 1, 2), value="\x1b]0;x\x07\nb.yaml:1:1: 错误")], "zh")
    assert "\x1b" not in line
    assert "\n" not in line


def test_plain_lines_are_one_finding_each() -> None:
    finding = FAULT.at(place(3, 4, 5), value=1)
    assert list(text.lines([finding], "zh")) == ["a.yaml:3:4: 错误 PS999: 不对：1。改"]
    assert list(text.lines([finding], "en")) == ["a.yaml:3:4: error PS999: wrong: 1. mend"]


def test_a_waived_finding_is_told_with_its_reason_below() -> None:
    waiver = Waiver(rule="PS999", reason="已报批", by="绩效科")
    findings = (FAULT.at(place(3, 4, 5), value=1), replace(FAULT.at(place(4, 4, 5), value=2), waiver=waiver))
    run = Run(found=Found([Swept(name="a", files=("a.yaml",), findings=findings)]))
    assert "".join(text.report(run)) == (
        "a.yaml:3:4: 错误 PS999: 不对：1。改\n"
        "a.yaml:4:4: 已豁免 PS999：不对：2。理由：已报批（绩效科）\n"
        "1 份文本，1 个文件：错误 1 处；已豁免 1 处\n"
    )


def test_a_partial_run_is_told() -> None:
    run = Run(found=Found([Swept(name="a", files=("a.yaml",), is_whole=False)]), lang="en")
    assert list(text.footer(run))[1].startswith("Only some of the files were read")


def test_severities_reach_levels() -> None:
    assert Severity.ERROR.reaches(Severity.WARNING)
    assert Severity.WARNING.reaches(Severity.WARNING)
    assert not Severity.INFO.reaches(Severity.WARNING)


def test_the_summary_counts() -> None:
    findings = [FAULT.at(place(1, 1, 1), value=1)] * 2
    assert Summary.of(findings, documents=1, files=24).say("zh") == "1 份文本，24 个文件：错误 2 处"
    assert Summary.of(findings, documents=1, files=24).say("en") == "2 errors in 24 files of 1 documents"
    assert Summary.of([], documents=1, files=24).say("en") == "no findings in 24 files of 1 documents"
