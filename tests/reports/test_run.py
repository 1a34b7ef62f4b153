"""What all reports share: titles, paths from the repository, what fails, what is said."""

from __future__ import annotations

import pytest

from perfspec import basics, docs
from perfspec.finding import Severity
from perfspec.reports.run import Run, fails, last_line, said
from tests.reports.sample import FINDINGS, SCHOOL, UNKNOWN, found, run


def test_open_findings_are_those_that_nobody_has_answered_for() -> None:
    assert [finding.rule for finding in run().open] == ["PS011", "ZZ101", "ZZ101", "ZZ102"]


def test_a_file_is_named_from_the_root_of_the_repository() -> None:
    assert run().path(SCHOOL) == SCHOOL
    assert run(folder="绩效/2024").path(SCHOOL) == f"绩效/2024/{SCHOOL}"


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        ("ZZ101", "数量与单价相乘，应与预算数相符", "The budget buys what is promised"),
        ("ZZ102", "表中的格子不留空", "表中的格子不留空"),  # it has no English
        ("PS011", "只写表中有的字段", "Every field is known"),
        ("QQ999", "", ""),
    ],
)
def test_every_rule_has_its_title(rule: str, zh: str, en: str) -> None:
    assert run().title(rule) == zh
    assert run(lang="en").title(rule) == en


def test_every_id_of_reading_has_a_title_in_both_languages() -> None:
    assert {fault.rule for fault in docs.faults() if fault.rule.startswith("PS0")} == basics.TITLES.keys()
    assert all(title.zh and title.en for title in basics.TITLES.values())


@pytest.mark.parametrize(
    ("level", "failing"),
    [("error", [0, 1]), ("warning", [0, 1, 3]), ("info", [0, 1, 3, 4]), ("never", [])],
)
def test_what_fails_is_open_and_reaches_the_level(level: str, failing: list[int]) -> None:
    its: Run = run(fail_on=level)
    assert [number for number, finding in enumerate(FINDINGS) if its.fails(finding)] == failing
    assert [fails(finding, level) for finding in FINDINGS] == [its.fails(finding) for finding in FINDINGS]


def test_message_and_advice_make_one_text() -> None:
    assert said(FINDINGS[0], "zh") == "这里没有“totle”这个字段。改写为 total"
    assert said(FINDINGS[0], "en") == "There is no field `totle` here. Write `total` instead"
    assert said(FINDINGS[4], "zh") == "“其他资金”是空格"


@pytest.mark.parametrize(("end_line", "end_column", "last"), [(3, 9, 3), (5, 2, 5), (5, 1, 4), (3, 1, 3)])
def test_the_last_line_is_one_that_the_place_has_a_character_on(end_line: int, end_column: int, last: int) -> None:
    finding = found(UNKNOWN, SCHOOL, 3, 1, end_column, end_line=end_line, key="a", near="b")
    assert finding.severity is Severity.ERROR
    assert last_line(finding.place) == last
