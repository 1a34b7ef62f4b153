"""The charts of a document: its money by unit, by project and over the year, its indicators by category and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from perfspec.labels import label
from perfspec.model import Document, Indicator, Project, SpendingPlan
from perfspec.publish.figures import NAME, clipped, money
from perfspec.publish.site.charts import Bar, Curve, Stack, bars, curve, stacks
from perfspec.publish.site.site import Site, project_link, unit_of
from perfspec.publish.targetfacts import KINDS
from perfspec.target import Kind

MOST = 12  # bars that a chart shows before the rest is drawn together
ALL_KINDS: tuple[Kind | None, ...] = (*Kind, None)  # None: no target is written


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Kinds of target that a chart draws alike."""

    key: str
    name: str
    kinds: tuple[Kind | None, ...]


GROUPS = (
    Group(key="measured", name="能计量", kinds=(Kind.BOUND, Kind.RANGE, Kind.DEADLINE, Kind.PERIOD)),
    Group(key="judged", name="能判断", kinds=(Kind.GRADE, Kind.TREND)),
    Group(key="worded", name="只有文字", kinds=(Kind.TEXT, Kind.NOT_APPLICABLE, None)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Indicators counted by category and kind of target."""

    kinds: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]  # category, counts, their sum
    sums: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The charts in the order of the page. A curve is missing where no project has a plan."""

    by_unit: tuple[Bar, ...]
    by_project: tuple[Bar, ...]
    plan: Curve | None
    plan_note: str
    by_category: tuple[Stack, ...]
    groups: tuple[Group, ...]
    matrix: Matrix


def overview(site: Site) -> Overview:
    document = site.document
    return Overview(
        by_unit=_by_unit(document),
        by_project=_by_project(site),
        plan=_plan(document),
        plan_note=_plan_note(document),
        by_category=_by_category(document),
        groups=GROUPS,
        matrix=_matrix(document),
    )


def plan_curve(project: Project) -> Curve | None:
    """How much of a project's money is to be paid by the end of each month that its plan names; None without a plan."""
    milestones = sorted(project.spending_plan.milestones, key=lambda item: item.month)
    total = project.budget.total
    points = [(item.month, total * item.percent / 100, item.percent) for item in milestones]
    return curve(points) if points else None


def _by_unit(document: Document) -> tuple[Bar, ...]:
    sums: dict[str, Decimal] = {}
    for project in document.projects:
        sums[project.unit] = sums.get(project.unit, Decimal(0)) + project.budget.total
    items = [(clipped(unit_of(document, unit), NAME), "", amount) for unit, amount in sums.items()]
    return bars(_largest(items, "个单位"), document.total)


def _by_project(site: Site) -> tuple[Bar, ...]:
    links = [(project_link(table), table.budget) for table in site.opinion.projects]
    items = [(link.text, link.href, amount) for link, amount in links]
    return bars(_largest(items, "个项目"), site.document.total)


def _largest(items: list[tuple[str, str, Decimal]], what: str) -> list[tuple[str, str, Decimal]]:
    """The largest amounts first, and the rest together."""
    ordered = sorted(items, key=lambda item: -item[2])
    if len(ordered) <= MOST + 1:
        return ordered
    rest = ordered[MOST:]
    return [*ordered[:MOST], (f"其余 {len(rest)} {what}", "", sum((amount for _, _, amount in rest), Decimal(0)))]


def _plan(document: Document) -> Curve | None:
    """The plans of all projects together: the money that is to be paid by the end of each month."""
    planned = [project for project in document.projects if project.spending_plan.milestones]
    whole = sum((project.budget.total for project in planned), Decimal(0))
    months = sorted({item.month for project in planned for item in project.spending_plan.milestones})
    if not whole:
        return None
    points = []
    for month in months:
        paid = [project.budget.total * _reached(project.spending_plan, month) / 100 for project in planned]
        amount = sum(paid, Decimal(0))
        points.append((month, amount, amount / whole * 100))
    return curve(points)


def _reached(plan: SpendingPlan, month: int) -> Decimal:
    """The percentage by the end of a month; a month left blank is at what was reached before."""
    before = [item for item in plan.milestones if item.month <= month]
    return max(before, key=lambda item: item.month).percent if before else Decimal(0)


def _plan_note(document: Document) -> str:
    bare = [project for project in document.projects if not project.spending_plan.milestones]
    note = "没有填的月份，按前面填的最近一个月份算。"
    if not bare:
        return note
    amount = sum((project.budget.total for project in bare), Decimal(0))
    bare_ones = f"{len(bare)} 个项目（{money(amount)} {document.profile.money_unit}）"
    return f"{bare_ones}没有{label('project', 'spending_plan')}，不在图中。{note}"


def _indicators(document: Document) -> Iterator[tuple[str, Kind | None]]:
    for project in document.projects:
        for indicator in project.indicators:
            yield _category(indicator), indicator.target.kind if indicator.target else None


def kind_name(kind: Kind | None) -> str:
    return KINDS[kind] if kind else "没有写"


def _category(indicator: Indicator) -> str:
    return indicator.category.second if indicator.category else "没有归类"


def _counts(document: Document) -> tuple[list[str], Counter[tuple[str, Kind | None]]]:
    """The categories in the order of the profile, others behind; and how often each occurs with each kind."""
    counts = Counter(_indicators(document))
    known = [category.second for category in document.profile.categories]
    return [*known, *sorted({category for category, _ in counts} - set(known))], counts


def _by_category(document: Document) -> tuple[Stack, ...]:
    categories, counts = _counts(document)
    return stacks(
        [
            (category, [(group.key, sum(counts[category, kind] for kind in group.kinds)) for group in GROUPS])
            for category in categories
        ]
    )


def _matrix(document: Document) -> Matrix:
    categories, counts = _counts(document)
    kinds = [kind for kind in ALL_KINDS if any(counts[category, kind] for category in categories)]
    rows = [(category, tuple(counts[category, kind] for kind in kinds)) for category in categories]
    return Matrix(
        kinds=tuple(kind_name(kind) for kind in kinds),
        rows=tuple((category, numbers, sum(numbers)) for category, numbers in rows),
        sums=tuple(sum(counts[category, kind] for category in categories) for kind in kinds),
        total=counts.total(),
    )
