"""How a unit cost is written: per what, per what is counted, per how long."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.rules import at, findings, hits
from tests.rules.test_cost import project


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("c 线路成本 ≤0.3万元",), 1),
        (("c 线路成本 ≤4.74万元",), 1),
        (("c 线路成本 ≤4.75万元",), 0),
        (("c 线路成本 ≤9.5万元",), 0),
        (("c 线路成本 ≤0.3万元/条",), 0),
        (("c 每条线路成本 ≤0.3万元",), 0),
        (("c 人均培训成本 ≤400元",), 0),
        (("c 每年维护成本 ≤2万元",), 0),
        (("c 线路成本 ≤2万元", "c 设备成本 ≤3万元"), 0),
        (("c 线路成本 ≤2万元", "c 设备成本 ≤2.74万元"), 2),
        (("c 线路成本 ≤2万元", "c 设备成本 ≤2.75万元"), 0),
        (("c 线路成本 ≤2万元", "c 设备成本 ≤3万元/台"), 0),
        (("c 电脑单价 ≤5000元",), 1),
        (("c 电脑单价 ≤5000元", "c 服务器成本 ≤9万元"), 1),
        (("c 电脑单价 ≤5000元", "c 服务器单价 ≤3万元/台"), 1),
        (("c 电脑单价 ≤5000元/台",), 0),
        (("c 服务器单价 ≤9万元",), 0),
        (("c 服务器单价 ≤4.75万元",), 0),
        (("c 平均成本 ≤5000元",), 1),
        (("c 生活补助标准 ≤6000元", "c 总成本 ≤9万元"), 1),
        (("c 成本节约率 ≥5%",), 0),
        (("q 数量 ≥5台",), 0),
    ],
)
def test_a_cost_that_does_not_say_per_what(rows: tuple[str, ...], expected: int) -> None:
    assert at("PS302", project("9.50", *rows)) == ["warning"] * expected


def test_what_a_cost_without_per_says() -> None:
    small, price = (hits("PS302", project("9.50", f"c {name} ≤0.3万元"))[0] for name in ("线路成本", "线路单价"))
    assert small == (
        "indicators.0.target",
        "warning",
        "“≤0.3万元”没有写每一个什么；只有预算数 9.50万元的 3.16%，不像总成本",
    )
    assert price == ("indicators.0.target", "warning", "“≤0.3万元”是单位成本，没有写每一个什么")


def test_the_share_that_makes_a_total_is_a_setting() -> None:
    assert at("PS302", project("10", "c 成本 ≤2万元"), share=Decimal("0.2")) == []
    assert hits("PS302", project("10", "c 成本 ≤2万元"), share=Decimal("0.21"))[0][2].endswith("的 20%，不像总成本")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("q 房屋数量 ≥9个", "c 成本 ≤3万元/房间"), ("≤3万元/房间", "房间", "个")),
        (("q 电脑数量 ≥9个", "c 成本 ≤3万元/台"), ("≤3万元/台", "台", "个")),
        (("q 电脑数量 ≥9台", "c 成本 ≤3万元/台"), None),
        (("q 培训数量 ≥9期", "q 课程数量 ≥9门", "c 成本 ≤400元/人·天"), ("≤400元/人·天", "人", "期、门")),
        (("q 道路数量 ≥9条", "c 成本 ≤400万元/公里"), ("≤400万元/公里", "公里", "条")),
        (("q 道路长度 ≥9000米", "c 成本 ≤400万元/公里"), None),
        (("q 造林面积 ≥9公顷", "c 成本 ≤400元/亩"), None),
        (("q 培训人数 ≥9名", "c 成本 ≤400元/人"), None),
        (("q 培训人天数 ≥9人天", "c 成本 ≤400元/人·天"), None),
        (("q 培训人天数 ≥9人·天", "c 成本 ≤400元/人·天"), None),
        (("q 培训人次 ≥9人次", "c 成本 ≤400元/人"), ("≤400元/人", "人", "人次")),
        (("q 培训人数 ≥9", "c 成本 ≤400元/次"), None),
        (("q 行政村数量 ≥9个", "c 成本 ≤400元/村"), None),
        (("q 房间数量 ≥9个", "c 成本 ≤3万元/房间"), None),
        (("q 完成率 ≥95%", "c 成本 ≤3万元/房间"), None),
        (("q 租期 =9个月", "c 成本 ≤3万元/房间·月"), None),
        (("q 租期 =9个月", "q 房屋数量 ≥9个", "c 成本 ≤3万元/月"), None),
        (("c 成本 ≤3万元/房间",), None),
        (("q 房屋数量 ≥9个", "c 成本 ≤3万元"), None),
        (("q 房屋数量 ≥9个", "c 人均成本 ≤300元"), ("≤300元", "人", "个")),
        (("q 病床数量 ≥9张", "q 护士数量 ≥9人", "c 成本 ≤300元/床·天"), None),
    ],
)
def test_a_cost_per_something_that_is_not_counted(rows: tuple[str, ...], expected: tuple[str, ...] | None) -> None:
    said = []
    if expected:
        cost, per, counted = expected
        said = [
            (f"indicators.{len(rows) - 1}.target", "warning", f"成本按“{per}”算（{cost}），数量指标数的是“{counted}”")
        ]
    assert hits("PS303", project("10", *rows)) == said


def test_each_cost_is_held_against_the_counts() -> None:
    rows = ("q 火化炉数量 =2台", "q 净化设备数量 =1套", "c 火化炉单价 ≤96万元/座", "c 净化设备单价 ≤58万元/套")
    assert [path for path, _, _ in hits("PS303", project("250", *rows))] == ["indicators.2.target"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("c 仓库租金 ≤1.2元/平方米", "租金"),
        ("c 租用线路成本 ≤0.3万元", "租用"),
        ("c 物联网流量费用 ≤700元/个", "流量费"),
        ("c 物业服务成本 ≤20元/平方米", "物业服务"),
        ("c 仓库租金 ≤1.2元/平方米·天", None),
        ("c 仓库租金 ≤2万元/月", None),
        ("c 仓库年租金 ≤1.2元/平方米", None),
        ("c 仓库租金每月单价 ≤1.2元/平方米", None),
        ("c 仓库年度租金 ≤1.2元/平方米", None),
        ("c 租车成本 ≤2000元/次", None),
        ("c 流量费 ≤3元/GB", None),
        ("c 仓库租金 ≤4.75万元", None),
        ("c 仓库租金 ≤4.74万元", "租金"),
        ("c 仓库维修成本 ≤300元/平方米", None),
        ("c 线路改造成本 ≤3万元/公里", None),
        ("c 承租户补偿标准 ≤3000元/户", None),
        ("c 设备入网费 ≤30元/台", None),
    ],
)
def test_a_fee_that_is_paid_by_time(row: str, expected: str | None) -> None:
    found = hits("PS304", project("9.5", "q 数量 ≥1000平方米", row))
    cost = row.rpartition(" ")[2]
    said = f"“{expected}”是按时间算的，“{cost}”没有写一年、一月还是一天"
    assert found == ([("indicators.1.target", "warning", said)] if expected else [])


def test_a_cost_in_general_words_is_for_what_the_project_is_for() -> None:
    rows = ("q 面积 ≥1000平方米", "c 按标准安排经费 ≤300元/平方米")
    assert at("PS304", project("30", *rows, name="派出所用房租赁费")) == ["warning"]
    assert at("PS304", project("30", *rows, name="派出所用房维修费")) == []
    assert at("PS304", project("30", rows[0], "c 用房维修成本 ≤300元/平方米", name="派出所用房租赁费")) == []


def test_a_duration_among_the_quantities_says_how_long() -> None:
    rows = ("q 面积 ≥1000平方米", "q 租期 =6个月", "c 仓库租金 ≤30元/平方米")
    assert at("PS304", project("30", *rows)) == []


def test_the_advice_shows_how_to_write_the_time() -> None:
    per, none = (
        findings("PS304", project("30", f"c 仓库租金 {cost}"))[0].advice() for cost in ("≤3元/平方米", "≤0.3万元")
    )
    assert "例如 ≤…元/平方米·年；" in per
    assert "例如 ≤…万元/年；" in none


@pytest.mark.parametrize("unit", ["次", "场次", "台班", "吨", "立方米", "GB", "人次", "课时"])
def test_what_is_used_up_is_not_paid_by_time(unit: str) -> None:
    assert at("PS304", project("30", f"c 租赁成本 ≤3000元/{unit}")) == []


def test_a_large_unit_cost_is_no_total() -> None:
    assert at("PS304", project("30", "q 仓库数量 =1间", "c 仓库租金 ≤30万元/间")) == ["warning"]


def test_what_share_is_a_total_is_a_setting() -> None:
    assert at("PS304", project("30", "c 场地租金 ≤3万元"), share=Decimal("0.1")) == []
    assert at("PS304", project("30", "c 场地租金 ≤3万元"), share=Decimal("0.11")) == ["warning"]
