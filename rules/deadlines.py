"""绩效目标里的期限 · Deadlines in the goals."""

from __future__ import annotations

import re
from calendar import monthrange

from perfspec.model import Department, Project
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.shortened import shortened

_DUE = re.compile(r"(?:(20\d\d)年)?(?<!\d)(\d{1,2})月(?:(\d{1,2})日|[底末]|[上中下]旬)?(?:以前|之前|前)(?!期)")
_HINT = re.compile(r"月(?:\d{1,2}日|[底末]|[上中下]旬)?(?:以前|之前|前)(?!期)")  # of one


@rule(
    "PS416",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.INFO,
    message={
        "": "绩效目标“{goal}”说的是 {month} 月，时效指标里没有这个月的期限，只有{targets}",
        "impossible": "绩效目标“{goal}”里的“{due}”，日历上没有",
    },
    advice={
        "": "核对两处的月份；是两件事的，为目标里的这件事也写一条时效指标",
        "impossible": "核对月份和日子",
    },
)
def a_deadline_in_the_goals_is_a_target_too(project: Project, department: Department) -> Hits:
    """绩效目标里的期限，时效指标里也有。

    为什么：目标说6月底前完成，时效指标写的是10月31日，按哪一个算超期，年底就要争论。

    说明：只比本年度的月份；时效指标里没有日期的不比。日历上没有的日子是警告。

    反例：
        goals: [2024年6月底前完成12所学校的校舍维修]

    反例：
        goals: [2024年6月31日前完成12所学校的校舍维修]

    正例：
        goals: [2024年8月底前完成12所学校的校舍维修]
    """
    goals = [(position, goal) for position, goal in enumerate(project.goals) if _HINT.search(goal)]
    if not goals:
        return
    asked = [row.target for row in project.of("时效指标") if row.target and row.target.due]
    months = {target.due.month for target in asked if target.due}
    for position, goal in goals:
        for found in _DUE.finditer(goal):
            year, month, day = (int(part) if part else 0 for part in found.groups())
            values = {"goal": shortened(goal), "due": found[0], "month": month}
            if not 1 <= month <= 12 or day > monthrange(year or department.year, month)[1]:
                yield project.at("goals", position, say="impossible", severity=Severity.WARNING, **values)
                break
            if months and month not in months and (year or department.year) == department.year:
                targets = "、".join(f"“{target.text}”" for target in asked)
                yield project.at("goals", position, targets=targets, **values)
                break
