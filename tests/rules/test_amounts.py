"""PS415: the amounts in purpose and goals against the targets."""

from __future__ import annotations

import pytest

from tests.rules import at, hits

ROWS = """
indicators:
  - {category: 数量指标, name: 编织袋采购数量, target: =20万条}
  - {category: 数量指标, name: 办理法律援助案件数, target: ≥430件}
  - {category: 数量指标, name: 培训护理员人数, target: ≥240人}
  - {category: 质量指标, name: 案件评查合格率, target: ≥98%}
  - {category: 质量指标, name: 校巩固率, target: ≥98%}
  - {category: 时效指标, name: 审查时间, target: ≤5天}
  - {category: 成本指标, name: 编织袋单价, target: ≤1.5元/条}
"""


def goal(text: str) -> list[str]:
    return at("PS415", f"goals: ['{text}']{ROWS}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("采购编织袋2万条", ["warning"]),
        ("采购编织袋200万条", ["warning"]),
        ("采购编织袋2000000条", ["warning"]),
        ("办结法律援助案件4300件", ["warning"]),
        ("培训护理员2400名", ["warning"]),
        ("案件评查合格率达到89%", ["warning"]),
        ("办结法律援助案件450件", ["info"]),
        ("办结法律援助案件129件", ["info"]),
        ("办结法律援助案件3010件", ["info"]),
        ("校巩固率达到89%", ["warning"]),
        ("采购编织袋2万条，办结法律援助案件4300件", ["warning"]),
        ("采购编织袋2万条，发放200000件", ["warning"]),
        ("购置编织物30条", []),
        ("采购编织袋20万条", []),
        ("采购编织袋200000条", []),
        ("培训护理员240名", []),
        ("案件评查合格率达到98%", []),
        ("法律援助知晓率达到89%", []),
        ("采购编织袋30条", ["info"]),
        ("采购救生衣2000条", []),
        ("编织袋2000件", []),
        ("每个乡镇采购编织袋2万条", []),
        ("其中采购编织袋2万条", []),
        ("全县采购编织袋2万条", []),
        ("编织袋比上年增加2万条", []),
        ("案件评查合格率提高5%", []),
        ("案件评查合格率提高到89%", ["warning"]),
        ("案件评查合格率由89%提高到98%", []),
        ("采购编织袋20万条，上半年采购编织袋2万条", []),
        ("审查案件时间50天", []),
        ("编织袋单价15元", []),
        ("采购编织袋0条", []),
    ],
)
def test_an_amount_of_the_same_thing_is_the_same(text: str, expected: list[str]) -> None:
    assert goal(text) == expected


def test_a_clause_of_more_than_two_hundred_characters_is_no_clause() -> None:
    assert goal(f"采购编织袋2万条{'和' * 192}") == ["warning"]
    assert goal(f"采购编织袋2万条{'和' * 193}") == []
    assert goal(f"采购编织袋2万条{'和' * 400}") == []


@pytest.mark.parametrize(("more", "shown"), [(31, "和" * 31), (32, "和" * 32), (33, "和" * 31 + "…")])
def test_a_clause_is_shown_to_its_fortieth_character(more: int, shown: str) -> None:
    ((_, _, message),) = hits("PS415", f"purpose: 采购编织袋2万条{'和' * more}{ROWS}")
    assert message.startswith(f"“采购编织袋2万条{shown}”写的是 2万条，")


def test_both_numbers_are_told_at_the_text() -> None:
    assert hits("PS415", f"purpose: 用于仓库，采购编织袋2万条{ROWS}") == [
        ("purpose", "warning", "“采购编织袋2万条”写的是 2万条，指标“编织袋采购数量”写的是 =20万条，像是多写或少写了零")
    ]


LOW_INCOME = """
indicators:
  - {category: 数量指标, name: 城市低保对象人数, target: ≥2100人}
  - {category: 数量指标, name: 农村低保对象人数, target: ≥9800人}
"""


def test_a_text_that_fits_two_indicators_equally_is_not_held_against_one() -> None:
    assert at("PS415", f"goals: [保障低保对象11900人]{LOW_INCOME}") == []
    assert at("PS415", f"goals: [保障城市低保对象11900人]{LOW_INCOME}") == ["info"]
    assert at("PS415", f"goals: [保障农村低保对象2100人]{LOW_INCOME}") == []


PRICE = "indicators: [{category: 成本指标, name: 高龄津贴月标准, target: =100元/人·月}]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每人每月1000元", ["warning"]),
        ("每生每月补助0.1万元", ["warning"]),
        ("每人每月120元", ["info"]),
        ("每人每月100元", []),
        ("每名每月发放100元", []),
        ("每人每年1200元", []),
        ("每人每次1000元", []),
        ("每户1000元", []),
        ("每人每月0元", []),
    ],
)
def test_a_price_per_something_is_the_one_of_the_costs(text: str, expected: list[str]) -> None:
    assert at("PS415", f"goals: ['向老年人发放津贴，{text}']\n{PRICE}") == expected


def test_a_price_is_told_as_it_is_written() -> None:
    rows = PRICE.replace("=100元", "=300元")
    assert hits("PS415", f"purpose: 向老年人发放津贴，每人每月3000元\n{rows}") == [
        (
            "purpose",
            "warning",
            "“每人每月3000元”写的是 每人每月3000元，指标“高龄津贴月标准”写的是 =300元/人·月，像是多写或少写了零",
        )
    ]


def test_of_several_costs_per_the_same_none_is_meant() -> None:
    rows = PRICE.replace("}]", "}, {category: 成本指标, name: 护理补贴月标准, target: =200元/人·月}]")
    assert at("PS415", f"goals: [每人每月1000元]\n{rows}") == []
