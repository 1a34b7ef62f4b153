"""Cost against budget: what agrees, which way it is off, by how much, and where nothing can be said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from perfspec.workspace import builtin_profile
from tests.rules import at, findings, hits


def project(total: str, *rows: str, **fields: str) -> str:
    """A project's fragment: rows as "数量指标 名称 指标值"."""
    lines = [f"budget: {{total: {total}}}", *(f"{key}: {value}" for key, value in fields.items()), "indicators:"]
    short = {"q": "数量指标", "c": "成本指标"}
    for row in rows:
        category, name, target = row.split(" ")
        lines.append(f'  - {{category: {short.get(category, category)}, name: {name}, target: "{target}"}}')
    return "\n".join(lines)


def one(total: str, quantity: str = "≥100台", cost: str = "≤5000元/台", **fields: str) -> str:
    return project(total, f"q 数量 {quantity}", f"c 成本 {cost}", **fields)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("50", []), ("47.62", []), ("52.63", []),
        ("47.61", ["warning"]), ("52.64", ["warning"]),
        ("25.01", ["warning"]), ("25", ["error"]), ("2.5", ["error"]),
        ("99.99", ["warning"]), ("100", ["error"]), ("5000", ["error"]),
        ("0", []),
    ],
)  # fmt: skip
def test_the_limits_are_five_percent_and_a_factor_of_two(total: str, expected: list[str]) -> None:
    assert at("PS301", one(total)) == expected


def test_the_limits_are_settings_and_reached_exactly() -> None:
    assert at("PS301", one("40"), tolerance=Decimal("0.25")) == []
    assert at("PS301", one("40"), tolerance=Decimal("0.24")) == ["warning"]
    assert at("PS301", one("62.5"), tolerance=Decimal("0.2")) == []
    assert at("PS301", one("62.5"), tolerance=Decimal("0.19")) == ["warning"]
    assert at("PS301", one("20"), factor=Decimal("2.5")) == ["error"]
    assert at("PS301", one("20"), factor=Decimal("2.6")) == ["warning"]
    assert at("PS301", one("150"), factor=Decimal(3)) == ["error"]
    assert at("PS301", one("149"), factor=Decimal(3)) == ["warning"]


def test_a_cap_above_the_budget_says_how_many_times() -> None:
    (found,) = findings("PS301", one("94.76", "≥450个", "≤15000元/个"))
    assert found.place.path == ("indicators", 1, "target")
    assert found.message() == "450个×15000元/个＝675万元，是预算数 94.76万元的 7.12 倍；这样的上限管不住花钱"
    assert (
        found.message("en")
        == "450个×15000元/个 = 675 万元, 7.12 times the budget of 94.76 万元: such a cap binds nobody"
    )
    assert found.advice().startswith("核对数量、单位成本和预算数")


def test_a_promise_below_the_budget_says_its_share() -> None:
    said = [message for _path, _severity, message in hits("PS301", one("48.00", "≥1000平米", "≤1.2元/平米"))]
    assert said == ["1000平米×1.2元/平米＝0.12万元，只占预算数 48.00万元的 0.25%；其余的钱没有目标"]


def test_the_money_unit_is_the_profiles() -> None:
    yuan = replace(builtin_profile("hebei"), money_unit="元")
    assert at("PS301", one("500000"), yuan) == []
    assert hits("PS301", one("250000"), yuan)[0][2].startswith("100台×5000元/台＝500000元，是预算数 250000元的 2 倍")


def test_several_costs_add_up_and_the_heaviest_is_named() -> None:
    rows = ("q 电脑数量 40台", "q 打印机数量 20台", "c 打印机单价 ≤2000元/台", "c 电脑单价 ≤5000元/台")
    assert at("PS301", project("24", *rows)) == []
    ((path, severity, message),) = hits("PS301", project("240", *rows))
    assert (path, severity) == ("indicators.3.target", "error")
    assert message.startswith("20台×2000元/台＋40台×5000元/台＝24万元，只占预算数 240万元的 10%")


@pytest.mark.parametrize(
    ("total", "expected"), [("250", ["warning"]), ("249", []), ("60", []), ("50", []), ("26", ["warning"])]
)
def test_with_a_quantity_that_has_no_cost_only_a_small_part_is_told(total: str, expected: list[str]) -> None:
    rows = ("q 电脑数量 100台", "q 服务器数量 2套", "c 电脑单价 ≤5000元/台")
    assert at("PS301", project(total, *rows)) == expected


