"""The parts of the budget, to the last digit."""

from __future__ import annotations

import pytest

from tests.rules import at, findings, hits


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ("{total: 10.00, fiscal: 8.00, other: 1.00}", "财政资金 8.00 ＋ 其他资金 1.00 ＝ 9.00，预算数是 10.00"),
        ("{total: 10.00, fiscal: 8.00, other: 2.01}", "财政资金 8.00 ＋ 其他资金 2.01 ＝ 10.01，预算数是 10.00"),
        ("{total: 10.00, fiscal: 8.00}", "两项资金只填了一项 8.00，另一项是空格，预算数是 10.00，差 2.00"),
        ("{total: 10.00, other: 8.00}", "两项资金只填了一项 8.00，另一项是空格，预算数是 10.00，差 2.00"),
        ("{total: 10.00, fiscal: 100.00}", "两项资金中的一项 100.00 比预算数 10.00 还多"),
        ("{total: 10.00, other: 10.01}", "两项资金中的一项 10.01 比预算数 10.00 还多"),
    ],
)
def test_parts_that_do_not_add_up(budget: str, said: str) -> None:
    assert hits("PS104", f"budget: {budget}") == [("budget.total", "error", said)]


@pytest.mark.parametrize(
    "budget",
    [
        "{total: 0.3, fiscal: 0.1, other: 0.2}",
        "{total: 10, fiscal: 10.00, other: 0}",
        "{total: 10.00, fiscal: 10}",
        "{total: 10.00, other: 10.00}",
        "{total: 10.00}",
        "{total: 0.00, fiscal: 0.00, other: 0.00}",
    ],
)
def test_parts_that_add_up_or_are_not_told(budget: str) -> None:
    assert at("PS104", f"budget: {budget}") == []


def test_a_blank_is_filled_with_a_zero_of_as_many_digits() -> None:
    (one,) = findings("PS105", "budget: {total: 10.50, fiscal: 10.50}")
    assert (one.place.path, str(one.severity), str(one.fix)) == (("budget", "other"), "info", "0.00")
    assert one.message() == "“其他资金”是空格"
    assert one.advice() == "没有其他资金时写 0.00"


@pytest.mark.parametrize(
    "budget", ["{total: 10.00, fiscal: 8.00}", "{total: 10.00}", "{total: 10.00, fiscal: 10.00, other: 0}"]
)
def test_a_blank_that_may_be_an_amount_is_not_a_zero(budget: str) -> None:
    assert at("PS105", f"budget: {budget}") == []
