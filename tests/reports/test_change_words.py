"""The words of a review: what a change does and by how much."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from perfspec.diff.walk import Files, diff
from perfspec.reports.change_words import amounts, moved, percent, verdict


def change(old: dict[str, Any], new: dict[str, Any]) -> Any:
    files = Files(schema="project", project="P", owner="P", old=old, new=new, old_year=2024, new_year=2024)
    (found,) = diff(files)
    return found


def target(old: str, new: str) -> Any:
    return change({"indicators": [{"name": "甲", "target": old}]}, {"indicators": [{"name": "甲", "target": new}]})


def budget(old: str | None, new: str | None) -> Any:
    return change(*({"budget": {} if each is None else {"total": Decimal(each)}} for each in (old, new)))


def plan(old: dict[str, int], new: dict[str, int]) -> Any:
    return change({"spending_plan": old}, {"spending_plan": new})


@pytest.mark.parametrize(
    ("found", "zh", "en"),
    [
        (target("≥21个", "≥15个"), "放宽 28.6%", "loosened by 28.6 %"),
        (target("≥15个", "≥18个"), "收紧 20%", "tightened by 20 %"),
        (target("≥95%", "≥90%"), "放宽 5 个百分点", "loosened by 5 points"),
        (target("≥21个", "优"), "改了口径", "redefined"),
        (target("≤0.3万元", "≤3000元"), "改写，意思不变", "rewritten, same meaning"),
        (target("2024年底完成", "2024年6月底前"), "收紧", "tightened"),
        (budget("100", "120"), "提高 20 万元（20%）", "raised by 20 万元 (20 %)"),
        (budget("100.00", "99.95"), "降低 0.05 万元（0.1%）", "lowered by 0.05 万元 (0.1 %)"),
        (budget(None, "12.50"), "提高 12.50 万元（新增）", "raised by 12.50 万元 (added)"),
        (budget("0.00", None), "删去，意思不变", "removed, same meaning"),
        (budget("1.05", "1.050"), "改写，意思不变", "rewritten, same meaning"),
        (plan({"6月": 80}, {"6月": 30}), "推后 50 个百分点", "later by 50 points"),
        (plan({"6月": 30}, {"6月": 80}), "提前 50 个百分点", "earlier by 50 points"),
        (change({"name": "甲"}, {"name": "乙"}), "改名", "renamed"),
        (change({"goals": ["甲"]}, {"goals": []}), "删去", "removed"),
        (change({"goals": []}, {"goals": ["甲"]}), "新增", "added"),
        (change({"purpose": "用于甲"}, {"purpose": "用于乙"}), "改动", "changed"),
        (
            change({"indicators": []}, {"indicators": [{"name": "甲", "target": "≥1个"}]}),
            "收紧（新增）",
            "tightened (added)",
        ),
        (
            change({"indicators": [{"name": "甲", "weight": 10}]}, {"indicators": [{"name": "甲", "weight": 15}]}),
            "提高 50%",
            "raised by 50 %",
        ),
    ],
)
def test_a_verdict_is_a_phrase(found: Any, zh: str, en: str) -> None:
    assert (verdict(found, "zh", "万元"), verdict(found, "en", "万元")) == (zh, en)


@pytest.mark.parametrize(
    ("value", "plain", "rough"),
    [
        ("28.5714285714", "+28.6%", "+29%"),
        ("-28.5714285714", "−28.6%", "−29%"),
        ("20", "+20%", "+20%"),
        ("0.0790442", "+0.1%", "+0.1%"),
        ("0.05", "+0.1%", "+0.1%"),
        ("0.0494", "+0.05%", "+0.05%"),
        ("-0.00107", "−0.001%", "−0.001%"),
        ("1", "+1%", "+1%"),
        ("0.99", "+1%", "+1%"),
        ("12345.67", "+12,345.7%", "+12,346%"),
        ("100", "+100%", "+100%"),
        ("0", "+0%", "+0%"),
    ],
)
def test_a_percentage_is_rounded_for_people_and_never_to_nothing(value: str, plain: str, rough: str) -> None:
    assert percent(Decimal(value), "zh", sign=True) == plain
    assert percent(Decimal(value), "zh", sign=True, rough=True) == rough


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("19584.52", "19600.00", "19,584.52 → 19,600.00 万元（+0.1%）"),
        ("1.05", "1.05", "1.05 万元"),
        ("0", "5", "0 → 5 万元"),
        (None, "5.00", "5.00 万元"),
        ("5.00", None, "5.00 万元"),
        ("5.00", "0.00", "5.00 → 0.00 万元（−100%）"),
    ],
)
def test_money_before_and_after(old: str | None, new: str | None, told: str) -> None:
    assert amounts(old and Decimal(old), new and Decimal(new), "万元", "zh") == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("≥21个", "≥15个", "−29%"),
        ("≥95%", "≥98%", "+3 个百分点"),
        ("≥95%", "≥90.5%", "−4.5 个百分点"),
        ("≥21个", "优", "改了口径"),
    ],
)
def test_a_promise_moves_beside_the_money(old: str, new: str, told: str) -> None:
    assert moved(target(old, new), "zh") == told