def test_with_a_cost_that_has_no_quantity_only_a_small_part_is_told() -> None:
    rows = ("q 电脑数量 100台", "c 电脑单价 ≤5000元/台", "c 安装费 ≤2000元/套")
    assert at("PS301", project("200", *rows)) == []
    assert at("PS301", project("250", *rows)) == ["warning"]
    assert at("PS301", project("250", *rows), covered=Decimal("0.19")) == []


def test_a_total_beside_a_unit_cost_is_a_part_or_the_whole() -> None:
    rows = ("q 电脑数量 100台", "c 电脑单价 ≤5000元/台")
    assert at("PS301", project("60", *rows, "c 安装费 ≤10万元")) == []
    assert at("PS301", project("130", *rows, "c 安装费 ≤10万元")) == ["error"]
    assert at("PS301", project("100", *rows, "c 总成本 ≤100万元")) == []
    assert at("PS301", project("100", *rows, "c 总成本 ≤95万元")) == []
    assert at("PS301", project("300", *rows, "c 总成本 ≤300万元")) == ["warning"]
    assert at("PS301", project("300", *rows, "c 总成本 ≤285万元")) == ["warning"]
    assert at("PS301", project("300", *rows, "c 总成本 ≤284万元")) == []
    said = hits("PS301", project("200", *rows, "c 安装费 ≤2万元"))[0][2]
    assert said.startswith("100台×5000元/台＋2万元＝52万元，只占预算数 200万元的 26%")


def test_a_total_above_the_budget() -> None:
    ((path, severity, message),) = hits("PS301", project("5", "q 数量 ≥10个", "c 总成本 ≤50万元"))
    assert (path, severity) == ("indicators.1.target", "error")
    assert message == "成本上限 50万元，是预算数 5万元的 10 倍；这样的上限管不住花钱"
    assert at("PS301", project("5", "q 数量 ≥10个", "c 总成本 ≤5.25万元")) == []
    assert at("PS301", project("5", "q 数量 ≥10个", "c 总成本 ≤5.26万元")) == ["warning"]
    assert at("PS301", project("5", "q 数量 ≥10个", "c 总成本 ≤9.99万元")) == ["warning"]
    assert at("PS301", project("5", "q 数量 ≥10个", "c 总成本 ≤10万元")) == ["error"]
    assert at("PS301", project("5", "c 甲成本 ≤3万元", "c 乙成本 ≤3万元")) == []
    assert hits("PS301", project("5", "c 甲成本 ≤3万元", "c 乙成本 ≤30万元"))[0][0] == "indicators.1.target"


@pytest.mark.parametrize("total", ["10", "5", "70"])
def test_a_range_that_holds_the_budget_agrees(total: str) -> None:
    assert at("PS301", one(total, "10至20台", "5000-35000元/台")) == []


@pytest.mark.parametrize(
    ("total", "expected"), [("4.7", ["warning"]), ("2.5", ["error"]), ("74", ["warning"]), ("140", ["error"])]
)
def test_a_range_that_misses_the_budget(total: str, expected: list[str]) -> None:
    assert at("PS301", one(total, "10至20台", "5000-35000元/台")) == expected


@pytest.mark.parametrize(
    ("cost", "total", "expected"),
    [
        ("≤1000元/人·月", "120", []),
        ("≤1000元/人·月", "60", []),
        ("≤1000元/人·月", "10", []),
        ("≤1000元/人·月", "10.5", []),
        ("≤1000元/人·月", "10.51", ["warning"]),
        ("≤1000元/人·月", "14.99", ["warning"]),
        ("≤1000元/人·月", "15", []),
        ("≤1000元/人·月", "9", ["warning"]),
        ("≤1000元/人·月", "5", ["error"]),
        ("≤1000元/人·月", "130", ["warning"]),
        ("≤1000元/人·月", "240", ["error"]),
        ("≤1000元/人·年", "10", []),
        ("≤1000元/人·年", "9.53", []),
        ("≤1000元/人·年", "9.52", ["warning"]),
        ("≤1000元/人·年", "5", ["warning"]),
        ("≤1000元/人·年", "0.5", ["warning"]),
        ("≤1000元/人·年", "0.4", ["error"]),
        ("≤1000元/人·年", "12", ["warning"]),
        ("≤1000元/人·天", "10", []),
        ("≤1000元/人·天", "3660", []),
        ("≤1000元/人·天", "9", ["warning"]),
        ("≤1000元/人·天", "8000", ["error"]),
    ],
)
def test_a_time_that_is_not_said_may_be_any(cost: str, total: str, expected: list[str]) -> None:
    assert at("PS301", one(total, "=100人", cost)) == expected


