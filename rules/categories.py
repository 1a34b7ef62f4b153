"""指标放对类别 · What belongs in which category."""

from __future__ import annotations

import re

from perfspec.model import Indicator
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.target import Kind, Target
from perfspec.vocabulary import Vocabulary

ERROR, WARNING, INFO = Severity
Said = tuple[str, Severity] | None

_RATES = ("率", "比例", "比重", "占比", "满意度")
_NO_RATES = ("速率", "频率", "功率", "效率", "汇率", "倍率")
_DURATIONS = ("年限", "时间", "时长", "期限", "周期", "用时", "天数", "日数", "月数", "年数", "周数", "小时数")
_PRICE = re.compile("(?:单价|造价|租金|均价|(?<![经浪消])费|(?<!经)费用)$")
_NO_COUNTS = ("指数", "系数", "分数", "倍数", "参数", "基数")
_EFFECTS = ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")


@rule(
    "PS229",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    message={
        "date": "{category}“{name}”的指标值是时间“{target}”",
        "grade": "{category}“{name}”的指标值是等级“{target}”",
        "money": "{category}“{name}”的指标值是金额“{target}”",
        "count": "{category}“{name}”的指标值是数量“{target}”",
        "share": "{category}“{name}”的指标值是比例“{target}”",
        "opinion": "“{name}”问的不是满意不满意，放在了{category}",
        "satisfaction": "“{name}”说的是满意度，放在了{category}",
        "lasting": "“{name}”{target} 说的是能用多久，放在了{category}",
        "number-grade": "“{name}”是一个数，指标值却是等级“{target}”",
        "number-share": "“{name}”是一个数量，指标值却是比例“{target}”",
        "number-time": "“{name}”是一个数量，指标值却是时间“{target}”",
        "rate": "“{name}”是一个比例，指标值却是“{target}”",
        "duration": "“{name}”是一段时间，指标值却是“{target}”",
        "price": "“{name}”是一个价钱，指标值却是比例“{target}”",
    },
    advice="核对这一行是不是填错了类别：数量写多少，质量写好到什么程度，时效写什么时候，成本写花多少钱，满意度写满意的比例，能用多久写在可持续影响里",
)
def a_target_suits_its_category(indicator: Indicator, words: Vocabulary) -> Hits:
    """指标值与指标的类别相符。

    为什么：数量指标里写日期、成本指标里写人数，多半是两行填颠倒了；各类指标分开汇总，放错的行谁也用不上。

    说明：时效指标由 PS208、PS211 看，质量指标里的预算执行率由 PS213 看，方向由 PS218 看，这里不重复。

    反例：
        category: 数量指标
        name: 维修完工时间
        target: 2024年8月31日前

    反例：
        category: 成本指标
        name: 培训教师人数
        target: ≥240人

    反例：
        category: 质量指标
        name: 维修校舍面积
        target: ≥8000平方米

    反例：
        category: 服务对象满意度指标
        name: 设备使用率
        description: 使用中的设备占比
        target: ≥95%

    正例：
        category: 数量指标
        name: 补助金额
        target: ≥120万元

    正例：
        category: 质量指标
        name: 设备故障次数
        target: ≤2次

    正例：
        category: 成本指标
        name: 成本节约率
        target: ≥5%
    """
    target, category = indicator.target, indicator.category
    if target is None or category is None or target.is_change or indicator.is_in("时效指标"):
        return
    judge = _JUDGES.get(category.second) or (_satisfaction if category.is_in("满意度指标") else _none)
    if found := _by_name(indicator, target, words) or judge(indicator, target, words):
        say, severity = found
        values = {"category": category.second, "name": indicator.name, "target": target.text}
        yield indicator.at("target", say=say, severity=severity, **values)


def _kind(target: Target) -> str:
    """What a target is an amount of, or that it is a date or a grade; empty for words and directions."""
    if target.quantity is None:
        return {Kind.DEADLINE: "date", Kind.PERIOD: "date", Kind.GRADE: "grade"}.get(target.kind, "")
    unit = target.quantity.unit
    if unit.is_money:
        return "money"
    if unit.is_ratio:
        return "share"
    if unit.is_time:
        return "time"
    return "count" if unit.numerator else ""


def _is_lasting(indicator: Indicator, target: Target, words: Vocabulary) -> bool:
    """Whether it is the time for which something stays in use."""
    return target.is_duration and target.lower is not None and words["validity"].find(indicator.name) is not None


def _is_count(name: str, words: Vocabulary) -> bool:
    """Whether a name says that things are counted or measured: 维修面积, 参训人数."""
    return name.endswith(words["count-names"].words) or (name.endswith("数") and not name.endswith(_NO_COUNTS))


