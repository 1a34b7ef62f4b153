"""The rules across a document take time and memory in proportion to it; told by the lines that run, not by a clock."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from benchmarks.across import KINDS, build, hits, peak, rules
from perfspec.model import Document
from perfspec.rule import Rule

SMALL, LARGE = 60, 600
RULES = {rule.id: rule for rule in rules()}


def lines(rule: Rule, document: Document) -> int:
    """How many lines of Python a rule runs."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        hits(rule, document)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("id", RULES)
def test_ten_times_the_projects_are_ten_times_the_work(id: str, kind: str) -> None:
    small, large = (lines(RULES[id], build(kind, size)) for size in (SMALL, LARGE))
    assert large <= 11 * small


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("id", RULES)
def test_a_rule_holds_little_for_each_project(id: str, kind: str) -> None:
    assert peak(RULES[id], build(kind, LARGE)) <= 4_000 * LARGE


def test_the_rules_across_are_there() -> None:
    assert {"PS501", "PS502", "PS503", "PS504", "PS505", "PS512"} <= set(RULES)
