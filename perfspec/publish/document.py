"""What stands in the whole document: cover, contents, part one in sentences, part two with a form for each project."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from perfspec.labels import label
from perfspec.model import Document
from perfspec.publish.form import Field, Form, form, unit_name, written
from perfspec.publish.part_one import Section, sections


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """A project in the contents."""

    number: int
    anchor: str
    code: str
    name: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexGroup:
    """The projects of a budget unit in the contents, and their sum."""

    unit: str
    rows: tuple[IndexRow, ...]
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The projects in the contents, by unit, and the sum of all."""

    number_label: str = "序号"
    code_label: str
    name_label: str
    amount_label: str
    money_unit: str
    groups: tuple[IndexGroup, ...]
    total_label: str = "合计"
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the two parts: its number, its title and its anchor."""

    number: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The document in the order of its pages."""

    department: str
    title: str
    facts: tuple[Field, ...]  # what the cover tells of the department
    part_one: Part
    sections: tuple[Section, ...]
    part_two: Part
    index: Index
    forms: tuple[Form, ...]


def pages(document: Document) -> Pages:
    department = document.department
    forms = tuple(form(document, project, number) for number, project in enumerate(document.projects, start=1))
    return Pages(
        department=department.name,
        title=f"{department.year}年部门预算绩效文本",
        facts=(
            Field(key="code", label=label("department", "code"), text=department.code),
            Field(key="name", label=label("department", "name"), text=department.name),
            Field(key="year", label=label("department", "year"), text=f"{department.year}年"),
        ),
        part_one=Part(number="第一部分", title=label("department"), anchor="part-1"),
        sections=sections(department),
        part_two=Part(number="第二部分", title="预算项目绩效目标", anchor="part-2"),
        index=_index(document, forms),
        forms=forms,
    )


def _index(document: Document, forms: tuple[Form, ...]) -> Index:
    rows = {
        project.code: IndexRow(
            number=number, anchor=own.anchor, code=own.code.text, name=own.name.text, amount=own.budget[0].text
        )
        for number, (project, own) in enumerate(zip(document.projects, forms, strict=True), start=1)
    }
    groups = [(unit, list(members)) for unit, members in groupby(document.projects, key=lambda project: project.unit)]
    return Index(
        code_label=label("project", "code"),
        name_label=label("project", "name"),
        amount_label=label("project", "budget", "total"),
        money_unit=f"单位：{document.profile.money_unit}",
        groups=tuple(
            IndexGroup(
                unit=unit_name(document, unit),
                rows=tuple(rows[project.code] for project in members),
                amount=written(sum((project.budget.total for project in members), Decimal(0))),
            )
            for unit, members in groups
        ),
        total=written(document.total),
    )
