"""指标值 · What must be reached."""

from __future__ import annotations

import re

from perfspec.model import Indicator, Year
from perfspec.remember import kept
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.target import Kind, Target
from perfspec.vocabulary import Vocabulary

_UNDERSTOOD = ("合格", "达标", "景区", "级", "等", "甲乙丙", "水质")  # scales that a standard or a licence defines
_NO_GRADE = ("数量指标", "时效指标", "成本指标")  # other rules say that a grade does not belong there
_NAMED = re.compile(r"《[^》]+》|[A-Z]{2,}(?:/[A-Z])?\s*\d{2,}|〔\d{4}〕")
_POINTS = re.compile(r"\d\s*(?:分|%|％)")
_SIGNS = re.compile(r"[>＞﹥][=＝]|[=＝][>＞﹥]|[<＜﹤][=＝]|[=＝][<＜﹤]|[≧⩾≮≦⩽≯＝﹦═＞﹥＜﹤％﹪]")
_ALIKE = str.maketrans("＞﹥＜﹤＝﹦═％﹪≧⩾≮≦⩽≯", ">><<===%%≥≥≥≤≤≤")
_DOUBLE = {">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤"}


@rule(
    "PS205",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    draft=Severity.WARNING,
    message="“{name}”没有指标值",
    advice="写上要达到的值；确实不需要这个指标就删去",
)
def an_indicator_has_a_target(indicator: Indicator) -> Hits:
    """每个指标都有指标值。

    为什么：没有指标值，年底没有东西可比，这个指标等于没有设。

    反例：
        category: 数量指标
        name: 维修校舍面积
        target: /

    正例：
        category: 数量指标
        name: 维修校舍面积
        target: ≥8000平方米

    正例：
        category: 质量指标
        name: 安全事故
        target: 无
    """
    target = indicator.target
    is_missing = target is None or (target.kind is Kind.NOT_APPLICABLE and target.text != "无")
    if is_missing and not indicator.is_void:
        yield indicator.at("target", name=indicator.name)


@rule(
    "PS206",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.COMPLETE,
    message={
        "": "指标值“{target}”没有数、没有日期，也没有等级，年底判断不了做到没有",
        "time": "指标值“{target}”没有日期，年底判断不了早了还是晚了",
        "trend": "指标值“{target}”只有方向，没有说变化多少、和什么比",
    },
    advice={
        "": "写成能比较的值，例如 ≥95%、≥120个；只能定性时写等级，并写明各等级的标准",
        "time": "写明到哪一天完成，例如 {year}年10月31日前；或写时限，例如 ≤7个工作日",
        "trend": "写明幅度或要达到的水平，例如 比上年提高3%以上、达到92%；也可以填上年的基准值",
    },
)
def a_target_can_be_judged(indicator: Indicator, year: Year, words: Vocabulary) -> Hits:
    """指标值能判断做到没有。

    为什么：财政部门按指标值监控和评价。“及时完成”“有效保障”谁都可以说做到了，也可以说没做到。

    说明：写了等级标准（scale）的不算；“通过验收”“不发生安全事故”这样看得出是或不是的也不算。

    反例：
        category: 社会效益指标
        name: 学生就学条件
        target: 有效保障

    反例：
        category: 时效指标
        name: 维修完工时间
        target: 按进度完成

    反例：
        category: 社会效益指标
        name: 群众体质达标率
        target: 逐步提高

    正例：
        category: 社会效益指标
        name: 受益学生人数
        target: ≥5200人

    正例：
        category: 质量指标
        name: 工程验收结果
        target: 一次通过验收

    正例：
        category: 社会效益指标
        name: 群众体质达标率
        target: 逐步提高
        baseline: 88%
    """
    target = indicator.target
    if target is None or indicator.scale:
        return
    if target.direction and indicator.baseline is None:
        yield indicator.at("target", say="trend", severity=Severity.WARNING, target=target.text)
    if target.kind is not Kind.TEXT or target.has_figures or _NAMED.search(target.text):
        return
    say, said = ("time", "times") if indicator.is_in("时效指标") else ("", "facts")
    if not words[said].find(target.text):
        yield indicator.at("target", say=say, target=target.text, year=year)


