"""Every sentence of the built-in rules has its English, with the same placeholders."""

from __future__ import annotations

import string

import pytest

from perfspec.examples import page
from perfspec.finding import Text
from perfspec.packs import Source, load_rules
from perfspec.rule import Rule
from perfspec.workspace import builtin_workspace

BOOK = load_rules(builtin_workspace(), lang="en")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_speaks_english(rule: Rule) -> None:
    assert rule.title_en
    assert not rule.title_en.endswith(".")
    assert rule.why_en.endswith(".")
    assert is_chinese(rule.title)
    assert is_chinese(page(rule).why)
    for fault in rule.faults.values():
        for text in (fault.message, fault.advice):
            assert_both(text)


def assert_both(text: Text) -> None:
    assert bool(text.zh) == bool(text.en), text
    assert placeholders(text.zh) == placeholders(text.en), text


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_sentences_end_without_a_stop_so_that_reports_can_join_them(rule: Rule) -> None:
    for fault in rule.faults.values():
        for said in (fault.message.zh, fault.message.en, fault.advice.zh, fault.advice.en):
            assert said == said.strip()
            assert not said.endswith(("。", ".", "；"))


@pytest.mark.parametrize("source", BOOK.sources.values(), ids=lambda source: source.key)
def test_a_source_speaks_english_and_names_no_article(source: Source) -> None:
    assert source.title_en
    assert source.asks_en.endswith(".")
    assert source.asks.endswith("。")
    assert "条" not in source.asks.replace("条件", "")
