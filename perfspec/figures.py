"""The amounts that cost and quantity targets state: what each counts, and what it is per."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import chain
from typing import Any, NamedTuple

from perfspec.model import Indicator, Project
from perfspec.profile import Profile
from perfspec.remember import kept_alike, remembered
from perfspec.target.quantity import Measure, Quantity
from perfspec.target.unit import Unit, is_known_unit, parse_unit

OTHERS_PAY = ("社会成本指标", "生态环境成本指标")  # costs that fall on society and nature, not on the budget
_SAME = {
    "名": ("人",), "生": ("人",), "人天": ("人", "天"),
    "场次": ("场",), "批次": ("批",),
}  # fmt: skip
_NOUNS = frozenset("村校镇乡县站班床店园")  # no units, and yet 村均 and 每校 are per them
IN_A_YEAR = {
    "年": (1, 1), "学期": (2, 2), "季度": (4, 4), "月": (12, 12), "周": (52, 53), "天": (365, 366),
    "工作日": (240, 262), "小时": (8760, 8784), "分钟": (525_600, 527_040), "秒": (31_536_000, 31_622_400),
}  # fmt: skip
TIMES = frozenset(IN_A_YEAR)
_EACH, _MEAN = re.compile(r"[每单][一1]?(?=(.{1,4}))"), re.compile(r"(.)均")
NAME = 60  # characters of a name that are looked at
_ROWS = 200  # of one category that are looked at: far more than a form has, and few enough to compare all pairs


Told = str | Quantity | tuple[Any, ...]  # a sign and what it stands between, also `()`: how a sum is told, once asked


class Amount(NamedTuple):
    """A number between two ends, and how each end is told; a high end of None is not known."""

    low: Fraction
    high: Fraction | None
    low_told: Told = ""
    high_told: Told = ""

    @property
    def low_text(self) -> str:
        return _text(self.low_told)

    @property
    def high_text(self) -> str:
        return _text(self.high_told)

    def __mul__(self, other: Amount) -> Amount:  # type: ignore[override]  # no tuple is repeated
        return self._with(other, "×", Fraction.__mul__)

    def __add__(self, other: Amount) -> Amount:  # type: ignore[override]  # no tuples are joined
        return self._with(other, "＋", Fraction.__add__)

    def _with(self, other: Amount, sign: str, of: Callable[[Fraction, Fraction], Fraction]) -> Amount:
        """Both amounts by an operation; where both are exact, the high end is the low one."""
        low, low_told = of(self.low, other.low), (sign, self.low_told, other.low_told)
        if self.high is self.low and other.high is other.low:
            high: Fraction | None = low
        else:
            high = None if self.high is None or other.high is None else of(self.high, other.high)
        is_told_alike = self.high_told is self.low_told and other.high_told is other.low_told
        return Amount(low, high, low_told, low_told if is_told_alike else (sign, self.high_told, other.high_told))


def _text(told: Told) -> str:
    if not isinstance(told, tuple):
        return str(told)
    sign, *parts = told
    texts = filter(None, map(_text, parts))
    return f"({''.join(texts)})" if sign == "()" else sign.join(texts)


ZERO, ONE = Fraction(0), Fraction(1)
NOTHING = Amount(ZERO, ZERO)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts."""
    return reduce(Amount.__add__, amounts) if (amounts := tuple(amounts)) else NOTHING


class Figure(NamedTuple):
    """An amount that a target states: what it counts, and what it is per."""

    indicator: Indicator
    amount: Amount  # in base units: 元, 平方米
    unit: Unit
    things: tuple[str, ...] = ()  # ("人",); nothing for money and where no unit is written
    per: tuple[str, ...] = ()  # ("人", "天") for 元/人·天, also where only the name says it: 每人每天伙食费

    @property
    def text(self) -> str:
        """The target as written."""
        return self.indicator.target.text if self.indicator.target else ""

    @property
    def low(self) -> Fraction:
        return self.amount.low

    @property
    def high(self) -> Fraction:
        return self.amount.low if self.amount.high is None else self.amount.high

    @property
    def per_things(self) -> tuple[str, ...]:
        """What it is per, without the times."""
        return tuple(name for name in self.per if name not in TIMES)

    @property
    def per_times(self) -> tuple[str, ...]:
        return tuple(name for name in self.per if name in TIMES)


