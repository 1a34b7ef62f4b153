"""PS203, PS204, PS225 and PS226: whom a project serves, and for how long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from perfspec.workspace import builtin_profile
from tests.rules import at, hits

HEBEI = builtin_profile("hebei")
MONEY = "{category: 经济效益指标, name: 节约费用, target: ≥3万元}"
SOCIAL = "{category: 社会效益指标, name: 受益人数, target: ≥3人}"
NATURE = "{category: 生态效益指标, name: 减少排放, target: ≥3吨}"
COUNT = "{category: 数量指标, name: 完成数量, target: ≥3个}"
LASTING = "{category: 可持续影响指标, name: 机制, target: 健全}"


def project(name: str, *rows: str, purpose: str = "详见方案", goals: str = "完成任务") -> str:
    indicators = "".join(f"  - {row}\n" for row in rows)
    return f"name: {name}\npurpose: {purpose}\ngoals: [{goals}]\nindicators:\n{indicators}"


def asked(text: str, name: str = "满意度", **fields: str) -> str:
    description = f", description: {text}" if text else ""
    row = f"{{category: 服务对象满意度指标, name: {name}{description}, target: ≥95%}}"
    return project(fields.pop("of", "中小学校舍维修"), row, **fields)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("防疫抗疫物资保障", "防疫"),
        ("2023年度一事一议监管系统服务费", "一事一议"),
        ("智慧办税系统建设费", "办税"),
        ("中小学校舍维修", "中小学"),
        ("县医院救护车购置", "医院"),
        ("困难群众救助", "困难群众"),
        ("民政局养老服务补贴", "养老"),
        ("污水处理厂提标", "污水"),
    ],
)
def test_ps203_who_serves_the_public_has_a_social_effect(name: str, word: str) -> None:
    assert hits("PS203", project(name, MONEY)) == [
        ("indicators", "warning", f"项目服务公众（{word}），没有社会效益指标")
    ]
    assert at("PS203", project(name, MONEY, SOCIAL)) == []
    assert at("PS203", project(name, COUNT)) == []
    assert at("PS203", project(name, MONEY), replace(HEBEI, categories=HEBEI.categories[:5])) == []


def test_ps203_the_purpose_may_tell_and_nature_may_be_the_effect() -> None:
    assert at("PS203", project("专项经费", MONEY, purpose="用于发放低保金")) == ["warning"]
    assert at("PS203", project("荒山造林", MONEY)) == ["warning"]
    assert at("PS203", project("荒山造林", NATURE)) == []
    assert at("PS203", project("农村污水治理", NATURE)) == ["warning"]


@pytest.mark.parametrize(
    "name",
    [
        "财政一体化平台网络租赁费",
        "工程造价咨询服务费",
        "机关档案达标经费",
        "教育局网络运行维护",
        "医院办公楼维修",
        "消防大队营房租金",
        "卫生健康委印刷费",
        "交通运输局会议费",
    ],
)
def test_ps203_offices_serve_themselves(name: str) -> None:
    assert at("PS203", project(name, MONEY)) == []


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("商业用房维修", "维修"),
        ("智慧办税系统建设费", "系统建设"),
        ("办公电脑采购", "电脑"),
        ("采购档案密集架和恒温恒湿设备", "密集架"),
        ("更新巡逻车", "巡逻车"),
        ("用于升级数字档案馆系统", "系统"),
        ("新建泵站", "新建"),
    ],
)
def test_ps204_what_lasts_says_how_long(name: str, word: str) -> None:
    assert hits("PS204", project(name, COUNT)) == [("indicators", "warning", f"项目有“{word}”，没有说做成后能用多少年")]
    assert at("PS204", project("专项经费", COUNT, purpose=name)) == ["warning"]
    assert at("PS204", project(name, COUNT, LASTING)) == []
    assert at("PS204", project(name, COUNT, "{category: 可持续影响指标, name: 无, target: /}")) == ["warning"]
    assert at("PS204", project(name, COUNT, goals="质保三年")) == []
    assert at("PS204", project(name, "{category: 质量指标, name: 使用年限, target: ≥5年}")) == []


@pytest.mark.parametrize(
    "name",
    [
        "网络租赁费",
        "电梯维修保养",
        "一体化平台升级服务费",
        "防疫物资采购",
        "采购监控系统运维服务",
        "测温设备物联网流量费用",
        "办公用品购置",
        "设备租赁",
        "印刷费",
    ],
)
def test_ps204_services_rents_and_supplies_do_not_last(name: str) -> None:
    assert at("PS204", project(name, COUNT)) == []


def test_ps204_what_is_counted_may_tell_what_is_bought() -> None:
    bought = "{category: 数量指标, name: 购买数量, description: 用于购买电脑数量, target: ≥50台}"
    assert at("PS204", project("网络运行维护费", bought)) == ["warning"]
    present = "{category: 数量指标, name: 购买数量, description: 用于购买已安装的测温设备流量数量, target: ≥50台}"
    assert at("PS204", project("物联网费用", present)) == []
    upgraded = "{category: 数量指标, name: 升级数量, description: 用于平台升级数量, target: ≥50个}"
    assert at("PS204", project("物联网费用", upgraded)) == []
    other = "{category: 质量指标, name: 购买电脑数量, target: ≥50台}"
    assert at("PS204", project("物联网费用", other)) == []


def test_ps225_officials_are_not_the_public() -> None:
    assert hits("PS225", asked("区直各单位工作人员满意度")) == [
        (
            "indicators.0.description",
            "warning",
            "项目服务公众（中小学），满意度问的却是“区直各单位工作人员”",
        )
    ]
    assert hits("PS225", asked("", name="机关干部满意度")) == [
        ("indicators.0.name", "warning", "项目服务公众（中小学），满意度问的却是“机关干部”")
    ]
    assert hits("PS225", asked("机关干部对维修的满意程度")) == [
        ("indicators.0.description", "warning", "项目服务公众（中小学），满意度问的却是“机关干部对维修”")
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "受益学校师生满意度"},
        {"text": "工作人员和学生满意度"},
        {"text": "使用单位满意度"},
        {"text": "区直各单位工作人员满意度", "of": "网络租赁费"},
        {"text": "社区工作人员满意度", "of": "社区工作人员培训"},
        {"text": "参训社区工作人员满意度", "of": "社区工作人员培训"},
        {"text": "乡镇各单位工作人员满意度", "purpose": "用于21个乡镇校舍维修"},
    ],
)
def test_ps225_those_who_are_served_may_be_asked(fields: dict[str, str]) -> None:
    assert at("PS225", asked(**fields)) == []


def test_ps225_every_official_is_nobody_in_particular() -> None:
    assert at("PS225", asked("全区各单位工作人员满意度", purpose="用于全区校舍维修")) == ["warning"]


def test_ps225_the_project_says_who_its_customers_are() -> None:
    shops = {"of": "商业街房屋修缮", "goals": "保证承租户正常使用"}
    assert hits("PS225", asked("客户满意度", **shops)) == [
        ("indicators.0.description", "warning", "项目服务的是“承租户”，满意度问的却是“客户”")
    ]
    assert at("PS225", asked("承租户客户满意度", **shops)) == []
    assert at("PS225", asked("客户满意度", of="商业街房屋修缮")) == []
    assert at("PS225", asked("客户满意度", of="商业街房屋修缮", goals="服务承租户和其他客户")) == []


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("中小学校舍维修", "中小学"),
        ("荒山造林", "造林"),
        ("向第三方购买服务费", "服务"),
        ("教师培训", "培训"),
    ],
)
def test_ps226_a_service_asks_for_satisfaction(name: str, word: str) -> None:
    assert hits("PS226", project(name, COUNT)) == [("indicators", "warning", f"项目提供服务（{word}），没有满意度指标")]
    assert at("PS226", "department: {stage: draft}\n" + project(name, COUNT)) == ["info"]
    asked = "{category: 服务对象满意度指标, name: 满意度, target: ≥95%}"
    assert at("PS226", project(name, asked)) == []
    assert at("PS226", project(name, asked.replace("name: 满意度", "name: 无"))) == ["warning"]
    assert at("PS226", project(name, COUNT), replace(HEBEI, categories=HEBEI.categories[:5])) == []


@pytest.mark.parametrize("name", ["库房除湿机购置", "服务器购置", "债务还本付息"])
def test_ps226_other_projects_need_not(name: str) -> None:
    assert at("PS226", project(name, COUNT)) == []
