"""预算数与资金来源 · The money of a project."""

from __future__ import annotations

from decimal import Decimal

from perfspec.model import Project
from perfspec.rule import Block, Hits, Severity, rule


@rule(
    "PS104",
    cites=["hebei-form"],
    block=Block.APPROPRIATE,
    message="财政资金 {fiscal} ＋ 其他资金 {other} ＝ {parts}，预算数是 {total}",
    advice="核对批复，改正其中一个数，使两项之和等于预算数",
)
def the_parts_add_up_to_the_budget(project: Project) -> Hits:
    """预算数等于财政资金与其他资金之和。

    为什么：三个数同在一张表上，读者会自己相加；加不起来，就不知道哪个数是批复的数。

    反例：
        budget: {total: 10.00, fiscal: 8.00, other: 1.00}

    正例：
        budget: {total: 10.00, fiscal: 8.00, other: 2.00}
    """
    budget = project.budget
    if budget.fiscal is None:
        return
    other = budget.other or Decimal(0)
    parts = budget.fiscal + other
    if parts != budget.total:
        yield project.at("budget", "total", fiscal=budget.fiscal, other=other, parts=parts, total=budget.total)


@rule(
    "PS105",
    cites=["hebei-form"],
    block=Block.COMPLETE,
    severity=Severity.INFO,
    message="“其他资金”是空格",
    advice="没有其他资金时写 {zero}",
)
def other_funds_are_written_out(project: Project) -> Hits:
    """没有其他资金时写 0.00，不留空格。

    为什么：空格可能是没有，也可能是漏填，读者分不清。

    反例：
        budget: {total: 10.00, fiscal: 10.00}

    正例：
        budget: {total: 10.00, fiscal: 10.00, other: 0.00}
    """
    budget = project.budget
    if budget.other is None and budget.fiscal == budget.total:
        zero = budget.total - budget.fiscal
        yield project.at("budget", "other", fix=zero, zero=zero)
