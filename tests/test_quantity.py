"""Units, amounts and the sets between two amounts."""

from decimal import Decimal
from fractions import Fraction

import pytest

from perfspec.target.quantity import Measure, Quantity, parse_number
from perfspec.target.unit import is_known_unit, parse_unit


def amount(value: str, unit: str) -> Quantity:
    known = parse_unit(unit)
    assert known is not None, unit
    return Quantity(value=Decimal(value), unit=known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("0.3", "万元"), ("3000", "元")),
        (("3.5", "亿元"), ("35000", "万元")),
        (("95", "%"), ("0.95", "比例")),
        (("5", "‰"), ("0.5", "%")),
        (("1", "公顷"), ("15", "亩")),
        (("1", "亩"), ("666.6", "平方米")),  # expect different: 1亩 is 2000/3 and never 666.6
        (("1", "平方公里"), ("1000000", "平米")),
        (("1", "吨"), ("1000", "kg")),
        (("1", "周"), ("168", "小时")),
        (("1", "季度"), ("3", "个月")),
        (("35", "μg/m3"), ("35", "微克/立方米")),
        (("3", "元/平米·天"), ("3", "元/日·㎡".replace("㎡", "m2"))),
        (("5", "批次/千人"), ("0.005", "批次/人")),
        (("18", "/10万"), ("0.00018", "比例")),
        (("1", "度"), ("1", "kWh")),  # expect different: 度 may be one of temperature
    ],
)
def test_amounts_convert_exactly(one: tuple[str, str], other: tuple[str, str]) -> None:
    a, b = amount(*one), amount(*other)
    same = a.unit.dimension == b.unit.dimension and a.base == b.base
    assert same is (one[1] not in ("亩", "度"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("个", "项"),
        ("人", "人次"),
        ("%", "百分点"),
        ("天", "工作日"),
        ("天", "月"),
        ("次/月", "次/年"),
        ("元/个", "元"),
        ("元/个", "个/元"),
        ("", "%"),
    ],
)
def test_different_units_do_not_compare(one: str, other: str) -> None:
    a, b = parse_unit(one), parse_unit(other)
    assert a is not None
    assert b is not None
    assert a.dimension != b.dimension


@pytest.mark.parametrize(
    "text",
    [
        "个项目按时完成",
        "余人",
        "以上",
        "**元",
        "年预算",
        "/4",
        "/",
        "元/",
        "·天",
        "abc",
        "P00023510001U",
        "个" * 30,
        "\n",
        "5个",
        "元//个",
    ],
)
def test_what_is_no_unit(text: str) -> None:
    assert parse_unit(text) is None


def test_a_unit_tells_what_it_is_per() -> None:
    unit = parse_unit("万元/人.每天")
    assert unit is not None
    assert (unit.text, unit.numerator, unit.denominator) == ("万元/人·天", ("元",), ("人", "天"))
    assert unit.factor == 10000
    assert unit.is_money
    assert not unit.is_time
    assert not unit.is_ratio


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("%", True), ("‰", True), ("/10万", True), ("百分点", False), ("%/年", False), ("个", False)],
)
def test_a_unit_tells_whether_it_is_a_ratio(unit: str, expected: bool) -> None:
    parsed = parse_unit(unit)
    assert (parsed is not None and parsed.is_ratio) is expected


@pytest.mark.parametrize(
    ("unit", "expected"), [("小时", True), ("年", True), ("个工作日", True), ("次/年", False), ("人", False)]
)
def test_a_duration_is_known_by_its_unit(unit: str, expected: bool) -> None:
    found = parse_unit(unit)
    assert found is not None
    assert found.is_time is expected


def test_known_units_are_told_from_what_only_looks_like_one() -> None:
    assert is_known_unit("万元/人·天")
    assert not is_known_unit("房间")
    assert not is_known_unit("计划标准")
    assert not is_known_unit("")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200.50", "1200.50"),
        ("-5", "-5"),
        ("九十五", "95"),
        ("十", "10"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("两千", "2000"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    assert str(parse_number(text)) == value


def test_a_value_keeps_its_decimals() -> None:
    assert str(amount("0.30", "万元")) == "0.30万元"
    assert amount("0.30", "万元") == amount("0.3", "万元")


def test_the_base_is_exact() -> None:
    assert amount("1", "亩").base == Fraction(2000, 3)
    assert amount("0.1", "万元").base == 1000


def test_a_measure_tells_its_sign() -> None:
    five, nine = amount("5", "个"), amount("9", "个")
    signs = [
        Measure(lower=five).sign,
        Measure(lower=five, lower_open=True).sign,
        Measure(upper=five).sign,
        Measure(upper=five, upper_open=True).sign,
        Measure(lower=five, upper=five).sign,
        Measure(lower=five, upper=nine).sign,
    ]
    assert signs == ["≥", ">", "≤", "<", "=", ""]
