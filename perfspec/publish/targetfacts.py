"""What a target means, as plain values for a table: kind, operator, bounds, unit, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from perfspec.target import Kind, Target
from perfspec.target.duedate import Period
from perfspec.target.quantity import Measure, Quantity

KINDS = {
    Kind.BOUND: "界限",
    Kind.RANGE: "区间",
    Kind.DEADLINE: "期限",
    Kind.PERIOD: "时段",
    Kind.GRADE: "等级",
    Kind.TREND: "方向",
    Kind.TEXT: "文字",
    Kind.NOT_APPLICABLE: "不适用",
}
DIGITS = 200  # more decimals than the longest target can write


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFacts:
    """A target as columns; what a kind does not have is None. Both bounds are in the one unit."""

    kind: str | None = None
    canonical: str | None = None
    operator: str | None = None  # = ≥ > ≤ <, and for a range its brackets: [] [) (] ()
    lower: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    change: str | None = None
    first_day: date | None = None
    last_day: date | None = None


def target_facts(target: Target | None) -> TargetFacts:
    """The facts of a target; none where there is no target."""
    if target is None:
        return TargetFacts()
    kind, canonical = KINDS[target.kind], target.canonical
    match target.asked:
        case Measure() as measure:
            lower, upper, unit = _bounds(measure)
            return TargetFacts(
                kind=kind,
                canonical=canonical,
                operator=_operator(measure),
                lower=lower,
                upper=upper,
                unit=unit or None,
                change=measure.change or None,
            )
        case Period(first=first, last=last):
            return TargetFacts(kind=kind, canonical=canonical, first_day=first, last_day=last)
        case _:
            return TargetFacts(kind=kind, canonical=canonical, last_day=target.due)


def _operator(measure: Measure) -> str:
    if not measure.is_range:
        return measure.sign
    return ("(" if measure.lower_open else "[") + (")" if measure.upper_open else "]")


def _bounds(measure: Measure) -> tuple[Decimal | None, Decimal | None, str]:
    """Both ends in the unit of one of them, whichever needs no rounding: of 3000元 to 1万元 the upper is 10000."""
    lower, upper = measure.lower, measure.upper
    if lower is None or upper is None or lower.unit == upper.unit:
        unit = measure.quantity.unit.text
        return lower.value if lower else None, upper.value if upper else None, unit
    if (converted := _in_unit(upper, lower)) is not None:
        return lower.value, converted, lower.unit.text
    return _in_unit(lower, upper), upper.value, upper.unit.text


def _in_unit(quantity: Quantity, other: Quantity) -> Decimal | None:
    """A quantity's number in the unit of another; None where it has no end in decimals."""
    return _exact(quantity.base / other.unit.factor)


def _exact(number: Fraction) -> Decimal | None:
    places = next((count for count in range(DIGITS) if 10**count % number.denominator == 0), None)
    return None if places is None else Decimal(f"{int(number * 10**places)}E-{places}")
