"""A rule that lacks what it needs says nothing: rows without target, words, directions, strokes, in each category."""

from __future__ import annotations

import pytest

from perfspec.model import Indicator, Project
from perfspec.workspace import builtin_profile
from tests.rules import book, findings

CATEGORIES = [category.second for category in builtin_profile("hebei").categories]
OF_TARGETS = [
    rule.id
    for rule in book().rules
    if rule.id.startswith("PS2") and rule.subject in (Indicator, Project) and rule.id not in ("PS205", "PS206")
]
NAMES = ("投诉事故率", "维修面积", "满意度", "使用年限", "单位成本", "无")


def table(*cells: str) -> str:
    """Every name in every category, with these cells."""
    rows = (
        f"  - {{{', '.join((f'category: {category}', f'name: {name}', *cells))}}}\n"
        for category in CATEGORIES
        for name in NAMES
    )
    return "name: 青石县项目\npurpose: 无\ngoals: [无]\nindicators:\n" + "".join(rows)


def about_targets(rule: str, *cells: str) -> list[str]:
    found = findings(rule, table(*cells))
    assert [finding.rule for finding in found if finding.rule != rule] == [], [f.message() for f in found]
    return [finding.message() for finding in found if finding.place.path[-1] == "target"]


@pytest.mark.parametrize("rule", OF_TARGETS)
@pytest.mark.parametrize("cells", [(), ("target: /",), ("target: 待定",), ("target: 保持",)])
def test_no_rule_stumbles_over_what_cannot_be_compared(rule: str, cells: tuple[str, ...]) -> None:
    assert about_targets(rule, *cells) == []


@pytest.mark.parametrize("rule", [rule for rule in OF_TARGETS if rule != "PS211"])
def test_a_change_is_no_level(rule: str) -> None:
    assert about_targets(rule, "target: 增长5%") == []
