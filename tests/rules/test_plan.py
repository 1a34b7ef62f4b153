"""The spending plan: cumulative, whole, without gaps, and not all at the end."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from perfspec.workspace import builtin_profile
from tests.rules import at, findings, hits

MONTHLY = replace(builtin_profile("hebei"), plan_months=tuple(range(1, 13)))


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("{3月: 10, 6月: 60, 10月: 40, 12月: 100}",
         [("10月", "10月的累计支出 40% 比 6月的 60% 还少")]),
        ("{3月: 50, 6月: 40, 10月: 30, 12月: 100}",
         [("10月", "10月的累计支出 30% 比 6月的 40% 还少"), ("6月", "6月的累计支出 40% 比 3月的 50% 还少")]),
        ("{10月: 100, 12月: 90}", [("12月", "12月的累计支出 90% 比 10月的 100% 还少")]),
        ("{6月: 60, 10月: 50, 12月: 99.99}",
         [("10月", "10月的累计支出 50% 比 6月的 60% 还少"),
          ("12月", "支出计划最后填的是 12月累计 99.99%，全年到不了 100%")]),
        ("{6月: 50, 10月: 90}", [("10月", "支出计划最后填的是 10月累计 90%，全年到不了 100%")]),
        ("{12月: 0}", [("12月", "支出计划最后填的是 12月累计 0%，全年到不了 100%")]),
    ],
)  # fmt: skip
def test_a_plan_that_falls_or_ends_short(plan: str, expected: list[tuple[str, str]]) -> None:
    found = hits("PS106", f"spending_plan: {plan}")
    assert sorted((path, said) for path, _, said in found) == [
        (f"spending_plan.{month}", said) for month, said in expected
    ]
    assert {severity for _, severity, _ in found} == {"error"}


@pytest.mark.parametrize(
    ("plan", "cumulative"),
    [
        ("{3月: 25, 6月: 25, 10月: 25, 12月: 25}", "3月 25、6月 50、10月 75、12月 100"),
        ("{6月: 60.5, 12月: 39.5}", "6月 60.5、12月 100.0"),
        ("{6月: 40, 12月: 60}", "6月 40、12月 100"),
    ],
)
def test_shares_of_each_period_are_told_from_a_cumulative_plan(plan: str, cumulative: str) -> None:
    (one,) = findings("PS106", f"spending_plan: {plan}")
    assert one.place.path == ("spending_plan",)
    assert one.message() == "各月的数相加正好是 100%，看来填的是各个时段自己的支出；这里要填累计数"
    assert one.advice() == f"改为 {cumulative}"


@pytest.mark.parametrize(
    "plan", ["{6月: 100}", "{3月: 0, 6月: 50, 10月: 50, 12月: 100}", "{6月: 0, 12月: 100}", "{6月: 50, 12月: 100.00}"]
)
def test_a_cumulative_plan(plan: str) -> None:
    assert at("PS106", f"spending_plan: {plan}") == []


def test_the_last_month_is_filled_with_100_where_that_was_reached() -> None:
    (spent,) = findings("PS107", "spending_plan: {6月: 100}")
    (open_,) = findings("PS107", "spending_plan: {6月: 50}")
    assert (spent.place.path, str(spent.severity)) == (("spending_plan", "12月"), "warning")
    assert spent.message() == "支出计划的 12月 是空格"
    assert (spent.fix, open_.fix) == (Decimal(100), None)
    (later,) = findings("PS107", "spending_plan: {3月: 20, 6月: 100}")
    assert later.fix == Decimal(100)


@pytest.mark.parametrize("plan", ["{12月: 100}", "{6月: 50, 12月: 90}"])
def test_a_filled_last_month(plan: str) -> None:
    assert at("PS107", f"spending_plan: {plan}") == []


def test_a_form_without_a_plan_asks_for_none() -> None:
    for id in ("PS106", "PS107", "PS108", "PS109"):
        assert at(id, "spending_plan: {}", "mof-2015") == []
        assert at(id, "spending_plan: {}", "hebei") == []
    for id in ("PS107", "PS108", "PS109"):
        assert at(id, "spending_plan: {6月: 50, 11月: 90}", "mof-2015") == []


def test_a_gap_is_named_with_its_neighbours_and_bounds() -> None:
    found = {each.place.path[-1]: each for each in findings("PS108", "spending_plan: {3月: 20, 12月: 100}")}
    assert {month: each.message() for month, each in found.items()} == {
        "6月": "3月 和 12月 之间的 6月 是空格",
        "10月": "3月 和 12月 之间的 10月 是空格",
    }
    assert {str(each.severity) for each in found.values()} == {"warning"}
    assert found["6月"].advice() == "填到 6月底的累计百分比，在 20 到 100 之间；这段时间没有支出就填 20"


@pytest.mark.parametrize(
    ("plan", "count"),
    [("{6月: 50, 10月: 60, 12月: 100}", 0), ("{10月: 50, 12月: 100}", 0), ("{3月: 5, 6月: 9}", 0), ("{12月: 100}", 0)],
)
def test_blanks_before_the_first_and_behind_the_last_are_no_gap(plan: str, count: int) -> None:
    assert len(at("PS108", f"spending_plan: {plan}")) == count


def test_gaps_are_those_of_the_form() -> None:
    assert len(at("PS108", "spending_plan: {3月: 10, 6月: 50, 12月: 100}", MONTHLY)) == 7


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("{12月: 100}", ("12月", "支出计划到最后的 12月才有支出")),
        ("{3月: 0, 6月: 0, 10月: 0, 12月: 100}", ("12月", "支出计划到最后的 12月才有支出")),
        ("{10月: 75, 12月: 100}", ("10月", "支出计划到 10月才有支出")),
        ("{6月: 0, 10月: 0.01, 12月: 100}", ("10月", "支出计划到 10月才有支出")),
        ("{6月: 0.01, 12月: 100}", None),
        ("{6月: 0, 12月: 0}", None),
    ],
)
def test_spending_that_waits(plan: str, expected: tuple[str, str] | None) -> None:
    found = hits("PS109", f"spending_plan: {plan}")
    assert found == ([(f"spending_plan.{expected[0]}", "info", expected[1])] if expected else [])


def test_how_late_is_late_is_a_setting() -> None:
    plan = "spending_plan: {9月: 50, 12月: 100}"
    assert at("PS109", plan, MONTHLY) == []
    assert at("PS109", plan, MONTHLY, late=9) == ["info"]
    quarters = replace(MONTHLY, plan_months=(3, 6, 9))
    assert at("PS109", plan, quarters) == ["info"]
    said = [message for _, _, message in hits("PS109", "spending_plan: {12月: 100}", quarters)]
    assert said == ["支出计划到 12月才有支出"]
