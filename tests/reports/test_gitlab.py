"""The code quality report of GitLab: its documented format, and fingerprints that tell findings apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.reports import gitlab
from perfspec.reports.run import Run
from tests.conftest import REPOSITORY
from tests.reports.sample import FINDINGS, HOSTILE, run, saying

SCHEMA = json.loads((REPOSITORY / "tests/data/reports/codequality.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema_rs.validator_for(SCHEMA)


def issues(its: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads("".join(gitlab.report(its)))
    VALID.validate(found)
    assert len({issue["fingerprint"] for issue in found}) == len(found)
    return found


def test_the_sample_is_as_it_was_read(golden: Callable[[str, str], None]) -> None:
    golden("sample.gitlab.json", "".join(gitlab.report(run(folder="绩效"))))


def test_an_issue_says_where_and_what() -> None:
    issue = issues(run(folder="绩效"))[1]
    assert len(issue.pop("fingerprint")) == 16
    assert issue == {
        "description": "相乘得 900.00 万元，预算数是 120.00 万元。核对数量和单价",
        "check_name": "ZZ101",
        "severity": "critical",
        "location": {
            "path": "绩效/projects/教育局 2024/41010524P00000110001A.yaml",
            "lines": {"begin": 12, "end": 16},
        },
    }


def test_severities_are_words_of_gitlab() -> None:
    assert [issue["severity"] for issue in issues(run())] == ["critical", "critical", "major", "info"]


def test_what_is_answered_for_is_left_out() -> None:
    assert issues(run([FINDINGS[2], FINDINGS[5]])) == []
    assert "".join(gitlab.report(run(()))) == "[]\n"


def test_equal_findings_have_fingerprints_of_their_own_and_keep_them() -> None:
    first, second = issues(run([FINDINGS[0], FINDINGS[0]]))
    assert first["fingerprint"] == issues(run([FINDINGS[0]]))[0]["fingerprint"]
    assert first["fingerprint"] != second["fingerprint"]


def test_a_fingerprint_does_not_depend_on_language_or_file() -> None:
    chinese, english = issues(run()), issues(run(lang="en", folder="elsewhere"))
    assert [issue["fingerprint"] for issue in chinese] == [issue["fingerprint"] for issue in english]
    assert english[0]["description"] == "There is no field `totle` here. Write `total` instead"


@pytest.mark.parametrize("text", HOSTILE)
def test_data_stays_text(text: str) -> None:
    assert issues(run([saying(text)]))[0]["check_name"] == "ZZ102"


@given(st.text())
def test_no_text_breaks_the_report(text: str) -> None:
    assert len(issues(run([saying(text, file=f"projects/{text}.yaml")]))) == 1
