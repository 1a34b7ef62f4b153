"""What an actual result says, as a set on the line of the target that it is held against."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from perfspec.target.calendar import read_dates, read_moment
from perfspec.target.duedate import Deadline, Moment, Period
from perfspec.target.meaning import Meaning
from perfspec.target.measure import read_measure
from perfspec.target.quantity import Measure, Quantity
from perfspec.target.scale import Grade, read_grade
from perfspec.target.wording import LONGEST, Asked, Trend, read_trend, tidy

Actual = int | Decimal | str | date


def outcome(actual: Actual, asked: Asked, year: int) -> Meaning | None:
    """The results that the actual may stand for: a point where it is exact, None where it cannot be read.

    A date without a year is one of the given year, that of the document and not of the target.
    Raises TypeError for a float.
    """
    if isinstance(actual, bool) or not isinstance(actual, int | Decimal | str | date):
        kind = type(actual).__name__
        raise TypeError(f"an actual result is an int, Decimal, str or date, not {kind}: write Decimal('0.95') or '95%'")
    if isinstance(actual, str):
        if len(actual) > LONGEST:
            return None
        actual = tidy(actual)
    match asked:
        case Measure():
            return _amount(actual, asked)
        case Deadline() | Period():
            return _days(actual, asked, year)
        case Grade() if isinstance(actual, str):
            grade = read_grade(actual, (asked.scale,))
            return replace(grade.meaning, low=grade.rank) if grade else None
        case Trend() if isinstance(actual, str):
            trend = read_trend(actual)
            return trend.meaning if trend else None
    return None


def _amount(actual: Actual, asked: Measure) -> Meaning | None:
    """A change may be reported without its direction: 较上年增长≥5% is answered by 6%."""
    if isinstance(actual, str):
        found = read_measure(actual, asked.quantity.unit.text)
        if found is None:
            return None
        return found.meaning if found.change else replace(found, change=asked.change).meaning
    if isinstance(actual, date) or not Decimal(actual).is_finite():
        return None
    exact = Quantity(value=Decimal(actual), unit=asked.quantity.unit)
    return Measure(lower=exact, upper=exact, change=asked.change).meaning


def _days(actual: Actual, asked: Deadline | Period, year: int) -> Meaning | None:
    """A whole period is decided by the end that lies outside; a month without a day may be any of its days."""
    if isinstance(actual, str):
        happened = read_moment(actual, year) or read_dates(actual, year)
        if not isinstance(happened, Moment | Period):
            return None
        first, last = happened.first, happened.last
        if isinstance(happened, Period) or happened.is_span:
            first = last = first if isinstance(asked, Period) and first < asked.first else last
    elif isinstance(actual, date):
        first = last = actual.date() if isinstance(actual, datetime) else actual
    else:
        return None
    return Meaning(line=asked.meaning.line, low=first.toordinal(), high=last.toordinal())
