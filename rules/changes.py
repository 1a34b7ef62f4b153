"""变更 · What a change does to an approved document."""

from __future__ import annotations

from decimal import Decimal

from perfspec.diff import Change, ChangedProject, Effect, Kind
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.target import Kind as TargetKind

PROMISE = ("target", "unit", "indicators")  # fields whose change touches what was promised
QUALITATIVE = (TargetKind.GRADE, TargetKind.TREND, TargetKind.TEXT, TargetKind.NOT_APPLICABLE)


@rule(
    "PS701",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    message={"loosened": "指标值放宽了：{old} → {new}，没有调整记录", "removed": "删去了“{name}”，没有调整记录"},
    advice="按程序报批后，在 adjustments 里写上理由、批准文件和日期，changes 里写 {fingerprint}；或者改回来",
)
def an_approved_promise_is_kept_or_adjusted(change: Change, project: ChangedProject) -> Hits:
    """已批复的指标值放宽或删去，要有调整记录。

    为什么：绩效目标批复以后一般不调整；确需调整的要按程序报批。悄悄放宽，批复就成了空话。

    反例：
        old: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}]}
        new: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥6000平方米}]}

    反例：
        old:
          indicators:
            - {category: 数量指标, name: 维修面积, target: ≥80平方米}
            - {category: 质量指标, name: 合格率, target: =100%}
        new:
          indicators:
            - {category: 数量指标, name: 维修面积, target: ≥80平方米}

    正例：
        old: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥6000平方米}]}
        new: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}]}

    正例：
        department: {stage: draft}
        old: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}]}
        new: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥6000平方米}]}
    """
    if not project.was_approved or project.adjustment(change):
        return
    if change.effect is not Effect.LOOSENED or change.field not in PROMISE:
        return
    about = {"fingerprint": change.fingerprint, "old": change.old, "new": change.new}
    if change.kind is Kind.REMOVED:
        row = change.old if isinstance(change.old, dict) else {}
        yield project.at("indicators", say="removed", name=row.get("name") or change.where, **about)
    else:
        yield change.at(say="loosened", **about)


@rule(
    "PS702",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message="预算数从 {old} 提高到 {new}（+{percent:.1f}%），没有一个指标值收紧",
    advice="钱多了，数量或质量的指标值也相应提高；或在 adjustments 里说明多出来的钱办什么",
)
def more_money_buys_more(project: ChangedProject) -> Hits:
    """预算提高了，指标值也要相应收紧。

    为什么：预算与绩效目标应当匹配；只加钱不加任务，多出来的钱没有交代。

    反例：
        old: {budget: {total: 120.00}}
        new: {budget: {total: 150.00}}

    正例：
        old: {budget: {total: 120.00}, indicators: [{category: 数量指标, name: 维修面积, target: ≥8000平方米}]}
        new: {budget: {total: 150.00}, indicators: [{category: 数量指标, name: 维修面积, target: ≥10000平方米}]}
    """
    money = budget_of(project)
    tightened = any(change.effect is Effect.TIGHTENED and change.field in PROMISE for change in project.changes)
    if money is None or money.effect is not Effect.RAISED or tightened or project.adjustment(money):
        return
    yield money.at(old=money.old, new=money.new, percent=money.percent or Decimal(0))


@rule(
    "PS703",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message="预算数从 {old} 变为 {new}（{percent:+.1f}%），没有说明",
    advice="在 adjustments 里写上理由、批准文件和日期，changes 里写 {fingerprint}",
)
def a_large_change_of_money_has_a_reason(project: ChangedProject, *, limit: Decimal = Decimal(10)) -> Hits:
    """预算变动超过百分之十的，要说明理由。

    为什么：预算一经批复，调整要有依据；变动大而没有说明，审核的人无从判断。

    反例：
        old: {budget: {total: 120.00}}
        new: {budget: {total: 90.00}}

    正例：
        old: {budget: {total: 120.00}}
        new: {budget: {total: 125.00}}
    """
    money = budget_of(project)
    if money is None or money.percent is None or abs(money.percent) <= limit or project.adjustment(money):
        return
    yield money.at(old=money.old, new=money.new, percent=money.percent, fingerprint=money.fingerprint)


@rule(
    "PS704",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="“{old}”能衡量，改成“{new}”以后不能了",
    advice="保留数、日期或比例；确实不能量化的，写清等级标准",
)
def a_measurable_target_stays_measurable(change: Change, project: ChangedProject) -> Hits:
    """能衡量的指标值不改成不能衡量的。

    为什么：绩效目标要细化量化；把数改成“优”或一句话，年底就无法说是否完成。

    反例：
        old: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}]}
        new: {indicators: [{category: 数量指标, name: 维修校舍面积, target: 优}]}

    正例：
        old: {indicators: [{category: 数量指标, name: 维修校舍面积, target: 优}]}
        new: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}]}
    """
    if change.field != "target" or change.old_target is None or change.new_target is None:
        return
    if change.old_target.is_measurable and change.new_target.kind in QUALITATIVE:
        yield change.at(old=change.old, new=change.new)


