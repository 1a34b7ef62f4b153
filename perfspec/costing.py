"""What the cost and quantity targets of a project say about its money.

A unit cost (≤500元/个) times what is counted (≥21个) is an amount to hold against the budget. Where a time is not said,
or a unit cost fits several quantities, the amount lies between two ends, and only what is certain can be concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache, reduce
from itertools import chain, pairwise
from typing import NamedTuple

from perfspec.figures import IN_A_YEAR, NAME, ONE, TIMES, Amount, Figure, costs, counts, same, total
from perfspec.model import Project
from perfspec.remember import remembered
from perfspec.target.duedate import Period
from perfspec.target.unit import is_known_unit, parse_unit

_LINES = {"秒": {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "周": 604800}, "月": {"月": 1, "季度": 3, "年": 12}}
_MEASURES = "元 比例 百分点 秒 月 工作日 平方米 米 克 升 千瓦 千瓦时"
_HAPPENINGS = (
    "人 人次 户 户次 次 场 场次 期 批 批次 起 例 课时 学时 车次 台次 件次 班 班次 台班 轮 节 页 分 度 倍 队 "
    "°C dB V kV kVA Hz M MB GB TB Mbps Gbps ppm NTU"
)
_NO_THINGS = frozenset(f"{_MEASURES} {_HAPPENINGS}".split())  # what a mere 个 cannot stand for
_UNTIL = r"月份?[至到~-](?:20\d\d年)?"
_PARTS = {
    "月": re.compile(rf"\d(?<!\d\d)\d?(?<!12)个月|\d(?<!\d\d)(?:(?<!1)|(?!{_UNTIL}12月))\d?{_UNTIL}\d{{1,2}}月"),
    "天": re.compile(r"\d天"),
    "工作日": re.compile(r"\d个?工作日"),
}  # each ends in the last character of its name; where a text names months or days itself, a whole year is not assumed
_YEAR_LONG = re.compile(r"全年|12个月|十二个月|1-12月|1月至12月")
_COMMON = re.compile(
    r"数量|个数|人数|次数|面积|单价|价格|成本|费用?|标准|经费|补[助贴]|支出|金额|平均|人均|每|单[个台套项件次位]|"
    r"采购|购[置买入]|建设|新建|维修|维护|完成|实施|开展|年度|全年"
)


class Part(NamedTuple):
    """A unit cost times all that it is per, in 元.

    `certain` holds whatever the times that are not said; `usual` takes the whole year for a cost per year, and for all
    costs where the texts speak of the whole year.
    """

    cost: Figure
    certain: Amount
    usual: Amount


@dataclass(frozen=True, kw_only=True)
class Costing:
    """The cost of a project as its targets tell it."""

    parts: tuple[Part, ...]
    unpriced: tuple[Figure, ...]  # unit costs and counts that found no partner
    totals: tuple[Figure, ...]  # costs that are per nothing

    @cached_property
    def certain(self) -> Amount:
        return total(part.certain for part in self.parts)

    @cached_property
    def usual(self) -> Amount:
        if all(part.usual is part.certain for part in self.parts):
            return self.certain
        return total(part.usual for part in self.parts)


Term = tuple[Figure, ...] | str | None  # counts of which one is meant, a time, or a number that is not told


@remembered
def costing(project: Project) -> Costing:
    """The unit costs of a project, each times what it is per."""
    money, counted = costs(project), counts(project)
    units = [cost for cost in money if cost.per]
    parts: list[Part] = []
    left: list[Figure] = []
    used: set[int] = set()
    for cost in units:
        terms = _terms(cost, units, counted)
        if terms is None:
            left.append(cost)
            continue
        used |= {id(count) for term in terms if isinstance(term, tuple) for count in term}
        certain = usual = _product(cost, terms, counted, ())
        if any(isinstance(term, str) for term in terms):
            usual = _product(cost, terms, counted, _whole_year(project))
        parts.append(Part(cost=cost, certain=certain, usual=usual))
    left += (count for count in counted if id(count) not in used and not count.unit.is_time)
    return Costing(parts=tuple(parts), unpriced=tuple(left), totals=tuple(cost for cost in money if not cost.per))


def _whole_year(project: Project) -> tuple[str, ...]:
    """The times that are taken for a whole year: all where the texts speak of it, but for those that they number."""
    if not is_year_long(project):
        return ("年",)
    text = "\n".join((project.subject, *project.goals, *(row.text for row in project.indicators)))
    numbered = {name for name, part in _PARTS.items() if name[-1] in text and part.search(text)}
    return tuple(name for name in IN_A_YEAR if name not in numbered)


@remembered
def is_year_long(project: Project) -> bool:
    """Whether the texts of a project speak of the whole year."""
    targets = [row.target for row in project.indicators if row.target]
    if any(isinstance(target.asked, Period) and _is_a_year(target.asked) for target in targets):
        return True
    texts = (project.subject, *project.goals, *(row.text for row in project.indicators), *(t.text for t in targets))
    return _YEAR_LONG.search("\n".join(texts)) is not None


def _is_a_year(period: Period) -> bool:
    first, last = period.first, period.last
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def counted_by(name: str, counted: Iterable[Figure]) -> list[Figure]:
    """The counts in a unit; of a unit that is a mere noun (房间) also those whose indicator speaks of it."""
    found = [count for count in counted if count.things == (name,)]
    if found or is_known_unit(name):
        return found
    return [count for count in counted if name in count.unit.text or name in count.indicator.text]


def said_per(cost: Figure, name: str) -> str:
    """How a unit that a cost is per is written: 公里 for 米 in 万元/公里."""
    pieces = re.split(r"[/·]", cost.unit.text.partition("/")[2])
    units = ((piece, parse_unit(f"元/{piece}")) for piece in pieces if piece)
    return next((piece for piece, unit in units if unit and name in same(unit.denominator)), name)


def _terms(cost: Figure, units: Sequence[Figure], counted: Sequence[Figure]) -> list[Term] | None:
    """What a unit cost is to be multiplied by, None where that is not counted."""
    if whole := [count for count in counted if count.things == cost.per and len(cost.per) > 1]:
        return _with_rates(cost, _likest(cost, whole), counted)  # 500人天 at 300元/人·天
    terms: list[Term] = []
    for name in cost.per_things:
        group = _partners(cost, name, units, counted)
        if not group:
            return None
        terms += _with_rates(cost, group, counted)
    return [*terms, *cost.per_times]


def _with_rates(cost: Figure, group: tuple[Figure, ...], counted: Sequence[Figure]) -> list[Term]:
    """The counts, and what they themselves are per: 4次/月 times the months, 每期50人 times the 期."""
    terms: list[Term] = [group]
    for name in dict.fromkeys(chain.from_iterable(count.per for count in group)):
        if name in TIMES:
            terms.append(name)
        elif name not in cost.per:
            others = counted_by(name, counted)
            terms.append(tuple(others) if len(others) == 1 else None)
    return terms


def _partners(cost: Figure, name: str, units: Sequence[Figure], counted: Sequence[Figure]) -> tuple[Figure, ...]:
    """The counts of which one is meant by what a cost is per; none where another cost may be meant as well."""
    group = counted_by(name, counted)
    rivals = [other for other in units if name in other.per]
    if not group and len(units) == 1 and len(cost.per_things) == 1:
        others = [count for count in counted if not count.unit.is_time]
        alike = len(others) == 1 and _may_be_things((name,)) and _may_be_things(others[0].things)
        return tuple(others) if alike else ()
    if len(rivals) == 1 and len(group) == 1:
        return tuple(group)
    likest = _likest(cost, group)
    return likest if len(rivals) == 1 or any(_likeness(cost, count) for count in likest) else ()


def _may_be_things(names: Sequence[str]) -> bool:
    """Whether 个 may stand for the unit: 台, 房间, also none at all."""
    return len(names) < 2 and not set(names) & _NO_THINGS


def _likest(cost: Figure, group: Sequence[Figure]) -> tuple[Figure, ...]:
    """The counts whose names share most with the cost's."""
    most = max((_likeness(cost, count) for count in group), default=0)
    return tuple(count for count in group if _likeness(cost, count) == most)


