"""PS229: a target suits the category of its indicator."""

from __future__ import annotations

import pytest

from tests.rules import at, hits, row

BAD = [
    ("数量指标", "完工时间", "2024年8月底前", "date", "error"),
    ("数量指标", "服务期", "2024年全年", "date", "error"),
    ("数量指标", "支出效益", "优", "grade", "error"),
    ("数量指标", "经费安排", "≤500元/个", "money", "error"),
    ("数量指标", "维修费用", "≤5万元", "money", "error"),
    ("数量指标", "师生满意度", "≥95%", "satisfaction", "error"),
    ("数量指标", "设备使用率", "≥95%", "share", "error"),
    ("数量指标", "国标", "≥90%", "share", "warning"),
    ("数量指标", "资助覆盖率", "=100%", "share", "info"),
    ("数量指标", "资助比例", "=100%", "share", "info"),
    ("数量指标", "设备使用年限", "≥5年", "lasting", "error"),
    ("质量指标", "验收合格率", "优", "number-grade", "error"),
    ("社会效益指标", "受益人数", "优", "number-grade", "error"),
    ("服务对象满意度指标", "师生满意度", "优", "number-grade", "error"),
    ("社会效益指标", "受益人数", "=100%", "number-share", "warning"),
    ("成本指标", "设备单价", "=100%", "price", "error"),
    ("经济效益指标", "每批次检测费", "=100%", "price", "error"),
    ("成本指标", "维修费用", "=100%", "price", "error"),
    ("成本指标", "救助标准", "=100%", "share", "warning"),
    ("成本指标", "患者血压控制率", "≥50%", "share", "warning"),
    ("质量指标", "验收合格率", "≥50年", "rate", "error"),
    ("质量指标", "验收合格率", "≥50个", "rate", "error"),
    ("社会效益指标", "覆盖比例", "≥50万元", "rate", "error"),
    ("质量指标", "验收合格率", "2024年8月底前", "rate", "error"),
    ("数量指标", "建筑面积", "≥50年", "number-time", "error"),
    ("社会效益指标", "到场时间", "=100%", "duration", "error"),
    ("可持续影响指标", "使用年限", "≥50万元", "duration", "error"),
    ("质量指标", "完工时间", "2024年8月底前", "date", "error"),
    ("质量指标", "经费安排", "≤500元/个", "money", "error"),
    ("质量指标", "维修费用", "≤5万元", "money", "error"),
    ("质量指标", "资金", "≤5万元", "money", "warning"),
    ("质量指标", "师生满意度", "≥95%", "satisfaction", "warning"),
    ("质量指标", "维修校舍面积", "≥8000平方米", "count", "error"),
    ("质量指标", "购买数量", "=21个", "count", "error"),
    ("质量指标", "维修校舍面积", "≥1平方米", "count", "error"),
    ("成本指标", "完工时间", "2024年8月底前", "date", "error"),
    ("成本指标", "支出效益", "优", "grade", "error"),
    ("成本指标", "师生满意度", "≥95%", "satisfaction", "error"),
    ("成本指标", "设备使用率", "≥95%", "share", "error"),
    ("成本指标", "国标", "≥90%", "share", "warning"),
    ("成本指标", "培训人数", "≥240人", "count", "error"),
    ("成本指标", "房屋", "=400平方米", "count", "warning"),
    ("成本指标", "设备使用年限", "≥5年", "lasting", "error"),
    ("成本指标", "工期", "≤5个月", "date", "warning"),
    ("质量指标", "扫描档案页数", "≥26万页", "count", "error"),
    ("质量指标", "垃圾清运量", "≥4.5万吨", "count", "error"),
    ("社会效益指标", "设备使用年限", "≥5年", "lasting", "warning"),
    ("可持续影响指标", "每亩造林成本", "≤1500元/亩", "money", "warning"),
    ("经济效益指标", "完工时间", "2024年8月底前", "date", "warning"),
    ("社会效益指标", "师生满意度", "≥95%", "satisfaction", "info"),
    ("生态效益指标", "每亩造林成本", "≤1500元/亩", "money", "warning"),
    ("服务对象满意度指标", "完工时间", "2024年8月底前", "date", "error"),
    ("服务对象满意度指标", "响应时间", "≤2小时", "date", "error"),
    ("服务对象满意度指标", "单位成本", "≤500元/个", "money", "error"),
    ("服务对象满意度指标", "乡镇数量", "≥21个", "count", "error"),
    ("服务对象满意度指标", "受益户数", "≥21户", "count", "error"),
    ("服务对象满意度指标", "投诉处理时间", "≤5天", "date", "error"),
    ("服务对象满意度指标", "设备使用率", "≥95%", "opinion", "error"),
    ("服务对象满意度指标", "国标", "≥95%", "opinion", "warning"),
    ("服务对象满意度指标", "优化支出效益", "优", "opinion", "warning"),
]
SAID = {
    "date": "{category}“{name}”的指标值是时间“{target}”",
    "grade": "{category}“{name}”的指标值是等级“{target}”",
    "money": "{category}“{name}”的指标值是金额“{target}”",
    "count": "{category}“{name}”的指标值是数量“{target}”",
    "share": "{category}“{name}”的指标值是比例“{target}”",
    "opinion": "“{name}”问的不是满意不满意，放在了{category}",
    "satisfaction": "“{name}”说的是满意度，放在了{category}",
    "lasting": "“{name}”{target} 说的是能用多久，放在了{category}",
    "number-grade": "“{name}”是一个数，指标值却是等级“{target}”",
    "number-share": "“{name}”是一个数量，指标值却是比例“{target}”",
    "number-time": "“{name}”是一个数量，指标值却是时间“{target}”",
    "rate": "“{name}”是一个比例，指标值却是“{target}”",
    "duration": "“{name}”是一段时间，指标值却是“{target}”",
    "price": "“{name}”是一个价钱，指标值却是比例“{target}”",
}


