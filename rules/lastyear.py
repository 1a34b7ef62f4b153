"""指标值与基准值 · A target against what was reached before."""

from __future__ import annotations

from fractions import Fraction

from perfspec.model import Indicator
from perfspec.rule import Block, Hits, Severity, rule


@rule(
    "PS233",
    cites=["mof-2015-88"],
    block=Block.APPROPRIATE,
    severity=Severity.INFO,
    message={
        "worse": "“{name}”的指标值是“{target}”，还不如基准值“{baseline}”",
        "far": "“{name}”的指标值是“{target}”，基准值是“{baseline}”，相差{times}倍以上",
    },
    advice={
        "worse": "一般不低于已经做到的水平；确有原因的，在描述里说明",
        "far": "核对两个数的小数点和单位",
    },
)
def a_target_is_no_worse_than_before(indicator: Indicator, *, times: int = 8) -> Hits:
    """指标值不比已经做到的水平差，也不会差出好多倍。

    为什么：填了上年的实际值，审核的人第一眼就会比；比上年还低的目标要有理由，差十倍的多半是写错了小数点。

    说明：差 times（8）倍以上是警告，比基准值差是提示。

    反例：
        category: 质量指标
        name: 验收合格率
        target: ≥95%
        baseline: 97%

    反例：
        category: 数量指标
        name: 清运垃圾
        target: ≥45万吨
        baseline: 4.38万吨

    正例：
        category: 质量指标
        name: 验收合格率
        target: ≥98%
        baseline: 97%
    """
    target, before = indicator.target, indicator.baseline
    if before is None or target is None or target.quantity is None or before.quantity is None:
        return
    is_alike = target.meaning.line == before.meaning.line and not target.is_change
    if not is_alike or target.quantity.base <= 0 or before.quantity.base <= 0:
        return
    ratio = target.quantity.base / before.quantity.base
    values = {"name": indicator.name, "target": target.text, "baseline": before.text, "times": times}
    if not Fraction(1, times) < ratio < times:
        yield indicator.at("target", say="far", severity=Severity.WARNING, **values)
    elif (target.sign in ("≥", ">") and ratio < 1) or (target.sign in ("≤", "<") and ratio > 1):
        yield indicator.at("target", say="worse", **values)
