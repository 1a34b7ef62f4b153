"""The laws of targets: they hold for targets of every kind and for any text at all."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfspec.target import Target, Verdict, compare

YEN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}  # an oracle of our own, not the table under test
SHARE = {"‰": Fraction(1, 1000), "%": Fraction(1, 100), "比例": Fraction(1)}
HOURS = {"小时": 1, "天": 24, "日": 24, "周": 168}
SCALES = [YEN, SHARE, HOURS]

numbers = st.decimals(-20, 20, places=1) | st.integers(0, 30).map(Decimal)
counted = st.sampled_from(
    ["", "个", "项", "元", "万元", "%", "‰", "比例", "元/个", "人次/年", "天", "小时", "亩", "公顷"]
)
days = st.dates(date(2022, 11, 1), date(2024, 3, 1))


def written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


bounds = st.builds(
    "{}{}{}".format,
    st.sampled_from(["≥", "≤", ">", "<", "=", "", "不低于", "低于", "控制在", "增长", "下降"]),
    numbers,
    counted,
) | st.builds("{}{}{}".format, numbers, counted, st.sampled_from(["以上", "以下", "以内", "及以上"]))
ranges = st.builds("{}{}至{}{}".format, numbers, counted, numbers, counted) | st.builds(
    "{}{}且{}{}".format, st.sampled_from(["≥", ">"]), numbers, st.sampled_from(["≤", "<"]), numbers
)
deadlines = st.builds(
    "{}{}".format,
    days.map(written) | st.integers(1, 12).map("{}月".format),
    st.sampled_from(["", "前", "完成", "底前"]),
) | st.sampled_from(["年底", "2023年底完成", "上半年完成", "第三季度末"])
periods = st.builds("{}至{}".format, days.map(written), days.map(written)) | st.builds(
    "{}-{}月".format, st.integers(1, 12), st.integers(1, 12)
)
words = st.sampled_from(
    [
        "优",
        "良",
        "中",
        "优秀",
        "合格",
        "不合格",
        "AAA",
        "AA",
        "满意",
        "提高",
        "大幅提高",
        "降低",
        "保持",
        "及时",
        "完成",
        "/",
        "无",
        "",
    ]
)
texts = st.one_of(bounds, bounds, ranges, deadlines, periods, words, st.just("全年"))
anything = texts | st.text(max_size=30) | st.text("0123456789.,-~至≥≤<>=且%万亿元个/·年月日前内以上()每 ", max_size=14)
targets = texts.map(Target.parse)
actuals = st.one_of(
    st.builds("{}{}".format, numbers, counted.filter(bool)),
    days,
    days.map(str),
    st.builds("{}年{}月".format, st.integers(2022, 2024), st.integers(1, 12)),
    periods,
    words,
    bounds.filter(lambda text: text[-1] not in "0123456789" and text[0] not in "增下"),
)


@settings(deadline=None)
@given(anything)
def test_same_is_reflexive(text: str) -> None:
    assert compare(text, text) == Verdict.SAME


CONVERSE = {Verdict.TIGHTENED: Verdict.LOOSENED, Verdict.LOOSENED: Verdict.TIGHTENED}


@settings(deadline=None)
@given(anything, anything)
def test_the_verdict_backwards_is_the_converse(old: str, new: str) -> None:
    """So same is symmetric, and tightened is asymmetric."""
    there, back = compare(old, new), compare(new, old)
    assert back == CONVERSE.get(there, there)


@settings(deadline=None)
@given(anything, anything)
def test_equal_meanings_are_what_compare_calls_same(old: str, new: str) -> None:
    same = Target.parse(old).meaning == Target.parse(new).meaning
    assert same is (compare(old, new) == Verdict.SAME)


line = st.sampled_from(["≥{}%", "≤{}%", ">{}%", "={}%", "{}%以上", "{}‰至20%", "5%至{}%"])
near = st.builds(str.format, line, st.integers(4, 8)) | st.sampled_from(
    ["优", "良", "中", "提高", "显著提高", "1-6月", "1-9月", "2-6月", "6月底", "8月底"]
)


@settings(deadline=None, max_examples=400)
@given(near, near, near)
def test_same_and_tightened_are_transitive(a: str, b: str, c: str) -> None:
    first, second, both = compare(a, b), compare(b, c), compare(a, c)
    for verdict in (Verdict.SAME, Verdict.TIGHTENED):
        if {first, second} <= {verdict, Verdict.SAME}:
            assert both == (verdict if verdict in (first, second) else Verdict.SAME)


@settings(deadline=None, max_examples=300)
@given(anything, st.sampled_from([1999, 2023, 2024]))
def test_parse_and_format_are_inverse(text: str, year: int) -> None:
    target = Target.parse(text, year)
    again = Target.parse(target.canonical, year)
    assert (again.meaning, again.kind, again.canonical) == (target.meaning, target.kind, target.canonical)


@settings(deadline=None)
@given(st.text() | anything, st.text() | anything, st.text(max_size=5))
def test_nothing_raises_and_every_text_is_kept(text: str, actual: str, unit: str) -> None:
    target = Target.parse(text, unit=unit)
    assert target.text == text
    assert target.met(actual) in (True, False, None)
    assert hash(target.meaning) == hash(Target.parse(text, unit=unit).meaning)


@settings(deadline=None, max_examples=400)
@given(targets | near.map(Target.parse), targets | near.map(Target.parse), actuals)
def test_met_stays_met_when_loosened(old: Target, new: Target, actual: str | date) -> None:
    """And unmet stays unmet when tightened; a bare number has no unit of its own and is left out."""
    match compare(old, new):
        case Verdict.LOOSENED:
            tight, loose = old, new
        case Verdict.TIGHTENED:
            tight, loose = new, old
        case Verdict.SAME:
            assert old.met(actual) is new.met(actual)
            return
        case _:
            return
    if tight.met(actual) is True:
        assert loose.met(actual) is True
    if loose.met(actual) is False:
        assert tight.met(actual) is False


@settings(deadline=None, max_examples=150)
@given(st.data(), st.sampled_from(SCALES), numbers, numbers)
def test_met_is_membership(data: st.DataObject, scale: dict[str, Fraction], asked: Decimal, actual: Decimal) -> None:
    unit, other = data.draw(st.sampled_from(sorted(scale))), data.draw(st.sampled_from(sorted(scale)))
    limit, value = Fraction(asked) * scale[unit], Fraction(actual) * scale[other]
    expected = {"≥": value >= limit, ">": value > limit, "≤": value <= limit, "<": value < limit, "=": value == limit}
    for sign, met in expected.items():
        assert Target.parse(f"{sign}{asked}{unit}").met(f"{actual}{other}") is met


@settings(deadline=None, max_examples=150)
@given(st.data(), st.sampled_from(SCALES), st.lists(numbers, min_size=4, max_size=4))
def test_compare_is_inclusion(data: st.DataObject, scale: dict[str, Fraction], ends: list[Decimal]) -> None:
    a, b, c, d = ends
    one, two = data.draw(st.sampled_from(sorted(scale))), data.draw(st.sampled_from(sorted(scale)))
    old = sorted((Fraction(a) * scale[one], Fraction(b) * scale[one]))
    new = sorted((Fraction(c) * scale[two], Fraction(d) * scale[two]))
    inside, outside = old[0] <= new[0] and new[1] <= old[1], new[0] <= old[0] and old[1] <= new[1]
    expected = {
        (True, True): "same",
        (True, False): "tightened",
        (False, True): "loosened",
        (False, False): "redefined",
    }
    verdict = compare(f"{min(a, b)}{one}~{max(a, b)}{one}", f"{min(c, d)}{two}~{max(c, d)}{two}")
    assert verdict == expected[inside, outside]


@settings(deadline=None)
@given(days, days)
def test_a_deadline_is_met_up_to_its_day(due: date, done: date) -> None:
    assert Target.parse(f"{written(due)}前完成").met(done) is (done <= due)
    assert Target.parse(f"{written(due)}").met(written(done)) is (done <= due)


@settings(deadline=None)
@given(days, st.integers(0, 300), days)
def test_a_period_is_met_inside(first: date, length: int, done: date) -> None:
    last = first + timedelta(days=length)
    assert Target.parse(f"{written(first)}至{written(last)}").met(done) is (first <= done <= last)


SPELLINGS = {
    "≥": ["≥{}", "≧{}", ">={}", "不低于{}", "至少{}", "{}以上", "{}及以上", " ≥ {} ", "达到{}"],
    "≤": ["≤{}", "≦{}", "<={}", "不超过{}", "最多{}", "{}以内", "{}以下", "控制在{}以内"],
    ">": [">{}", "＞{}", "大于{}", "高于{}", "超过{}"],
    "<": ["<{}", "＜{}", "小于{}", "低于{}", "不足{}"],
    "=": ["={}", "＝{}", "{}", "等于{}", "{}（计划标准）"],
}


@pytest.mark.parametrize("sign", SPELLINGS)
@settings(deadline=None, max_examples=30)
@given(amount=st.integers(0, 10**9), decimals=st.integers(0, 4))
def test_spelling_changes_nothing(sign: str, amount: int, decimals: int) -> None:
    value = Decimal(amount).scaleb(-decimals)
    amounts = [
        f"{value:f}万元",
        f"{value:,f}万元",
        f"{value * 10_000:f}元",
        f"{value / 10_000:f}亿元",
        f"{value:f}０万元",
    ]
    if "." not in amounts[0]:
        amounts.pop()  # a further 0 is only without meaning behind the point
    meanings = {Target.parse(spelling.format(text)).meaning for spelling in SPELLINGS[sign] for text in amounts}
    assert len(meanings) == 1
