"""PS205 to PS207 and PS228: what must be reached. The sample document is of 2024."""

from __future__ import annotations

import pytest

from tests.rules import at, findings, hits, row

ROW = {"category": "质量指标", "name": "校园环境", "description": "改善情况"}


def one(rule: str, target: str, **fields: object) -> list[str]:
    return at(rule, row(**{**ROW, "target": target, **fields}))


def activity(indicator: str, stage: str = "approved") -> str:
    return (
        f"department:\n  stage: {stage}\n  activities:\n"
        f"    - {{name: 预算编制, goals: [批复], indicators: [{indicator}]}}\n"
    )


@pytest.mark.parametrize(
    ("target", "expected"), [("/", ["error"]), ("-", ["error"]), ("不适用", ["error"]), ("无", []), ("≥90%", [])]
)
def test_ps205_a_stroke_is_no_target(target: str, expected: list[str]) -> None:
    assert one("PS205", target) == expected


def test_ps205_asks_activities_too_and_a_draft_less() -> None:
    assert hits("PS205", activity("{name: 批复及时性}")) == [
        ("activities.0.indicators.0.target", "error", "“批复及时性”没有指标值")
    ]
    assert at("PS205", activity("{name: 批复及时性}", stage="draft")) == ["warning"]
    assert at("PS205", activity("{name: 批复及时率, target: ≥90%}")) == []


def test_ps205_a_row_may_say_that_there_is_no_such_indicator() -> None:
    assert one("PS205", "/", name="无") == []


@pytest.mark.parametrize(
    "target", ["有效保障", "及时", "完成", "≤**万元", "若干", "达到标准", "按2023年要求完成", "较多", "通过宣传保障"]
)
def test_ps206_words_cannot_be_judged(target: str) -> None:
    assert one("PS206", target) == ["error"]
    assert hits("PS206", row(**ROW, target=target)) == [
        ("indicators.1.target", "error", f"指标值“{target}”没有数、没有日期，也没有等级，年底判断不了做到没有")
    ]


@pytest.mark.parametrize(
    "target",
    [
        "≥95%",
        "优",
        "合格",
        "≥5年",
        "2024年底前",
        "通过验收",
        "不发生安全事故",
        "全覆盖",
        "5个左右",
        "达到GB 5749要求",
        "符合《农村公路养护标准》",
        "/",
        "无",
    ],
)
def test_ps206_numbers_grades_facts_and_named_standards_can(target: str) -> None:
    assert one("PS206", target) == []


@pytest.mark.parametrize("target", ["时间进度完成", "按时完成", "全部完成", "通过验收", "及时"])
def test_ps206_words_under_timeliness_lack_a_date(target: str) -> None:
    (found,) = findings("PS206", row(category="时效指标", target=target))
    assert found.severity == "error"
    assert found.message() == f"指标值“{target}”没有日期，年底判断不了早了还是晚了"
    assert found.advice() == "写明到哪一天完成，例如 2024年10月31日前；或写时限，例如 ≤7个工作日"


@pytest.mark.parametrize("target", ["每月底前", "春节前", "学期开学前", "实时", "每月15日前"])
def test_ps206_recurring_times_are_times(target: str) -> None:
    assert one("PS206", target, category="时效指标") == []


@pytest.mark.parametrize("target", ["逐步提高", "明显改善", "有所下降", "保持稳定"])
def test_ps206_a_direction_is_a_warning_unless_there_is_something_to_compare_with(target: str) -> None:
    assert hits("PS206", row(**ROW, target=target)) == [
        ("indicators.1.target", "warning", f"指标值“{target}”只有方向，没有说变化多少、和什么比")
    ]
    assert one("PS206", target, baseline="88%") == []


def test_ps206_a_scale_says_how_to_judge() -> None:
    scaled = row(**ROW, target="有效保障") + "scale: {有效保障: 全年无投诉, 基本保障: 投诉不超过3件}\n"
    assert at("PS206", scaled) == []
    assert at("PS206", row(**ROW, target="提高") + "scale: {提高: 高于上年}\n") == []


def test_ps206_asks_activities_too() -> None:
    assert at("PS206", activity("{name: 批复情况, target: 及时批复}")) == ["error"]
    assert at("PS206", activity("{name: 批复情况}")) == []