@rule(
    "PS705",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message={"target": "指标值从“{old}”改为“{new}”，口径变了，不能比较", "basis": "确定依据从“{old}”改为“{new}”"},
    advice="写清为什么换单位、口径或依据；能用原来的就用原来的，便于和上年比较",
)
def unit_and_basis_stay_comparable(change: Change, project: ChangedProject) -> Hits:
    """指标的单位、口径和依据前后一致。

    为什么：换了单位或依据，放宽还是收紧就看不出来了。

    反例：
        old: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}]}
        new: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥12所}]}

    反例：
        old: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥80平方米, basis: 行业标准}]}
        new: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥80平方米, basis: 历史标准}]}

    正例：
        old: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}]}
        new: {indicators: [{category: 数量指标, name: 维修校舍面积, target: ≥0.8万平方米}]}
    """
    if change.kind is not Kind.CHANGED:
        return
    if change.field == "basis":
        yield change.at(say="basis", old=change.old, new=change.new)
    measurable = change.new_target is not None and change.new_target.kind not in QUALITATIVE
    if change.field in ("target", "unit") and change.effect is Effect.REDEFINED and measurable:
        yield change.at(say="target", old=change.old, new=change.new)


@rule(
    "PS706",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="指标从“{old}”改名为“{new}”，同时改了指标值（{before} → {after}）",
    advice="看看是不是换了一个指标；只是改名，指标值保持不变",
)
def a_renamed_indicator_keeps_its_target(change: Change, project: ChangedProject) -> Hits:
    """指标改名的同时不改指标值。

    为什么：名称和指标值一起改，就是换了一个指标，原来的承诺不见了。

    反例：
        old: {indicators: [{category: 质量指标, name: 验收合格率, description: 验收合格的面积占比, target: =100%}]}
        new: {indicators: [{category: 质量指标, name: 一次验收合格率, description: 验收合格的面积占比, target: ≥95%}]}

    正例：
        old: {indicators: [{category: 质量指标, name: 验收合格率, description: 验收合格的面积占比, target: =100%}]}
        new: {indicators: [{category: 质量指标, name: 一次验收合格率, description: 验收合格的面积占比, target: =100%}]}
    """
    if change.kind is not Kind.RENAMED or "indicators" not in change.path:
        return
    row = change.new_path[:-1]
    for other in project.changes:
        if other.new_path[:-1] == row and other.field == "target" and other.kind is Kind.CHANGED:
            yield change.at(old=change.old, new=change.new, before=other.old, after=other.new)


@rule(
    "PS707",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="项目“{name}”整个删去了，预算 {budget}",
    advice="确认项目已经按程序取消；删去的预算和任务在说明里写清去向",
)
def a_project_does_not_vanish(project: ChangedProject) -> Hits:
    """已有的项目不整个删去。

    为什么：项目不见了，钱和任务去了哪里，公开以后会有人问。

    反例：
        new: null

    正例：
        new: {purpose: 用于维修12所农村中小学的屋面、外墙和门窗}
    """
    if project.old is not None and project.new is None:
        yield project.at(name=project.old.name, budget=project.old.budget.total)


@rule(
    "PS708",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="同一次变更里加上或放宽了对 {rule} 的豁免",
    advice="豁免先单独报批，再改内容；审核的人要分开看",
    waivable=False,
)
def a_waiver_comes_before_what_it_hides(change: Change, project: ChangedProject) -> Hits:
    """豁免不和它要掩盖的内容在同一次变更里加上。

    为什么：一边改出问题，一边给自己豁免，审核就形同虚设。

    反例：
        old: {budget: {total: 120.00, fiscal: 120.00, other: 0.00}}
        new:
          budget: {total: 130.00, fiscal: 120.00, other: 0.00}
          waivers: [{rule: PS104, reason: 另有安排, by: 经办人}]

    正例：
        old: {budget: {total: 120.00, fiscal: 120.00, other: 0.00}}
        new:
          waivers: [{rule: PS104, reason: 另有安排, by: 绩效科}]
    """
    is_widened = change.path[:1] == ("waivers",) and change.kind is not Kind.REMOVED
    others = [each for each in project.changes if each.path[:1] not in (("waivers",), ("adjustments",))]
    if not is_widened or not others or project.new is None:
        return
    position = next((step for step in change.path if isinstance(step, int)), 0)
    yield change.at(rule=project.new.waivers[position].rule)


def budget_of(project: ChangedProject) -> Change | None:
    """The change of the budget, None where it stays."""
    changes = (change for change in project.changes if change.path == ("budget", "total"))
    return next((change for change in changes if change.kind is Kind.CHANGED), None)
