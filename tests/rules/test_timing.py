"""PS208 to PS212: by when. The sample document is of 2024."""

from __future__ import annotations

import pytest

from tests.rules import at, hits, row

TIMING = {"category": "时效指标", "name": "校舍维修完工时间", "description": "全部校舍完工的时间"}


def timing(rule: str, target: str, **fields: str) -> list[str]:
    return at(rule, row(**{**TIMING, "target": target, **fields}))


def two(*targets: str) -> str:
    rows = "".join(f"  - {{category: 时效指标, name: 节点{n}, target: '{text}'}}\n" for n, text in enumerate(targets))
    return f"indicators:\n{rows}"


def activity(target: str, name: str = "预算批复时间") -> str:
    indicators = f"[{{name: {name}, target: '{target}'}}]"
    return f"department:\n  activities:\n    - {{name: 预算编制, goals: [批复], indicators: {indicators}}}\n"


@pytest.mark.parametrize("target", ["优", "合格", "完成12所学校的全部内容", "按第3版方案完成"])
def test_ps208_a_grade_or_words_with_figures_are_no_date(target: str) -> None:
    assert timing("PS208", target) == ["error"]


@pytest.mark.parametrize(
    "target",
    [
        "2024年8月31日前",
        "每月15日前",
        "分3个学期完成",
        "分3个阶段，每个2小时",
        "3个工作日左右",
        "2号左右",
        "每月底前",
        "学期开学后10天之内到校",
        "汛期第1次洪水前",
        "≤24小时",
        "≥98%",
        "全年",
        "时间进度完成",
        "持续改善",
        "/",
    ],
)
def test_ps208_leaves_times_alone_and_words_to_the_rule_about_words(target: str) -> None:
    assert timing("PS208", target) == []


@pytest.mark.parametrize(
    "target",
    [
        "2024年6月31日前",
        "2023年2月29日前",
        "13月30日前",
        "2024年13月底前",
        "2024.6.31",
        "2024-02-30前",
        "0月5日",
        "6月0日",
    ],
)
def test_ps208_the_calendar_has_the_day(target: str) -> None:
    assert hits("PS208", row(**TIMING, target=target)) == [
        ("indicators.2.target", "error", f"“{target}”里的日期，日历上没有")
    ]


@pytest.mark.parametrize(
    "target",
    ["2024年2月29日前", "2月29日前", "按2024年6月30日方案在暑假完成", "每12个月一次", "2024.6.30", "第112月份"],
)
def test_ps208_days_that_are_there(target: str) -> None:
    assert timing("PS208", target) == []


def test_ps208_asks_timeliness_alone_and_names_the_year() -> None:
    assert at("PS208", row(category="质量指标", name="质量", target="优")) == []
    (found,) = hits("PS208", row(**TIMING, target="优"))
    assert found == ("indicators.2.target", "error", "时效指标的指标值是“优”，没有完成时间")


def test_ps209_a_date_without_a_year_is_a_warning() -> None:
    (found,) = hits("PS209", row(**TIMING, target="8月底前完成"))
    assert found == ("indicators.2.target", "warning", "“8月底前完成”没有写年份")
    assert timing("PS209", "年底完成") == timing("PS209", "1-6月") == ["warning"]


@pytest.mark.parametrize(
    "target", ["2024年8月底前", "2024.8.31", "全年", "本年12月底前", "今年年底前", "当年8月底前", "≤7个工作日", "优"]
)
def test_ps209_the_year_may_be_written_or_meant(target: str) -> None:
    assert timing("PS209", target) == []


def test_ps209_asks_timeliness_and_the_indicators_of_activities() -> None:
    assert at("PS209", row(category="数量指标", target="8月底前")) == []
    assert [path for path, _, _ in hits("PS209", activity("8月底前"))] == ["activities.0.indicators.0.target"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("2023年12月31日前", ["error"]),
        ("2024年1月1日前", []),
        ("2024年12月31日前", []),
        ("2025年1月1日前", ["error"]),
        ("8月底前", []),
        ("2022年1月至2023年12月", ["error"]),
        ("2023年1月至2024年1月", []),
        ("2024年12月至2025年6月", []),
        ("2025年1月至2025年6月", ["error"]),
        ("≤24小时", []),
        ("按2026年规划完成有关任务", []),
    ],
)
def test_ps210_the_date_lies_in_the_budget_year(target: str, expected: list[str]) -> None:
    assert timing("PS210", target) == expected


def test_ps210_a_later_year_may_be_planned_and_an_earlier_one_not() -> None:
    assert timing("PS210", "2025年6月30日前", description="2025年上半年竣工，跨年实施") == []
    assert timing("PS210", "2023年6月30日前", description="2023年上半年竣工") == ["error"]


