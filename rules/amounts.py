"""用途、目标里的数与指标值 · Amounts in purpose and goals against the targets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import chain, islice

from perfspec.figures import costs
from perfspec.likeness import pairs
from perfspec.model import Indicator, Project
from perfspec.place import Path
from perfspec.remember import kept_alike, remembered
from perfspec.rule import Block, Hit, Hits, Severity, rule
from perfspec.shortened import shortened
from perfspec.target.quantity import Quantity
from perfspec.target.unit import Unit, is_known_unit, parse_unit
from perfspec.vocabulary import Vocabulary

_CLAUSE = re.compile(r"[，。；;、：:\n]")
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(r"(\d(?<![\d.]\d)\d{0,11}(?:\.\d{1,6})?)([十百千]?[万亿]?)([%‰㐀-鿿]{1,4})")
_PART = re.compile(
    r"[每各均]|其中|累计|共计|合计|总数|现有|原有|共有|全[国省市县区旗乡镇村]|辖区|相当于"
    r"|(?:提高|提升|增长|增加|上升|下降|降低|减少|压减|缩短)了?(?:约|近|[超]过|不[少低]于)?\d"
)
_PRICE = re.compile(
    r"每([㐀-鿿]{1,3}?)(?:[、，]?每([年月天日次期]))?(?:补助|补贴|发放|奖补)?(\d{1,12}(?:\.\d{1,6})?)(万?元)"
)
_HAN = re.compile(r"[㐀-鿿]+")
_PEOPLE = {"名": "人", "生": "人", "名学生": "人", "位": "人"}
_MOST = 60  # rows of a project and amounts of a text that are compared: far more than a form has
_LONGEST = 200  # characters of a clause that is looked at
_NAMED = 4  # characters of a name that stands word for word in a goal


@rule(
    "PS415",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message={
        "digits": "“{clause}”写的是 {said}，指标“{name}”写的是 {target}，像是多写或少写了零",
        "share": "“{clause}”写的是 {said}，指标“{name}”写的是 {target}",
        "other": "“{clause}”写的是 {said}，指标“{name}”写的是 {target}",
    },
    advice="核对哪一个数是对的，两处写成一样；说的不是一件事，把话写清楚",
)
def amounts_in_the_text_are_those_of_the_targets(project: Project, words: Vocabulary) -> Hits:
    """用途和目标里的数与指标值一致。

    为什么：同一件事在目标里是4300件、在指标里是430件，必有一个写错；批复以后，按哪一个评价谁也说不清。

    说明：用途、目标的一句话和指标的名称说的是同一件东西、单位也相同，才比。差十倍、百倍的，比例与同名指标不同的，是警告；
    其他不同的是提示。每亩95元这样的单价，与按同样东西算的成本指标比；写明各、其中、累计的不比。

    反例：
        purpose: 用于维修80000平方米农村中小学校舍的屋面和外墙

    反例：
        goals: [12所学校的校舍维修合格率达到95%]
        indicators:
          - {category: 质量指标, name: 校舍维修合格率, target: =100%}

    正例：
        purpose: 用于维修8000平方米农村中小学校舍的屋面和外墙

    正例：
        goals: [消除校舍安全隐患40处]
        indicators:
          - {category: 社会效益指标, name: 消除校舍安全隐患处数, target: ≥40处}
    """
    for path, text in _texts(project):
        if not _DIGIT.search(text):
            continue
        said = list(islice(_amounts(text), _MOST)) if _tells_otherwise(text, _told(project)) else []
        counted = (_compared(project, path, clause, amount, said, words) for clause, amount in said)
        priced = (_priced(project, path, price) for price in islice(_prices(text), _MOST))
        yield from islice(filter(None, chain(counted, priced)), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """A number with its unit, in a text or in the target of a row: how it is written, and what it counts."""

    text: str
    quantity: Quantity
    counts: tuple[str, ...]
    row: Indicator | None = None


@remembered
def _asked(project: Project) -> tuple[_Amount, ...]:
    """The rows with a number: what they count, and how much of that they ask for."""
    found = ((row, _amount(row)) for row in project.indicators[:_MOST])
    return tuple(replace(amount, row=row) for row, amount in found if amount)


@kept_alike
def _amount(row: Indicator) -> _Amount | tuple[()]:
    """The amount that a row asks for, where it is one to compare."""
    asked = row.target.quantity if row.target and not row.target.is_change else None
    if asked is None or not _is_comparable(asked):
        return ()
    return _Amount(text=row.name, quantity=asked, counts=_counts(asked.unit))


@remembered
def _told(project: Project) -> dict[tuple[str, ...], list[Fraction]]:
    """The amounts that the rows ask for, by what they count."""
    found: dict[tuple[str, ...], list[Fraction]] = defaultdict(list)
    for each in filter(None, map(_amount, project.indicators[:_MOST])):
        found[each.counts].append(each.quantity.base)
    return found


def _tells_otherwise(text: str, told: Mapping[tuple[str, ...], list[Fraction]]) -> bool:
    """Whether a text has an amount of something that rows count, and none of them asks for as much."""
    measured = (_measured(*found.groups()) for found in _AMOUNT.finditer(text)) if told else ()
    return any(each and each[0] in told and each[1] not in told[each[0]] for each in measured)


@lru_cache(maxsize=4096)
def _measured(number: str, size: str, behind: str) -> tuple[tuple[str, ...], Fraction] | None:
    """What an amount counts and how much it is, where its unit is known."""
    name = _unit_name(size, behind)
    unit = parse_unit(name) if name else None
    return (_counts(unit), Quantity(value=Decimal(number), unit=unit).base) if unit else None


def _unit_name(size: str, behind: str) -> str:
    """The longest known unit that characters behind a number begin with; empty where there is none."""
    return next(filter(is_known_unit, (size + behind[:length] for length in range(len(behind), 0, -1))), "")


def _counts(unit: Unit) -> tuple[str, ...]:
    return tuple(_PEOPLE.get(name, name) for name in unit.numerator)


def _is_comparable(asked: Quantity) -> bool:
    unit = asked.unit
    return asked.value > 0 and not (unit.is_time or unit.denominator) and len(unit.numerator) == 1


def _texts(project: Project) -> Iterator[tuple[Path, str]]:
    yield ("purpose",), project.purpose or ""
    yield from ((("goals", position), goal) for position, goal in enumerate(project.goals))


def _amounts(text: str) -> Iterator[tuple[str, _Amount]]:
    """Every amount with a unit in a text, and the clause that it stands in."""
    for clause in _CLAUSE.split(text):
        if len(clause) > _LONGEST or not _DIGIT.search(clause) or _PART.search(clause):
            continue
        for found in _AMOUNT.finditer(clause):
            number, size, behind = found.groups()
            name = _unit_name(size, behind)
            unit = parse_unit(name) if name else None
            if unit is not None and not unit.is_time and Decimal(number):
                amount = Quantity(value=Decimal(number), unit=unit)
                yield clause, _Amount(text=number + name, quantity=amount, counts=_counts(unit))


def _compared(
    project: Project, path: Path, clause: str, amount: _Amount, beside: list[tuple[str, _Amount]], words: Vocabulary
) -> Hit | None:
    """The hit where the one indicator that a clause speaks of asks for another amount; None where all is well."""
    counts, base = amount.counts, amount.quantity.base
    rivals = [each for each in _asked(project) if each.counts == counts]
    if not rivals or any(each.quantity.base == base for each in rivals):
        return None
    known = pairs(clause)
    shared = [len(_terms(each.text, words) & known) for each in rivals]
    most = max(shared)
    row = rivals[shared.index(most)]
    if any(each.quantity.base == row.quantity.base for _, each in beside if each.counts == counts):
        return None
    if row.quantity.unit.is_ratio:
        say = "share" if len(row.text) >= _NAMED and row.text in clause else ""
    elif most and _is_power_of_ten(base / row.quantity.base):
        say = "digits"
    else:
        say = "other" if most > 1 and shared.count(most) == 1 else ""
    return _hit(project, path, say, clause, amount.text, row.row) if say and row.row else None


def _prices(text: str) -> Iterator[tuple[str, str, Unit, Fraction]]:
    """Every price per something in a text (每亩95元), in its clause: as written, its unit, and the amount."""
    for clause in _CLAUSE.split(text) if "每" in text else ():
        for found in _PRICE.finditer(clause):
            thing, time, number, money = found.groups()
            below = "·".join(filter(None, (_PEOPLE.get(thing, thing), time)))
            unit = parse_unit(f"{money}/{below}")
            if unit is not None and Decimal(number):
                yield clause, found[0], unit, Fraction(Decimal(number)) * unit.factor


def _priced(project: Project, path: Path, price: tuple[str, str, Unit, Fraction]) -> Hit | None:
    """The hit where the one cost per the same thing is another; None where all is well."""
    clause, text, unit, base = price
    rivals = [cost for cost in costs(project) if sorted(cost.per) == sorted(unit.denominator)]
    if len(rivals) != 1 or rivals[0].low == base:
        return None
    say = "digits" if _is_power_of_ten(base / rivals[0].low) else "other"
    return _hit(project, path, say, clause, text, rivals[0].indicator)


def _hit(project: Project, path: Path, say: str, clause: str, said: str, row: Indicator) -> Hit:
    severity = Severity.INFO if say == "other" else None
    target = row.target.text if row.target else ""
    clause = shortened(clause)
    return project.at(*path, say=say, severity=severity, clause=clause, said=said, name=row.name, target=target)


def _is_power_of_ten(ratio: Fraction) -> bool:
    return str(max(ratio.numerator, ratio.denominator)).strip("0") == "1" and 1 in (ratio.numerator, ratio.denominator)


def _terms(text: str, words: Vocabulary) -> frozenset[str]:
    """What a name speaks of: pairs of neighbouring characters between the words that stand in names of every field."""
    for name in ("common-words", "general-subjects"):
        text = words[name].strip(text, "\n")
    return frozenset().union(*map(pairs, _HAN.findall(text)))
