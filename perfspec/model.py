"""What a document is: typed, frozen values, with their fields in the order of the form.

Amounts are in the money unit of the profile (万元), exactly as written. What is absent is None or empty.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from perfspec.code import ProjectCode
from perfspec.finding import Waiver
from perfspec.hit import Placed
from perfspec.profile import Category, Profile
from perfspec.remember import remembered
from perfspec.target import Target
from perfspec.target.wording import says_nothing


class Year(int):
    """A budget year (预算年度): what rules ask for that go by the year and need nothing else of the document."""


class Stage(StrEnum):
    """How far a document has come: a draft may lack what an approved one must have."""

    DRAFT = "draft"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Placed):
    """A budget unit (预算单位) of the department."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The money of a project (预算规模)."""

    total: Decimal
    fiscal: Decimal | None = None
    other: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """How much is paid by the end of a month, as a cumulative percentage of the budget."""

    month: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class SpendingPlan:
    """The spending plan (资金支出计划): milestones by month, months left blank are absent."""

    milestones: tuple[Milestone, ...] = ()

    def percent(self, month: int) -> Decimal | None:
        return next((item.percent for item in self.milestones if item.month == month), None)


@dataclass(frozen=True, kw_only=True)
class Indicator(Placed):
    """An indicator (绩效指标) of a project or of an activity, which has no category.

    Rows that are written alike are `again` of one another.
    """

    category: Category | None = None
    name: str
    description: str | None = None
    unit: str | None = None
    target: Target | None = None
    basis: str | None = None
    basis_document: str | None = None
    weight: Decimal | None = None
    baseline: Target | None = None
    scale: tuple[tuple[str, str], ...] = ()  # grade word, what it means

    def __post_init__(self) -> None:
        object.__setattr__(self, "_written", object())

    @property
    def written(self) -> object:
        """What a row and all that are `again` have in common: answers may be kept by it."""
        return self.__dict__["_written"]

    def again(self) -> Indicator:
        """The same row for another place: a value of its own."""
        other = object.__new__(Indicator)
        object.__setattr__(other, "__dict__", self.__dict__)
        return other

    @property
    def text(self) -> str:
        """Name and description, as one text to look for words in."""
        return f"{self.name}\n{self.description or ''}"

    @property
    def is_void(self) -> bool:
        """Whether the row only says that there is no such indicator: its name is 无 or a stroke."""
        return says_nothing(self.name)

    def is_in(self, category: str) -> bool:
        """Whether it stands in the category of that name, of either level; an activity's indicator has none."""
        own = self.category
        return own is not None and (own.second == category or own.first == category)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """An adjustment (绩效目标调整) that was approved: why, by which document, on which day (2023-06-30), and the
    fingerprints of the changes that it covers."""

    reason: str
    document: str
    date: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Placed):
    """A budget project with its money, plan, goals and indicators."""

    code: ProjectCode
    name: str
    title: str | None = None
    unit: str
    activity: str | None = None
    budget: Budget
    purpose: str | None = None
    spending_plan: SpendingPlan = SpendingPlan()
    goals: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    waivers: tuple[Waiver, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def heading(self) -> str:
        """The name that the published form carries."""
        return self.title or self.name

    def of(self, category: str) -> tuple[Indicator, ...]:
        """The indicators of a category of either level: 产出指标, 成本指标."""
        return _by_category(self).get(category, ())

    @property
    def subject(self) -> str:
        """Name and purpose, as one text to look for words in."""
        return f"{self.name}\n{self.purpose or ''}"


@remembered
def _by_category(project: Project) -> dict[str, tuple[Indicator, ...]]:
    """The indicators of a project by the names of their categories, of both levels."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for item in project.indicators:
        if item.category is not None:
            found[item.category.second].append(item)
            if item.category.first != item.category.second:
                found[item.category.first].append(item)
    return {name: tuple(items) for name, items in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Placed):
    """An activity of the department with its goals and indicators (分项绩效目标)."""

    name: str
    goals: tuple[str, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguard(Placed):
    """A group of safeguards (工作保障措施): a heading with measures or a text."""

    name: str
    measures: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Placed):
    """The department's own targets (部门整体绩效目标) for one year."""

    code: str
    name: str
    year: int
    region: str
    profile: str | None = None
    stage: Stage = Stage.APPROVED
    units: tuple[Unit, ...]
    goal: str
    activities: tuple[Activity, ...]
    safeguards: tuple[Safeguard, ...]
    waivers: tuple[Waiver, ...] = ()

    def unit(self, code: str) -> Unit | None:
        return next((unit for unit in self.units if unit.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A department with its projects, and the profile that they follow."""

    name: str
    department: Department
    projects: tuple[Project, ...]  # in the order of publication
    profile: Profile

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(project.code.text for project in self.projects)

    @property
    def total(self) -> Decimal:
        """The sum of the projects' budgets, in the profile's money unit."""
        return sum((project.budget.total for project in self.projects), Decimal(0))


def published_order(department: Department, projects: tuple[Project, ...]) -> tuple[Project, ...]:
    """Projects by unit and then by name in GB 18030 order; the code settles what is left."""
    positions = {unit.code: position for position, unit in enumerate(department.units)}

    def key(project: Project) -> tuple[int, bytes, str]:
        return (positions.get(project.unit, len(positions)), project.name.encode("gb18030"), project.code.text)

    return tuple(sorted(projects, key=key))
