"""指标值的高低 · How far a target reaches."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil

from perfspec.model import Indicator
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.target import Target
from perfspec.target.unit import Unit
from perfspec.vocabulary import Vocabulary

_WHOLES = ("比例", "占比", "比重", "下降率", "降低率", "减少率", "压降率")  # of what there is, at most all of it
_share = cache(Fraction)  # of the number of a setting
_AVERAGE = re.compile("平均|[人户校村次日月年]均|每")


@rule(
    "PS215",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message={
        "": "“{name}”的指标值是“{target}”，比例最高是100%，不会再“大于”",
        "beyond": "“{name}”的指标值是“{target}”，超过了100%，做不到",
    },
    advice={"": "写成 =100%", "beyond": "核对是不是多写了一位，或者单位写错"},
)
def a_ratio_is_not_bounded_beyond_all(indicator: Indicator, words: Vocabulary) -> Hits:
    """比例最高是100%，写“=100%”，不写“≥100%”。

    为什么：“≥100%”里的“大于”永远不会发生，读者会疑惑是不是写错了数；超过100%的合格率、满意度多半是多写了一位。

    说明：增长率、收益率这类可以超过100%的比例不算。

    反例：
        category: 质量指标
        name: 工程验收合格率
        target: ≥100%

    反例：
        category: 服务对象满意度指标
        name: 师生满意度
        target: ≥950%

    正例：
        category: 质量指标
        name: 工程验收合格率
        target: =100%

    正例：
        category: 经济效益指标
        name: 带动投资增长率
        target: ≥120%
    """
    target = indicator.target
    if target is None or not target.is_share or target.lower is None or target.is_part:
        return
    if words["unbounded-ratios"].find(indicator.text):
        return
    share, most = target.lower.base, 2 if indicator.name.endswith("完成率") else 1
    is_of_a_whole = indicator.name.endswith((*_WHOLES, *words["positive-shares"].words))
    if share > (most if is_of_a_whole else 2):
        severity = Severity.ERROR if is_of_a_whole else None
        yield indicator.at("target", say="beyond", severity=severity, name=indicator.name, target=target.text)
    elif share == 1 and target.upper is None:
        yield indicator.at("target", name=indicator.name, target=target.text)


@rule(
    "PS216",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message={
        "duty": "“{word}”必须全部做到，“{name}”的指标值却是“{target}”",
        "incident": "“{name}”的指标值“{target}”容许发生{allowed}",
    },
    advice={
        "duty": "写成 =100%；如果本来就不必全部做到，在描述里说清楚算的是什么",
        "incident": "写成 =0 或“不发生”",
    },
)
def a_duty_is_met_in_full(indicator: Indicator, words: Vocabulary) -> Hits:
    """法定的、强制的事全部做到，重大事故一件也不容许。

    为什么：国家标准、依法办理、还本付息没有“九成做到”的余地；把“重大事故少于2起”写成目标，等于说发生一起也算完成。

    反例：
        category: 质量指标
        name: 食堂食品安全检查合格率
        target: ≥90%

    反例：
        category: 质量指标
        name: 校园安全责任事故数
        target: ≤2起

    正例：
        category: 质量指标
        name: 食堂食品安全检查合格率
        target: =100%

    正例：
        category: 质量指标
        name: 校园安全责任事故数
        target: =0起

    正例：
        category: 社会效益指标
        name: 食品安全知识知晓率
        target: ≥85%
    """
    target = indicator.target
    if target is None or target.quantity is None or target.is_change:
        return
    if target.is_part and (duty := _duty(indicator, words)):
        yield indicator.at("target", say="duty", word=duty, name=indicator.name, target=target.text)
    if not words["grave-incidents"].find(indicator.name):
        return
    is_worked_on = words["handled"].find(indicator.name) or "交通" in indicator.name
    if not is_worked_on and (allowed := _allowed(target)):
        yield indicator.at("target", say="incident", name=indicator.name, target=target.text, allowed=allowed)


@rule(
    "PS217",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.INFO,
    message="“{name}”只要求{target}，自己定的计划没有打算完成",
    advice="自己定的计划、任务一般按100%要求；确有困难的，调整计划或在描述里说明原因",
)
def an_own_plan_is_to_be_completed(
    indicator: Indicator, words: Vocabulary, *, least: Decimal = Decimal("0.85"), typo: Decimal = Decimal("0.2")
) -> Hits:
    """自己定的计划和任务，指标值不定得太低。

    为什么：计划是自己定的，一开始就只打算完成七八成，说明计划定高了，或者指标值定低了。

    说明：低于 least（85%）才提示；低于 typo（20%）的由 PS231 指出。

    反例：
        category: 质量指标
        name: 年度培训计划完成率
        target: ≥80%

    正例：
        category: 质量指标
        name: 年度培训计划完成率
        target: =100%

    正例：
        category: 社会效益指标
        name: 群众知晓率
        target: ≥80%
    """
    target = indicator.target
    if target is None or not target.is_share or target.lower is None or not words["own-plan"].find(indicator.name):
        return
    if _share(typo) <= target.lower.base < _share(least):
        yield indicator.at("target", name=indicator.name, target=target.text)


@rule(
    "PS231",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message="“{name}”的指标值只有“{target}”",
    advice="核对是不是少写了一位；确实只能做到这么多，在描述里说明原因",
)
def a_share_is_not_a_tenth_of_itself(
    indicator: Indicator,
    words: Vocabulary,
    *,
    least: Decimal = Decimal("0.2"),
    satisfaction: Decimal = Decimal("0.6"),
) -> Hits:
    """合格率、及时率、满意度这类比例不会只有百分之几。

    为什么：正常都接近100%的比例写成9.5%，多半是小数点错了一位；年底一查，怎么做都算完成。

    说明：低于 least（20%）的指出；满意度低于 satisfaction（60%）的指出。

    反例：
        category: 服务对象满意度指标
        name: 师生满意度
        target: ≥9.5%

    反例：
        category: 质量指标
        name: 设备完好率
        target: ≥9.8%

    正例：
        category: 服务对象满意度指标
        name: 师生满意度
        target: ≥95%

    正例：
        category: 成本指标
        name: 采购资金节约率
        target: ≥5%
    """
    target = indicator.target
    if target is None or not target.is_share or target.lower is None:
        return
    is_satisfaction = indicator.name.endswith(("满意度", "满意率"))
    is_high = is_satisfaction or indicator.name.endswith(words["high-shares"].words)
    is_little = is_high and target.lower.base < _share(satisfaction if is_satisfaction else least)
    if is_little and not _duty(indicator, words):
        yield indicator.at("target", name=indicator.name, target=target.text)


@rule(
    "PS232",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message="“{name}”的指标值是“{target}”，{unit}没有零头",
    advice="核对小数点；说的是平均数的，在名称里写明“平均”；以万计的写成“万{unit}”",
)
def what_is_counted_is_whole(indicator: Indicator, words: Vocabulary) -> Hits:
    """数得出个数的东西没有零头。

    为什么：17.5个、1.2人做不出来，多半是小数点错了一位，或者漏写了“万”。

    反例：
        category: 数量指标
        name: 培训教师人数
        target: ≥12.5人

    正例：
        category: 数量指标
        name: 培训教师人数
        target: ≥1.25万人

    正例：
        category: 数量指标
        name: 平均每校培训教师人数
        target: ≥12.5人
    """
    target = indicator.target
    if target is None or target.quantity is None or target.is_change:
        return
    for end in (target.lower, target.upper):
        is_part = end is not None and end.base.denominator != 1 and _is_counted(end.unit, words)
        if end and is_part and not _AVERAGE.search(indicator.text):
            yield indicator.at("target", name=indicator.name, target=target.text, unit=end.unit.numerator[0])
            return


def _is_counted(unit: Unit, words: Vocabulary) -> bool:
    """Whether it counts what cannot be divided: 人, 万台; not 人/10万, which is a rate."""
    if unit.denominator or unit.is_ratio:
        return False
    return unit.factor >= 1 and any(part in words["whole-units"] for part in unit.numerator)


def _duty(indicator: Indicator, words: Vocabulary) -> str | None:
    """The word for a duty in an indicator of the share that is met."""
    if words["beside-duties"].find(indicator.name):
        return None
    return words["duties"].find(f"{indicator.text}\n{indicator.basis_document or ''}")


def _allowed(target: Target) -> str:
    """How much a bound allows of what must not happen, in its own words; empty where it is nothing."""
    upper = target.upper
    if upper is None or upper.unit.is_money or upper.unit.is_time or upper.base <= 0:
        return ""
    if not target.is_share and target.sign == "<":
        most = ceil(upper.value) - 1
        return f"{most}{upper.unit.text or '次'}" if most else ""
    return str(upper) if upper.unit.text else f"{upper}次"
