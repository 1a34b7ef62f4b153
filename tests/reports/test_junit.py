"""JUnit XML: well formed and valid whatever the data; a file fails as the run fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from perfspec.reports import junit
from perfspec.reports.run import Run
from tests.conftest import REPOSITORY
from tests.reports.sample import DEPARTMENT, FINDINGS, FOLDER, HOSTILE, LIBRARY, SCHOOL, found, run, saying
from tests.reports.sample import UNKNOWN as FAULT

SCHEMA = etree.XMLSchema(etree.parse(REPOSITORY / "tests/data/reports/junit-10.xsd"))


def parsed(its: Run) -> etree._Element:
    root = etree.fromstring("".join(junit.report(its)).encode())
    SCHEMA.assertValid(root)
    return root


def cases(its: Run) -> dict[str, tuple[str | None, str]]:
    """By the name of each case the message of its failure and all that it puts out."""
    return {
        case.get("name", ""): (case.find("failure").get("message") if case.find("failure") is not None else None, text)
        for case in parsed(its).iter("testcase")
        for text in [(case.findtext("system-out") or "").strip()]
    }


def test_the_sample_is_as_it_was_read(golden: Callable[[str, str], None]) -> None:
    golden("sample.junit.xml", "".join(junit.report(run(folder="绩效"))))


def test_every_file_is_a_case_and_one_that_fails_says_why() -> None:
    told = cases(run())
    assert list(told) == ["41010524P00000110001A.yaml", "41010524P00000210001B.yaml", "department.yaml"]
    assert told["41010524P00000110001A.yaml"][0] == "错误 2 处"
    assert told["41010524P00000210001B.yaml"][0] is None  # warnings do not fail here
    assert told["department.yaml"] == (None, "")


def test_a_failure_lists_all_that_fail_in_one() -> None:
    (failure,) = parsed(run()).iter("failure")
    assert failure.get("type") == "error"
    assert (failure.text or "").strip().splitlines() == [
        f"{SCHOOL}:5:10: 错误 PS011: 这里没有“totle”这个字段。改写为 total",
        f"{SCHOOL}:12:3: 错误 ZZ101: 相乘得 900.00 万元，预算数是 120.00 万元。核对数量和单价",
    ]


def test_what_does_not_fail_stands_in_the_output_with_the_waivers() -> None:
    told = cases(run())
    assert told["41010524P00000110001A.yaml"][1] == (
        f"{SCHOOL}:20:9: 已豁免 ZZ102：“其他资金”是空格。理由：没有其他资金（绩效科）"
    )
    assert told["41010524P00000210001B.yaml"][1].splitlines() == [
        f"{LIBRARY}:12:13: 警告 ZZ101: 相乘得 96.00 万元，预算数是 120.00 万元。核对数量和单价",
        f"{LIBRARY}:20:9: 提示 ZZ102: “其他资金”是空格",
    ]


@pytest.mark.parametrize(
    ("level", "failures", "second"),
    [("error", 1, None), ("warning", 2, "警告 1 处"), ("info", 2, "警告 1 处，提示 1 处"), ("never", 0, None)],
)
def test_a_file_fails_at_the_level_that_the_run_fails_at(level: str, failures: int, second: str | None) -> None:
    its = run(fail_on=level)
    assert parsed(its).get("failures") == str(failures)
    assert cases(its)["41010524P00000210001B.yaml"][0] == second
    assert [failure.get("type") for failure in parsed(its).iter("failure")] == ["error", "warning"][:failures]


def test_suites_are_documents_and_count() -> None:
    other = "projects/b/department.yaml"
    root = parsed(run(files=(other, SCHOOL, DEPARTMENT, "projects/教育局 2024/下/x.yaml"), folder="绩效"))
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("绩效/projects/b", "1", "0"),
        (f"绩效/{FOLDER}", "3", "1"),  # the file of a finding that was not read is there too
        (f"绩效/{FOLDER}/下", "1", "0"),
    ]
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "1", "0")


def test_what_is_answered_for_is_counted() -> None:
    properties = {each.get("name"): each.get("value") for each in parsed(run()).iter("property")}
    assert properties == {"waived": "1", "baselined": "1"}


def test_a_known_finding_does_not_fail() -> None:
    assert parsed(run([FINDINGS[5]], fail_on="info")).get("failures") == "0"


def test_english() -> None:
    told = cases(run(lang="en"))
    assert told["41010524P00000110001A.yaml"][0] == "2 errors"
    assert "waived ZZ102: “其他资金”是空格. Reason: 没有其他资金 (绩效科)" in told["41010524P00000110001A.yaml"][1]


@pytest.mark.parametrize("text", HOSTILE)
def test_data_stays_text(text: str) -> None:
    assert_one_failure(text)


@given(st.text())
def test_no_text_breaks_the_report(text: str) -> None:
    assert_one_failure(text)


def assert_one_failure(text: str) -> None:
    file = f"projects/a/{text.replace('/', '')}.yaml"
    root = parsed(run([saying(text), found(FAULT, file, 1, 1, 2, key=text, near=text)], files=()))
    assert len(list(root.iter("failure"))) == 1