def test_a_whole_year_that_only_the_texts_speak_of_is_no_error() -> None:
    assert at("PS301", one("114.28", "=100人", "≤1000元/人·月", purpose="全年发放")) == ["warning"]
    assert at("PS301", one("114.29", "=100人", "≤1000元/人·月", purpose="全年发放")) == []
    ((_path, _severity, message),) = hits("PS301", one("12", "=100人", "≤1000元/人·月"))
    assert message == "100人×1月×1000元/人·月＝10万元，预算数 12万元只够一个月零几天"
    ((_path, _severity, message),) = hits("PS301", one("60", "=100人", "≤1000元/人·月", purpose="全年发放"))
    assert message.startswith("100人×12月×1000元/人·月＝120万元，是预算数 60万元的 2 倍")


@pytest.mark.parametrize(
    "words", ["办公楼工程尾款", "公路工程质保金", "危房改造县级配套资金", "上年度欠款", "农村公路三年攻坚"]
)
def test_a_project_that_pays_a_part_may_cost_more_in_all(words: str) -> None:
    assert at("PS301", one("10", name=words)) == []
    assert at("PS301", project("5", "c 总成本 ≤50万元", name=words)) == []
    assert at("PS301", one("500", name=words)) == ["error"]


@pytest.mark.parametrize(
    "rows",
    [
        ("q 培训班 ≥5期", "c 成本 ≤400元/人"),
        ("q 完成率 ≥95%", "c 成本 ≤400元/台"),
        ("q 完成时间 2024年6月底前", "c 成本 ≤400元/台"),
        ("q 数量 ≥10台", "c 成本 控制在预算内"),
        ("q 数量 ≥10台", "c 成本节约率 ≥5%"),
        ("q 数量 ≥10台",),
        ("c 成本 ≤400元/台",),
        ("q 数量 ≥10台", "c 成本 ≤40万元"),
    ],
)
def test_where_a_part_is_missing_nothing_is_said(rows: tuple[str, ...]) -> None:
    assert at("PS301", project("40", *rows)) == []


def test_a_lone_small_cost_is_taken_for_a_unit_cost() -> None:
    assert hits("PS301", project("9.5", "q 网络数量 ≥10个", "c 线路成本 ≤0.3万元")) == [
        ("indicators.1.target", "error", "10个×0.3万元＝3万元，只占预算数 9.5万元的 31.58%；其余的钱没有目标")
    ]
    assert at("PS301", project("4", "q 网络数量 ≥10个", "c 线路成本 ≤0.3万元")) == ["warning"]
    assert at("PS301", project("3", "q 网络数量 ≥10个", "c 线路成本 ≤0.3万元")) == []
    assert at("PS301", project("2.857", "q 网络数量 ≥10个", "c 线路成本 ≤0.3万元")) == []
    assert at("PS301", project("2.8", "q 网络数量 ≥10个", "c 线路成本 ≤0.3万元")) == []
    assert at("PS301", project("9.5", "q 网络数量 ≥10个", "c 项目实际支出 ≤0.3万元")) == []
    assert at("PS301", project("9.5", "q 网络数量 ≥10个", "q 设备数量 ≥1台", "c 线路成本 ≤0.3万元")) == []
    assert at("PS301", project("9.5", "q 网络数量 ≥10个", "c 线路成本 ≤0.3万元", "c 设备成本 ≤1万元")) == []


def test_half_the_budget_is_no_unit_cost() -> None:
    assert at("PS301", project("0.7", "q 数量 =1个", "c 成本 ≤0.3万元")) == ["error"]
    assert at("PS301", project("0.6", "q 数量 =1个", "c 成本 ≤0.3万元")) == []


def test_costs_of_society_are_no_costs_of_the_budget() -> None:
    rows = ("q 数量 ≥100台", "经济成本指标 单价 ≤5000元/台", "社会成本指标 损失 ≤5000元/台")
    assert at("PS301", project("50", *rows), "mof-2021") == []
    assert at("PS301", project("500", *rows), "mof-2021") == ["error"]


