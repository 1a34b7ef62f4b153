"""What the money is for and what it is to reach: each says more than the one before."""

from __future__ import annotations

import pytest

from tests.rules import findings, hits


def project(id: str, **fields: str) -> list[tuple[str, str, str]]:
    return hits(id, "".join(f"{key}: {value}\n" for key, value in fields.items()))


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("校舍维修", "校舍维修"),
        ("校舍维修", "用于校舍维修。"),
        ("校舍维修费", "主要用于全县校舍维修所需经费"),
        ("2024年度校舍维修", "2023年校舍维修"),
        ("校舍维修", "保障校舍维修工作正常开展，及时足额拨付资金"),
        ("印刷费（票据、凭证）", "印刷费"),
        ("商业用房维修", "商业街维修"),
        ("智慧办税系统建设费", "用于智慧办税服务"),
        ("校舍维修", "用于支付"),
    ],
)
def test_a_purpose_that_is_only_the_name(name: str, purpose: str) -> None:
    assert project("PS407", name=name, purpose=purpose) == [
        ("purpose", "warning", f"资金用途“{purpose}”没有比项目名称“{name}”多说什么")
    ]


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("校舍维修", "用于维修12所校舍"),
        ("救护车购置", "购置救护车2台"),
        ("校舍维修", "校舍屋面维修"),
        ("校舍维修", "中学校舍维修"),
        ("校舍维修", "''"),
    ],
)
def test_a_purpose_that_says_more(name: str, purpose: str) -> None:
    assert project("PS407", name=name, purpose=purpose) == []


def test_long_texts_are_shown_by_their_beginning() -> None:
    ((_, _, message),) = project("PS407", name="甲" * 80, purpose="甲" * 81)
    assert message == f"资金用途“{'甲' * 79}…”没有比项目名称“{'甲' * 80}”多说什么"


@pytest.mark.parametrize(
    ("goal", "what"),
    [
        ("用于防疫物资储备和调运费用", "资金用途"),
        ("防疫物资储备和调运", "资金用途"),
        ("完成防疫物资储备和调运。", "资金用途"),
        ("储备和调运", "资金用途"),
        ("疫情防控保障", "项目名称"),
    ],
)
def test_a_goal_that_is_only_the_purpose_or_the_name(goal: str, what: str) -> None:
    found = project("PS408", name="疫情防控保障", purpose="防疫物资储备和调运", goals=f"[全年储备口罩10万只, {goal}]")
    assert found == [("goals.1", "warning", f"绩效目标“{goal}”只是把{what}再写一遍")]


@pytest.mark.parametrize(
    "goal",
    [
        "及时足额拨付防疫物资储备和调运费用",
        "防疫物资储备和调运到位",
        "物资储备",
        "防疫物",
        "费用",
    ],
)
def test_a_goal_that_says_more_or_a_part(goal: str) -> None:
    assert project("PS408", name="疫情防控保障", purpose="防疫物资储备和调运", goals=f"[{goal}]") == []


def test_half_of_the_purpose_is_most_of_it() -> None:
    assert len(project("PS408", name="校舍", purpose="桥梁涵洞护坡", goals="[桥梁涵]")) == 1
    assert project("PS408", name="校舍", purpose="桥梁涵洞护坡堤", goals="[桥梁涵]") == []


def test_each_goal_is_told_once() -> None:
    found = project("PS408", name="校舍维修", purpose="用于校舍维修", goals="[校舍维修, 校舍维修费用]")
    assert [path for path, _, _ in found] == ["goals.0", "goals.1"]
    assert {message[-9:] for _, _, message in found} == {"把资金用途再写一遍"}
    assert project("PS408", name="校舍维修", purpose="''", goals="[校舍维修]") == [
        ("goals.0", "warning", "绩效目标“校舍维修”只是把项目名称再写一遍")
    ]


@pytest.mark.parametrize(
    "goals",
    [
        "[保障日常工作顺利开展]",
        "[及时足额拨付公用经费, 保障日常工作顺利开展]",
        "[按时完成各项工作, 预算执行率≥95%]",
        "[2024年度各项工作任务按计划完成]",
        "[进一步提高资金使用效益和服务水平, 确保机关正常运转]",
        "[保障机关车]",
    ],
)
def test_goals_that_would_do_for_any_project(goals: str) -> None:
    shown = goals.strip("[]").replace(", ", "、")
    assert project("PS409", goals=goals) == [("goals", "warning", f"绩效目标只有“{shown}”，放到哪个项目都成立")]