def yuan(amount: Decimal | int, profile: Profile) -> Fraction:
    """An amount in the profile's money unit, in 元."""
    return _yuan(amount, profile.money_unit)


@lru_cache(maxsize=1024)
def _yuan(amount: Decimal | int, unit: str) -> Fraction:
    return Fraction(amount) * (parse_unit(unit) or Unit()).factor


exact = lru_cache(maxsize=256)(Fraction)  # of the settings of rules, which are decimals


@remembered
def costs(project: Project) -> tuple[Figure, ...]:
    """The amounts of money that cost targets state; what society and nature bear is left out."""
    rows = [row for row in project.of("成本指标")[:_ROWS] if row.category and row.category.second not in OTHERS_PAY]
    return tuple(figure for figure in _figures(rows) if figure.unit.is_money)


@remembered
def counts(project: Project) -> tuple[Figure, ...]:
    """What quantity targets count, also durations; shares and sums of money count nothing."""
    figures = _figures(project.of("数量指标")[:_ROWS])
    return tuple(figure for figure in figures if not figure.unit.is_money and "比例" not in figure.unit.numerator)


def _figures(rows: Iterable[Indicator]) -> list[Figure]:
    """The figures of rows, each with its own row: what is kept of one holds for all that are written alike."""
    return [figure._replace(indicator=row) for row in rows if (figure := _kept(row))]


@kept_alike
def _kept(row: Indicator) -> Figure | tuple[()]:
    return _figure(row) or ()


def _figure(indicator: Indicator) -> Figure | None:
    asked = indicator.target.asked if indicator.target else None
    if not isinstance(asked, Measure) or asked.change or asked.quantity.value <= 0:
        return None
    unit, low, high = asked.quantity.unit, asked.lower or asked.quantity, asked.upper or asked.quantity
    told, size, things = unit, ONE, unit.numerator
    if len(unit.numerator) > 1 and not unit.denominator and (below := parse_unit(f"元/{unit.text}")):
        size, things = 1 / (below.factor * unit.factor), below.denominator  # 人·天, where 天 is no 86400秒
    elif not unit.denominator and not unit.is_time:
        told = _told(indicator.name[:NAME]) or (unit.is_money and _described(indicator)) or unit
        size = size if told is unit else told.factor
    least = low.base if size is ONE else low.base * size
    most = least if high is low else (high.base if size is ONE else high.base * size)
    return Figure(
        indicator=indicator,
        amount=Amount(least, most, low, high),
        unit=unit,
        things=() if unit.is_money else same(things),
        per=same(told.denominator),
    )


@lru_cache(maxsize=1024)
def same(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names with those of one meaning alike: 名 is 人, 人天 is 人 and 天."""
    return tuple(sorted(chain.from_iterable(_SAME.get(name, (name,)) for name in names)))


def _told(text: str) -> Unit | None:
    """The units that a name divides by, as a unit of money: 元/人·天 for 每人每天伙食费."""
    after = (match[1] for match in _EACH.finditer(text))
    each = (next((rest[:size] for size in (4, 3, 2, 1) if _is_divisor(rest[:size])), "") for rest in after)
    mean = (match[1] for match in _MEAN.finditer(text) if _is_divisor(match[1]))
    names = dict.fromkeys(filter(None, (*each, *mean)))
    return parse_unit("元/" + "·".join(names)) if names else None


def _described(indicator: Indicator) -> Unit | None:
    """What a description begins to divide by: 每平方米校舍的费用; payments (每季度支付) and totals divide nothing."""
    head = (indicator.description or "")[:NAME]
    told = _told(head) if head[:1] in "每单" or head[1:2] == "均" else None
    return None if told is None or set(told.denominator) <= TIMES or "总" in indicator.name else told


def _is_divisor(text: str) -> bool:
    unit = parse_unit(text) if is_known_unit(text) or text in _SAME or text in _NOUNS else None
    return unit is not None and not unit.is_money and not unit.is_ratio and not unit.denominator
