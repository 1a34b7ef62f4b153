"""预算数与资金来源 · The money of a project."""

from __future__ import annotations

from perfspec.model import Project
from perfspec.rule import Block, Hits, Severity, rule


@rule(
    "PS104",
    cites=["hebei-form"],
    block=Block.APPROPRIATE,
    message={
        "sum": "财政资金 {fiscal} ＋ 其他资金 {other} ＝ {parts}，预算数是 {total}",
        "blank": "两项资金只填了一项 {amount}，另一项是空格，预算数是 {total}，差 {missing}",
        "over": "两项资金中的一项 {amount} 比预算数 {total} 还多",
    },
    advice={
        "sum": "核对批复，改正其中一个数，使两项之和等于预算数",
        "blank": "核对批复：空格的一项是 {missing} 就填上，不是就改正填了的数",
        "over": "核对批复，改正其中一个数，使两项之和等于预算数",
    },
)
def the_parts_add_up_to_the_budget(project: Project) -> Hits:
    """预算数等于财政资金与其他资金之和。

    为什么：三个数同在一张表上，读者会自己相加；加不起来，就不知道哪个数是批复的数。

    反例：
        budget: {total: 10.00, fiscal: 8.00, other: 1.00}

    反例：
        budget: {total: 10.00, fiscal: 8.00}

    正例：
        budget: {total: 10.00, fiscal: 8.00, other: 2.00}

    正例：
        budget: {total: 10.00}
    """
    budget = project.budget
    if budget.fiscal is not None and budget.other is not None:
        parts = budget.fiscal + budget.other
        if parts != budget.total:
            values = {"fiscal": budget.fiscal, "other": budget.other, "parts": parts, "total": budget.total}
            yield project.at("budget", "total", say="sum", **values)
        return
    for amount in (budget.fiscal, budget.other):
        if amount is not None and amount != budget.total:
            say = "over" if amount > budget.total else "blank"
            missing = abs(budget.total - amount)
            yield project.at("budget", "total", say=say, amount=amount, total=budget.total, missing=missing)


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
