"""What stands on the page of one project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from perfspec.histories import Commit
from perfspec.labels import label
from perfspec.model import Project
from perfspec.opinion import Table
from perfspec.publish.figures import money
from perfspec.publish.form import Field, Form, form, unit_name
from perfspec.publish.reviewed import Reviewed, reviewed
from perfspec.publish.site.charts import Curve
from perfspec.publish.site.overview import plan_curve
from perfspec.publish.site.site import Link, Site, project_link
from perfspec.publish.wording import words


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPage:
    """A project in the order of its page."""

    words: Mapping[str, str]
    number: int
    count: int
    heading: str
    amount: Field
    money_unit: str
    facts: tuple[Field, ...]
    goals_label: str
    goals: tuple[str, ...]
    plan_label: str
    plan: Curve | None
    form: Form
    review: Reviewed
    commits: tuple[Commit, ...]
    previous: Link | None
    next: Link | None


def project_page(site: Site, project: Project, table: Table) -> ProjectPage:
    document, tables = site.document, site.opinion.projects
    before = tables[table.number - 2] if table.number > 1 else None
    after = tables[table.number] if table.number < len(tables) else None
    return ProjectPage(
        words=words("zh"),
        number=table.number,
        count=len(tables),
        heading=project.heading,
        amount=Field(key="total", label=label("project", "budget", "total"), text=money(project.budget.total)),
        money_unit=document.profile.money_unit,
        facts=_facts(site, project),
        goals_label=label("project", "goals"),
        goals=project.goals,
        plan_label=label("project", "spending_plan"),
        plan=plan_curve(project),
        form=form(document, project),
        review=replace(reviewed(site.opinion, table, "zh", whole=True), facts=()),  # they stand above
        commits=site.histories.get(table.code, ()),
        previous=project_link(before) if before else None,
        next=project_link(after) if after else None,
    )


def _facts(site: Site, project: Project) -> tuple[Field, ...]:
    """Code, name where the heading differs, unit, parts of the money, activity, purpose; what is absent is left out."""
    budget, unit = project.budget, site.document.profile.money_unit
    told = [
        ("code", project.code.text),
        ("name", project.name if project.name != project.heading else ""),
        ("unit", unit_name(site.document, project.unit)),
        ("fiscal", "" if budget.fiscal is None else f"{money(budget.fiscal)} {unit}"),
        ("other", "" if budget.other is None else f"{money(budget.other)} {unit}"),
        ("activity", project.activity or ""),
        ("purpose", project.purpose or ""),
    ]
    return tuple(Field(key=key, label=_label(key), text=text) for key, text in told if text)


def _label(key: str) -> str:
    return label("project", "budget", key) if key in ("fiscal", "other") else label("project", key)
