"""Deadlines and periods: 2023年12月31日前完成, 12月底到位, 1-12月, 全年.

A point of the calendar stands for its last day: 2023年6月 is a deadline of June 30. 前 includes what it names (三季度前
is September 30), as 以前 does in Chinese law. 年初 and times without a fixed day (每月底, 春节前) are words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from perfspec.target.duedate import Deadline, Moment, Period, months

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"1[0-2]|0?[1-9]"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_THIS = r"本年度?|今年|当年度?"


def _moment(tag: str) -> str:
    """The pattern of one point of the calendar, its groups named with the tag."""
    return rf"""(?:
        (?P<ny{tag}>{_YEAR})[-/.](?P<nm{tag}>{_MONTH})(?:[-/.](?P<nd{tag}>{_DAY})日?)?(?!\d)
      | (?:(?P<y{tag}>{_YEAR})年度?|{_THIS})?(?:(?:
            (?P<m{tag}>{_MONTH})月份?(?:(?P<d{tag}>{_DAY})[日号]|(?P<part{tag}>[上中下]旬))?
          | 第?(?P<q{tag}>[一二三四1-4])季度
          | (?P<half{tag}>[上下])半年
          | (?P<three{tag}>前三季度)
        )(?P<end{tag}>月?[底末])? | (?P<close{tag}>年?(?<=[年度])[底末终]))
      | (?:(?P<oy{tag}>{_YEAR})年度?|{_THIS}|年度?(?=内))
    )"""


_DONE = (
    r"(?:(?:全部|全面|全额|按时|按期|如期|及时|足额|基本)?"
    r"(?:完成|到位|竣工|完工|建成|交付|验收|支付|拨付|发放|下达|结束|完毕|办结|公开|兑现|投入使用)){0,2}"
)
_BEFORE = re.compile(
    rf"""(?:截至|截止到?|完成时间)?(?P<sign>≤|<=|=|<|不晚于|不迟于|最迟|于|在|到|至)?{_moment("1")}
    (?:(?:24|2[0-3]|1?\d)(?:[时点]|:\d\d))?
    (?:(?P<before>[之以]?前|止)(?:(?![后起])[一-鿿]){{0,10}}|(?P<inside>[之以]?内)?(?P<done>{_DONE}))""",
    re.VERBOSE,
)
_TO = r"(?:-{1,3}|~|至|到)"
_FROM_TO = re.compile(
    rf"""(?:自|从)?{_moment("1")}起?{_TO}(?:{_moment("2")}|(?P<day>{_DAY})日)(?:[之以]?[前内间])?{_DONE}""",
    re.VERBOSE,
)
_MONTHS = re.compile(
    rf"""(?:(?P<y>{_YEAR})(?:年度?|[./])|{_THIS}|全年)?(?P<m1>{_MONTH})(?:月份?)?{_TO}(?P<m2>{_MONTH})(?P<month>月份?)?
    [底末]?(?:[之以]?[前内间])?{_DONE}""",
    re.VERBOSE,
)
_YEARS = re.compile(rf"(?P<y1>20\d\d)年?{_TO}(?P<y2>20\d\d)(?:年度?)?")
_WHOLE = re.compile(rf"(?:(?P<y>{_YEAR})年?|{_THIS})?全年度?{_DONE}")


def _found(match: re.Match[str], tag: str, year: int) -> Moment:
    """The moment in the groups of one tag. Raises ValueError for a day that is not in the calendar (2月30日)."""
    groups = {
        name.removesuffix(tag): value for name, value in match.groupdict().items() if name.endswith(tag) and value
    }
    written_year = groups.get("ny") or groups.get("y") or groups.get("oy")
    year, known = int(written_year or year), bool(written_year)
    moment = _part_of_year(year, groups, known)
    if "end" in groups or "close" in groups:
        return replace(moment, first=moment.last, is_span=False)
    return moment


def _part_of_year(year: int, groups: dict[str, str], known: bool) -> Moment:
    month, day = groups.get("nm") or groups.get("m"), groups.get("nd") or groups.get("d")
    if month and day:
        exact = date(year, int(month), int(day))
        return Moment(first=exact, last=exact, year_written=known)
    if month:
        whole = months(year, int(month), int(month), known)
        tens = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, whole.last.day)}.get(groups.get("part", ""))
        if tens is None:
            return whole
        return replace(whole, first=whole.first.replace(day=tens[0]), last=whole.first.replace(day=tens[1]))
    if quarter := groups.get("q"):
        number = "一二三四".find(quarter) + 1 or int(quarter)
        return months(year, number * 3 - 2, number * 3, known, is_span=True)
    if half := groups.get("half"):
        return months(year, *((1, 6) if half == "上" else (7, 12)), known, is_span=True)
    if "three" in groups:
        return months(year, 1, 9, known, is_span=True)
    return months(year, 1, 12, known)


def _period(first: Moment, last: Moment) -> Period | None:
    if first.first > last.last:
        return None
    return Period(first=first.first, last=last.last, year_written=first.year_written or last.year_written)


def _read_period(text: str, year: int) -> Period | None:
    if match := _WHOLE.fullmatch(text):
        whole = months(int(match["y"] or year), 1, 12, bool(match["y"]))
        return _period(whole, whole)
    if match := _YEARS.fullmatch(text):
        start, end = (months(int(match[name]), 1, 12, True) for name in ("y1", "y2"))
        return _period(start, end)
    if (match := _MONTHS.fullmatch(text)) and (match["month"] or match["y"]):
        both = months(int(match["y"] or year), int(match["m1"]), int(match["m2"]), bool(match["y"]))
        return _period(both, both)
    if match := _FROM_TO.fullmatch(text):
        first = _found(match, "1", year)
        if day := match["day"]:
            ends = first.last.replace(day=int(day))
            return _period(first, Moment(first=ends, last=ends, year_written=first.year_written))
        return _period(first, _found(match, "2", first.last.year))
    return None


def read_moment(text: str, year: int) -> Moment | None:
    """The point of the calendar that a tidy text names, e.g. the date on which something was done."""
    match = _BEFORE.fullmatch(text)
    try:
        return _found(match, "1", year) if match else None
    except ValueError:
        return None


def read_dates(text: str, year: int) -> Deadline | Period | None:
    """The deadline or period that a tidy text names; the year is taken where none is written."""
    try:
        if period := _read_period(text, year):
            return period
        match = _BEFORE.fullmatch(text)
        if match is None:
            return None
        moment = _found(match, "1", year)
        by = match["sign"] or match["before"] or match["inside"] or match["done"]
        if not by and (moment.is_span or text.endswith("年度")):
            return _period(moment, moment)
        last = moment.last - timedelta(days=1) if match["sign"] == "<" else moment.last
        return Deadline(day=last, year_written=moment.year_written)
    except (ValueError, OverflowError):
        return None
