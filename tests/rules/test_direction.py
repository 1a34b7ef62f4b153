"""PS218: which way a target points."""

from __future__ import annotations

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
    ("category", "name", "target", "say"),
    [
        ("成本指标", "单位面积维修成本", "≥150元/平方米", "花得越多越好"),
        ("成本指标", "单位面积维修成本", ">3万元", "花得越多越好"),
        ("质量指标", "设备故障率", "≥2%", "不希望发生的事越多越好"),
        ("社会效益指标", "投诉件数", ">2件", "不希望发生的事越多越好"),
        ("可持续影响指标", "人员年流失率", "≥6%", "不希望发生的事越多越好"),
        ("数量指标", "设备故障次数", "≥3次", "不希望发生的事越多越好"),
        ("数量指标", "维修校舍面积", "≤8000平方米", "一个不做也算完成"),
        ("数量指标", "培训人数", "<100人", "一个不做也算完成"),
        ("质量指标", "验收合格率", "≤95%", "越低越好"),
        ("社会效益指标", "政策知晓率", "<80%", "越低越好"),
        ("服务对象满意度指标", "师生评价", "≤95%", "越低越好"),
        ("时效指标", "故障修复时间", "≥24小时", "越慢越好"),
        ("质量指标", "查询平均用时", "≥5分钟", "越慢越好"),
        ("时效指标", "报告提交时间", "≥7个工作日", "越慢越好"),
        ("质量指标", "检测报告差错率", "≥1%", "不希望发生的事越多越好"),
        ("质量指标", "业务办理差错率", "≥1%", "不希望发生的事越多越好"),
        ("社会效益指标", "处置不当有效投诉件数", "≥3件", "不希望发生的事越多越好"),
        ("可持续影响指标", "设备使用年限", "≤5年", "坏得越快越好"),
        ("可持续影响指标", "保持安全年限", "≤5年", "坏得越快越好"),
        ("社会效益指标", "投诉下降率", "≤15%", "越低越好"),
        ("生态效益指标", "油耗下降率", "≤15%", "越低越好"),
        ("社会效益指标", "受益居民户数", "≤6200户", "越低越好"),
        ("质量指标", "故障修复率", "≤98%", "越低越好"),
        ("质量指标", "考核得分", "≤90分", "越低越好"),
        ("服务对象满意度指标", "师生满意度", "≤95分", "越低越好"),
    ],
)
def test_ps218_the_direction_is_reversed(category: str, name: str, target: str, say: str) -> None:
    assert one("PS218", name, target, category) == ["error"]
    assert said("PS218", name, target, category).startswith(
        f"成本指标“{name}”的指标值是“{target}”" if category == "成本指标" else f"“{name}”的指标值是“{target}”"
    )
    assert said("PS218", name, target, category).endswith(say)


@pytest.mark.parametrize(
    ("category", "name", "target"),
    [
        ("成本指标", "单位面积维修成本", "≤150元/平方米"),
        ("成本指标", "单位面积维修成本", "=150元/平方米"),
        ("成本指标", "资金节约额", "≥10万元"),
        ("成本指标", "采购资金节约率", "≥5%"),
        ("成本指标", "审减金额", "≥5万元"),
        ("成本指标", "单位成本", "比上年降低5%"),
        ("成本指标", "维修数量", "≥5个"),
        ("数量指标", "资金规模", "≥5万元"),
        ("质量指标", "设备故障率", "≤2%"),
        ("质量指标", "事故次数", "=0次"),
        ("质量指标", "事故次数", "≤0次"),
        ("质量指标", "投诉处理率", "≥98%"),
        ("质量指标", "设备无故障率", "≥98%"),
        ("质量指标", "零差错率", "≥98%"),
        ("质量指标", "处理投诉件数", "≥98件"),
        ("质量指标", "设备故障", "≥98%"),
        ("社会效益指标", "事故下降率", "≥10%"),
        ("质量指标", "返修率", "≤1%"),
        ("质量指标", "返修率", "1%-2%"),
        ("经济效益指标", "审减率", "≥2.5%"),
        ("数量指标", "会议次数", "≤10次"),
        ("数量指标", "公务用车数量", "≤5辆"),
        ("数量指标", "设备故障次数", "≤5次"),
        ("数量指标", "每班人数", "≤45人"),
        ("数量指标", "培训天数", "≤5天"),
        ("数量指标", "服务频次", "≤5次/月"),
        ("数量指标", "租金", "≤5万元"),
        ("数量指标", "维修校舍面积", "5-8平方米"),
        ("社会效益指标", "交通事故起数", "≤120起"),
        ("社会效益指标", "排队人数", "≤120人"),
        ("社会效益指标", "受益人数", "≤120元"),
        ("社会效益指标", "事故下降率", "≥10%"),
        ("社会效益指标", "客流下降率", "≤10%"),
        ("经济效益指标", "物价增长率", "≤3%"),
        ("质量指标", "达标排放率", "≥98%"),
        ("质量指标", "受理群众投诉件数", "≥98件"),
        ("质量指标", "验收合格率", "≤95元"),
        ("质量指标", "使用年限", "≥5年"),
        ("时效指标", "质保期", "≥12个月"),
        ("时效指标", "免费开放时间", "≥300天"),
        ("时效指标", "培训人数", "≤300人"),
        ("质量指标", "点位在线率", "≥98%"),
        ("质量指标", "成本控制比例", "≤98%"),
        ("质量指标", "抗菌药物使用率", "≤60%"),
        ("质量指标", "水分比例", "≤14%"),
        ("服务对象满意度指标", "不满意率", "≤5%"),
        ("服务对象满意度指标", "投诉率", "≤5%"),
        ("服务对象满意度指标", "师生满意度", "≥95%"),
        ("质量指标", "故障响应时间", "≤2小时"),
        ("质量指标", "设备运行时间", "≥300天"),
        ("质量指标", "验收合格率", "优"),
    ],
)
def test_ps218_the_direction_is_right_or_cannot_be_told(category: str, name: str, target: str) -> None:
    assert one("PS218", name, target, category) == []


def test_ps218_what_is_paid_to_people_is_a_warning() -> None:
    assert one("PS218", "岗位补贴标准", "≥2200元/人·月", "成本指标") == ["warning"]


def test_ps218_asks_the_first_level_of_costs_too() -> None:
    fields = row(category="经济成本指标", name="每亩造林成本", target="≥1500元/亩")
    assert at("PS218", f"indicators:\n  - {{{', '.join(fields.splitlines())}}}\n", "mof-2021") == ["error"]


def test_ps218_asks_activities_too() -> None:
    assert at("PS218", activity("核算差错率", "≥5%")) == ["error"]
    assert at("PS218", activity("核算准确率", "≤95%")) == ["error"]
    assert at("PS218", activity("核算单位数", "≤95个")) == []


def test_ps218_what_is_held_down_may_be_said_beside_the_name() -> None:
    assert one("PS218", "参会人数", "≤95人", "数量指标", description="控制在95人以内") == []
    assert one("PS218", "参会人数", "≤95人", "数量指标", description="全年平均人数") == ["error"]
