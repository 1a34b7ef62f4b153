"""PS215 to PS217 and PS231: how far a target reaches."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.rules import at, hits, row


def one(rule: str, name: str, target: str, category: str = "质量指标", **fields: object) -> list[str]:
    return at(rule, row(**{"category": category, "name": name, "description": "", "target": target, **fields}))


def said(rule: str, name: str, target: str, category: str = "质量指标") -> str:
    ((_, _, message),) = hits(rule, row(category=category, name=name, description="", target=target))
    return message


def activity(name: str, target: str) -> str:
    indicators = f"[{{name: {name}, target: '{target}'}}]"
    return f"department:\n  activities:\n    - {{name: 预算编制, goals: [批复], indicators: {indicators}}}\n"


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("合格率", "≥100%", ["warning"]),
        ("合格率", "=100%", []),
        ("合格率", "≤100%", []),
        ("合格率", "≥99.9%", []),
        ("合格率", "95%-100%", []),
        ("合格率", ">100%", ["warning"]),
        ("合格率", "≥100.1%", ["error"]),
        ("合格率", "=950%", ["error"]),
        ("校园环境", "≥100%", ["warning"]),
        ("校园环境", "≥200%", []),
        ("校园环境", "≥201%", ["warning"]),
        ("图书比例", "≥101%", ["error"]),
        ("投诉下降率", "≥150%", ["error"]),
        ("投诉降低率", "≥150%", ["error"]),
        ("投诉减少率", "≥150%", ["error"]),
        ("能耗压降率", "≥150%", ["error"]),
        ("图书占比", "≥150%", ["error"]),
        ("图书比重", "≥150%", ["error"]),
        ("计划完成率", "≥100%", ["warning"]),
        ("计划完成率", "≥150%", []),
        ("计划完成率", "≥200%", []),
        ("计划完成率", "≥201%", ["error"]),
        ("收入增长率", "≥100%", []),
        ("投资收益率", "≥950%", []),
        ("合格率", "≥1000‰", ["warning"]),
        ("合格率", "提高100%", []),
        ("合格率", "≥100个", []),
        ("合格率", "优", []),
    ],
)
def test_ps215_a_ratio_is_at_most_all(name: str, target: str, expected: list[str]) -> None:
    assert one("PS215", name, target) == expected


def test_ps215_says_which() -> None:
    assert said("PS215", "合格率", "≥100%") == "“合格率”的指标值是“≥100%”，比例最高是100%，不会再“大于”"
    assert said("PS215", "合格率", "≥950%") == "“合格率”的指标值是“≥950%”，超过了100%，做不到"
    assert one("PS215", "使用情况", "≥100%", description="产能利用情况") == []
    assert at("PS215", activity("编制完成率", "≥100%")) == ["warning"]


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("国标", "≥90%", ["warning"]),
        ("国标", "≥99.9%", ["warning"]),
        ("国标", "=99%", ["warning"]),
        ("国标", "90%-95%", ["warning"]),
        ("国标", "=100%", []),
        ("国标", "≥100%", []),
        ("国标", "≤90%", []),
        ("国标", "提高90%", []),
        ("国标", "≥90个", []),
        ("国标", "合格", []),
        ("国标", "≥0.9", []),
        ("债券还本付息率", "≥98%", ["warning"]),
        ("工程验收合格率", "≥80%", ["warning"]),
        ("工程一次验收合格率", "≥80%", []),
        ("食品安全知识知晓率", "≥85%", []),
        ("食品安全监督抽检合格率", "≥97%", []),
        ("校园环境", "≥90%", []),
    ],
)
def test_ps216_a_duty_is_met_in_full(name: str, target: str, expected: list[str]) -> None:
    assert one("PS216", name, target) == expected


def test_ps216_a_duty_may_stand_in_the_description_or_in_the_document() -> None:
    assert one("PS216", "达标率", "≥90%", description="符合强制性标准的比例") == ["warning"]
    assert one("PS216", "达标率", "≥90%", basis_document="《生活饮用水卫生标准》") == ["warning"]
    assert said("PS216", "投诉依法办结率", "≥98%") == "“依法”必须全部做到，“投诉依法办结率”的指标值却是“≥98%”"


@pytest.mark.parametrize(
    ("name", "target", "allowed"),
    [
        ("重大事故次数", "<2", "1次"),
        ("重大事故次数", "≤2起", "2起"),
        ("重大事故次数", "=1起", "1起"),
        ("重大事故次数", "≤1", "1次"),
        ("重大事故次数", "<3件", "2件"),
        ("重大事故次数", "0-1起", "1起"),
        ("泄密事件率", "≤0.1%", "0.1%"),
        ("安全事故率", "<1‰", "1‰"),
    ],
)
def test_ps216_no_grave_accident_is_allowed(name: str, target: str, allowed: str) -> None:
    assert said("PS216", name, target) == f"“{name}”的指标值“{target}”容许发生{allowed}"
    assert one("PS216", name, target) == ["warning"]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("重大事故次数", "=0起"),
        ("重大事故次数", "≤0起"),
        ("重大事故次数", "<1起"),
        ("重大事故次数", "≥2起"),
        ("安全事故损失", "≤10万元"),
        ("安全事故间隔", "≤10天"),
        ("安全事故下降率", "≤10%"),
        ("安全事故次数", "比上年下降10%"),
        ("道路交通安全事故起数", "≤120起"),
        ("一般投诉次数", "≤2起"),
    ],
)
def test_ps216_other_counts_are_no_grave_accidents(name: str, target: str) -> None:
    assert one("PS216", name, target) == []


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("培训计划完成率", "≥84.9%", ["info"]),
        ("培训计划完成率", "≥85%", []),
        ("培训计划完成率", "≥20%", ["info"]),
        ("培训计划完成率", "≥19.9%", []),
        ("培训计划完成率", "≤80%", []),
        ("培训计划完成率", "提高80%", []),
        ("培训计划完成率", "≥80人", []),
        ("群众知晓率", "≥80%", []),
    ],
)
def test_ps217_a_plan_of_ones_own_is_to_be_completed(name: str, target: str, expected: list[str]) -> None:
    assert one("PS217", name, target) == expected


def test_ps217_says_so_and_has_settings() -> None:
    assert said("PS217", "任务完成率", "≥80%") == "“任务完成率”只要求≥80%，自己定的计划没有打算完成"
    fields = row(category="质量指标", name="任务完成率", target="≥80%")
    assert at("PS217", fields, least=Decimal("0.8")) == []
    assert at("PS217", fields, typo=Decimal("0.81")) == []


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("师生满意度", "≥9.5%", ["warning"]),
        ("师生满意度", "≥59.9%", ["warning"]),
        ("师生满意度", "≥60%", []),
        ("群众满意率", "≥59%", ["warning"]),
        ("设备完好率", "≥19.9%", ["warning"]),
        ("设备完好率", "≥20%", []),
        ("设备完好率", "≤9%", []),
        ("设备完好率", "提高9%", []),
        ("设备完好率", "≥9个", []),
        ("饮用水达标率", "≥9%", []),
        ("节约率", "≥5%", []),
        ("覆盖率", "≥9%", []),
    ],
)
def test_ps231_a_share_near_all_is_not_a_few_per_cent(name: str, target: str, expected: list[str]) -> None:
    assert one("PS231", name, target) == expected


def test_ps231_says_so_and_has_settings() -> None:
    assert said("PS231", "设备完好率", "≥9.8%") == "“设备完好率”的指标值只有“≥9.8%”"
    fields = row(category="质量指标", name="设备完好率", target="≥9.8%")
    assert at("PS231", fields, least=Decimal("0.098")) == []
    assert at("PS231", row(category="质量指标", name="满意度", target="≥70%"), satisfaction=Decimal("0.8")) == [
        "warning"
    ]


@pytest.mark.parametrize(
    ("name", "target", "unit"),
    [
        ("培训人数", "≥12.5人", "人"),
        ("购买数量", "=17.5个", "个"),
        ("演出场次", "1-2.5场次", "场次"),
        ("人数", "≤0.00001万人", "人"),
    ],
)
def test_ps232_what_is_counted_is_whole(name: str, target: str, unit: str) -> None:
    assert said("PS232", name, target) == f"“{name}”的指标值是“{target}”，{unit}没有零头"
    assert one("PS232", name, target) == ["warning"]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("培训人数", "≥12人"),
        ("培训人数", "≥1.25万人"),
        ("平均培训人数", "≥12.5人"),
        ("户均人数", "≥2.5人"),
        ("维修面积", "≥12.5平方米"),
        ("道路里程", "≥12.5公里"),
        ("服务频次", "≥2.5次/月"),
        ("合格率", "≥99.5%"),
        ("培训人数", "增长2.5人"),
        ("死亡率", "≤9人/10万"),
        ("规模", "≥2.5"),
        ("质量", "优"),
    ],
)
def test_ps232_measures_and_averages_need_not_be_whole(name: str, target: str) -> None:
    assert one("PS232", name, target) == []