def one(category: str, name: str, target: str, profile: str = "hebei", **fields: str) -> list[tuple[str, str, str]]:
    given = row(**{"category": category, "name": name, "target": target, **fields}).splitlines()
    return hits("PS229", f"indicators:\n  - {{{', '.join(given)}}}\n", profile)


@pytest.mark.parametrize(("category", "name", "target", "say", "severity"), BAD)
def test_a_target_in_the_wrong_category(category: str, name: str, target: str, say: str, severity: str) -> None:
    message = SAID[say].format(category=category, name=name, target=target)
    assert one(category, name, target) == [("indicators.0.target", severity, message)]


@pytest.mark.parametrize(
    ("category", "name", "target"),
    [
        ("数量指标", "维修校舍面积", "≥8000平方米"),
        ("数量指标", "补助金额", "≥120万元"),
        ("数量指标", "培训天数", "=5天"),
        ("数量指标", "培训规模", "≥5"),
        ("数量指标", "培训人数", "比上年增长5%"),
        ("数量指标", "培训人数", "若干"),
        ("数量指标", "人均建筑面积", "≥10平方米/人"),
        ("质量指标", "验收合格率", "=100%"),
        ("质量指标", "师生满意度", "≥95分"),
        ("质量指标", "满意度调查时间", "≤5天"),
        ("质量指标", "返工面积", "=0平方米"),
        ("质量指标", "培训人数", "≥5"),
        ("质量指标", "服务质量", "优"),
        ("质量指标", "响应时间", "≤2小时"),
        ("质量指标", "设备故障次数", "≤2次"),
        ("质量指标", "安全事故次数", "=0次"),
        ("质量指标", "安全事故次数", "≥1次"),
        ("质量指标", "获奖数量", "≥3项"),
        ("质量指标", "考核得分", "≥90分"),
        ("质量指标", "满意程度", "≥90%"),
        ("时效指标", "完工时间", "≥98%"),
        ("时效指标", "完工时间", "2024年8月底前"),
        ("成本指标", "单位成本", "≤500元/个"),
        ("成本指标", "年度费用", "≤5万元"),
        ("成本指标", "年度费用", "≤5万"),
        ("成本指标", "年度费用", "≤5"),
        ("成本指标", "成本节约率", "≥5%"),
        ("成本指标", "资金使用率", "≥95%"),
        ("质量指标", "路面状况指数", "≥90点"),
        ("质量指标", "路面状况指数", "优"),
        ("质量指标", "路面状况指数", "≥90%"),
        ("可持续影响指标", "设备使用年限", "≥5年"),
        ("可持续影响指标", "师生受益", "≥95%"),
        ("数量指标", "质保期内维修时间", "≤5天"),
        ("经济效益指标", "户均增收", "≥9600元/户"),
        ("经济效益指标", "降低每亩成本", "≤500元/亩"),
        ("社会效益指标", "人均自付", "≤100元/人"),
        ("社会效益指标", "受益人数", "≥100人"),
        ("社会效益指标", "设备单价", "≤5天"),
        ("社会效益指标", "师生满意度", "≥95分"),
        ("社会效益指标", "满意度调查时间", "≤5天"),
        ("社会效益指标", "月租户数", "≤500户"),
        ("可持续影响指标", "长效机制", "2025年底前"),
        ("服务对象满意度指标", "师生满意度", "≥95%"),
        ("服务对象满意度指标", "师生满意度", "≥95分"),
        ("服务对象满意度指标", "师生满意度", "≥95"),
        ("服务对象满意度指标", "师生评价", "优"),
        ("服务对象满意度指标", "投诉次数", "≤3次"),
        ("服务对象满意度指标", "师生满意度", "及时"),
        ("服务对象满意度指标", "办事流程", "及时"),
        ("社会效益指标", "火灾发生率", "≤3起/万人"),
        ("质量指标", "网络速率", "≥100兆"),
        ("质量指标", "平均频率", "≥100次"),
        ("社会效益指标", "到场时间", "≤10分钟"),
        ("社会效益指标", "到场时间", "≤10次"),
        ("数量指标", "服务月数", "=6个月"),
        ("成本指标", "公用经费", "≤95%"),
        ("成本指标", "成本", "≤95%"),
        ("社会效益指标", "减少浪费", "≤95%"),
        ("时效指标", "办理率", "优"),
        ("时效指标", "办理件数", "≥90%"),
    ],
)
def test_a_target_in_its_category(category: str, name: str, target: str) -> None:
    assert one(category, name, target) == []


def test_the_description_may_tell_what_is_measured() -> None:
    assert one("成本指标", "国标", "≤90%", description="实际价格占预算单价的比例") == []
    assert one("服务对象满意度指标", "教师", "≥90%", description="教师认可的比例") == []
    assert one("质量指标", "核心期刊论文数量", "≥3篇") == []


def test_the_first_level_of_costs_has_kinds_that_are_no_money() -> None:
    assert [severity for _, severity, _ in one("经济成本指标", "培训人数", "≥240人", "mof-2021")] == ["error"]
    assert one("生态环境成本指标", "施工噪声", "≤60分贝", "mof-2021") == []


def test_an_indicator_of_an_activity_has_no_category() -> None:
    indicators = "[{name: 完工时间, target: 2024年8月底前}]"
    fragment = f"department:\n  activities:\n    - {{name: 预算编制, goals: [批复], indicators: {indicators}}}\n"
    assert at("PS229", fragment) == []
