"""Answers are worked out once for what is asked about again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from perfspec import remember
from perfspec.remember import LONGEST, kept, kept_alike, remembered


def test_the_last_answer_is_remembered_and_another_value_has_its_own() -> None:
    asked = []

    @remembered
    def length(subject: list[int]) -> int:
        """How long it is."""
        asked.append(subject)
        return len(subject)

    one, equal = [1, 2], [1, 2]
    assert [length(one), length(one), length(equal), length([])] == [2, 2, 2, 0]
    assert [subject is one for subject in asked] == [True, False, False]
    assert length.__doc__ == "How long it is."


def test_answers_for_short_texts_are_kept_and_long_ones_are_not() -> None:
    asked = []

    @kept
    def shout(text: str) -> str:
        asked.append(len(text))
        return text.upper()

    short, long = "a" * LONGEST, "a" * (LONGEST + 1)
    assert [shout(short), shout(short), shout(long), shout(long)] == [short.upper()] * 2 + [long.upper()] * 2
    assert asked == [LONGEST, LONGEST + 1, LONGEST + 1]


@dataclass(frozen=True)
class Row:
    name: str
    written: object


def test_rows_that_are_written_alike_have_one_answer() -> None:
    asked = []

    @kept_alike
    def length(row: Row) -> int:
        asked.append(row.name)
        return len(row.name)

    one, two = object(), object()
    assert [length(Row("甲", one)), length(Row("甲", one)), length(Row("乙乙", two))] == [1, 1, 2]
    assert asked == ["甲", "乙乙"]


def test_no_more_answers_are_kept_than_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remember, "ROWS", 2)
    asked = []

    @kept_alike
    def length(row: Row) -> int:
        asked.append(row.name)
        return len(row.name)

    rows = {name: Row(name, object()) for name in "甲乙丙"}
    assert [length(rows[name]) for name in "甲乙丙丙甲"] == [1] * 5
    assert asked == [*"甲乙丙甲"]
