"""部门整体绩效目标 · The department's own goals, indicators and safeguards."""

from __future__ import annotations

import re
from functools import cached_property

from perfspec.likeness import alike, coverage, half_width, pairs, plain, without_note
from perfspec.model import Activity, Department, Indicator, Safeguard
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.target import Target
from perfspec.vocabulary import Vocabulary

CLAUSES = re.compile(r"[，,。；;！!？?\n]+")
MEASURED = re.compile(r"(?:发生)?(?:比例|占比|比率|比重|次数|起数|件数|例数|宗数|个数|人数|户数|数量|率|数|度|性)$")
COMMON = re.compile(
    r"确保|保证|实现|做到|达到|力争|辖区内?|全[区县市省镇乡]|年内|本年度?|年度|20\d\d年|情况|(?:不[得再]?|未|没有|无|零)?(?:发生|出现)|杜绝|避免|消除"
    r"|100%|百分之百|全[部数员面]|所有|每一|[的了等与和及、]"
)


@rule(
    "PS506",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="工作活动的目标说“{goal}”，指标值 {target} 却容许做不到",
    advice="目标和指标值说同一个要求：指标值写成 {right}，或者把目标改成做得到的话",
)
def a_goal_is_not_contradicted_by_its_target(activity: Activity, words: Vocabulary) -> Hits:
    """工作活动的目标，不被自己的指标值推翻。

    为什么：目标说全部、说不发生，指标值又容许差几个百分点、容许发生一次，年底两句话各取一句，做没做到都说得通。

    反例：
        goals: [维修校舍全部通过竣工验收]
        indicators:
          - {name: 维修校舍竣工验收通过率, target: ≥95%}

    反例：
        goals: [不发生校园安全责任事故]
        indicators:
          - {name: 校园安全责任事故起数, target: <2起}

    反例：
        goals: [义务教育巩固率达到98%以上]
        indicators:
          - {name: 义务教育巩固率, target: ≥95%}

    正例：
        goals: [维修校舍全部通过竣工验收, 不发生重大安全事故]
        indicators:
          - {name: 校舍竣工验收通过率, target: =100%}
          - {name: 一般安全事故起数, target: ≤2起}
    """
    clauses = [clause for goal in activity.goals for clause in CLAUSES.split(half_width(goal))]
    for indicator in activity.indicators:
        target = indicator.target
        if target is None or target.quantity is None or target.is_change:
            continue
        promises = ((clause, _promise(clause, indicator, target, words)) for clause in clauses)
        for goal, right in ((goal, right) for goal, right in promises if right):
            yield indicator.at("target", goal=goal, target=target.text, right=right)
            break


def _promise(clause: str, indicator: Indicator, target: Target, words: Vocabulary) -> str:
    """The target that a clause of a goal promises, where the indicator's own asks for less; otherwise empty."""
    figure = _figure(clause, indicator, target)
    if figure:
        return figure
    if _is_short_of_all(target) and words["without-exception"].find(clause):
        return "=100%" if _is_about(clause, indicator, words) else ""
    if _allows_some(target) and words["never"].find(clause):
        return f"=0{target.quantity.unit.text}" if _is_about(clause, indicator, words) else ""
    return ""


def _figure(clause: str, indicator: Indicator, target: Target) -> str:
    """A figure behind the indicator's name (巩固率达到98%以上) that the target falls short of."""
    name = without_note(indicator.name)
    if not name or name not in clause:
        return ""
    rest = clause.partition(name)[2]
    asked = Target.parse(rest.lstrip(":为是"), year=target.year, unit=indicator.unit or "")
    goal, own = asked.meaning, target.meaning
    if asked.quantity is None or goal.line != own.line:
        return ""
    falls = goal.low is not None and own.low is not None and own.low < goal.low
    rises = goal.high is not None and own.high is not None and own.high > goal.high
    return asked.canonical if falls or rises else ""


def _is_short_of_all(target: Target) -> bool:
    return target.is_share and target.lower is not None and target.lower.base < 1


def _allows_some(target: Target) -> bool:
    """Whether something that happens may lie in the set; <1 of what is counted in whole numbers is none."""
    if target.upper is None:
        return False
    unit, high = target.upper.unit, target.upper.base
    is_counted = not (unit.is_ratio or unit.is_money or unit.is_time or unit.denominator)
    return high > 1 or (high == 1 and not target.meaning.high_open) if is_counted else high > 0


def _is_about(clause: str, indicator: Indicator, words: Vocabulary) -> bool:
    """Whether a clause speaks of what the indicator measures, in no narrower sense.

    The last word of the name (通过 in 预算草案通过率) stands in the clause, two thirds of the clause's signs stand in
    name and description, and half of the pairs of signs of one stand in the other.
    """
    text, core = plain(indicator.text), MEASURED.sub("", plain(without_note(indicator.name)))
    if len(core) < 2 or core[-2:] not in clause:
        return False
    if any(word in clause and word not in text for word in words["narrowing"].words):
        return False
    said = plain(COMMON.sub("", clause))
    return coverage(said, text) >= 2 / 3 and (_half(core, clause) or _half(said, text))


def _half(text: str, other: str) -> bool:
    return 2 * len(pairs(text) & pairs(other)) >= len(pairs(text))


