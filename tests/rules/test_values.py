"""PS234 and PS235: the number in a target, and its unit."""

from __future__ import annotations

import pytest

from tests.rules import at, hits, row


def one(id: str, category: str, name: str, target: str, **more: str) -> list[str]:
    return [said for _, _, said in hits(id, row(category=category, name=name, target=target, **more))]


@pytest.mark.parametrize(
    ("category", "name", "target", "said"),
    [
        ("数量指标", "维修面积", "≥0平方米", "，一点不做也算完成"),
        ("数量指标", "新增床位数", "≥0张", "，一点不做也算完成"),
        ("服务对象满意度指标", "师生满意度", "≥0%", "，一点不做也算完成"),
        ("数量指标", "维修面积", "≥-8000平方米", "，不会有负数"),
        ("成本指标", "单位成本", "≤-150元/平方米", "，不会有负数"),
        ("数量指标", "培训人数", "=0人", "，等于什么也没有要求"),
        ("数量指标", "培训人数", "0人", "，等于什么也没有要求"),
        ("数量指标", "培训人数", "≤0人", "，等于什么也没有要求"),
        ("社会效益指标", "疫苗接种率", "=0%", "，等于什么也没有要求"),
        ("成本指标", "单位成本", "≤0元/平方米", "，一分钱也不花"),
    ],
)
def test_ps234_a_number_that_asks_for_nothing(category: str, name: str, target: str, said: str) -> None:
    assert one("PS234", category, name, target) == [f"“{name}”的指标值是“{target}”{said}"]


@pytest.mark.parametrize(
    ("category", "name", "target"),
    [
        ("数量指标", "维修面积", "≥1平方米"),
        ("数量指标", "维修面积", ">0平方米"),
        ("数量指标", "安全事故数", "=0起"),
        ("质量指标", "安全事故起数", "0起"),
        ("质量指标", "检测差错率", "≤0%"),
        ("数量指标", "控制会议次数", "≤0次"),
        ("经济效益指标", "收支结余", "≥0万元"),
        ("经济效益指标", "税收增长率", "≥0%"),
        ("社会效益指标", "投诉下降率", "≥0%"),
        ("质量指标", "室内温度", "≥-5°C"),
        ("质量指标", "标高误差", "≥-5毫米"),
        ("成本指标", "逾期罚息", "≤0元/笔"),
        ("成本指标", "超预算金额", "=0万元"),
        ("数量指标", "维修面积", "增长0%"),
        ("数量指标", "维修面积", "0至5平方米"),
        ("数量指标", "维修面积", "无"),
    ],
)
def test_ps234_zero_may_be_meant(category: str, name: str, target: str) -> None:
    assert one("PS234", category, name, target) == []


@pytest.mark.parametrize(
    ("category", "name", "target", "said"),
    [
        ("成本指标", "单位成本", "≤150", "成本指标“单位成本”的指标值是“≤150”，没有写单位"),
        ("质量指标", "验收合格率", "≥1.5", "“验收合格率”是一个比例，指标值“≥1.5”没有写百分号"),
        ("质量指标", "验收合格率", "≥95", "“验收合格率”是一个比例，指标值“≥95”没有写百分号"),
        ("服务对象满意度指标", "师生满意度", "95", "“师生满意度”是一个比例，指标值“95”没有写百分号"),
        ("成本指标", "成本节约率", "≥5", "“成本节约率”是一个比例，指标值“≥5”没有写百分号"),
        ("数量指标", "维修面积", "≥8000", "“维修面积”的指标值是“≥8000”，没有写单位"),
        ("时效指标", "故障响应时间", "≤30", "“故障响应时间”的指标值是“≤30”，没有写单位"),
    ],
)
def test_ps235_a_number_without_its_unit(category: str, name: str, target: str, said: str) -> None:
    assert one("PS235", category, name, target) == [said]


@pytest.mark.parametrize(
    ("category", "name", "target"),
    [
        ("成本指标", "单位成本", "≤150元/平方米"),
        ("成本指标", "单位成本（元）", "≤150"),
        ("质量指标", "验收合格率", "≥0.95"),
        ("质量指标", "更新频率", "≥4"),
        ("数量指标", "培训人数", "≥300"),
        ("数量指标", "购置电脑数量", "≥40"),
        ("质量指标", "空气质量指数", "≤80"),
        ("成本指标", "投入产出比", "≥1.5"),
        ("数量指标", "维修面积", "0"),
        ("数量指标", "维修面积", "80至90"),
        ("数量指标", "维修面积", "全部"),
    ],
)
def test_ps235_a_unit_is_there_or_not_needed(category: str, name: str, target: str) -> None:
    assert one("PS235", category, name, target) == []


def test_ps235_a_unit_may_have_its_own_field() -> None:
    assert one("PS235", "数量指标", "维修面积", "≥8000", unit="平方米") == []
    assert at(
        "PS235", "department: {activities: [{name: 甲, goals: [乙], indicators: [{name: 合格率, target: ≥95}]}]}"
    ) == ["warning"]
