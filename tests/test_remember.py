"""Answers are worked out once for what is asked about again."""

from __future__ import annotations

from perfspec.remember import LONGEST, kept, remembered


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
