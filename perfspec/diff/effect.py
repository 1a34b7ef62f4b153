"""What a change of a value does: to a promise, to money, to the plan, and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfspec.build import month_of
from perfspec.diff.change import Effect
from perfspec.target import Target, compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The effect of a change, and how far a number moved: in its own unit, and in percent of what it was."""

    effect: Effect = Effect.NONE
    by: Decimal | None = None
    percent: Decimal | None = None
    unit: str = ""


def of_amount(old: Any, new: Any) -> Meaning:
    """Money or points: raised or lowered; an amount that was not there was none."""
    before, after = Decimal(old or 0), Decimal(new or 0)
    if before == after:
        return Meaning(effect=Effect.SAME)
    effect = Effect.RAISED if after > before else Effect.LOWERED
    return Meaning(effect=effect, by=after - before, percent=_percent(before, after))


def of_month(old: Mapping[str, Any], new: Mapping[str, Any], key: str) -> Meaning:
    """A month of the plan: more by its end is earlier. A month that is not written has what was paid before it."""
    before, after = _paid(old, key), _paid(new, key)
    if before == after:
        return Meaning(effect=Effect.SAME)
    return Meaning(effect=Effect.EARLIER if after > before else Effect.LATER, by=after - before)


def _paid(plan: Mapping[str, Any], key: str) -> Decimal:
    until = month_of(key) or 0
    months = {month_of(written) or 13: value for written, value in plan.items()}
    paid = [Decimal(value) for month, value in sorted(months.items()) if month <= until]
    return paid[-1] if paid else Decimal(0)


def of_target(old: Target | None, new: Target | None) -> Meaning:
    """A promise: tightened, loosened or redefined; none at all asks for nothing."""
    if old is None or new is None:
        return Meaning(effect=Effect.TIGHTENED if old is None else Effect.LOOSENED)
    effect = Effect(compare(old, new))
    one, other = old.quantity, new.quantity
    if effect is Effect.SAME or one is None or other is None or old.sign != new.sign:
        return Meaning(effect=effect)
    if one.unit.dimension != other.unit.dimension or old.meaning.line != new.meaning.line or not old.sign:
        return Meaning(effect=effect)
    after = other.base / one.unit.factor
    return Meaning(
        effect=effect,
        by=_decimal(after - Fraction(one.value)),
        percent=_percent(one.value, after),
        unit=one.unit.text,
    )


def target(row: Mapping[str, Any], year: int) -> Target | None:
    """The target of a row of plain data, None where it has none."""
    value = row.get("target")
    if value is None:
        return None
    text = value if isinstance(value, str) else f"{Decimal(value):f}"
    return Target.parse(text, year=year, unit=str(row.get("unit") or ""))


def _percent(old: Decimal, new: Decimal | Fraction) -> Decimal | None:
    """The change in percent of the old amount, exact to ten digits; None where that was nothing."""
    return _decimal((Fraction(new) - Fraction(old)) / abs(Fraction(old)) * 100) if old else None


def _decimal(number: Fraction) -> Decimal:
    """A number to ten decimals, without last zeros and without an exponent."""
    scaled = round(number * 10**10)
    return Decimal(f"{Decimal(scaled).scaleb(-10).normalize():f}")
