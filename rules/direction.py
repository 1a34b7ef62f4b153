"""指标值的方向 · Which way a target points."""

from __future__ import annotations

import re

from perfspec.model import Indicator
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.target import Kind, Target
from perfspec.vocabulary import Vocabulary

_MEASURED = re.compile(r"的?(?:发生|出现)?(?:总|起|次|件|人|例|户|天)?(?:数量|比例|比率|占比|情况|数|率|量)$")
_MEASURES = ("比例", "占比", "情况", "数", "率", "量")  # what it may end with
_NEGATED = ("无", "零", "未", "非", "不", "防", "免", "达标")
_LESS = ("减少", "降低", "下降", "压减", "压降", "控制", "预防", "避免", "防范")
_REDUCED = ("下降率", "降低率", "减少率", "压降率", "下降比例", "减少比例")
_HELD_DOWN = re.compile("控制|不超过|限额|上限")
_SCORES = ("得分", "评分", "分数", "成绩")
_LIMITED = re.compile(
    "(?:响应|办理|办结|到场|到达|处置|处理|审批|审核|拨付|修复|维修|抢修|恢复|交付|完工|施工|等待|候诊|候车|答复|回复|滞留|中断|送达|"
    "抢通|出警|接警|通关|结算|查询|上报|出具|签发|反馈|到户|到账|报送|赔付|理赔)[^，。；]{0,4}(?:时间|时限|时长|周期|天数|工期)$|(?:用时|耗时)$"
)
_GOES_ON = re.compile(
    "运行|服务|开放|开馆|开机|演出|播出|训练|培训|学习|值班|在线|续航|储备|保障|稳定|供应|试运|养护|保管|公示|公开"
)


@rule(
    "PS218",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    message={
        "cost": "成本指标“{name}”的指标值是“{target}”，花得越多越好",
        "fault": "“{name}”的指标值是“{target}”，不希望发生的事越多越好",
        "output": "“{name}”的指标值是“{target}”，一个不做也算完成",
        "share": "“{name}”的指标值是“{target}”，越低越好",
        "time": "“{name}”的指标值是“{target}”，越慢越好",
        "lasting": "“{name}”的指标值是“{target}”，坏得越快越好",
    },
    advice={
        "cost": "成本写上限：≤ 或 =；说的是节约额的，在名称里写明“节约”",
        "fault": "写上限或零：≤ 或 =0",
        "output": "产出写下限：≥ 或 =；确实要控制的，在名称里写明“控制”",
        "share": "写下限：≥ 或 =",
        "time": "写上限：≤",
        "lasting": "写下限：≥ 或 =",
    },
)
def a_target_points_the_right_way(indicator: Indicator, words: Vocabulary) -> Hits:
    """指标值的方向对：成本、事故、时限不高于，产出、满意度不低于。

    为什么：方向写反，花得越多、事故越多反而算完成得越好，评价的结论就是反的。

    反例：
        category: 成本指标
        name: 单位面积维修成本
        target: ≥150元/平方米

    反例：
        category: 质量指标
        name: 设备故障率
        target: ≥2%

    反例：
        category: 数量指标
        name: 维修校舍面积
        target: ≤8000平方米

    反例：
        category: 服务对象满意度指标
        name: 师生满意度
        target: ≤95%

    反例：
        category: 质量指标
        name: 故障响应时间
        target: ≥2小时

    正例：
        category: 成本指标
        name: 采购资金节约率
        target: ≥5%

    正例：
        category: 质量指标
        name: 投诉处理率
        target: ≥98%

    正例：
        category: 数量指标
        name: 控制会议次数
        target: ≤10次
    """
    target = indicator.target
    if target is None or target.is_change or target.kind is not Kind.BOUND:
        return
    say = ""
    if target.upper is None:
        say = _wrong_upwards(indicator, target, words)
    elif target.lower is None:
        say = _wrong_downwards(indicator, target, words)
    if say:
        is_paid_out = say == "cost" and words["benefits-paid"].find(indicator.text)
        severity = Severity.WARNING if is_paid_out else None
        yield indicator.at("target", say=say, severity=severity, name=indicator.name, target=target.text)


def _fault(name: str, target: Target, words: Vocabulary) -> bool:
    """Whether a name says how often something happens that nobody wants: 设备故障率, 安全事故起数.

    What is done about it does not count: 受理投诉件数, 事故下降率, 设备无故障率.
    """
    if not name.endswith(_MEASURES) or not words["faults"].find(name):
        return False
    stem = _MEASURED.sub("", name)
    if stem == name or not stem.endswith(words["faults"].words):
        return False
    fault = max(filter(stem.endswith, words["faults"].words), key=len)
    before = stem.removesuffix(fault)
    if before.endswith(_NEGATED):
        return False
    if target.is_share:
        return not before.endswith(_LESS)
    return words["handled"].find(before[-4:]) is None


def _wrong_upwards(indicator: Indicator, target: Target, words: Vocabulary) -> str:
    """What is wrong with a target that only has a lower bound."""
    name, unit = indicator.name, target.quantity.unit if target.quantity else None
    is_cost = indicator.is_in("成本指标") and unit is not None and unit.is_money
    if is_cost and not words["savings"].find(indicator.text):
        return "cost"
    if _fault(name, target, words):
        return "fault"
    if not target.is_duration or _GOES_ON.search(name) or name.endswith(("年限", *words["validity"].words)):
        return ""
    is_limit = name.endswith(("时间", "时限", "周期", "工期")) and indicator.is_in("时效指标")
    return "time" if is_limit or _LIMITED.search(name) else ""


def _wrong_downwards(indicator: Indicator, target: Target, words: Vocabulary) -> str:
    """What is wrong with a target that only has an upper bound."""
    name, unit = indicator.name, target.quantity.unit if target.quantity else None
    if unit is None or unit.is_money:
        return ""
    if unit.is_time:
        return "lasting" if name.endswith(("年限", *words["validity"].words)) else ""
    is_kept_low = words["kept-low"].find(name)
    if name.endswith(_REDUCED):
        return "share" if is_kept_low or words["faults"].find(name) else ""
    if is_kept_low or _fault(name, target, words) or _HELD_DOWN.search(indicator.text):
        return ""
    if target.is_share or unit.numerator == ("分",):
        ends = (*words["positive-shares"].words, *_SCORES)
        return "share" if indicator.is_in("满意度指标") or name.endswith(ends) else ""
    if indicator.is_in("数量指标") and not unit.denominator:
        return "output"
    return "share" if indicator.is_in("效益指标") and words["gains"].find(name) else ""