@pytest.mark.parametrize("target", ["优", "良好以上", "满意", "较好", "AAA"])
def test_ps207_a_grade_without_a_scale_is_a_warning(target: str) -> None:
    assert hits("PS207", row(**ROW, target=target)) == [
        ("indicators.1.target", "warning", f"指标值是等级“{target}”，没有说怎样算“{target}”")
    ]


@pytest.mark.parametrize("target", ["合格", "达标", "一级", "一等", "甲级", "III类", "5A", "≥90%", "有效保障"])
def test_ps207_grades_that_a_standard_defines_need_no_scale(target: str) -> None:
    assert one("PS207", target) == []


@pytest.mark.parametrize(
    "beside",
    [
        {"name": "《机关档案工作评价标准》等级"},
        {"description": "按 GB/T 9704 评定"},
        {"description": "按DA/T 31评定"},
        {"description": "得分90分以上为优"},
        {"description": "合格率98%以上为优"},
        {"basis": "财评〔2023〕5号"},
        {"basis_document": "《优秀等次评定办法》"},
    ],
)
def test_ps207_the_scale_may_be_named_or_described(beside: dict[str, str]) -> None:
    assert one("PS207", "优", **beside) == []


def test_ps207_the_scale_has_the_grade() -> None:
    assert at("PS207", row(**ROW, target="优") + "scale: {优秀: 90分以上, 良: 80分以上}\n") == []
    assert hits("PS207", row(**ROW, target="优") + "scale: {良: 80分以上, 中: 60分以上}\n") == [
        ("indicators.1.target", "warning", "指标值是“优”，等级标准里没有这一级")
    ]


@pytest.mark.parametrize("category", ["数量指标", "时效指标", "成本指标"])
def test_ps207_leaves_categories_where_no_grade_belongs_to_other_rules(category: str) -> None:
    assert one("PS207", "优", category=category) == []


@pytest.mark.parametrize(
    ("target", "fixed", "signs"),
    [
        ("≧98%", "≥98%", "≧"),
        (">=98%", "≥98%", ">="),
        ("＞=98%", "≥98%", "＞="),
        ("=>98%", "≥98%", "=>"),
        ("⩾98%", "≥98%", "⩾"),
        ("≮98%", "≥98%", "≮"),
        ("≦ 3万元", "≤ 3万元", "≦"),
        ("<=3万元", "≤3万元", "<="),
        ("=＜3万元", "≤3万元", "=＜"),
        ("⩽3万元", "≤3万元", "⩽"),
        ("≯3万元", "≤3万元", "≯"),
        ("＝5个", "=5个", "＝"),
        ("﹦5个", "=5个", "﹦"),
        ("＞5个", ">5个", "＞"),
        ("﹥5个", ">5个", "﹥"),
        ("＜5个", "<5个", "＜"),
        ("﹤5个", "<5个", "﹤"),
        ("≥98％", "≥98%", "％"),
        ("≧98﹪", "≥98%", "≧ ﹪"),
        ("≧90％且≦98％", "≥90%且≤98%", "≧ ％ ≦"),
    ],
)
def test_ps228_signs_are_rewritten_and_nothing_else(target: str, fixed: str, signs: str) -> None:
    (found,) = findings("PS228", row(**ROW, target=target))
    assert (found.severity, found.fix, found.place.path) == ("info", fixed, ("indicators", 1, "target"))
    assert found.message() == f"“{target}”里的符号“{signs}”不是通用写法"
    assert found.advice() == f"写成 {fixed}"


@pytest.mark.parametrize("target", ["≥98%", "=5个", "<2", ">5个", "不低于98%", "达到>=3的水平左右"])
def test_ps228_leaves_common_signs_and_words_alone(target: str) -> None:
    assert one("PS228", target) == []


def test_ps228_looks_at_the_baseline_and_keeps_the_unit_of_its_field() -> None:
    (found,) = findings("PS228", row(**ROW, target="≥90", unit="%", baseline="＝88"))
    assert (found.fix, found.place.path) == ("=88", ("indicators", 1, "baseline"))
