"""Numbers in Chinese."""

from __future__ import annotations

from fractions import Fraction

import pytest

from perfspec.numerals import chinese, rounded


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百〇一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (999, "九百九十九"),
    ],
)
def test_numbers_are_written_as_documents_count(number: int, expected: str) -> None:
    assert chinese(number) == expected


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 999"):
        chinese(number)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(675_0000, 947_600), "7.12"),
        (Fraction(675), "675"),
        (Fraction(1, 3), "0.33"),
        (Fraction(1, 4), "0.25"),
        (Fraction(21, 10), "2.1"),
        (Fraction(1, 100), "0.01"),
        (Fraction(1, 700), "0.0014"),
        (Fraction(12, 100_000), "0.00012"),
        (Fraction(0), "0"),
        (Fraction(10**30), "1" + "0" * 30),
        (Fraction(100), "100"),
    ],
)
def test_a_number_for_show_is_short_and_never_vanishes(number: Fraction, shown: str) -> None:
    assert rounded(number) == shown
