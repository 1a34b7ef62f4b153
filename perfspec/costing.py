"""What the cost and quantity targets of a project say about its money.

A unit cost (≤500元/个) times what is counted (≥21个) is an amount to hold against the budget. Where a time is not said,
or a unit cost fits several quantities, the amount lies between two ends, and only what is certain can be concluded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache, reduce
from itertools import chain, pairwise

from perfspec.model import Indicator, Project
from perfspec.profile import Profile
from perfspec.remember import remembered
from perfspec.target.duedate import Period
from perfspec.target.quantity import Measure
from perfspec.target.unit import Unit, is_known_unit, parse_unit

OTHERS_PAY = ("社会成本指标", "生态环境成本指标")  # costs that fall on society and nature, not on the budget
_SAME = {
    "名": ("人",), "生": ("人",), "人天": ("人", "天"),
    "场次": ("场",), "批次": ("批",),
}  # fmt: skip
_NOUNS = frozenset("村校镇乡县站班床店园")  # no units, and yet 村均 and 每校 are per them
_LINES = {"秒": {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "周": 604800}, "月": {"月": 1, "季度": 3, "年": 12}}
_IN_A_YEAR = {
    "年": (1, 1), "学期": (2, 2), "季度": (4, 4), "月": (12, 12), "周": (52, 53), "天": (365, 366),
    "工作日": (240, 262), "小时": (8760, 8784), "分钟": (525_600, 527_040), "秒": (31_536_000, 31_622_400),
}  # fmt: skip
_TIMES = frozenset(_IN_A_YEAR)
_MEASURES = "元 比例 百分点 秒 月 工作日 平方米 米 克 升 千瓦 千瓦时"
_HAPPENINGS = (
    "人 人次 户 户次 次 场 场次 期 批 批次 起 例 课时 学时 车次 台次 件次 班 班次 台班 轮 节 页 分 度 倍 队 "
    "°C dB V kV kVA Hz M MB GB TB Mbps Gbps ppm NTU"
)
_NO_THINGS = frozenset(f"{_MEASURES} {_HAPPENINGS}".split())  # what a mere 个 cannot stand for
_UNTIL = r"月份?[至到~-](?:20\d\d年)?"
_PARTS = {
    "月": re.compile(rf"(?<!\d)(?!12)\d{{1,2}}个月|(?<!\d)(?!1{_UNTIL}12月)\d{{1,2}}{_UNTIL}\d{{1,2}}月"),
    "天": re.compile(r"\d天"),
    "工作日": re.compile(r"\d个?工作日"),
}  # where a text names months or days itself, a whole year is not assumed
_YEAR_LONG = re.compile(r"全年|12个月|十二个月|1-12月|1月至12月")
_EACH, _MEAN = re.compile(r"[每单][一1]?(?=(.{1,4}))"), re.compile(r"(.)均")
_COMMON = re.compile(
    r"数量|个数|人数|次数|面积|单价|价格|成本|费用?|标准|经费|补[助贴]|支出|金额|平均|人均|每|单[个台套项件次位]|"
    r"采购|购[置买入]|建设|新建|维修|维护|完成|实施|开展|年度|全年"
)
_NAME = 60  # characters of a name that are looked at
_ROWS = 200  # of one category that are looked at: far more than a form has, and few enough to compare all pairs


@dataclass(frozen=True, slots=True)
class Amount:
    """A number between two ends, and how each end is told; a high end of None is not known."""

    low: Fraction
    high: Fraction | None
    low_text: str = ""
    high_text: str = ""

    def __mul__(self, other: Amount) -> Amount:
        low = self.low * other.low
        return Amount(low, self._high(other, low, Fraction.__mul__), *self._joined(other, "×"))

    def __add__(self, other: Amount) -> Amount:
        low = self.low + other.low
        return Amount(low, self._high(other, low, Fraction.__add__), *self._joined(other, "＋"))

    def _high(self, other: Amount, low: Fraction, of: Callable[[Fraction, Fraction], Fraction]) -> Fraction | None:
        """The high end of two amounts; where both are exact, it is the low one."""
        if self.high is self.low and other.high is other.low:
            return low
        return None if self.high is None or other.high is None else of(self.high, other.high)

    def _joined(self, other: Amount, sign: str) -> tuple[str, str]:
        low = sign.join(filter(None, (self.low_text, other.low_text)))
        if self.high_text is self.low_text and other.high_text is other.low_text:
            return low, low
        return low, sign.join(filter(None, (self.high_text, other.high_text)))


_ZERO, _ONE = Fraction(0), Fraction(1)
NOTHING = Amount(_ZERO, _ZERO)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts."""
    return reduce(Amount.__add__, amounts) if (amounts := tuple(amounts)) else NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
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
        return tuple(name for name in self.per if name not in _TIMES)

    @property
    def per_times(self) -> tuple[str, ...]:
        return tuple(name for name in self.per if name in _TIMES)


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
    rows = (row for row in project.of("成本指标")[:_ROWS] if row.category and row.category.second not in OTHERS_PAY)
    return tuple(figure for row in rows if (figure := _figure(row)) and figure.unit.is_money)


