"""The arithmetic of a review opinion: what each project brings, and the steps from their points to the grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from perfspec.finding import Severity
from perfspec.opinion import Opinion, Table
from perfspec.publish.figures import NAME, clipped, money, points
from perfspec.publish.reviewed import place_of
from perfspec.publish.wording import words


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A project among all, or their sum: what counts in the arithmetic."""

    number: int
    anchor: str
    name: str
    budget: str
    errors: int
    warnings: int
    points: str
    product: str
    grade: str


def row(table: Table, lang: str) -> TableRow:
    return TableRow(
        number=table.number,
        anchor=table.code,
        name=clipped(table.project.name, NAME) if table.project else "",
        budget=money(table.budget),
        errors=table.count(Severity.ERROR),
        warnings=table.count(Severity.WARNING),
        points=points(table.points),
        product=money(table.budget * table.points),
        grade=table.level.grade.say(lang),
    )


def total(opinion: Opinion, lang: str) -> TableRow:
    return TableRow(
        number=len(opinion.projects),
        anchor="",
        name=words(lang)["sum"],
        budget=money(opinion.document.total),
        errors=sum(table.count(Severity.ERROR) for table in opinion.projects),
        warnings=sum(table.count(Severity.WARNING) for table in opinion.projects),
        points=points(opinion.mean),
        product=money(opinion.products),
        grade="",
    )


def steps(opinion: Opinion, lang: str) -> Iterator[str]:
    """From the projects' points to the grade of the document."""
    if opinion.is_by_budget:
        yield _weighted(opinion, lang)
    elif opinion.projects:
        mean = points(opinion.plain_mean)
        yield f"Projects, the plain mean: {mean} points" if lang == "en" else f"各项目简单平均：{mean} 分"
    own, others = points(opinion.scoring.department), points(100 - opinion.scoring.department)
    department, mean, value = points(opinion.department.points), points(opinion.mean), points(opinion.points)
    if not opinion.projects:
        yield f"No projects: {value} points" if lang == "en" else f"没有项目，按部门整体绩效目标计：{value} 分"
    elif lang == "en":
        yield f"Document: projects {mean} × {others}% + the department's own targets {department} × {own}% = {value}"
    else:
        yield f"整份文本：各项目 {mean}×{others}%＋部门整体绩效目标 {department}×{own}%＝{value} 分"
    verdict = place_of(opinion.level, opinion.scoring, value, lang)
    yield verdict + (" (two decimals are shown, never rounded up)" if lang == "en" else "（只显示两位小数，不进位）")


def _weighted(opinion: Opinion, lang: str) -> str:
    mean, plain = points(opinion.mean), points(opinion.plain_mean)
    products, total = money(opinion.products), money(opinion.document.total)
    if lang == "en":
        return (
            f"Projects, weighted by budget: sum of budget × points ÷ sum of budgets = {products} ÷ {total} = {mean} "
            f"points (the plain mean, for comparison: {plain})"
        )
    return (
        f"各项目按预算数加权平均：“预算数×得分”之和÷预算数之和＝{products}÷{total}＝{mean} 分"
        f"（简单平均 {plain} 分，供比较）"
    )
