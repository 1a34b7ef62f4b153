"""What cost and quantity targets say about the money: units paired, times known or not, names that say per what."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from time import perf_counter

import pytest

from perfspec.build import build_project
from perfspec.costing import Costing, costing, is_year_long, said_per
from perfspec.figures import Amount, costs, counts, yuan
from perfspec.model import Project
from perfspec.workspace import builtin_profile

HEBEI = builtin_profile("hebei")


def project(*rows: tuple[str, str, str], profile: str = "hebei", **fields: object) -> Project:
    """A project with rows of category (q for 数量指标, c for 成本指标), name and target."""
    short = {"q": "数量指标", "c": "成本指标"}
    data = {
        "code": "41010524P00000110001A",
        "name": "甲",
        "unit": "105001",
        "budget": {"total": Decimal(10)},
        "goals": ["乙"],
        "indicators": [{"category": short.get(c, c), "name": name, "target": target} for c, name, target in rows],
        **fields,
    }
    return build_project(data, builtin_profile(profile), 2024)


def told(*rows: tuple[str, str, str], **fields: object) -> Costing:
    return costing(project(*rows, **fields))


def span(amount: Amount) -> tuple[object, object]:
    return amount.low, amount.high


@pytest.mark.parametrize(
    ("quantity", "cost", "expected"),
    [
        ("≥21个", "≤500元/个", 10_500),
        ("≥10万个", "≤0.24万元/个", 240_000_000),
        ("=30台", "≤0.45万元/台", 135_000),
        ("≥600亩", "≤3元/平方米", 1_200_000),
        ("≥12公里", "≤30元/米", 360_000),
        ("≥5000米", "≤2万元/公里", 100_000),
        ("≥500人天", "≤380元/人·天", 190_000),
        ("≥500人·天", "≤380元/人·天", 190_000),
        ("≥2000人", "≤3万元/千人", 60_000),
        ("=9个", "≤3万元/房间", 270_000),
        ("9", "≤3万元/间", 270_000),
        ("≥240名", "≤100元/人", 24_000),
        ("≥240人", "≤100元/生", 24_000),
        ("≥10场次", "≤2万元/场", 200_000),
        ("≥6个月", "≤2万元/月", 120_000),
        ("=2年", "≤2万元/月", 480_000),
        ("≥30天", "≤2小时", None),
    ],
)
def test_a_quantity_times_a_unit_cost(quantity: str, cost: str, expected: int | None) -> None:
    found = told(("q", "数量", quantity), ("c", "成本", cost))
    assert span(found.certain) == (expected or 0, expected or 0)
    assert found.unpriced == ()


@pytest.mark.parametrize(
    ("quantity", "cost"),
    [
        ("≥5期", "≤400元/人"),
        ("≥5个", "≤400元/人"),
        ("≥5个", "≤400元/次"),
        ("≥5个", "≤400元/平方米"),
        ("≥5平方米", "≤400元/台"),
        ("≥5人次", "≤400元/人"),
        ("≥95%", "≤400元/个"),
        ("2024年6月底前", "≤400元/个"),
        ("较上年增加5个", "≤400元/个"),
        ("≥0个", "≤400元/个"),
        ("≥5万元", "≤400元/个"),
        ("大量", "≤400元/个"),
    ],
)
def test_what_does_not_fit_is_not_multiplied(quantity: str, cost: str) -> None:
    found = told(("q", "数量", quantity), ("c", "成本", cost))
    assert found.parts == ()
    assert "成本" in [figure.indicator.name for figure in found.unpriced]


def test_a_range_keeps_both_ends() -> None:
    found = told(("q", "数量", "5至10个"), ("c", "成本", "100-200元/个"))
    assert span(found.certain) == (500, 2000)
    assert (found.certain.low_text, found.certain.high_text) == ("5个×100元/个", "10个×200元/个")


@pytest.mark.parametrize(
    ("cost", "certain", "usual"),
    [
        ("≤12元/平方米·年", (1_000, 12_000), (12_000, 12_000)),
        ("≤12元/平方米·月", (12_000, 144_000), (12_000, 144_000)),
        ("≤12元/平方米·季度", (12_000, 48_000), (12_000, 48_000)),
        ("≤12元/平方米·天", (12_000, 4_392_000), (12_000, 4_392_000)),
        ("≤12元/平方米·周", (12_000, 636_000), (12_000, 636_000)),
    ],
)
def test_a_time_that_is_not_said_is_any_part_of_a_year(cost: str, certain: object, usual: object) -> None:
    found = told(("q", "房屋面积", "=1000平方米"), ("c", "租金", cost))
    assert (span(found.certain), span(found.usual)) == (certain, usual)


def test_the_whole_year_where_the_texts_speak_of_it() -> None:
    rows = (("q", "房屋面积", "=1000平方米"), ("c", "租金", "≤12元/平方米·月"))
    assert span(told(*rows, purpose="全年租用办公用房").usual) == (144_000, 144_000)
    assert span(told(*rows, purpose="全年租用办公用房").certain) == (12_000, 144_000)
    assert told(*rows, purpose="全年租用").usual.high_text == "1000平方米×12月×12元/平方米·月"
    daily = (("q", "房屋面积", "=1000平方米"), ("c", "租金", "≤1元/平方米·天"))
    assert span(told(*daily, goals=["保障全年"]).usual) == (365_000, 366_000)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, False),
        ({"name": "全年租用"}, True),
        ({"goals": ["租用12个月"]}, True),
        ({"purpose": "半年"}, False),
    ],
)
def test_texts_that_speak_of_the_whole_year(fields: dict[str, object], expected: bool) -> None:
    assert is_year_long(project(("q", "数量", "1个"), **fields)) is expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("1-12月", True), ("2024年1月-2024年12月", True), ("2024年1月-2024年6月", False), ("2024年3月-2024年12月", False),
     ("全年", True), ("2024年12月底前", False)],
)  # fmt: skip
def test_a_period_from_january_to_december_is_the_whole_year(target: str, expected: bool) -> None:
    assert is_year_long(project(("时效指标", "时间", target))) is expected


def test_a_quantity_may_say_how_long() -> None:
    rows = (("q", "房屋面积", "=1000平方米"), ("c", "租金", "≤12元/平方米·月"))
    assert span(told(*rows, ("q", "租期", "=6个月")).certain) == (72_000, 72_000)
    assert span(told(*rows, ("q", "租期", "=1年")).certain) == (144_000, 144_000)
    assert span(told(*rows, ("q", "租期", "=2个季度")).certain) == (72_000, 72_000)
    both = told(*rows, ("q", "甲租期", "=6个月"), ("q", "乙租期", "=8个月"))
    assert span(both.certain) == (72_000, 96_000)
    assert both.certain.high_text == "1000平方米×8个月×12元/平方米·月"
    assert both.unpriced == ()


def test_a_duration_in_days_says_nothing_of_months() -> None:
    rows = (("q", "房屋面积", "=1000平方米"), ("c", "租金", "≤12元/平方米·月"), ("q", "租期", "=60天"))
    assert span(told(*rows).certain) == (12_000, 144_000)


@pytest.mark.parametrize(
    ("name", "per"),
    [
        ("人均培训成本", ("人",)),
        ("每人每天伙食费", ("人", "天")),
        ("单台采购价", ("台",)),
        ("每个项目审计成本", ("个",)),
        ("每名学生补助", ("人",)),
        ("每一户补助", ("户",)),
        ("生均经费", ("人",)),
        ("每年运行费", ("年",)),
        ("村均补助", ("村",)),
        ("每校补助", ("校",)),
        ("优质均衡发展成本", ()),
        ("每平方米造价", ("平方米",)),
        ("单位成本", ()),
        ("平均成本", ()),
        ("每万元产值成本", ()),
        ("单价", ()),
        ("总成本", ()),
    ],
)
def test_a_name_may_say_per_what(name: str, per: tuple[str, ...]) -> None:
    (cost,) = costs(project(("c", name, "≤100元")))
    assert cost.per == tuple(sorted(per))


def test_a_name_that_says_per_what_converts_too() -> None:
    assert span(told(("q", "道路里程", "12公里"), ("c", "每公里维修成本", "≤3万元")).certain) == (360_000, 360_000)


@pytest.mark.parametrize(
    ("name", "description", "per"),
    [
        ("经费标准", "每台电脑价格", ("台",)),
        ("经费标准", "单台电脑价格", ("台",)),
        ("经费标准", "人均伙食费", ("人",)),
        ("经费标准", "每间房屋每月租金", ("月", "间")),
        ("经费标准", "按合同每台支付", ()),
        ("经费标准", "每季度支付一次", ()),
        ("总成本", "每台电脑都要更新", ()),
        ("人均成本", "每台电脑价格", ("人",)),
        ("经费标准", None, ()),
    ],
)
def test_the_description_of_a_cost_may_begin_with_per_what(name: str, description: str, per: tuple[str, ...]) -> None:
    row = {"category": "成本指标", "name": name, "target": "≤5000元"}
    (cost,) = costs(project(indicators=[{**row, "description": description} if description else row]))
    assert cost.per == per


def test_the_description_of_a_quantity_divides_nothing() -> None:
    row = {"category": "数量指标", "name": "人数", "description": "每期培训的人数", "target": "≥60人"}
    (count,) = counts(project(indicators=[row]))
    assert count.per == ()


def test_a_quantity_per_something_is_multiplied_by_that() -> None:
    rows = (("q", "培训期数", "=5期"), ("q", "每期培训人数", "≥60人"), ("c", "培训成本", "≤400元/人"))
    assert span(told(*rows).certain) == (120_000, 120_000)
    assert told(*rows).unpriced == ()
    unknown = told(*rows[1:])
    assert span(unknown.certain) == (24_000, None)


def test_a_quantity_per_month_lies_between_one_and_twelve() -> None:
    rows = (("q", "巡查次数", "≥4次/月"), ("c", "巡查成本", "≤500元/次"))
    assert span(told(*rows).certain) == (2_000, 24_000)
    assert span(told(*rows, purpose="全年巡查").usual) == (24_000, 24_000)
    assert span(told(("q", "每月巡查次数", "≥4次"), rows[1]).certain) == (2_000, 24_000)


def test_a_quantity_per_what_the_cost_is_per_is_not_multiplied_again() -> None:
    rows = (("q", "参训人数", "≥420人"), ("q", "人均训练天数", "=5天"), ("c", "人均日训练成本", "≤380元/人·天"))
    assert span(told(*rows).certain) == (798_000, 798_000)


def test_several_things_in_one_unit_are_paired_by_their_names() -> None:
    found = told(
        ("q", "购置电脑数量", "=40台"), ("q", "购置打印机数量", "=20台"),
        ("c", "打印机单价", "≤2000元/台"), ("c", "电脑单价", "≤5000元/台"),
    )  # fmt: skip
    assert span(found.certain) == (240_000, 240_000)
    assert found.certain.low_text == "20台×2000元/台＋40台×5000元/台"


def test_one_cost_for_things_that_cannot_be_told_apart_lies_between_the_least_and_the_sum() -> None:
    found = told(("q", "甲类数量", "=40台"), ("q", "乙类数量", "=20台"), ("c", "单价", "≤5000元/台"))
    assert span(found.certain) == (100_000, 300_000)
    assert (found.certain.low_text, found.certain.high_text) == ("20台×5000元/台", "(40台＋20台)×5000元/台")


def test_a_cost_of_something_that_is_not_counted_is_left_out() -> None:
    found = told(("q", "购置电脑数量", "=40台"), ("c", "电脑单价", "≤5000元/台"), ("c", "服务器采购单价", "≤5万元/台"))
    assert span(found.certain) == (200_000, 200_000)
    assert [figure.indicator.name for figure in found.unpriced] == ["服务器采购单价"]


def test_a_noun_is_found_in_the_name_of_the_quantity() -> None:
    rows = (("q", "行政村数量", "≥30个"), ("q", "受益户数", "≥900户"), ("c", "奖补标准", "≤2万元/村"))
    assert span(told(*rows).certain) == (600_000, 600_000)


def test_money_for_nothing_in_particular_is_a_total() -> None:
    found = told(("q", "数量", "≥10个"), ("c", "总成本", "≤5万元"), ("c", "单价", "≤500元/个"))
    assert [span(total.amount) for total in found.totals] == [(50_000, 50_000)]
    assert span(found.certain) == (5_000, 5_000)


def test_a_cost_per_time_alone_needs_no_quantity() -> None:
    found = told(("q", "租赁房屋数量", "≥3间"), ("c", "租金", "≤2万元/月"))
    assert span(found.certain) == (20_000, 240_000)
    assert [figure.indicator.name for figure in found.unpriced] == ["租赁房屋数量"]


def test_what_society_and_nature_bear_is_no_cost_of_the_budget() -> None:
    rows = (
        ("经济成本指标", "单价", "≤5元/个"),
        ("社会成本指标", "损失", "≤3元/个"),
        ("生态环境成本指标", "代价", "≤2元/个"),
    )
    assert [cost.indicator.name for cost in costs(project(*rows, profile="mof-2021"))] == ["单价"]


@pytest.mark.parametrize("target", ["=80%", "优", "≤2元", "较上年降低5元", "0元"])
def test_only_amounts_of_money_are_costs(target: str) -> None:
    assert len(costs(project(("c", "成本", target)))) == (target == "≤2元")


def test_counts_are_neither_shares_nor_money() -> None:
    rows = (
        ("q", "甲", "≥5个"),
        ("q", "乙", "≥5%"),
        ("q", "丙", "≥5万元"),
        ("q", "丁", "≥5人次/千人"),
        ("q", "戊", "2年"),
    )
    assert [count.indicator.name for count in counts(project(*rows))] == ["甲", "丁", "戊"]


def test_an_indicator_without_target_counts_nothing() -> None:
    rows = [{"category": "数量指标", "name": "甲"}, {"category": "成本指标", "name": "乙"}]
    assert costing(project(indicators=rows)) == Costing(parts=(), unpriced=(), totals=())


@pytest.mark.parametrize(
    ("cost", "name", "said"),
    [
        ("≤2万元/公里", "米", "公里"),
        ("≤5元/人·天", "人", "人"),
        ("≤5元/名", "人", "名"),
        ("≤5元", "人", "人"),
    ],
)
def test_what_a_cost_is_per_as_it_is_written(cost: str, name: str, said: str) -> None:
    (figure,) = costs(project(("c", "成本", cost)))
    assert said_per(figure, name) == said
    assert figure.text == cost


def test_the_budget_in_yuan() -> None:
    assert yuan(Decimal("1.05"), HEBEI) == 10_500
    assert yuan(1, HEBEI) == Fraction(10_000)


def test_thousands_of_rows_and_endless_names_take_no_time() -> None:
    rows = [("q", f"每个单位均{n}" * 200, "≥5台") for n in range(3000)] + [
        ("c", f"甲{n}", "≤5元/台") for n in range(3000)
    ]
    start = perf_counter()
    costing(project(*rows))
    assert perf_counter() - start < 5


@pytest.mark.parametrize(
    ("duration", "cost", "expected"),
    [
        ("=2年", "≤100元/年", 200), ("=2年", "≤100元/季度", 800), ("=2年", "≤100元/月", 2400),
        ("=2个季度", "≤100元/月", 600), ("=6个月", "≤100元/年", 50), ("=6个月", "≤100元/季度", 200),
        ("=2周", "≤100元/天", 1400), ("=2天", "≤100元/小时", 4800), ("=2小时", "≤100元/分钟", 12_000),
        ("=2分钟", "≤100元/秒", 12_000), ("=14天", "≤100元/周", 200), ("=2天", "≤100元/天", 200),
    ],
)  # fmt: skip
def test_durations_convert_to_the_time_of_the_cost(duration: str, cost: str, expected: int) -> None:
    assert span(told(("q", "期限", duration), ("c", "成本", cost)).certain) == (expected, expected)


@pytest.mark.parametrize(
    ("time", "usual"),
    [
        ("年", (1, 1)), ("季度", (4, 4)), ("月", (12, 12)), ("周", (52, 53)), ("天", (365, 366)),
        ("工作日", (240, 262)), ("小时", (8760, 8784)), ("分钟", (525_600, 527_040)), ("秒", (31_536_000, 31_622_400)),
    ],
)  # fmt: skip
def test_how_many_of_each_time_a_year_has(time: str, usual: tuple[int, int]) -> None:
    found = told(("c", "成本", f"≤1元/{time}"), purpose="全年")
    assert span(found.usual) == usual
    assert span(found.certain) == (Fraction(1, 12) if time == "年" else 1, usual[1])


def test_a_part_of_a_year_is_told_as_such() -> None:
    year, month = (told(("c", "成本", f"≤1元/{time}")).certain for time in ("年", "月"))
    assert (year.low_text, year.high_text) == ("1/12年×1元/年", "1年×1元/年")
    assert (month.low_text, month.high_text) == ("1月×1元/月", "12月×1元/月")


@pytest.mark.parametrize(
    ("quantity", "cost", "expected"),
    [
        ("=5人", "≤100元/名", 500),
        ("=5批", "≤100元/批次", 500),
        ("=5批次", "≤100元/批", 500),
        ("=5个村", "≤100元/村", 500),
    ],
)
def test_units_of_one_meaning(quantity: str, cost: str, expected: int) -> None:
    assert span(told(("q", "总量", quantity), ("c", "成本", cost)).certain) == (expected, expected)


@pytest.mark.parametrize("noun", "村校镇乡县站班床店园")
def test_a_noun_that_is_no_unit_may_be_divided_by(noun: str) -> None:
    for name in (f"{noun}均成本", f"每{noun}成本", f"每一{noun}成本"):
        assert [cost.per for cost in costs(project(("c", name, "≤1元")))] == [(noun,)]


def test_the_longest_unit_behind_each_is_taken() -> None:
    (cost,) = costs(project(("c", "每平方公里成本", "≤3元")))
    assert (cost.per, cost.low) == (("平方米",), Fraction(3, 1_000_000))


def test_a_count_in_the_noun_itself_is_preferred_to_one_that_speaks_of_it() -> None:
    found = told(("q", "租用数量", "=9房间"), ("q", "房间家具数量", "=40套"), ("c", "租金", "≤2元/房间"))
    assert span(found.certain) == (18, 18)


@pytest.mark.parametrize("costs_", [("≤1元/台", "≤1元/套"), ("≤1元/间·床",)])
def test_a_mere_count_stands_for_one_thing_of_one_cost_only(costs_: tuple[str, ...]) -> None:
    rows = [("c", f"成本{number}", cost) for number, cost in enumerate(costs_)]
    assert told(("q", "总量", "=5个"), *rows).parts == ()


def test_an_unknown_number_leaves_the_sum_open_at_its_upper_end() -> None:
    rows = (("q", "每期人数", "=6人"), ("c", "培训成本", "≤4元/人"), ("q", "书", "=2册"), ("c", "书价", "≤3元/册"))
    assert span(told(*rows).certain) == (30, None)
    assert span(told(*rows[2:], *rows[:2]).certain) == (30, None)


def test_a_rate_takes_the_months_that_a_quantity_says() -> None:
    rows = (("q", "巡查次数", "=4次/月"), ("q", "服务期限", "=3个月"), ("c", "成本", "≤5元/次"))
    assert span(told(*rows).certain) == (60, 60)


def test_figures_know_their_ends() -> None:
    (count,) = counts(project(("q", "人数", "5至10人")))
    assert (count.low, count.high) == (5, 10)
    (cost,) = costs(project(("c", "成本", "≤3万元")))
    assert (cost.low, cost.high) == (30_000, 30_000)


@pytest.mark.parametrize(
    ("purpose", "time", "usual"),
    [
        ("全年发放", "月", (12, 12)),
        ("全年发放，2024年4月至12月", "月", (1, 12)),
        ("全年发放，7月份到2025年6月", "月", (1, 12)),
        ("全年工作10个月", "月", (1, 12)),
        ("全年工作12个月", "月", (12, 12)),
        ("2024年1月至12月", "月", (12, 12)),
        ("全年，1月至6月", "月", (1, 12)),
        ("全年发放，按200天计算", "月", (12, 12)),
        ("全年发放，按200天计算", "天", (1, 366)),
        ("全年发放，250个工作日", "工作日", (1, 262)),
        ("全年发放，4月至12月", "天", (365, 366)),
    ],
)
def test_months_and_days_that_a_text_names_are_not_taken_for_a_whole_year(
    purpose: str, time: str, usual: tuple[int, int]
) -> None:
    assert span(told(("c", "成本", f"≤1元/{time}"), purpose=purpose).usual) == usual


@pytest.mark.parametrize(
    ("time", "certain", "usual"),
    [("学期", (1, 2), (1, 2)), ("年", (Fraction(1, 12), 1), (1, 1))],
)
def test_a_year_has_two_terms(time: str, certain: object, usual: object) -> None:
    found = told(("q", "资助学生人数", "=1人"), ("c", "资助标准", f"≤1元/人·{time}"))
    assert (span(found.certain), span(found.usual)) == (certain, usual)
