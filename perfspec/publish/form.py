"""What stands in the form of one project: its words in the order of the official layout.

Where each word stands in the tables is the matter of `grid`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise

from perfspec.labels import label
from perfspec.model import Document, Indicator, Project
from perfspec.profile import Profile

FIRST_LEVEL = "一级指标"  # has no field of its own: it follows from the second level
_label = partial(label, "project")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value with the key of its field and the word that stands before it."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the indicators: the key of its field and its header."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The words of one form. A text may have several lines; what a project lacks is empty."""

    code: Field
    name: Field
    title: str
    number: int | None = None  # its position in the document
    unit: str
    money_unit: str
    budget_label: str
    budget: tuple[Field, ...]
    purpose: str
    plan_label: str
    plan: tuple[Field, ...]
    goals_label: str
    goals: tuple[str, ...]
    indicators_label: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]  # the texts of each indicator, column by column

    @property
    def anchor(self) -> str:
        """The name that a link to this form uses."""
        return self.code.text

    @property
    def heading(self) -> str:
        return self.title if self.number is None else f"{self.number}.{self.title}"

    @property
    def numbered_goals(self) -> tuple[str, ...]:
        return tuple(f"{number}.{goal}" for number, goal in enumerate(self.goals, start=1))

    @property
    def rows_once(self) -> tuple[tuple[str, ...], ...]:
        """The rows with each category written once, where it begins; empty where a merged cell continues."""
        blank = ("",) * len(self.columns)
        return tuple(_once(above, row) for above, row in pairwise((blank, *self.rows)))


def form(document: Document, project: Project, number: int | None = None) -> Form:
    """The form of a project; with its number where it stands in the document."""
    profile = document.profile
    columns = (
        Column(key="first", label=FIRST_LEVEL),
        Column(key="second", label=_label("indicators", 0, "category")),
        *(Column(key=key, label=_label("indicators", 0, key)) for key in profile.columns),
    )
    purpose = project.purpose or ""
    return Form(
        code=Field(key="code", label=_label("code"), text=project.code.text),
        name=Field(key="name", label=_label("name"), text=project.name),
        title=project.heading + profile.form_title,
        number=number,
        unit=unit_name(document, project.unit),
        money_unit=f"单位：{profile.money_unit}",
        budget_label=_label("budget") + (f"及{_label('purpose')}" if purpose else ""),
        budget=_budget(project),
        purpose=purpose,
        plan_label=f"{_label('spending_plan')}（%）",
        plan=_plan(project, profile),
        goals_label=_label("goals"),
        goals=project.goals,
        indicators_label=_label("indicators"),
        columns=columns,
        rows=tuple(tuple(_text(item, column.key, profile) for column in columns) for item in project.indicators),
    )


def unit_name(document: Document, code: str) -> str:
    """A budget unit as the form writes it: code and name without a blank between them."""
    unit = document.department.unit(code)
    return code if unit is None else f"{unit.code}{unit.name}"


def written(amount: Decimal | None) -> str:
    """A number with all its digits, and without an exponent; empty where there is none."""
    return "" if amount is None else f"{amount:f}"


def _budget(project: Project) -> tuple[Field, ...]:
    amounts = {"total": project.budget.total, "fiscal": project.budget.fiscal, "other": project.budget.other}
    before = {"fiscal": "其中："}
    return tuple(
        Field(key=key, label=before.get(key, "") + _label("budget", key), text=written(amount))
        for key, amount in amounts.items()
    )


def _plan(project: Project, profile: Profile) -> tuple[Field, ...]:
    percents = {month: project.spending_plan.percent(month) for month in profile.plan_months}
    return tuple(
        Field(key=f"month-{month}", label=f"{month}月底", text="" if percent is None else f"{written(percent)}%")
        for month, percent in percents.items()
    )


def _text(indicator: Indicator, key: str, profile: Profile) -> str:
    match key:
        case "first":
            return indicator.category.first if indicator.category else ""
        case "second":
            return indicator.category.second if indicator.category else ""
        case "name":
            return indicator.name + (f"（{indicator.unit}）" if _unit_goes(indicator, profile) == "name" else "")
        case "target":
            text = indicator.target.text if indicator.target else ""
            return text + (indicator.unit or "" if _unit_goes(indicator, profile) == "target" else "")
        case "weight":
            return written(indicator.weight)
        case "baseline":
            return indicator.baseline.text if indicator.baseline else ""
        case _:
            return getattr(indicator, key) or ""


def _unit_goes(indicator: Indicator, profile: Profile) -> str:
    """Where a unit is written that has no column and that the target does not name: behind a number, else the name."""
    target = indicator.target.text if indicator.target else ""
    if not indicator.unit or "unit" in profile.columns or indicator.unit in target:
        return ""
    return "target" if target[-1:].isdigit() and "target" in profile.columns else "name"


def _once(above: tuple[str, ...], row: tuple[str, ...]) -> tuple[str, ...]:
    if row[0] != above[0]:
        return row
    return ("", row[1] if row[1] != above[1] else "", *row[2:])
