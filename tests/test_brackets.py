"""Brackets that belong together, and what is not paired."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.brackets import Slip, are_paired, paired, slips


@pytest.mark.parametrize(
    "text",
    [
        "",
        "印刷费",
        "印刷费（票据、凭证）",
        "LED(P4)屏",
        "（一）加强管理（含《办法》〔2023〕5号）",
        "1）完成审计；2)完成评审",
        "一）做好准备\n(二)完成验收",
        "a)甲，B）乙",
        "满意度在[90,100)分之间",
        "(0,100］",
        "【（[《〈「『｛{}｝』」〉》]）】",
    ],
)
def test_what_is_paired_has_no_slips(text: str) -> None:
    assert list(slips(text)) == []
    assert paired(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印刷费(各种票据）", "印刷费（各种票据）"),
        ("印刷费（各种票据)", "印刷费（各种票据）"),
        ("设备（P4)", "设备（P4）"),
        ("（P4)屏", "（P4）屏"),
        ("PM2.5(ug/m3）<35", "PM2.5(ug/m3)<35"),
        ("A[1］B", "A[1]B"),
        ("用于[维修］", "用于［维修］"),
        ("甲{乙｝", "甲｛乙｝"),
        ("甲（乙(丙）丁)", "甲（乙（丙）丁）"),
        ("甲(一）乙（二)", "甲（一）乙（二）"),
        ("A{1｝B", "A{1}B"),
        ("A｛1}B", "A{1}B"),
        ("A(1）甲", "A（1）甲"),
        ("甲A(1）B", "甲A(1)B"),
        ("A(1）B甲", "A(1)B甲"),
    ],
)
def test_a_pair_of_two_widths_gets_one(text: str, expected: str) -> None:
    assert all(slip.end is not None for slip in slips(text))
    assert paired(text) == expected
    assert list(slips(expected)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印刷费（票据", [Slip(start=3)]),
        ("印刷费票据）", [Slip(start=5)]),
        ("《办法〉", [Slip(start=3), Slip(start=0)]),
        ("冀财预[2023〕5号", [Slip(start=8), Slip(start=3)]),
        ("（甲【乙）", [Slip(start=2)]),
        ("（（甲）", [Slip(start=0)]),
        ("共12）个", [Slip(start=3)]),
        ("，123）", [Slip(start=4)]),
        ("[甲,乙)", [Slip(start=4), Slip(start=0)]),
        ("[1234567890123456789012345678901234567890,12345678)", [Slip(start=50), Slip(start=0)]),
        ("[12)", [Slip(start=0)]),
        ("(甲】", [Slip(start=2), Slip(start=0)]),
    ],
)
def test_a_bracket_without_its_partner(text: str, expected: list[Slip]) -> None:
    assert list(slips(text)) == expected
    assert paired(text) == text


def test_a_slip_of_two_widths_names_both_ends() -> None:
    assert list(slips("甲(乙）丙）")) == [Slip(start=1, end=3), Slip(start=5)]
    assert paired("甲(乙）丙）") == "甲（乙）丙）"


def test_a_long_text_takes_no_time() -> None:
    assert len(list(slips("(" * 200_000 + "）" * 200_000))) == 200_000
    assert not are_paired("(" * 200_000 + ")" * 200_000)
    assert len(list(slips("[" * 200_000 + ")" * 200_000))) == 400_000


@pytest.mark.parametrize("text", ["", "印刷费", "票据（含《办法》〔2023〕5号）", "【（[]）】()"])
def test_pairs_of_one_width_are_seen_at_once(text: str) -> None:
    assert are_paired(text)


@given(st.text("（）()【】[0,1甲", max_size=12))
def test_what_is_seen_to_be_paired_has_no_slips(text: str) -> None:
    assert not (are_paired(text) and list(slips(text)))