@pytest.mark.parametrize(
    "goals",
    [
        "[保障校舍维修工作顺利开展]",
        "[保障日常工作顺利开展, 8月底前12所学校投入使用]",
        "[屋面不漏]",
        "[保障屋面]",
        "[师生满意]",
        "[重大疫情, 校舍]",
    ],
)
def test_goals_with_something_of_the_project(goals: str) -> None:
    assert project("PS409", goals=goals) == []


ROWS = """
indicators:
  - {category: 数量指标, name: 道路维修里程}
"""
LONG = "[栽植油松侧柏山桃，浇水抚育，封山禁牧，山头披绿]"


def about(name: str, purpose: str, goals: str, rows: str = ROWS) -> list[str]:
    found = hits("PS409", f"name: {name}\npurpose: {purpose}\ngoals: {goals}\n{rows}".replace("，", "、"))
    assert all((path, severity) == ("goals", "warning") for path, severity, _ in found)
    return [message for _, _, message in found]


def test_long_goals_that_have_nothing_of_a_project_whose_name_and_rows_agree() -> None:
    shown = LONG.strip("[]").replace("，", "、")
    other = f"绩效目标“{shown}”与本项目的名称、用途和指标都对不上"
    assert about("道路畅通", "铺沥青", LONG) == [other]
    assert about("畅通", "道路铺沥青", LONG) == [other]
    assert about("畅通", "铺沥青", LONG) == []  # where name and rows do not agree either, nothing can be told
    assert about("道路侧柏", "铺沥青", LONG) == []
    assert about("道路畅通", "铺沥青和侧柏", LONG) == [
        f"资金用途和绩效目标“{shown}”说的是一件事，项目名称“道路畅通”和指标说的是另一件事"
    ]
    assert about("道路畅通", "道路侧柏", LONG) == []
    assert about("畅通", "铺沥青和侧柏", LONG) == []
    assert about("道路畅通", "铺沥青", LONG, ROWS.replace("里程", "侧柏")) == []


def test_goals_must_be_long_to_be_told_by_their_words_alone() -> None:
    fifteen, fourteen = "[一乙二丁三己四辛五癸六丑七卯八辰]", "[一乙二丁三己四辛五癸六丑七卯八]"
    assert len(about("道路畅通", "道路", fifteen)) == 1
    assert about("道路畅通", "道路", fourteen) == []
    (both,) = about("道路畅通", "八辰", fourteen)
    assert both.startswith("资金用途和绩效目标")
    assert about("道路畅通", "七卯", fourteen) == []


def test_short_goals_are_told_by_things_of_another_field() -> None:
    assert about("道路畅通", "铺沥青", "[造林见效]") == ["绩效目标“造林见效”与本项目的名称、用途和指标都对不上"]
    assert about("道路畅通", "铺沥青", "[领先见效]") == []
    assert about("绿道畅通", "铺沥青", "[造林见效]") == []
    assert about("道路畅通", "绿道铺沥青", "[造林见效]") == []
    assert about("道路畅通", "铺沥青", "[造林见效]", ROWS.replace("道路维修", "林带")) == []


def test_goals_of_another_project() -> None:
    assert project("PS409", goals="[按市防控办标准储备防疫物资, 防疫物资按需采购]") == [
        ("goals", "warning", "绩效目标“按市防控办标准储备防疫物资、防疫物资按需采购”与本项目的名称、用途和指标都对不上")
    ]
    assert project("PS409", goals="[防疫物资]", name="储备防疫物资") == []
    assert project("PS409", goals="[防疫物资]", title="储备防疫物资") == []
    assert project("PS409", goals="[防疫物资]", purpose="储备防疫物资") == []


@pytest.mark.parametrize(
    ("id", "fragment", "advice"),
    [
        (
            "PS407",
            "purpose: 农村中小学校舍维修",
            "写明买什么、做什么、多少、给谁用，例如“用于维修12所农村中小学的屋面和外墙”",
        ),
        (
            "PS408",
            "goals: [农村中小学校舍维修]",
            "写花了这笔钱要达到什么：完成多少、到什么时候、有什么变化",
        ),
        ("PS409", "goals: [保障工作]", "写这个项目要达到什么：办成哪件事、多少、到什么时候"),
        ("PS409", "goals: [储备防疫物资]", "核对是不是套用了别的项目；写这个项目要达到什么"),
    ],
)
def test_what_to_write_instead(id: str, fragment: str, advice: str) -> None:
    (found,) = findings(id, fragment)
    assert found.advice() == advice
