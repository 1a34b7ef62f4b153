"""时效指标 · By when."""

from __future__ import annotations

import re
from datetime import date

from perfspec.model import Department, Indicator, Project, Year
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.target import Kind, Target
from perfspec.target.unit import Unit
from perfspec.vocabulary import Vocabulary

_NAMES_A_TIME = re.compile(r"\d\s*个?(?:[年月日号天周时点]|小时|分钟|星期|季度|工作日|学期)")
_NAMES_A_DAY = re.compile(r"\d\s*[日号]|\d\s*[-./]\s*\d{1,2}(?!\d)")
_NAMES_A_DATE = re.compile(r"\d\s*月|\d\s*日|季度|[年月]底|半年")
_WRITTEN_DATE = re.compile(
    r"(?:(?P<year>\d{4})\s*年)?\s*(?<!\d)(?P<month>\d{1,2})\s*月份?(?:\s*(?P<day>\d{1,2})\s*[日号])?"
    r"|(?<!\d)(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)"
)
_YEARS = re.compile(r"(?<!\d)(20\d\d)年")
_THIS_YEAR = re.compile(r"本年|今年|当年|全年")
_TIMES = ("时间", "日期", "时限", "期限", "时长", "用时", "天数")  # an indicator of that name is a time itself
_PER_TIME = frozenset(("年", "月", "季度", "周", "天", "日", "小时"))
_A_YEAR = {"秒": 366 * 86400, "月": 12, "工作日": 366}  # of each kind of time


@rule(
    "PS208",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    message={
        "": "时效指标的指标值是“{target}”，没有完成时间",
        "impossible": "“{target}”里的日期，日历上没有",
    },
    advice={"": "写明到哪一天完成，例如 {year}年10月31日前", "impossible": "核对月份和日子"},
)
def timeliness_has_a_date(indicator: Indicator, year: Year, words: Vocabulary) -> Hits:
    """时效指标写明完成时间。

    为什么：时效指标回答“什么时候完成”。没有日期也没有时限，年底就说不出早了还是晚了。

    说明：全是文字、没有时间的指标值由 PS206 指出，这里不重复。

    反例：
        category: 时效指标
        name: 校舍维修进度
        target: 优

    反例：
        category: 时效指标
        name: 校舍维修进度
        target: 完成12所学校的全部内容

    反例：
        category: 时效指标
        name: 校舍维修完工时间
        target: 2024年6月31日前

    正例：
        category: 时效指标
        name: 校舍维修完工时间
        target: 2024年8月31日前

    正例：
        category: 时效指标
        name: 救助金发放时间
        target: 每月15日前
    """
    target = indicator.target
    if target is None or not indicator.is_in("时效指标"):
        return
    if target.kind is Kind.TEXT and _is_impossible(target.text, year):
        yield indicator.at("target", say="impossible", target=target.text, year=year)
        return
    is_timeless = not (_NAMES_A_TIME.search(target.text) or words["times"].find(target.text))
    if target.kind is Kind.GRADE or (target.kind is Kind.TEXT and target.has_figures and is_timeless):
        yield indicator.at("target", target=target.text, year=year)


@rule(
    "PS209",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="“{target}”没有写年份",
    advice="写上年份，例如 {year}年{target}",
)
def a_date_has_a_year(indicator: Indicator, year: Year) -> Hits:
    """完成时间写明年份。

    为什么：绩效目标要公开，也要到下一年自评时再看；没有年份，就分不清是哪一年的年底。

    反例：
        category: 时效指标
        name: 校舍维修完工时间
        target: 8月底前完成

    正例：
        category: 时效指标
        name: 校舍维修完工时间
        target: 2024年8月底前完成

    正例：
        category: 时效指标
        name: 校车运行时间
        target: 全年
    """
    target = indicator.target
    if target is None or target.due is None or target.year_written or not _is_about_time(indicator):
        return
    if not _THIS_YEAR.search(target.text):
        yield indicator.at("target", target=target.text, year=year)


@rule(
    "PS210",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    message="“{target}”不在预算年度 {year} 年",
    advice="核对年份；跨年的项目写本年度要做到的，跨到哪一年在名称或描述里说明",
)
def a_date_lies_in_the_budget_year(indicator: Indicator, year: Year) -> Hits:
    """完成时间在预算年度之内。

    为什么：绩效目标对应的是当年的预算。去年的日期多半是照抄上一年的表，今年做没做到就无从判断。

    说明：名称或描述里写明了后面的年份，是跨年的安排，不算。一段时间只要有一部分在预算年度里就可以。

    反例：
        category: 时效指标
        name: 校舍维修完工时间
        target: 2023年8月31日前

    正例：
        category: 时效指标
        name: 校舍维修完工时间
        target: 2024年8月31日前

    正例：
        category: 时效指标
        name: 校车服务期
        target: 2023年9月1日至2024年8月31日
    """
    target = indicator.target
    if target is None or not _is_about_time(indicator):
        return
    if target.due is None:
        years = [int(year) for year in _YEARS.findall(target.text)] if target.kind is Kind.TEXT else []
        if years and max(years) < year:
            yield indicator.at("target", target=target.text, year=year)
        return
    begins = getattr(target.asked, "first", target.due).year
    is_planned = str(target.due.year) in indicator.text
    if target.due.year < year or (begins > year and not is_planned):
        yield indicator.at("target", target=target.text, year=year)


