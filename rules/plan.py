"""资金支出计划 · The spending plan of a project."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, pairwise

from perfspec.model import Project, SpendingPlan
from perfspec.profile import Profile
from perfspec.rule import Block, Hits, Severity, rule

WHOLE = Decimal(100)


@rule(
    "PS106",
    cites=["hebei-form"],
    block=Block.FEASIBLE,
    message={
        "falls": "{month}月的累计支出 {percent}% 比 {earlier}月的 {before}% 还少",
        "short": "支出计划最后填的是 {month}月累计 {percent}%，全年到不了 100%",
        "shares": "各月的数相加正好是 100%，看来填的是各个时段自己的支出；这里要填累计数",
    },
    advice={
        "falls": "各栏填从年初到该月底的累计百分比，后面的数不小于前面的",
        "short": "最后一栏填 100；当年确实用不完的，先调减预算数",
        "shares": "改为 {cumulative}",
    },
)
def the_plan_is_cumulative(project: Project) -> Hits:
    """支出计划填累计百分比，只增不减，全年到 100%。

    为什么：支出进度按累计百分比考核。中途减少、年底不到 100%，要么填错了数，要么把各时段的数当成了累计数，没法照它
    考核。

    反例：
        spending_plan: {3月: 10, 6月: 60, 10月: 40, 12月: 100}

    反例：
        spending_plan: {6月: 50, 12月: 90}

    反例：
        spending_plan: {3月: 25, 6月: 25, 10月: 25, 12月: 25}

    正例：
        spending_plan: {3月: 0, 6月: 50, 10月: 50, 12月: 100}
    """
    milestones = project.spending_plan.milestones
    if not milestones:
        return
    last = milestones[-1]
    falls = {two: one for one, two in pairwise(milestones) if two.percent < one.percent}
    if last.percent < WHOLE and sum(item.percent for item in milestones) == WHOLE:
        yield project.at("spending_plan", say="shares", cumulative=_cumulative(project.spending_plan))
        return
    for item, before in falls.items():
        values = {"month": item.month, "percent": item.percent, "earlier": before.month, "before": before.percent}
        yield project.at("spending_plan", f"{item.month}月", say="falls", **values)
    if last.percent < WHOLE and last not in falls:
        yield project.at("spending_plan", f"{last.month}月", say="short", month=last.month, percent=last.percent)


def _cumulative(plan: SpendingPlan) -> str:
    """The plan with each share added to those before: 3月 25、6月 50."""
    totals = accumulate(item.percent for item in plan.milestones)
    return "、".join(f"{item.month}月 {total}" for item, total in zip(plan.milestones, totals, strict=True))


@rule(
    "PS107",
    cites=["hebei-form"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="支出计划的 {month}月 是空格",
    advice="填到年底的累计百分比，应是 100",
)
def the_plan_runs_to_its_last_month(project: Project, profile: Profile) -> Hits:
    """支出计划填到最后一栏。

    为什么：最后一栏是全年的数。前面已经到 100% 的，也要填 100，读者才知道不是漏填。

    反例：
        spending_plan: {6月: 100}

    正例：
        spending_plan: {6月: 100, 10月: 100, 12月: 100}
    """
    plan = project.spending_plan
    if not plan.milestones or not profile.plan_months:
        return
    last = max(profile.plan_months)
    if plan.percent(last) is None:
        is_spent = plan.milestones[-1].percent == WHOLE
        yield project.at("spending_plan", f"{last}月", fix=WHOLE if is_spent else None, month=last)


@rule(
    "PS108",
    cites=["hebei-form"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="{before}月 和 {after}月 之间的 {month}月 是空格",
    advice="填到 {month}月底的累计百分比，在 {low} 到 {high} 之间；这段时间没有支出就填 {low}",
)
def the_plan_has_no_gap(project: Project, profile: Profile) -> Hits:
    """支出计划两栏之间不留空格。

    为什么：累计数中间空一栏，这几个月的进度就没法考核；没有支出也有累计数，同上一栏一样。

    反例：
        spending_plan: {6月: 50, 12月: 100}

    正例：
        spending_plan: {6月: 50, 10月: 50, 12月: 100}

    正例：
        spending_plan: {10月: 60, 12月: 100}
    """
    for one, two in pairwise(project.spending_plan.milestones):
        for month in profile.plan_months:
            if one.month < month < two.month:
                yield project.at(
                    "spending_plan",
                    f"{month}月",
                    before=one.month,
                    after=two.month,
                    month=month,
                    low=one.percent,
                    high=two.percent,
                )


@rule(
    "PS109",
    cites=["hebei-form", "mof-2019-136"],
    block=Block.FEASIBLE,
    severity=Severity.INFO,
    message={
        "last": "支出计划到最后的 {month}月才有支出",
        "late": "支出计划到 {month}月才有支出",
    },
    advice={
        "last": "看看能不能按合同和进度早些付；确实要年底一次付清的，在绩效目标里说明",
        "late": "看看能不能按合同和进度早些付；确实要到下半年才付的，在绩效目标里说明",
    },
)
def spending_does_not_wait_for_the_end(project: Project, profile: Profile, *, late: int = 10) -> Hits:
    """支出不都压到年底。

    为什么：大半年没有支出的项目，往往没有准备好，钱容易闲置，到年底突击花钱；年中监控时也看不出进度。

    反例：
        spending_plan: {12月: 100}

    反例：
        spending_plan: {3月: 0, 6月: 0, 10月: 75, 12月: 100}

    正例：
        spending_plan: {6月: 10, 10月: 80, 12月: 100}
    """
    first = next((item.month for item in project.spending_plan.milestones if item.percent > 0), None)
    if first is not None and profile.plan_months and first >= min(late, max(profile.plan_months)):
        is_last = first == max(profile.plan_months)
        yield project.at("spending_plan", f"{first}月", say="last" if is_last else "late", month=first)
