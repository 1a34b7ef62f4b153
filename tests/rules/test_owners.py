"""Organisations in the names of projects: the unit itself, or another one."""

from __future__ import annotations

import pytest

from tests.rules import findings, hits

UNITS = """
department:
  name: 青石县财政局
  units:
    - {code: "105001", name: 青石县财政局本级}
    - {code: "105002", name: 青石县国有资产事务中心}
    - {code: "105003", name: 青石县第二中学}
    - {code: "105004", name: 人力资源和社会保障局（机关）}
    - {code: "105005", name: 发展和改革局}
"""


def owner(name: str, unit: str) -> list[str]:
    found = hits("PS402", f"name: '{name}'\nunit: '{unit}'\n{UNITS}")
    assert all((path, severity) == ("name", "warning") for path, severity, _ in found)
    return [message for _, _, message in found]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("国资事务中心：商业用房维修", "105002"),
        ("国有资产事务中心-商业用房维修", "105002"),
        ("2023年度国资中心：商业用房维修", "105002"),
        ("（2）国资中心:商业用房维修", "105002"),
        ("财政局：票据印刷", "105001"),
        ("青石县财政局：票据印刷", "105001"),
        ("县财政局国资事务中心：商业用房维修", "105002"),
        ("人社局：职业技能培训", "105004"),
        ("县二中学：食堂维修", "105003"),
        ("发改委：成本监审", "105005"),
        ("三馆一站：免费开放", "105001"),
        ("三馆一中心：免费开放", "105001"),
        ("两院：信息化建设", "105001"),
        ("重点工程：道路维修", "105001"),
        ("支付中心丰润宾馆房屋租赁费", "105002"),
        ("第二中学食堂维修", "105001"),
        ("第二中学食堂维修", "105003"),
        ("县财政局国资事务中心商业用房维修", "105002"),
        ("县中心道路改造", "105003"),
        ("食堂维修", "105003"),
        ("国资经营中心：商业用房维修", "999999"),
        ("中学：食堂维修", "105001"),
    ],
)
def test_a_name_may_speak_of_its_own_unit_and_of_others_on_its_way(name: str, unit: str) -> None:
    assert owner(name, unit) == []


@pytest.mark.parametrize(
    ("name", "unit", "organisation", "called"),
    [
        ("国资经营中心：商业用房维修", "105002", "国资经营中心", "青石县国有资产事务中心"),
        ("国资经营中心 —商业用房维修", "105002", "国资经营中心", "青石县国有资产事务中心"),
        ("（2）2023年度国资经营中心：维修", "105002", "国资经营中心", "青石县国有资产事务中心"),
        ("国资事务中心：商业用房维修", "105001", "国资事务中心", "青石县财政局本级"),
        ("财政局：票据印刷", "105002", "财政局", "青石县国有资产事务中心"),
        ("县办公室：票据印刷", "105002", "县办公室", "青石县国有资产事务中心"),
        ("发展改革局成本监审", "105003", "发展改革局", "青石县第二中学"),
        ("发改委：成本监审", "105003", "发改委", "青石县第二中学"),
        ("第三中学：食堂维修", "105003", "第三中学", "青石县第二中学"),
        ("财政局承租医疗物资储备库用房房租费用", "105002", "财政局", "青石县国有资产事务中心"),
        ("第二中学食堂维修", "105002", "第二中学", "青石县国有资产事务中心"),
        ("人社局办公室培训", "105003", "人社局", "青石县第二中学"),
    ],
)
def test_another_organisation_stands_in_the_name(name: str, unit: str, organisation: str, called: str) -> None:
    assert owner(name, unit) == [f"名称里的单位是“{organisation}”，预算单位是“{called}”"]


def test_the_advice_names_both_ways() -> None:
    (found,) = findings("PS402", f"name: 国资经营中心：维修\nunit: '105002'\n{UNITS}".replace("：", "-"))
    assert found.advice() == "核对是哪个单位的项目，改正名称或预算单位"
