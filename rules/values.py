"""指标值里的数 · The number in a target."""

from __future__ import annotations

import re

from perfspec.model import Indicator
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.target import Kind, Target
from perfspec.vocabulary import Vocabulary

_SIGNED = re.compile(
    "增[长加幅速减收]|减[少幅]|[降升][低幅温]|[下上][降升]|净|变[化动幅]|波动|利润|[盈亏]|收益|[结节]余|[顺逆温误偏]差|余额|温度|气温|海拔|高程"
)
_NO_COST = re.compile("罚|违约|损失|赔|超|追加|增加|债|收费|自付|自筹|个人|浪费|滞纳|免费|零")
_IN_BRACKETS = re.compile(r"[（(][^（()）]+[）)]$")
_RATES = ("率", "比例", "占比", "比重", "满意度")
_NO_RATES = ("速率", "频率", "功率", "效率", "汇率", "倍率", "利率", "费率", "收益率", "市盈率", "容积率")
_BARE = (
    "比",
    "系数",
    "指数",
    "倍数",
    "次数",
    "个数",
    "人数",
    "户数",
)  # numbers without a unit, or with one in the name
_MEASURED = re.compile(
    "(?:面积|里程|长度|宽度|高度|深度|重量|容量|体积|金额|投资|资金|收入|产值|产量|用量|总量|规模|时间|时限|时长|周期)$"
)


@rule(
    "PS234",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message={
        "any": "“{name}”的指标值是“{target}”，一点不做也算完成",
        "negative": "“{name}”的指标值是“{target}”，不会有负数",
        "zero": "“{name}”的指标值是“{target}”，等于什么也没有要求",
        "free": "“{name}”的指标值是“{target}”，一分钱也不花",
    },
    advice="核对这个数；写真正要达到的数",
)
def a_target_asks_for_something(indicator: Indicator, words: Vocabulary) -> Hits:
    """指标值是要做到才算完成的数。

    为什么：“≥0个”无论做多少都算完成，负的人数、面积谁也做不出来，多半是没有填完，或者算表的时候出了错。

    说明：增长、利润、温度这类可以是零、可以是负数的不算；不该发生的事（事故数、差错率）为零是对的；成本为零的只看单位成本。

    反例：
        category: 数量指标
        name: 维修校舍面积
        target: ≥0平方米

    反例：
        category: 服务对象满意度指标
        name: 师生满意度
        target: ≥-95%

    反例：
        category: 成本指标
        name: 单位面积维修成本
        target: ≤0元/平方米

    正例：
        category: 质量指标
        name: 校园安全责任事故数
        target: =0起

    正例：
        category: 经济效益指标
        name: 食堂收支结余
        target: ≥0万元
    """
    target = indicator.target
    if target is None or target.kind is not Kind.BOUND or target.quantity is None or target.is_change:
        return
    if target.quantity.value > 0:
        return
    say = "" if _SIGNED.search(indicator.name) else _emptiness(indicator, target, words)
    if say:
        yield indicator.at("target", say=say, name=indicator.name, target=target.text)


def _emptiness(indicator: Indicator, target: Target, words: Vocabulary) -> str:
    value = target.quantity.value if target.quantity else 0
    if value < 0:
        return "negative"
    if target.upper is None:
        return "any" if target.sign == "≥" else ""
    is_bad = any(words[name].find(indicator.name) for name in ("faults", "kept-low"))
    is_wanted = indicator.is_in("数量指标") or indicator.name.endswith(words["positive-shares"].words)
    if is_wanted and not is_bad:
        return "zero"
    unit = target.quantity.unit if target.quantity else None
    is_price = unit is not None and unit.is_money and bool(unit.denominator)
    return "free" if indicator.is_in("成本指标") and is_price and not _NO_COST.search(indicator.text) else ""


@rule(
    "PS235",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message={
        "cost": "成本指标“{name}”的指标值是“{target}”，没有写单位",
        "rate": "“{name}”是一个比例，指标值“{target}”没有写百分号",
        "measure": "“{name}”的指标值是“{target}”，没有写单位",
    },
    advice={
        "cost": "写上元或万元，以及每一个什么，例如 ≤500元/个",
        "rate": "写成百分数，例如 {target}%",
        "measure": "写上单位，例如平方米、公里、吨、万元",
    },
)
def a_number_has_its_unit(indicator: Indicator) -> Hits:
    """指标值写明单位。

    为什么：“≤150”是元还是万元，“≥8000”是平方米还是亩，不写单位就没法核对预算，也没法评价。

    说明：单位另有一栏（unit）的、在名称的括号里写明的，不用再写；人数、台数这样名称已经说明数的是什么的，不提。

    反例：
        category: 成本指标
        name: 单位面积维修成本
        target: ≤150

    反例：
        category: 质量指标
        name: 工程验收合格率
        target: ≥95

    反例：
        category: 数量指标
        name: 维修校舍面积
        target: ≥8000

    正例：
        category: 数量指标
        name: 维修校舍面积
        unit: 平方米
        target: ≥8000

    正例：
        category: 数量指标
        name: 培训教师人数
        target: ≥300
    """
    target, name = indicator.target, indicator.name
    if target is None or target.kind is not Kind.BOUND or target.quantity is None or _IN_BRACKETS.search(name):
        return
    if target.quantity.unit.text or target.quantity.value == 0:
        return
    is_rate = name.endswith(_RATES) and not name.endswith(_NO_RATES) and target.quantity.value > 1
    say = "rate" if is_rate else "measure" if _MEASURED.search(name) else ""
    if indicator.is_in("成本指标") and not is_rate and not name.endswith(_BARE):
        say = "cost"
    if say:
        yield indicator.at("target", say=say, name=name, target=target.text)
