"""Amounts with a unit, and the sets of amounts that a bound or a range asks for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from perfspec.target.meaning import Meaning
from perfspec.target.unit import Unit


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A value as written, with all its decimals, and its unit."""

    value: Decimal
    unit: Unit

    @cached_property
    def base(self) -> Fraction:
        """The exact amount in base units: 元 for money, 1 for ratios (95% is 19/20), 秒 or 月 for times."""
        return Fraction(self.value) * self.unit.factor

    def __str__(self) -> str:
        return f"{self.value:f}{self.unit.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Every amount between two ends; an end that is None is open to infinity, an open one does not belong to the set.

    `change` tells a change from a level: 较上年增长5% is no 5%. It holds what the change is measured against and its
    direction (较上年提高, 降低); the amounts of a decrease are positive.
    """

    lower: Quantity | None = None
    upper: Quantity | None = None
    lower_open: bool = False
    upper_open: bool = False
    change: str = ""

    @property
    def quantity(self) -> Quantity:
        """The amount as written; of a range the lower one."""
        return self.lower or self.upper  # type: ignore[return-value]  # one of them is always there

    @property
    def is_point(self) -> bool:
        return self.lower is not None and self.lower == self.upper

    @property
    def is_range(self) -> bool:
        return self.lower is not None and self.upper is not None and not self.is_point

    @property
    def sign(self) -> str:
        """One of = ≥ > ≤ <, empty for a range."""
        if self.is_range:
            return ""
        if self.is_point:
            return "="
        return (">" if self.lower_open else "≥") if self.lower else ("<" if self.upper_open else "≤")

    @property
    def meaning(self) -> Meaning:
        return Meaning(
            line=("measure", self.change, *self.quantity.unit.dimension),
            low=self.lower.base if self.lower else None,
            high=self.upper.base if self.upper else None,
            low_open=self.lower_open,
            high_open=self.upper_open,
        )

    def __str__(self) -> str:
        if not self.is_range:
            return f"{self.change}{self.sign}{self.quantity}"
        if self.lower_open or self.upper_open:
            low, high = ">" if self.lower_open else "≥", "<" if self.upper_open else "≤"
            return f"{self.change}{low}{self.lower}且{self.change}{high}{self.upper}"
        return f"{self.change}{self.lower}至{self.upper}"


_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}


def parse_number(text: str) -> Decimal:
    """The value of 1,200.50, -5, 九十五 or 一百零五; the caller has made sure that it is one of these."""
    if text[-1].isdecimal():
        return Decimal(text.replace(",", ""))
    total = digit = 0
    for sign in text:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return Decimal(total + digit)