@remembered
def counts(project: Project) -> tuple[Figure, ...]:
    """What quantity targets count, also durations; shares and sums of money count nothing."""
    figures = (figure for row in project.of("数量指标")[:_ROWS] if (figure := _figure(row)))
    return tuple(figure for figure in figures if not figure.unit.is_money and "比例" not in figure.unit.numerator)


def _figure(indicator: Indicator) -> Figure | None:
    asked = indicator.target.asked if indicator.target else None
    if not isinstance(asked, Measure) or asked.change or asked.quantity.value <= 0:
        return None
    unit, low, high = asked.quantity.unit, asked.lower or asked.quantity, asked.upper or asked.quantity
    told, size, things = unit, _ONE, unit.numerator
    if len(unit.numerator) > 1 and not unit.denominator and (below := parse_unit(f"元/{unit.text}")):
        size, things = 1 / (below.factor * unit.factor), below.denominator  # 人·天, where 天 is no 86400秒
    elif not unit.denominator and not unit.is_time:
        told = _told(indicator.name[:_NAME]) or (unit.is_money and _described(indicator)) or unit
        size = size if told is unit else told.factor
    least, text = low.base if size is _ONE else low.base * size, str(low)
    most = (least, text) if high is low else (high.base if size is _ONE else high.base * size, str(high))
    return Figure(
        indicator=indicator,
        amount=Amount(least, most[0], text, most[1]),
        unit=unit,
        things=() if unit.is_money else _same(things),
        per=_same(told.denominator),
    )


@lru_cache(maxsize=1024)
def _same(names: tuple[str, ...]) -> tuple[str, ...]:
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
    head = (indicator.description or "")[:_NAME]
    told = _told(head) if head[:1] in "每单" or head[1:2] == "均" else None
    return None if told is None or set(told.denominator) <= _TIMES or "总" in indicator.name else told


def _is_divisor(text: str) -> bool:
    unit = parse_unit(text) if is_known_unit(text) or text in _SAME or text in _NOUNS else None
    return unit is not None and not unit.is_money and not unit.is_ratio and not unit.denominator


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
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
    numbered = {name for name, part in _PARTS.items() if part.search(text)}
    return tuple(name for name in _IN_A_YEAR if name not in numbered)


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
    return next((piece for piece, unit in units if unit and name in _same(unit.denominator)), name)


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
        if name in _TIMES:
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
    return len(_pairs(one.indicator.name[:_NAME]) & _pairs(other.indicator.name[:_NAME]))


@lru_cache(maxsize=1024)
def _pairs(name: str) -> frozenset[str]:
    """Each two signs in a row of a name, without the words that stand in most names."""
    return frozenset({one + two for part in _COMMON.split(name) for one, two in pairwise(part)})


def _product(cost: Figure, terms: Sequence[Term], counted: Sequence[Figure], usual: Sequence[str]) -> Amount:
    return reduce(Amount.__mul__, [*(_value(term, counted, usual) for term in terms), cost.amount])


def _value(term: Term, counted: Sequence[Figure], usual: Sequence[str]) -> Amount:
    if term is None:
        return Amount(_ONE, None)
    if isinstance(term, str):
        return _time(term, counted, usual)
    if len(term) == 1:
        return term[0].amount
    least = min(term, key=lambda count: count.low).amount
    every = total(count.amount for count in term)
    return Amount(least.low, every.high, least.low_text, f"({every.high_text})")


def _time(name: str, counted: Sequence[Figure], usual: Sequence[str]) -> Amount:
    """How many of a time the money is for: as a quantity says, or the whole year, or any part of it."""
    for line, sizes in _LINES.items():
        said = [count for count in counted if count.unit.is_time and count.unit.numerator == (line,)]
        if said and name in sizes:
            least, most = min(said, key=lambda count: count.low), max(said, key=lambda count: count.high)
            texts = least.amount.low_text, most.amount.high_text
            return Amount(least.low / sizes[name], most.high / sizes[name], *texts)
    low, high = _IN_A_YEAR[name]
    if name in usual:
        return Amount(Fraction(low), Fraction(high), f"{low}{name}", f"{high}{name}")
    least_low = (Fraction(1, 12), "1/12年") if name == "年" else (Fraction(1), f"1{name}")
    return Amount(least_low[0], Fraction(high), least_low[1], f"{high}{name}")