@rule(
    "PS207",
    cites=["mof-2015-88", "mof-2020-10"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message={
        "": "指标值是等级“{grade}”，没有说怎样算“{grade}”",
        "other": "指标值是“{grade}”，等级标准里没有这一级",
    },
    advice={
        "": "换成能数的值；一定要用等级时，在 scale 里写明各等级的标准，或写出评定所依据的标准的名称",
        "other": "在 scale 里补上“{grade}”的标准，或改正指标值",
    },
)
def a_grade_has_a_scale(indicator: Indicator) -> Hits:
    """指标值是等级时，写明各等级的标准。

    为什么：只写“优”，什么程度算优由填表人自己说，评价时没有依据。

    说明：合格、达标、水质类别、资质等级由公认的标准规定，不用再写。

    反例：
        category: 社会效益指标
        name: 校园环境
        description: 校园环境改善情况
        target: 优

    反例：
        category: 质量指标
        name: 维修质量等级
        target: 优
        scale: {良: 得分80分以上, 中: 得分60分以上}

    正例：
        category: 质量指标
        name: 维修质量等级
        target: 优
        scale: {优: 得分90分以上, 良: 得分80分以上}

    正例：
        category: 质量指标
        name: 档案管理等级
        description: 按《机关档案工作评价标准》评定的等级
        target: 优秀

    正例：
        category: 质量指标
        name: 工程验收
        target: 合格
    """
    target = indicator.target
    grade = target.grade if target else None
    if target is None or grade is None or grade.scale.name in _UNDERSTOOD or any(map(indicator.is_in, _NO_GRADE)):
        return
    if indicator.scale:
        if all(grade.scale.rank(word) != grade.rank for word, _ in indicator.scale):
            yield indicator.at("target", say="other", grade=target.text)
    elif not _names_a_scale(indicator):
        yield indicator.at("target", grade=target.text)


@rule(
    "PS228",
    cites=["hebei-form"],
    block=Block.COMPLETE,
    severity=Severity.INFO,
    message="“{target}”里的符号“{signs}”不是通用写法",
    advice="写成 {fixed}",
)
def signs_are_canonical(indicator: Indicator) -> Hits:
    """指标值里的符号用通用写法：≥ ≤ = > < %。

    为什么：同一个意思只用一个符号，汇总和查找才不会漏；“≧”“>=”“％”在有的系统里会变成乱码或问号。

    反例：
        category: 质量指标
        name: 工程验收合格率
        target: ≧98％

    正例：
        category: 质量指标
        name: 工程验收合格率
        target: ≥98%
    """
    for field, target in (("target", indicator.target), ("baseline", indicator.baseline)):
        if target is None or not (signs := _odd_signs(target.text)):
            continue
        fixed = _SIGNS.sub(_canonical, target.text)
        if Target.parse(fixed, year=target.year, unit=indicator.unit or "").meaning == target.meaning:
            shown = " ".join(dict.fromkeys(signs))
            yield indicator.at(field, target=target.text, signs=shown, fixed=fixed, fix=fixed)


@kept
def _odd_signs(text: str) -> tuple[str, ...]:
    return tuple(_SIGNS.findall(text))


def _canonical(sign: re.Match[str]) -> str:
    plain = sign[0].translate(_ALIKE)
    return _DOUBLE.get(plain, plain)


def _names_a_scale(indicator: Indicator) -> bool:
    """Whether a standard with its name or number says what the grade means, or the description gives its points."""
    beside = f"{indicator.text}\n{indicator.basis or ''}\n{indicator.basis_document or ''}"
    return bool(_NAMED.search(beside) or _POINTS.search(indicator.description or ""))