@rule(
    "PS211",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    message={
        "amount": "时效指标“{name}”的指标值是“{target}”，不是时间",
        "validity": "“{name}”{target} 说的是管用多久，不是什么时候完成",
    },
    advice={
        "amount": "写完成的日期或时限，例如 {year}年10月31日前、≤7个工作日；“{target}”若有用，放到它所属的指标里",
        "validity": "移到可持续影响指标；时效指标写完成的日期，例如 {year}年10月31日前",
    },
)
def timeliness_is_a_time(indicator: Indicator, year: Year, words: Vocabulary) -> Hits:
    """时效指标的指标值是时间。

    为什么：时效指标衡量产出及时不及时。百分比、数量、金额和有效期都回答不了“什么时候完成”，多半是填错了行。

    说明：名称或描述说的就是及时不及时的比例（补助发放及时率、按期办结率）可以；时限（≤7个工作日）也是时间。

    反例：
        category: 时效指标
        name: 校舍维修完工时间
        description: 全部校舍完工的时间
        target: ≥98%

    反例：
        category: 时效指标
        name: 防水层质保期
        description: 屋面防水层的质量保证期
        target: ≥5年

    正例：
        category: 时效指标
        name: 助学金发放及时率
        description: 开学后30日内发放到人的人数占受助人数的比例
        target: =100%

    正例：
        category: 时效指标
        name: 故障修复时间
        description: 从报修到恢复使用的时间
        target: ≤24小时
    """
    target = indicator.target
    if target is None or target.quantity is None or not indicator.is_in("时效指标"):
        return
    if target.is_duration:
        say = "validity" if _is_how_long_it_lasts(indicator.name, target, words) else ""
    else:
        say = "" if _is_about_timeliness(indicator, target, words) else "amount"
    if say:
        yield indicator.at("target", say=say, name=indicator.name, target=target.text, year=year)


@rule(
    "PS212",
    cites=["mof-2015-88"],
    block=Block.FEASIBLE,
    severity=Severity.INFO,
    message="“{target}”只说到年底，年中看不出进度",
    advice="写明具体日期，或再加一个年中的节点，例如 {year}年6月30日前完成采购",
)
def timeliness_has_a_day_or_a_milestone(project: Project, department: Department) -> Hits:
    """时效指标不只写“年底完成”，写到日或写出节点。

    为什么：年底是每个项目的期限，写了等于没写；有了日期和节点，年中监控才知道进度是快是慢。

    反例：
        indicators:
          - {category: 时效指标, name: 校舍维修完工时间, target: 2024年底完成}

    正例：
        indicators:
          - {category: 时效指标, name: 校舍维修完工时间, target: 2024年8月31日前}

    正例：
        indicators:
          - {category: 时效指标, name: 设计完成时间, target: 2024年3月31日前}
          - {category: 时效指标, name: 校舍维修完工时间, target: 2024年底完成}
    """
    timings = [(row, row.target) for row in project.of("时效指标") if row.target is not None]
    year = department.year
    if any(
        target.is_duration or (target.due and (target.due.month, target.due.day) < (12, 31)) for _, target in timings
    ):
        return
    for row, target in timings:
        is_dated = target.kind is Kind.DEADLINE and target.year_written and target.due and target.due.year == year
        if is_dated and not _NAMES_A_DAY.search(target.text):
            yield row.at("target", target=target.text, year=year)


def _is_impossible(text: str, year: int) -> bool:
    """Whether a text names a date that is not in the calendar: 6月31日, 13月."""
    for found in _WRITTEN_DATE.finditer(text):
        month, day = found["month"] or found["m"], found["day"] or found["d"] or "1"
        try:
            date(int(found["year"] or found["y"] or year), int(month), int(day))
        except ValueError:
            return True
    return False


def _is_about_time(indicator: Indicator) -> bool:
    """Whether dates belong there: among timeliness, or in an activity, whose indicators have no category."""
    return indicator.category is None or indicator.is_in("时效指标")


def _is_about_timeliness(indicator: Indicator, target: Target, words: Vocabulary) -> bool:
    """Whether an amount that is no time still tells how timely something is: a share done in time, times a month."""
    unit = target.quantity.unit if target.quantity else Unit()
    if unit.is_money or (indicator.name.endswith(_TIMES) and not target.is_change):
        return False
    if not _PER_TIME.isdisjoint(unit.denominator):
        return True
    return bool(words["timeliness"].find(indicator.text.replace("时间", "")) or _NAMES_A_DATE.search(indicator.text))


def _is_how_long_it_lasts(name: str, target: Target, words: Vocabulary) -> bool:
    """Whether at least a time is asked for that reaches beyond the budget year, or for which something stays good."""
    if target.lower is None or target.is_change:
        return False
    return target.lower.base > _A_YEAR[target.lower.unit.numerator[0]] or words["validity"].find(name) is not None
