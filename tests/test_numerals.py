"""Numbers in Chinese."""

from __future__ import annotations

import pytest

from perfspec.numerals import chinese


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