def test_a_cap_on_the_whole_far_below_the_budget() -> None:
    assert hits("PS305", project("8.00", "q 专项审计次数 ≥50次", "c 项目实际支出是否控制在预算内 ≤0.3万元")) == [
        ("indicators.1.target", "error", "成本上限 ≤0.3万元 只有预算数 8.00万元的 3.75%，也没有说是哪一个数量的成本")
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("c 项目总成本 ≤4.99万元",), 1),
        (("c 项目总成本 ≤5万元",), 0),
        (("c 项目总成本 ≤1万元", "q 数量 ≥10台", "c 单价 ≤1万元/台"), 1),
        (("c 设备总费用 ≤4万元", "c 安装总费用 ≤6万元"), 0),
        (("c 设备总费用 ≤1万元", "c 安装总费用 ≤2万元"), 1),
        (("c 设备总费用 ≤1万元", "q 数量 ≥10台", "c 单价 ≤0.9万元/台"), 0),
        (("c 设备总费用 ≤1万元", "q 数量 ≥10台", "c 单价 ≤0.3万元/台"), 1),
        (("q 面积 ≥8000平方米", "c 校舍维修成本 ≤2万元"), 1),
        (("q 面积 ≥8000平方米", "c 校舍维修成本 ≤2.01万元"), 0),
        (("q 面积 ≥8000平方米", "c 监理成本 ≤1万元"), 0),
        (("q 面积 ≥8000平方米", "c 修成本 ≤1万元"), 0),
        (("q 面积 ≥8000平方米", "c 校舍维修成本 ≤1万元", "c 设计成本 ≤1万元"), 1),
        (("q 面积 ≥8000平方米", "c 校舍维修成本 ≤1万元", "c 设计成本 ≤1.5万元"), 0),
        (("q 面积 ≥8000平方米", "c 校舍维修成本 ≤1万元", "c 设计成本 ≤10元/张"), 0),
        (("q 校舍数量 ≥5栋", "c 校舍维修成本 ≤2万元"), 0),
        (("q 面积 ≥8000平方米", "c 维修成本 ≤1万元"), 1),
        (("c 设备总费用 ≤2万元", "c 安装总费用 ≤2.9万元"), 1),
        (("c 设备总费用 ≤2万元", "c 安装总费用 ≤3万元"), 0),
        (("c 设备总费用 ≤1万元", "q 每期培训人数 ≥6人", "c 培训成本 ≤400元/人"), 0),
        (("q 校舍数量 ≥21栋", "c 校舍维修成本 ≤0.5万元"), 0),
        (("q 校舍数量 ≥22栋", "c 校舍维修成本 ≤0.5万元"), 1),
    ],
)
def test_which_caps_are_too_small_for_the_project(rows: tuple[str, ...], expected: int) -> None:
    assert at("PS305", project("10", *rows, name="农村中小学校舍维修")) == ["error"] * expected


def test_how_small_is_too_small_is_a_setting() -> None:
    assert at("PS305", project("10", "c 项目总成本 ≤4万元"), whole=Decimal("0.4")) == []
    assert at("PS305", project("10", "c 项目总成本 ≤4万元"), whole=Decimal("0.41")) == ["error"]
    main = project("10", "q 面积 ≥8000平方米", "c 校舍维修成本 ≤4万元", name="校舍维修")
    assert at("PS305", main, main=Decimal("0.4")) == ["error"]
    assert at("PS305", main, main=Decimal("0.39")) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("q 数量 ≥10个", "c 设备成本 ≤5万元"), 1),
        (("q 数量 ≥10个", "c 设备成本 =50000元"), 1),
        (("q 数量 ≥10个", "c 设备成本 ≤4.99万元"), 0),
        (("q 数量 ≥10个", "c 设备成本 ≤5.01万元"), 0),
        (("q 数量 ≥10个", "c 设备成本 4-5万元"), 0),
        (("q 数量 ≥10个", "c 设备成本 5-8万元"), 0),
        (("q 数量 ≥10个", "c 设备成本 ≤5万元", "c 安装成本 ≤5万元"), 0),
        (("q 数量 ≥10个", "c 设备成本 ≤0.5万元/个"), 0),
        (("q 数量 =1个", "c 设备成本 ≤5万元/个"), 1),
        (("q 数量 =2个", "c 设备成本 ≤5万元/个"), 0),
        (("q 数量 =1个", "c 设备成本 ≤5万元/个·年"), 1),
        (("q 数量 ≥10个", "c 设备成本 ≤5万元", "c 单价 ≤0.5万元/个"), 0),
        (("q 数量 ≥10个", "c 设备成本 ≤5万元", "c 节约率 ≥3%"), 1),
        (("q 数量 ≥10个", "c 设备成本 ≤5万元/座"), 0),
        (("q 数量 ≥10个",), 0),
    ],
)
def test_a_cost_target_that_repeats_the_budget(rows: tuple[str, ...], expected: int) -> None:
    assert at("PS306", project("5.00", *rows)) == ["info"] * expected


def test_what_a_repeated_budget_says() -> None:
    assert hits("PS306", project("5.00", "q 数量 ≥10个", "c 设备成本 ≤5万元")) == [
        ("indicators.1.target", "info", "成本指标的 ≤5万元 就是预算数 5.00万元")
    ]
    assert at("PS306", project("0", "q 数量 ≥10个", "c 设备成本 ≤5万元")) == []
