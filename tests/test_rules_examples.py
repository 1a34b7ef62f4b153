"""Each rule's own examples: it finds something in every 反例 and nothing in any 正例."""

from __future__ import annotations

import pytest

from perfspec.examples import Example, findings_of, page
from perfspec.packs import load_rules
from perfspec.rule import Rule
from perfspec.workspace import builtin_profile, open_workspace
from tests.conftest import REPOSITORY

BOOK = load_rules(open_workspace(REPOSITORY))
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{'bad' if example.is_bad else 'good'}-{number}")
    for rule in BOOK.rules
    for number, example in enumerate(page(rule).examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_rule_finds_its_bad_examples_and_passes_its_good_ones(rule: Rule, example: Example) -> None:
    found = findings_of(rule, example, BOOK, builtin_profile("hebei"))
    assert [finding.rule for finding in found if finding.rule != rule.id] == [], [f.message() for f in found]
    assert bool(found) == example.is_bad, [finding.message() for finding in found]


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_page_says_why_and_has_examples_of_both_kinds(rule: Rule) -> None:
    its = page(rule)
    assert its.title.endswith("。")
    assert its.why
    assert {example.is_bad for example in its.examples} == {True, False}
