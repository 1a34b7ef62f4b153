"""The department's own goals, indicators and safeguards."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.rules import findings, hits

Data = dict[str, Any]


def activity(id: str, **fields: Any) -> list[tuple[str, str, str]]:
    return hits(id, json.dumps(fields, ensure_ascii=False))


def goal(goal: str, name: str, target: str | None, description: str | None = None, **more: Any) -> list[Any]:
    row = {"name": name, "target": target, "description": description, **more}
    return activity("PS506", goals=["改善条件", goal], indicators=[{key: value for key, value in row.items() if value}])


# PS506


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("预算草案全部通过", "预算草案人大通过率", "≥95%"),
        ("辖区内危房全部完成改造", "危房改造完成率", "≥90%"),
        ("农村公路全部列养", "农村公路列养率", "≥85%"),
        ("所有乡镇卫生院达到国家标准", "乡镇卫生院达到国家标准比例", "≥90%"),
        ("实现行政村5G网络全覆盖", "行政村5G网络覆盖率", "95%以上"),
        ("饮用水水质全部达标", "饮用水水质达标率", "90%-100%"),
        ("养老金１００％按时发放", "养老金按时发放率", "≥99.9%"),
        ("信访事项全部按期办结，群众满意", "信访事项按期办结率", ">95%"),
        ("提高效率；信访事项全部按期办结", "信访事项按期办结率", "=99%"),
        ("全部合格", "合格率", "≥95%"),
        ("全部丙丁戊己", "丙戊己率", "≥95%"),  # three of four signs, one of two pairs
    ],
)
def test_a_goal_of_all_against_a_target_of_less(text: str, name: str, target: str) -> None:
    ((path, severity, _),) = goal(text, name, target)
    assert (path, severity) == ("activities.0.indicators.0.target", "warning")


def test_both_sentences_are_told() -> None:
    assert goal("提高效率，信访事项全部按期办结", "信访事项按期办结率", "≥95%")[0][2] == (
        "工作活动的目标说“信访事项全部按期办结”，指标值 ≥95% 却容许做不到"
    )


def advice(text: str, name: str, target: str) -> str:
    row = {"goals": [text], "indicators": [{"name": name, "target": target}]}
    (one,) = findings("PS506", json.dumps(row, ensure_ascii=False))
    return one.advice()


@pytest.mark.parametrize(
    ("text", "name", "target", "right"),
    [
        ("信访事项全部办结", "信访事项办结率", "≥95%", "=100%"),
        ("不发生安全事故", "安全事故起数", "≤1起", "=0起"),
        ("不发生安全事故", "安全事故起数", "<2", "=0"),
        ("义务教育巩固率达到98%以上", "义务教育巩固率", "≥95%", "≥98%"),
        ("森林火灾受害率：控制在0.9‰以内", "森林火灾受害率", "≤9‰", "≤0.9‰"),
    ],
)
def test_the_target_that_keeps_the_promise_is_advised(text: str, name: str, target: str, right: str) -> None:
    assert advice(text, name, target) == (f"目标和指标值说同一个要求：指标值写成 {right}，或者把目标改成做得到的话")


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("不发生重大安全生产责任事故", "重大安全生产责任事故起数", "≤1起"),
        ("杜绝重大火灾事故", "重大火灾事故次数", "<2次"),
        ("校园零事故", "校园事故数", "=3起"),
        ("馆藏档案安全无事故", "档案安全事故数", "1-2次"),
        ("无拖欠农民工工资案件", "拖欠农民工工资案件数", "≤5件"),
        ("避免发生大规模群体性上访事件", "群体性上访事件数", "≤3起"),
        ("杜绝群众投诉", "群众投诉率", "≤2%"),
        ("不发生重大经济损失", "重大经济损失", "≤0.5万元"),
        ("不出现重大停水", "重大停水", "≤0.5小时"),
        ("不发生交通死亡", "交通死亡率", "≤0.5人/万辆"),
        ("不发生重大经济损失", "重大经济损失", "<1元"),
    ],
)
def test_a_goal_of_none_against_a_target_of_some(text: str, name: str, target: str) -> None:
    assert [severity for _, severity, _ in goal(text, name, target)] == ["warning"]


def test_what_the_description_says_counts_too() -> None:
    name, description = "行政诉讼败诉案件数", "因现场取证不足被人民法院判决败诉的行政案件"
    assert len(goal("不发生因取证不足导致的败诉案件", name, "≤3件", description)) == 1
    assert goal("不发生因取证不足导致的败诉案件", name, "≤3件") == []


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("义务教育巩固率达到98%以上", "义务教育巩固率", "≥95%"),
        ("高中阶段毛入学率为93%", "高中阶段毛入学率", "≥90%"),
        ("全年培训干部不少于500人次", "培训干部", "≥300人次"),
        ("森林火灾受害率控制在0.9‰以内", "森林火灾受害率", "≤1‰"),
    ],
)
def test_a_figure_behind_the_name_against_a_lower_target(text: str, name: str, target: str) -> None:
    assert [severity for _, severity, _ in goal(text, name, target)] == ["warning"]


def test_the_unit_of_a_field_of_its_own_counts() -> None:
    assert len(goal("新增床位500张以上", "新增床位", "≥300", unit="张")) == 1
    assert goal("新增床位500张以上", "新增床位", "≥500", unit="张") == []


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("信访事项全部按期办结", "信访事项按期办结率", "=100%"),
        ("信访事项全部按期办结", "信访事项按期办结率", "≥100%"),
        ("信访事项全部按期办结", "信访事项按期办结率", "≤95%"),
        ("信访事项全部按期办结", "信访事项按期办结率", "≥120%"),
        ("信访事项全部登记", "信访事项跟记率", "≥95%"),
        ("信访事项全部按期办结", "信访事项按期办结率", "较上年提高5%"),
        ("信访事项全部按期办结", "信访事项按期办结数", "≥95件"),
        ("信访事项全部按期办结", "信访事项按期办结率", "优"),
        ("信访事项全部按期办结", "信访事项按期办结率", None),
        ("信访事项按期办结", "信访事项按期办结率", "≥95%"),
        ("预算草案全部通过", "预算公开完整性", "≥95%"),
        ("批复区级全部预算单位年初预算", "年初预算到位率", "≥75%"),
        ("重点工程全部按期完工", "工程按期完工率", "≥95%"),
        ("所有学校开展心理健康教育", "心理健康教育教师持证率", "≥60%"),
        ("全部乡镇完成档案数字化", "档案查阅满意度", "≥95%"),
        ("全部完成", "率", "≥95%"),
        ("全部学校食堂安装监控设备", "学校食堂监控设备完好率", "≥95%"),
        ("全部按计划完成城乡一体化供水管网和泵站改造任务", "改造完成率", "≥95%"),
        ("全部甲乙丙丁戊己", "丙甲戊己率", "≥95%"),  # four of six signs, one of three pairs
        ("全部丙丁戊己庚", "丙戊己率", "≥95%"),  # three of five signs
    ],
)
def test_a_goal_of_all_that_its_target_keeps_or_that_is_about_something_else(
    text: str, name: str, target: str | None
) -> None:
    assert goal(text, name, target) == []


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("不发生安全事故", "安全事故起数", "=0起"),
        ("不发生安全事故", "安全事故起数", "≤0"),
        ("不发生安全事故", "安全事故起数", "<1起"),
        ("不发生安全事故", "安全事故起数", "≥1起"),
        ("不发生安全事故", "安全事故率", "=0%"),
        ("不发生重大安全事故", "安全事故起数", "≤2起"),
        ("不发生重大安全事故", "一般安全事故起数", "≤2起"),
        ("不发生特别重大安全事故", "重大安全事故起数", "≤1起"),
        ("减少安全事故", "安全事故起数", "≤2起"),
        ("杜绝超标排放", "废气排放浓度", "≤50毫克/立方米"),
        ("消除安全隐患", "隐患整改费用", "≤50万元"),
        ("不发生安全事故", "安全培训覆盖率", "≥95%"),
    ],
)
def test_a_goal_of_none_that_its_target_keeps_or_that_is_about_something_else(
    text: str, name: str, target: str
) -> None:
    assert goal(text, name, target) == []


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("义务教育巩固率达到95%以上", "义务教育巩固率", "≥95%"),
        ("义务教育巩固率达到95%", "义务教育巩固率", "≥98%"),
        ("义务教育巩固率达到95%", "义务教育巩固率", "≤98%"),
        ("森林火灾受害率控制在0.9‰以内", "森林火灾受害率", "≤0.5‰"),
        ("森林火灾受害率控制在0.9‰以内", "森林火灾受害率", "≤0.9‰"),
        ("森林火灾受害率", "（全市）", "≤0.9‰"),
        ("案件办结率达到95%以上，群众满意度达到90%以上", "群众满意度", "≥90%"),
        ("财政收入增长4%以上", "财政收入", "≥13.5亿元"),
        ("培训干部不少于500人次", "培训干部", "≥30期"),
        ("培训干部不少于50期", "培训干部", "≥30人次"),
        ("培训干部不少于50期", "培训干部", "比上年增加30期"),
        ("义务教育巩固率提高", "义务教育巩固率", "≥95%"),
    ],
)
def test_a_figure_that_its_target_keeps(text: str, name: str, target: str) -> None:
    assert goal(text, name, target) == []


def test_an_indicator_is_told_once_and_every_indicator_is_looked_at() -> None:
    found = activity(
        "PS506",
        goals=["信访事项全部办结", "信访事项全部办结到位", "不发生安全事故"],
        indicators=[
            {"name": "完成率"},
            {"name": "信访事项办结率", "target": "≥95%"},
            {"name": "安全事故起数", "target": "≤2起"},
        ],
    )
    assert [path for path, _, _ in found] == [f"activities.0.indicators.{row}.target" for row in (1, 2)]


# PS507


@pytest.mark.parametrize(
    ("name", "target", "count"),
    [
        ("培训教师人数", "≥95%", "数"),
        ("开展评价项目个数", "98%以上", "个数"),
        ("学校标准化建设数量", "90%-95%", "数量"),
        ("评价资金数（万元）", "≥5‰", "数"),
        ("拨付补助金额", "=100%", "金额"),
        ("绿化面积", "≥35%", "面积"),
        ("接待群众人次", "≥95%", "人次"),
    ],
)
def test_a_count_with_a_share_as_target(name: str, target: str, count: str) -> None:
    found = hits("PS507", f"name: {name}\ntarget: '{target}'\n")
    assert [(severity, said) for _, severity, said in found] == [
        ("warning", f"名称“{name}”说的是“{count}”，指标值 {target} 却是比例")
    ]
    assert found[0][0].endswith(".target")


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("培训教师人数", "≥95人"),
        ("培训教师人数", "较上年增长5%"),
        ("教师培训覆盖率", "≥95%"),
        ("参训教师占教师总数的比例", "≥95%"),
        ("工程质量", "≥95%"),
        ("居民幸福指数", "≥90%"),
        ("人均绿地系数", "≥40%"),
        ("培训教师人数", "优"),
        ("旅客满意度", "≥95%"),
    ],
)
def test_counts_in_numbers_and_rates_in_shares(name: str, target: str) -> None:
    assert hits("PS507", f"name: {name}\ntarget: '{target}'\n") == []


def test_a_count_without_a_target_is_no_matter_of_this_rule() -> None:
    fields = {"goals": ["完成培训"], "indicators": [{"name": "培训人数"}]}
    department = {"activities": [{"name": "培训", **fields}]}
    assert findings("PS507", json.dumps({"name": "培训次数", "target": "≥3次", "department": department})) == []


def test_the_indicators_of_activities_are_looked_at_too() -> None:
    department = {
        "activities": [{"name": "培训", "goals": ["培训"], "indicators": [{"name": "人数", "target": "≥9%"}]}]
    }
    text = json.dumps({"name": "培训次数", "target": "≥3次", "department": department}, ensure_ascii=False)
    assert [path for path, _, _ in hits("PS507", text)] == ["activities.0.indicators.0.target"]


# PS508


def department(*activities: list[tuple[str, str | None]]) -> list[tuple[str, str, str]]:
    return hits(
        "PS508",
        json.dumps(
            {
                "activities": [
                    {
                        "name": f"活动{number}",
                        "goals": ["完成任务"],
                        "indicators": [
                            {"name": name, **({"description": description} if description else {})}
                            for name, description in rows
                        ],
                    }
                    for number, rows in enumerate(activities)
                ]
            },
            ensure_ascii=False,
        ),
    )


def test_the_copy_is_the_one_whose_name_fits_less() -> None:
    found = [("activities.0.indicators.0.description", "warning")]
    rows = [("会计制度知晓率", "完成培训计划的情况"), ("培训计划完成率", "培训计划完成情况")]
    assert [each[:2] for each in department(rows)] == found
    assert department(rows)[0][2] == "描述和指标“培训计划完成率”的描述是同一句话，说的不是“会计制度知晓率”"
    assert [each[0] for each in department(rows[::-1])] == ["activities.0.indicators.1.description"]


def test_of_two_that_fit_alike_the_later_one_is_told() -> None:
    rows = [("培训人数", "培训计划完成情况"), ("培训场次", "培训计划完成情况"), ("培训天数", "培训计划完成情况")]
    assert [each[0][-13:-12] for each in department(rows)] == ["1", "2"]


def test_a_copy_from_another_activity_is_told_where_it_clearly_belongs_there() -> None:
    there = [("监督评价任务完成率", "监督评价任务完成情况")]
    assert [each[0] for each in department([("专项检查任务完成率", "监督评价任务完成情况")], there)] == [
        "activities.0.indicators.0.description"
    ]
    assert department([("监督检查任务完成率", "监督评价任务完成情况")], there) == []
    assert department([("监督评价任务完成率", "监督评价任务完成情况")], there) == []
    assert (
        department([("专项检查落实率", "监督评价任务完成情况")], [("监督任务按期完成", "监督评价任务完成情况")]) == []
    )


def test_descriptions_of_their_own() -> None:
    assert department([("甲率", "完成培训期数占比"), ("乙率", "完成检查次数占比")]) == []
    assert department([("甲率", None), ("乙率", None)]) == []


def test_four_signs_are_enough_to_tell_a_copy() -> None:
    assert department([("甲率", "培训期"), ("乙率", "培训期的情况")]) == []
    assert len(department([("甲率", "培训期数"), ("乙率", "培训期数情况")])) == 1


# PS509


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("校舍维修完成率", "校舍维修完成情况"),
        ("校舍维修完成率", "反映校舍维修的完成程度"),
        ("校舍维修完成率", "完成校舍维修情况。"),
        ("业务申请办理及时率", "及时办理申请业务情况"),
        ("查档接待人次", "查档接待人次情况"),
        ("校舍维修完成率", "情况"),
    ],
)
def test_a_description_that_adds_nothing(name: str, description: str) -> None:
    ((path, severity, said),) = activity("PS509", indicators=[{"name": name, "description": description}])
    assert (path, severity, said) == (
        "activities.0.indicators.0.description",
        "info",
        f"描述“{description}”只是把名称换了个说法",
    )


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("校舍维修完成率", "已完工校舍面积占计划维修面积的比例"),
        ("校舍维修完成率", "校舍改造完成情况"),
        ("校舍维修完成率", "校舍维修完成率"),
        ("项目完成情况", "项目完成情况"),
        ("校舍维修完成率", "校舍维修"),
        ("校舍维修完成率", "反映校舍维修完成面积占计划面积的情况"),
    ],
)
def test_a_description_that_says_more_or_is_the_name(name: str, description: str) -> None:
    assert activity("PS509", indicators=[{"name": name, "description": description}]) == []


# PS510


def test_a_goal_that_stands_twice() -> None:
    found = activity("PS510", goals=["完成维修", "改善条件", "完成 维修。", "改善条件", "完成维修"])
    assert found == [
        ("activities.0.goals.2", "info", "这一条与第 1 条是同一句话"),
        ("activities.0.goals.3", "info", "这一条与第 2 条是同一句话"),
        ("activities.0.goals.4", "info", "这一条与第 1 条是同一句话"),
    ]
    assert activity("PS510", goals=["完成维修", "完成维修验收"]) == []


# PS511


def test_a_heading_without_a_text() -> None:
    assert hits("PS511", "measures: []\nname: 加强管理\n") == [
        ("safeguards.0.name", "info", "“加强管理”只有标题，没有内容")
    ]
    assert len(hits("PS511", "measures: []\ntext: ' '\n")) == 1
    assert hits("PS511", "measures: []\ntext: 严格执行制度\n") == []
    assert hits("PS511", "measures: [严格执行制度]\n") == []
