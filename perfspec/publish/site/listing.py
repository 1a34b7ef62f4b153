"""What the index page lists: the figures of the document, its projects, and what they can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from perfspec.finding import Severity
from perfspec.model import Document
from perfspec.opinion import Opinion, Table
from perfspec.publish.figures import money, points
from perfspec.publish.form import written
from perfspec.publish.site.site import Site, unit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that sums up the document, with its label and its unit."""

    label: str
    number: str
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A project of the list. Unit, activity and categories are told by the values of the filters' options."""

    number: int
    code: str
    name: str
    rank: int  # its position by name
    unit_name: str
    unit: str
    activity: str
    categories: str
    amount: str
    amount_shown: str
    indicators: int
    counts: tuple[tuple[str, str, int], ...]  # key and name of a severity, findings; and those that are waived
    grade: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice of a filter, and how many projects it leaves."""

    value: str
    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The filters' options: units, activities, and categories by the first level."""

    units: tuple[Option, ...]
    activities: tuple[Option, ...]
    categories: tuple[tuple[str, tuple[Option, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The list in the order of the document."""

    figures: tuple[Figure, ...]
    choices: Choices
    rows: tuple[Row, ...]
    total: str
    money_unit: str


def listing(site: Site) -> Listing:
    document = site.document
    ranks = _ranks(document)
    return Listing(
        figures=_figures(site.opinion),
        choices=_choices(document),
        rows=tuple(_row(document, table, ranks[table.number - 1]) for table in site.opinion.projects),
        total=money(document.total),
        money_unit=document.profile.money_unit,
    )


def _figures(opinion: Opinion) -> tuple[Figure, ...]:
    document = opinion.document
    units = len({project.unit for project in document.projects})
    indicators = sum(len(project.indicators) for project in document.projects)
    return (
        Figure(label="预算项目", number=str(len(document.projects)), unit="个", note=f"分属 {units} 个预算单位"),
        Figure(label="预算合计", number=money(document.total), unit=document.profile.money_unit),
        Figure(label="绩效指标", number=str(indicators), unit="项"),
        Figure(
            label="审核建议等级", number=opinion.level.grade.say("zh"), unit="", note=f"得 {points(opinion.points)} 分"
        ),
    )


def _ranks(document: Document) -> list[int]:
    """The position of each project by name, in the order that the document itself uses."""
    names = [project.name for project in document.projects]
    ordered = sorted(range(len(names)), key=lambda position: (names[position].encode("gb18030"), position))
    ranks = [0] * len(names)
    for rank, position in enumerate(ordered):
        ranks[position] = rank
    return ranks


def _row(document: Document, table: Table, rank: int) -> Row:
    project = table.project
    if project is None:
        raise ValueError("the department is no row of the list")
    numbers = _category_numbers(document)
    categories = sorted({numbers[item.category.second] for item in project.indicators if item.category})
    return Row(
        number=table.number,
        code=table.code,
        name=project.name,
        rank=rank,
        unit_name=unit_of(document, project.unit),
        unit=project.unit,
        activity=_activity_number(document, project.activity),
        categories=" ".join(map(str, categories)),
        amount=written(project.budget.total),
        amount_shown=money(project.budget.total),
        indicators=len(project.indicators),
        counts=(
            *((str(severity), severity.say("zh"), table.count(severity)) for severity in Severity),
            ("waived", "豁免", len(table.waived)),
        ),
        grade=table.level.grade.say("zh"),
        points=points(table.points),
    )


def _category_numbers(document: Document) -> dict[str, int]:
    return {category.second: number for number, category in enumerate(document.profile.categories)}


def _activity_number(document: Document, name: str | None) -> str:
    """An activity by its position in the department; empty for a project that names none, or an unknown one."""
    names = [activity.name for activity in document.department.activities]
    return str(names.index(name)) if name in names else ""


def _choices(document: Document) -> Choices:
    projects, department = document.projects, document.department
    units = Counter(project.unit for project in projects)
    activities = Counter(_activity_number(document, project.activity) for project in projects)
    categories = Counter(
        name for project in projects for name in {item.category.second for item in project.indicators if item.category}
    )
    numbers = _category_numbers(document)
    return Choices(
        units=tuple(Option(value=unit, text=unit_of(document, unit), count=count) for unit, count in units.items()),
        activities=_options(
            [(str(number), each.name) for number, each in enumerate(department.activities)] + [("", "没有写明")],
            activities,
        ),
        categories=tuple(
            (
                first,
                _options(
                    [(str(numbers[second]), second) for second in document.profile.below(first)],
                    Counter({str(numbers[second]): categories[second] for second in document.profile.below(first)}),
                ),
            )
            for first in dict.fromkeys(category.first for category in document.profile.categories)
        ),
    )


def _options(named: Iterable[tuple[str, str]], counts: Counter[str]) -> tuple[Option, ...]:
    return tuple(Option(value=value, text=text, count=counts[value]) for value, text in named)