@rule(
    "PS507",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="名称“{name}”说的是“{count}”，指标值 {target} 却是比例",
    advice="指标值写成数，或者把名称改成“……率”“……占比”",
)
def a_count_has_a_number_as_its_target(indicator: Indicator, words: Vocabulary) -> Hits:
    """名称说的是数量或金额，指标值就是数，不是比例。

    为什么：名称问多少，指标值答百分之几，年底报数还是报比例都可以，衡量的就不是同一件事。

    反例：
        name: 培训教师人数
        target: ≥95%

    正例：
        name: 培训教师人数
        target: ≥300人

    正例：
        name: 教师培训覆盖率
        target: ≥95%
    """
    target = indicator.target
    if target is None or not target.is_share:
        return
    name = without_note(indicator.name)
    if name.endswith(words["counts"].words) and not name.endswith(words["not-counts"].words):
        count = max(filter(name.endswith, words["counts"].words), key=len)
        yield indicator.at("target", name=indicator.name, count=count, target=target.text)


@rule(
    "PS508",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="描述和指标“{other}”的描述是同一句话，说的不是“{name}”",
    advice="写明“{name}”统计什么、怎么算",
)
def a_description_is_its_own(department: Department, words: Vocabulary) -> Hits:
    """描述说的是这条指标，不是从另一条指标抄来的。

    为什么：描述说明指标统计什么、怎么算；抄了别的指标的描述，这条指标就没有人知道该怎么算。

    说明：同一句话换了词序也算抄。别的工作活动里的描述，明显说的是那一条指标时才算。

    反例：
        activities:
          - name: 教师队伍建设
            goals: [完成年度教师培训计划]
            indicators:
              - {name: 教师培训计划完成率, description: 已完成的培训期数占计划期数的比例, target: =100%}
              - {name: 教师心理健康知识知晓率, description: 已完成的培训期数占计划期数的比例, target: ≥90%}

    正例：
        activities:
          - name: 教师队伍建设
            goals: [完成年度教师培训计划]
            indicators:
              - {name: 教师培训计划完成率, description: 已完成的培训期数占计划期数的比例, target: =100%}
              - {name: 教师心理健康知识知晓率, description: 测试答对八成以上题目的教师占比, target: ≥90%}
    """
    rows = [Row(activity, indicator, words) for activity in department.activities for indicator in activity.indicators]
    for group in alike(rows, lambda row: row.signs if len(row.signs) >= 4 else None):
        owner = max(group, key=lambda row: row.fit)  # of equals the first
        for row in group:
            if row is not owner and row.is_copy_of(owner):
                yield row.indicator.at("description", name=row.indicator.name, other=owner.indicator.name)


class Row:
    """A row of an activity, with the signs of its description."""

    def __init__(self, activity: Activity, indicator: Indicator, words: Vocabulary) -> None:
        self.activity, self.indicator = activity, indicator
        self.signs = "".join(sorted(words["empty-words"].strip(plain(indicator.description))))

    @cached_property
    def fit(self) -> float:
        """How far the description fits the name, from 0 to 1."""
        return coverage(self.signs, plain(self.indicator.name))

    def is_copy_of(self, owner: Row) -> bool:
        return self.activity is owner.activity or (self.fit <= 0.5 and owner.fit >= 0.8)


@rule(
    "PS509",
    cites=["mof-2015-88", "hebei-form"],
    block=Block.COMPLETE,
    severity=Severity.INFO,
    message="描述“{description}”只是把名称换了个说法",
    advice="写明统计什么、怎么算，例如完成的数量占计划数量的比例",
)
def a_description_adds_to_the_name(activity: Activity, words: Vocabulary) -> Hits:
    """描述在名称之外说出统计什么、怎么算，不能只添上“情况”“反映”。

    为什么：名称加上“情况”两个字，没有告诉人分子、分母是什么，年底各报各的。

    反例：
        indicators:
          - {name: 校舍维修完成率, description: 反映校舍维修完成情况, target: =100%}

    正例：
        indicators:
          - {name: 校舍维修完成率, description: 已完工校舍面积占计划维修面积的比例, target: =100%}
    """
    for indicator in activity.indicators:
        name, description = plain(indicator.name), plain(indicator.description)
        rest = words["empty-words"].strip(description)
        if description not in (name, rest) and set(rest) <= set(name):
            yield indicator.at("description", description=indicator.description)


@rule(
    "PS510",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.INFO,
    message="这一条与第 {first} 条是同一句话",
    advice="删去一条；原来想写的是另一件事的，改成那件事",
)
def a_goal_is_written_once(activity: Activity) -> Hits:
    """同一条目标只写一次。

    为什么：两条一样的目标多半是复制以后忘了改，本来要写的那一条就漏了。

    反例：
        goals: [完成年度校舍维修计划, 完成年度校舍维修计划。]

    正例：
        goals: [完成年度校舍维修计划, 维修后的校舍全部通过验收]
    """
    first: dict[str, int] = {}
    for position, goal in enumerate(activity.goals):
        if first.setdefault(plain(goal), position) != position:
            yield activity.at("goals", position, first=first[plain(goal)] + 1)


@rule(
    "PS511",
    cites=["hebei-form"],
    block=Block.COMPLETE,
    severity=Severity.INFO,
    message="“{name}”只有标题，没有内容",
    advice="写明具体措施；没有要写的就删去标题",
)
def a_safeguard_says_what_is_done(safeguard: Safeguard) -> Hits:
    """每一项工作保障措施都有内容。

    为什么：只有标题，读者不知道要采取什么措施，公开出去像是没有编完。

    反例：
        measures: []

    正例：
        measures: [严格执行政府采购制度]
    """
    if not plain("".join(safeguard.measures)) and not plain(safeguard.text):
        yield safeguard.at("name", name=safeguard.name)
