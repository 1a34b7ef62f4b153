"""The rules on the reference document, compared with what was counted by hand, both ways."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from perfspec.check import Terms, check
from perfspec.finding import Finding, Severity
from perfspec.model import Document
from perfspec.numerals import chinese
from perfspec.packs import load_rules
from perfspec.workspace import documents, open_workspace
from perfspec.yamlfile import read
from tests.conftest import REPOSITORY

CATALOGUE: dict[str, dict[str, Any]] = read(
    (REPOSITORY / "tests" / "data" / "catalogue.yaml").read_bytes(), "catalogue.yaml"
).data
WORKSPACE = open_workspace(REPOSITORY)
BOOK = load_rules(WORKSPACE)
RULES = [rule.id for rule in BOOK.rules if rule.id in CATALOGUE]


@cache
def reference() -> tuple[Document, tuple[Finding, ...]]:
    (files,) = documents(WORKSPACE, [REPOSITORY / "projects" / "fengrun-finance-2023"])
    checked = check(WORKSPACE, files, Terms(book=BOOK, today=date(2023, 1, 1)))
    assert checked.document is not None
    return checked.document, checked.findings


def numbers(written: list[Any]) -> set[str]:
    """The entries of a list, ranges taken apart: 1-3 is 1, 2, 3."""
    found: set[str] = set()
    for entry in map(str, written):
        first, _, last = entry.partition("-")
        found |= {str(number) for number in range(int(first), int(last) + 1)} if last else {entry}
    return found


def shown(finding: Finding) -> str:
    """The subject of a finding in the words of the catalogue."""
    document, _ = reference()
    if finding.project:
        codes = [project.code.text for project in document.projects]
        return str(codes.index(finding.project) + 1)
    match finding.place.path:
        case ("activities", int(activity), "indicators", int(row), *_):
            return f"（{chinese(activity + 1)}）{row + 1}"
        case ("activities", int(activity), *_):
            return f"（{chinese(activity + 1)}）"
        case ("safeguards", int(number), *_):
            return f"措施（{chinese(number + 1)}）"
    return "部门"


def subjects(rule: str, severity: Severity | None = None, *, whole: bool = False) -> set[str]:
    _, findings = reference()
    found = {
        shown(finding)
        for finding in findings
        if finding.rule == rule and (severity is None or finding.severity is severity)
    }
    return {re.sub(r"）\d+$", "）", name) for name in found} if whole else found


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_was_counted_and_nothing_else(rule: str) -> None:
    entry = CATALOGUE[rule]
    beyond, missed = (set(map(str, entry.get(key, {}))) for key in ("beyond", "missed"))
    if "found" in entry:
        expected = numbers(entry["found"])
        by_activity = any(name.startswith("（") for name in expected) and not any(
            re.search(r"）\d+$", name) for name in expected
        )
        assert subjects(rule, whole=by_activity) == (expected | beyond) - missed
    else:
        found = subjects(rule)
        assert numbers(entry["at_least"]) - missed <= found
        assert not found & (numbers(entry.get("never", [])) - beyond)
    if "error" in entry:
        assert subjects(rule, Severity.ERROR) == numbers(entry["error"])


def test_no_rule_crashes_on_the_reference_document() -> None:
    _, findings = reference()
    assert [finding.message() for finding in findings if finding.rule == "PS090"] == []