def _likeness(one: Figure, other: Figure) -> int:
    return len(_pairs(one.indicator.name[:NAME]) & _pairs(other.indicator.name[:NAME]))


@lru_cache(maxsize=1024)
def _pairs(name: str) -> frozenset[str]:
    """Each two signs in a row of a name, without the words that stand in most names."""
    return frozenset({one + two for part in _COMMON.split(name) for one, two in pairwise(part)})


def _product(cost: Figure, terms: Sequence[Term], counted: Sequence[Figure], usual: Sequence[str]) -> Amount:
    return reduce(Amount.__mul__, [*(_value(term, counted, usual) for term in terms), cost.amount])


def _value(term: Term, counted: Sequence[Figure], usual: Sequence[str]) -> Amount:
    if term is None:
        return Amount(ONE, None)
    if isinstance(term, str):
        return _time(term, counted, usual)
    if len(term) == 1:
        return term[0].amount
    least = min(term, key=lambda count: count.low).amount
    every = total(count.amount for count in term)
    return Amount(least.low, every.high, least.low_told, ("()", every.high_told))


def _time(name: str, counted: Sequence[Figure], usual: Sequence[str]) -> Amount:
    """How many of a time the money is for: as a quantity says, or the whole year, or any part of it."""
    for line, sizes in _LINES.items():
        said = [count for count in counted if count.unit.is_time and count.unit.numerator == (line,)]
        if said and name in sizes:
            least, most = min(said, key=lambda count: count.low), max(said, key=lambda count: count.high)
            told = least.amount.low_told, most.amount.high_told
            return Amount(least.low / sizes[name], most.high / sizes[name], *told)
    low, high = IN_A_YEAR[name]
    if name in usual:
        return Amount(Fraction(low), Fraction(high), f"{low}{name}", f"{high}{name}")
    least_low = (Fraction(1, 12), "1/12年") if name == "年" else (Fraction(1), f"1{name}")
    return Amount(least_low[0], Fraction(high), least_low[1], f"{high}{name}")