def test_ps210_asks_timeliness_and_the_indicators_of_activities() -> None:
    assert at("PS210", row(category="可持续影响指标", target="2030年底前")) == []
    (found,) = hits("PS210", activity("2023年底前"))
    assert found == ("activities.0.indicators.0.target", "error", "“2023年底前”不在预算年度 2024 年")


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "≥98%"},
        {"target": "≥21个"},
        {"target": "≤500元/个"},
        {"target": "100"},
        {"target": "≤500元/月", "name": "及时支付租金"},
        {"target": "≥98%", "name": "按时间进度完成", "description": "按时间进度使用经费"},
        {"target": "≥98%", "name": "补贴发放时间", "description": "四季度补贴到账的时间"},
        {"target": "增长5%", "name": "培训人数", "description": "参加培训的人数"},
    ],
)
def test_ps211_an_amount_is_no_time(fields: dict[str, str]) -> None:
    assert timing("PS211", **fields) == ["error"]


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "2024年8月31日前"},
        {"target": "≤7个工作日"},
        {"target": "≥98%", "name": "补贴发放及时率"},
        {"target": "=0件", "name": "逾期未办结件数"},
        {"target": "≥60%", "name": "施工进度", "description": "到6月底完成的工程量"},
        {"target": "≥2次/月", "name": "巡检频次"},
        {"target": "≥2次/季度", "name": "巡检频次"},
        {"target": "缩短30%", "name": "审批时间", "description": "比上年缩短的比例"},
        {"target": "优"},
    ],
)
def test_ps211_times_shares_of_timeliness_and_frequencies_are_fine(fields: dict[str, str]) -> None:
    assert timing("PS211", **fields) == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("≥6个月", []),
        ("≥12个月", []),
        ("≥13个月", ["error"]),
        ("=5年", ["error"]),
        ("≤5年", []),
        ("≥366天", []),
        ("≥367天", ["error"]),
        ("≥366个工作日", []),
        ("≥367个工作日", ["error"]),
        ("延长5年", []),
        ("比上年增加2年", []),
    ],
)
def test_ps211_more_than_the_budget_year_is_how_long_something_lasts(target: str, expected: list[str]) -> None:
    assert timing("PS211", target, name="服务期", description="") == expected


def test_ps211_validity_is_told_by_its_name() -> None:
    (found,) = hits("PS211", row(category="时效指标", name="防水层质保期", target="≥1年"))
    assert found == ("indicators.2.target", "error", "“防水层质保期”≥1年 说的是管用多久，不是什么时候完成")
    assert timing("PS211", "≤24小时", name="质保期内修复时间") == []
    assert timing("PS211", "≥1年", name="服务期", description="质保期另计") == []
    (found,) = hits("PS211", row(**TIMING, target="≥98%"))
    assert found == ("indicators.2.target", "error", "时效指标“校舍维修完工时间”的指标值是“≥98%”，不是时间")


@pytest.mark.parametrize("end", ["时间", "日期", "时限", "期限", "时长", "用时", "天数"])
def test_ps211_what_is_named_a_time_is_a_time(end: str) -> None:
    assert timing("PS211", "≥98%", name=f"及时{end}") == ["error"]


@pytest.mark.parametrize("per", ["年", "月", "季度", "周", "天", "日", "小时"])
def test_ps211_so_many_times_in_a_time_is_a_frequency(per: str) -> None:
    assert timing("PS211", f"≥2次/{per}", name="巡检频次") == []


@pytest.mark.parametrize("when", ["6月", "30日", "季度", "年底", "月底", "上半年"])
def test_ps211_a_share_that_is_reached_by_a_date_is_timely(when: str) -> None:
    assert timing("PS211", "≥60%", name=f"{when}完成比例", description="") == []


def test_ps211_asks_timeliness_alone() -> None:
    assert at("PS211", row(category="质量指标", target="≥98%")) == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("2024年底完成", ["info"]),
        ("2024年12月底前", ["info"]),
        ("2024年12月31日前", []),
        ("2024.12.31", []),
        ("2024年12月30日前", []),
        ("2024年11月底前", []),
        ("2024年", ["info"]),
        ("2024年全年", []),
        ("年底完成", []),
        ("2023年底完成", []),
        ("2025年底完成", []),
        ("优", []),
    ],
)
def test_ps212_the_end_of_the_year_alone_is_not_enough(target: str, expected: list[str]) -> None:
    assert at("PS212", two(target)) == expected


def test_ps212_a_milestone_or_a_time_limit_will_do() -> None:
    assert at("PS212", two("2024年6月底前", "2024年底完成")) == []
    assert at("PS212", two("2024年底完成", "≤24小时")) == []
    assert at("PS212", two("2024年底完成", "2024年12月30日前")) == []
    assert hits("PS212", two("2024年12月31日前", "2024年底完成")) == [
        ("indicators.1.target", "info", "“2024年底完成”只说到年底，年中看不出进度")
    ]
    assert at("PS212", two("2024年底完成", "优", "2024年底建成")) == ["info", "info"]


@pytest.mark.parametrize("rule", ["PS208", "PS209", "PS210", "PS211", "PS212"])
def test_without_a_target_there_is_nothing_to_say(rule: str) -> None:
    assert at(rule, "indicators:\n  - {category: 时效指标, name: 完工时间}\n") == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("2023年6月30日和12月20日前各拨付一次", ["error"]),
        ("2023年分两次拨付", ["error"]),
        ("2024年6月30日和12月20日前各拨付一次", []),
        ("2023年12月、2024年6月各拨付一次", []),
        ("6月30日和12月20日前各拨付一次", []),
        ("每月20日前", []),
    ],
)
def test_ps210_words_name_an_earlier_year_alone(target: str, expected: list[str]) -> None:
    assert at("PS210", row(category="时效指标", name="拨付时间", target=target)) == expected
