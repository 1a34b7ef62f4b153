"""The columns of the flat tables, and the values of a row in the order of the columns.

Names and meanings come from the schema; only what no file holds, because it follows from other fields, is told here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perfspec.labels import label, subschema
from perfspec.model import Document, Indicator, Project
from perfspec.publish.datatable import ColumnType, DataColumn, Row
from perfspec.publish.form import FIRST_LEVEL
from perfspec.publish.targetfacts import KINDS, target_facts

TEXT, CODE, MONEY, PERCENT, NUMBER, INTEGER, DATE = ColumnType


def months(document: Document) -> tuple[int, ...]:
    """The months of the form, and those in which a project has more to say."""
    said = {item.month for project in document.projects for item in project.spending_plan.milestones}
    return tuple(sorted(said.union(document.profile.plan_months)))


def project_columns(money: str, plan: Iterable[int]) -> tuple[DataColumn, ...]:
    """The project itself, its unit, its money, its plan, its goals; and the department.

    `money` is the unit of amounts, `plan` are the months that have a column.
    """
    return (
        derived("number", "序号", INTEGER, "项目在公开文本中的次序。", "Position of the project in the document."),
        _field("code", CODE, "project", "code"),
        _field("name", TEXT, "project", "name"),
        _field("title", TEXT, "project", "title"),
        _field("unit", CODE, "department", "units", 0, "code"),
        _field("unit_name", TEXT, "department", "units", 0, "name"),
        _field("activity", TEXT, "project", "activity"),
        *(_field(key, MONEY, "project", "budget", key, unit=money) for key in ("total", "fiscal", "other")),
        _field("purpose", TEXT, "project", "purpose"),
        *map(_month, plan),
        _field("goals", TEXT, "project", "goals"),
        derived("indicators", "指标数", INTEGER, "绩效指标的条数。", "Number of indicators."),
        _field("year", INTEGER, "department", "year"),
        _field("department", CODE, "department", "code"),
        _field("department_name", TEXT, "department", "name"),
    )


def project_row(document: Document, plan: Sequence[int], number: int, project: Project) -> Row:
    """The values of a project; `plan` are the months that have a column."""
    department = document.department
    unit = department.unit(project.unit)
    return (
        number,
        project.code.text,
        project.name,
        project.title,
        project.unit,
        unit.name if unit else None,
        project.activity,
        project.budget.total,
        project.budget.fiscal,
        project.budget.other,
        project.purpose,
        *map(project.spending_plan.percent, plan),
        "\n".join(project.goals),
        len(project.indicators),
        department.year,
        department.code,
        department.name,
    )


def indicator_columns() -> tuple[DataColumn, ...]:
    """The project, the category, the words of the form, and what the target means."""
    return (
        _field("project", CODE, "project", "code"),
        _field("project_name", TEXT, "project", "name"),
        derived("number", "序号", INTEGER, "指标在表中的次序。", "Position of the indicator in the form."),
        derived("first", FIRST_LEVEL, TEXT, "一级指标，由二级指标得出。", "First-level category, that of the second."),
        *(_in_indicator(key) for key in ("category", "name", "description", "unit", "target")),
        *_target_columns(),
        *(_in_indicator(key) for key in ("basis", "basis_document")),
        _in_indicator("weight", NUMBER),
        *(_in_indicator(key) for key in ("baseline", "scale")),
    )


def indicator_row(project: Project, number: int, indicator: Indicator) -> Row:
    """The values of an indicator of a project; its number is its place in the form."""
    category, target, facts = indicator.category, indicator.target, target_facts(indicator.target)
    return (
        project.code.text,
        project.name,
        number,
        category.first if category else None,
        category.second if category else None,
        indicator.name,
        indicator.description,
        indicator.unit,
        target.text if target else None,
        facts.kind,
        facts.canonical,
        facts.operator,
        facts.lower,
        facts.upper,
        facts.unit,
        facts.change,
        facts.first_day,
        facts.last_day,
        indicator.basis,
        indicator.basis_document,
        indicator.weight,
        indicator.baseline.text if indicator.baseline else None,
        "\n".join(f"{grade}：{meaning}" for grade, meaning in indicator.scale) or None,
    )


def _target_columns() -> tuple[DataColumn, ...]:
    kinds = "、".join(KINDS.values())
    kinds_en = ", ".join(f"{word} {kind}" for kind, word in KINDS.items())
    return (
        derived("target_kind", "指标值种类", TEXT, f"指标值是哪一种：{kinds}。", f"Kind of target: {kinds_en}."),
        derived("target_canonical", "规范写法", TEXT, "指标值的意思，用最短的通常写法。", "The target, shortest form."),
        derived("target_operator", "比较符号", TEXT, "区间写括号，方括号含端点。", "Of a range: brackets, [ ] closed."),
        derived("target_lower", "下限", NUMBER, "至少达到的数。", "The least that meets the target."),
        derived("target_upper", "上限", NUMBER, "至多达到的数。", "The most that meets the target."),
        derived("target_unit", "上下限单位", TEXT, "下限和上限的单位。", "Unit of lower and upper."),
        derived("target_change", "变化", TEXT, "要求变化时，同什么比、往哪边。", "Of a change: from what, which way."),
        derived("target_first_day", "开始日期", DATE, "时段的第一天。", "First day of a period."),
        derived("target_last_day", "截止日期", DATE, "期限，或时段的最后一天。", "Deadline, or last day of a period."),
    )


def derived(key: str, name: str, kind: ColumnType, meaning: str, meaning_en: str) -> DataColumn:
    """A column that no field of a file stands behind."""
    return DataColumn(key=key, label=name, type=kind, meaning=meaning, meaning_en=meaning_en)


def _in_indicator(key: str, kind: ColumnType = TEXT) -> DataColumn:
    return _field(key, kind, "project", "indicators", 0, key)


def _month(month: int) -> DataColumn:
    field = subschema("project", ("spending_plan", f"{month}月"))
    return DataColumn(
        key=f"month_{month}",
        label=f"{month}月底{field['title']}",
        type=PERCENT,
        unit="%",
        meaning=field["description"],
        meaning_en=field["$comment"],
    )


def _field(key: str, kind: ColumnType, name: str, *path: str | int, unit: str = "") -> DataColumn:
    field = subschema(name, path)
    return DataColumn(
        key=key,
        label=label(name, *path),
        type=kind,
        unit=unit,
        meaning=field["description"],
        meaning_en=field["$comment"],
    )
