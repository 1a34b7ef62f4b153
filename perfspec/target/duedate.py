"""Deadlines, periods and points of the calendar."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from perfspec.target.meaning import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Every date up to and including the day."""

    day: date
    year_written: bool

    @property
    def meaning(self) -> Meaning:
        return Meaning(line=("deadline",), high=self.day.toordinal())

    def __str__(self) -> str:
        return f"{written(self.day)}前"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date
    year_written: bool

    @property
    def meaning(self) -> Meaning:
        return Meaning(line=("period",), low=self.first.toordinal(), high=self.last.toordinal())

    def __str__(self) -> str:
        return f"{written(self.first)}至{written(self.last)}"


def written(day: date) -> str:
    return f"{day.year:04}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point of the calendar as fine as it was written: a day, a month, a quarter, a year."""

    first: date
    last: date
    year_written: bool
    is_span: bool = False  # a stretch of time by its nature (第三季度, 上半年, 2023年度) rather than a date


def months(year: int, first: int, last: int, year_written: bool, is_span: bool = False) -> Moment:
    end = date(year, last, calendar.monthrange(year, last)[1])
    return Moment(first=date(year, first, 1), last=end, year_written=year_written, is_span=is_span)
