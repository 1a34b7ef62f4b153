"""When two texts say the same, and what one says beyond another."""

from __future__ import annotations

import pytest

from perfspec.likeness import beyond


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        ("校舍维修", ("校舍维修",), ""),
        ("维修12所校舍", ("校舍维修",), "12所"),
        ("校舍维修", ("维修", "校舍"), ""),
        ("防疫抗疫物资", ("防疫物资",), "抗"),
        ("商业街", ("商业用房",), "街"),
        ("甲乙", ("乙甲",), "甲乙"),
        ("甲", ("甲",), "甲"),
        ("", ("甲乙",), ""),
        ("甲乙", (), "甲乙"),
    ],
)
def test_what_stands_in_no_pair_of_the_others_is_said_beyond_them(text: str, others: tuple, expected: str) -> None:
    assert beyond(text, *others) == expected