def _by_name(indicator: Indicator, target: Target, words: Vocabulary) -> Said:
    """What is wrong where a name says by itself what kind of target it asks for: a rate, a number, a time, a price."""
    kind, name = _kind(target), indicator.name
    unit = target.quantity.unit if target.quantity else None
    if name.endswith(_RATES):
        is_rate = kind in ("", "share") or name.endswith(_NO_RATES)
        if is_rate or (unit is not None and (unit.denominator or unit.numerator == ("分",))):
            return None
        return "number-grade" if kind == "grade" else "rate", ERROR
    if name.endswith(_DURATIONS):
        return ("duration", ERROR) if kind in ("share", "money") else None
    if kind in ("grade", "share", "time") and _is_count(name, words):
        return f"number-{kind}", WARNING if kind == "share" else ERROR
    return ("price", ERROR) if kind == "share" and _PRICE.search(name) else None


def _none(indicator: Indicator, target: Target, words: Vocabulary) -> Said:
    """Of a category of another authority only the name can be judged."""
    return None


def _quantity(indicator: Indicator, target: Target, words: Vocabulary) -> Said:
    kind, name = _kind(target), indicator.name
    if kind in ("date", "grade"):
        return kind, ERROR
    if kind == "money":
        is_price = bool(target.quantity and target.quantity.unit.denominator)
        return ("money", ERROR) if is_price or words["unit-cost-words"].find(name) else None
    if _is_lasting(indicator, target, words):
        return "lasting", ERROR
    if kind != "share":
        return None
    if "满意" in name:
        return "satisfaction", ERROR
    if name.endswith(words["quality-rates"].words):
        return "share", ERROR
    return "share", INFO if name.endswith((*_RATES, "程度")) else WARNING


def _quality(indicator: Indicator, target: Target, words: Vocabulary) -> Said:
    kind, name = _kind(target), indicator.name
    if kind == "date":
        return "date", ERROR
    if kind == "money":
        is_price = bool(target.quantity and target.quantity.unit.denominator)
        return "money", ERROR if is_price or words["unit-cost-words"].find(name) else WARNING
    if kind == "share" and "满意度" in name:
        return "satisfaction", WARNING
    is_many = target.lower is not None and target.lower.value > 0
    if kind != "count" or not is_many or not _is_count(name, words):
        return None
    return None if words["faults"].find(name) or words["merits"].find(name) else ("count", ERROR)


def _cost(indicator: Indicator, target: Target, words: Vocabulary) -> Said:
    kind, name = _kind(target), indicator.name
    if kind in ("date", "grade"):
        return kind, ERROR
    if kind == "share":
        if "满意" in name:
            return "satisfaction", ERROR
        if name.endswith(words["quality-rates"].words) and not words["cost-words"].find(name):
            return "share", ERROR
        is_about_cost = words["cost-words"].find(indicator.text) and not name.endswith("标准")
        return None if is_about_cost else ("share", WARNING)
    if kind == "count":
        return "count", ERROR if _is_count(name, words) else WARNING
    if kind == "time":
        return ("lasting", ERROR) if _is_lasting(indicator, target, words) else ("date", WARNING)
    return None


def _effect(indicator: Indicator, target: Target, words: Vocabulary) -> Said:
    kind = _kind(target)
    if kind == "date" and not indicator.is_in("可持续影响指标"):
        return "date", WARNING
    if _is_lasting(indicator, target, words) and not indicator.is_in("可持续影响指标"):
        return "lasting", WARNING
    if kind == "share" and "满意度" in indicator.name:
        return "satisfaction", INFO
    is_capped = kind == "money" and target.lower is None
    is_cost = is_capped and words["unit-cost-words"].find(indicator.text) and not words["savings"].find(indicator.text)
    return ("money", WARNING) if is_cost else None


def _satisfaction(indicator: Indicator, target: Target, words: Vocabulary) -> Said:
    kind = _kind(target)
    unit = target.quantity.unit.numerator if target.quantity else ()
    if kind == "count" and (unit == ("分",) or "投诉" in indicator.text):
        kind = "share"  # points and complaints tell what people think as well
    if kind in ("date", "money", "count", "time"):
        return "date" if kind == "time" else kind, ERROR
    if kind == "" or words["opinion"].find(indicator.text):
        return None
    return "opinion", ERROR if indicator.name.endswith(words["quality-rates"].words) else WARNING


_JUDGES = {
    "数量指标": _quantity,
    "质量指标": _quality,
    "成本指标": _cost,
    "经济成本指标": _cost,
    **dict.fromkeys(_EFFECTS, _effect),
}
