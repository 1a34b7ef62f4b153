"""一件事的钱 · What the same work costs in two projects."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal

from perfspec.hit import Hit
from perfspec.likeness import alike, plain
from perfspec.model import Document, Project
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.texts import aim, called


@rule(
    "PS503",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message="“{name}”{target}，预算 {budget} {unit}；用途和数量目标都相同的{other}预算 {other_budget} {unit}，"
    "一个是另一个的 {ratio:.1f} 倍",
    advice="核对数量目标；钱多的做得多就把数量写多，标准不同就在指标里写明标准",
)
def one_quantity_costs_about_the_same(document: Document, *, factor: Decimal = Decimal(2)) -> Hits:
    """用途相同、数量目标相同的项目，预算应当相近。

    为什么：同样的数量，一个项目花的钱是另一个的几倍，至少有一个数量是照抄的，或者钱与事不相配。

    说明：只比同一单位、数量指标全部相同的项目；数量都是 1 的不比，一件东西可大可小。

    反例：
        projects:
          - {name: 农村中小学校舍维修, budget: {total: 120.00}}
          - {name: 校舍维修追加经费, budget: {total: 30.00}}

    正例：
        projects:
          - {name: 农村中小学校舍维修, budget: {total: 120.00}}
          - {name: 校舍维修追加经费, budget: {total: 100.00}}
    """
    paid = [project for project in document.projects if project.budget.total > 0]
    for group in alike(paid, _unit, aim, _quantities):
        cheapest = min(group, key=lambda project: project.budget.total)
        dearest = max(group, key=lambda project: project.budget.total)
        for project in group:
            up, down = dearest.budget.total / project.budget.total, project.budget.total / cheapest.budget.total
            if max(up, down) >= factor:
                other = dearest if up >= down else cheapest
                yield _quantity(project, other, document.profile.money_unit, max(up, down))


def _unit(project: Project) -> str:
    return project.unit


def _quantities(project: Project) -> Hashable:
    """The whole of the quantity targets; None where they do not tell how much is done."""
    rows = project.of("数量指标")
    amounts = [row.target.quantity for row in rows if row.target and row.target.quantity]
    counts = [amount for amount in amounts if amount.value > 1 and not amount.unit.is_ratio]
    if not counts or len(amounts) < len(rows):
        return None
    return frozenset((plain(row.name), plain(row.description), row.target and row.target.meaning) for row in rows)


def _quantity(project: Project, other: Project, unit: str, ratio: Decimal) -> Hit:
    row = project.of("数量指标")[0]
    return row.at(
        "target",
        name=row.name,
        target=row.target and row.target.text,
        budget=project.budget.total,
        other=called(other),
        other_budget=other.budget.total,
        unit=unit,
        ratio=ratio,
    )
