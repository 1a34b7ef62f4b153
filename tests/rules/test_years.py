"""PS414: years in the texts; the budget year of the sample document is 2024."""

from __future__ import annotations

import pytest

from tests.rules import at, hits


def goal(text: str) -> list[str]:
    return at("PS414", f"goals: ['{text}']")


@pytest.mark.parametrize(
    "text",
    [
        "2023年培训教师300人",
        "2023年度监管系统服务费",
        "完成12所学校的校舍维修，2023年底前全部通过验收",
        "2023年8月底前完成12所学校的校舍维修工程",
        "2023年8月31日前完工并投入使用",
        "2023年内完工并投入使用",
        "安排2022年教师培训",
        "用于2023年1月至12月的房租",
    ],
)
def test_an_earlier_year_was_left_over(text: str) -> None:
    assert goal(text) == ["warning"]


@pytest.mark.parametrize("text", ["2023年高标准农田建设", "2023年校舍维修", "2023年水利专项资金", "2023年示范校创建"])
def test_works_go_by_the_year_of_their_approval(text: str) -> None:
    assert goal(text) == ["info"]


@pytest.mark.parametrize(
    "text",
    [
        "2024年完成12所学校的校舍维修",
        "2025年完成12所学校的校舍维修",
        "2023年已维修8所，2024年再维修12所",
        "2023年开始、2025年完成的三年行动",
        "隐患比2023年减少80%",
        "隐患数占2023年的五分之一",
        "支付2023年校舍维修尾款",
        "2023年结转的校舍维修",
        "2023年第四季度线路费",
        "2023年12月的房租",
        "落实2023—2025年校舍安全规划",
        "整理1954年至2003年的档案",
        "落实《2023年校舍安全要点》",
        "落实青教〔2023〕8号",
        "维修2023年建成的校舍",
        "发放2023年度考核奖励",
        "恢复2023年受灾的校舍",
        "清理2020年以前的资料",
        "保护2000年代的建筑",
        "第12023年",
    ],
)
def test_an_earlier_year_is_meant(text: str) -> None:
    assert goal(text) == []


def test_every_text_is_looked_at_but_targets_and_bases() -> None:
    cells = "name: 2023年合格率, description: 2023年合格的比例, target: 2023年标准, scale: {优: 2023年}"
    places = [place for place, _, _ in hits("PS414", f"indicators: [{{category: 质量指标, {cells}}}]")]
    assert places == ["indicators.0.name", "indicators.0.description"]
    beside = "name: 合格率, basis: 2023年计划, basis_document: 2023年要点"
    assert at("PS414", f"indicators: [{{category: 质量指标, {beside}}}]") == []
    assert at("PS414", "department: {goal: 办好2023年教育}") == ["warning"]


def test_the_message_names_both_years_and_a_long_text_is_cut() -> None:
    assert hits("PS414", f"purpose: 用于2023年教师培训{'和' * 50}，共12所") == [
        ("purpose", "warning", f"“用于2023年教师培训{'和' * 28}…”写的是 2023 年，预算年度是 2024 年")
    ]


def test_a_text_is_told_once_with_its_first_year() -> None:
    text = "用于2023年教师培训，2022年设备采购"
    assert hits("PS414", f"purpose: {text}") == [
        ("purpose", "warning", "“用于2023年教师培训”写的是 2023 年，预算年度是 2024 年")
    ]


def test_a_clause_of_forty_characters_is_shown_whole() -> None:
    ((_, _, message),) = hits("PS414", f"purpose: 用于2023年教师培训{'和' * 29}")
    assert message.startswith(f"“用于2023年教师培训{'和' * 29}”")
