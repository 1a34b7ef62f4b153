"""Texts that say the same but for signs, numbers or marks, and items that are alike or differ in one part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.likeness import (
    adds,
    alike,
    beyond,
    coverage,
    half_width,
    numberless,
    one_apart,
    pairs,
    plain,
    without_batch,
    without_marks,
    without_note,
)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("（2）校舍 维修：12所，1,200平方米。", "2校舍维修12所1200平方米"),
        ("≥９５％", "≥95%"),
        ("1.5万元.", "1.5万元"),
        ("“一事一议”", "一事一议"),
        ("", ""),
        (None, ""),
    ],
)
def test_plain_text_has_no_blanks_and_signs(text: str | None, same: str) -> None:
    assert plain(text) == same


def test_half_width_keeps_the_signs() -> None:
    assert half_width("≥ ９５％，不低于") == "≥95%,不低于"


def test_numbers_in_digits_are_left_out_and_numbers_in_words_stay() -> None:
    assert numberless("≥1,200.5个，第二中学 3号楼") == "≥#个第二中学#号楼"


@pytest.mark.parametrize(
    ("name", "batchless", "markless"),
    [
        ("（2）防疫物资保障", "防疫物资保障", "防疫物资保障"),
        ("【二】防疫物资保障", "防疫物资保障", "防疫物资保障"),
        ("防疫物资保障(第三批)", "防疫物资保障", "防疫物资保障"),
        ("防疫物资保障第2批次", "防疫物资保障", "防疫物资保障"),
        ("第二次校舍普查", "校舍普查", "校舍普查"),
        ("二批防疫物资", "防疫物资", "防疫物资"),
        ("防疫物资批次二", "防疫物资", "防疫物资"),
        ("追加办案经费", "办案经费", "办案经费"),
        ("办案经费（追加）", "办案经费", "办案经费"),
        ("防疫物资追加经费", "防疫物资追加经费", "防疫物资追加经费"),
        ("2023年度道路养护", "2023年度道路养护", "道路养护"),
        ("道路养护（2022-2023年）", "道路养护20222023年", "道路养护"),
        ("道路养护2023", "道路养护2023", "道路养护"),
        ("2000万元贷款贴息", "2000万元贷款贴息", "2000万元贷款贴息"),
        ("供水管网改造二期工程", "供水管网改造二期工程", "供水管网改造"),
        ("供水管网改造Ⅱ期", "供水管网改造II期", "供水管网改造"),
        ("公路大修A标段", "公路大修A标段", "公路大修"),
        ("公路大修第二标段项目", "公路大修第二标段项目", "公路大修"),
        ("环卫工资第一季度", "环卫工资第一季度", "环卫工资"),
        ("环卫工资上半年", "环卫工资上半年", "环卫工资"),
        ("6月份环卫工资", "6月份环卫工资", "环卫工资"),
        ("（2）2023年道路养护工程（一期）", "2023年道路养护工程一期", "道路养护"),
        ("二次供水改造", "二次供水改造", "二次供水改造"),
        ("第二中学食堂改造", "第二中学食堂改造", "第二中学食堂改造"),
        ("两批发市场改造", "两批发市场改造", "两批发市场改造"),
        ("三批发市场改造", "三批发市场改造", "三批发市场改造"),
        ("长期护理", "长期护理", "长期护理"),
        ("项目", "项目", "项目"),
        (None, "", ""),
    ],
)
def test_marks_of_batch_phase_and_year(name: str | None, batchless: str, markless: str) -> None:
    assert without_batch(name) == batchless
    assert without_marks(name) == markless


def test_a_note_at_the_end_is_left_out() -> None:
    assert without_note("收入完成数（亿元）") == "收入完成数"
    assert without_note("（全年）收入完成数") == "(全年)收入完成数"


def test_pairs_and_coverage() -> None:
    assert pairs("校舍维修") == {"校舍", "舍维", "维修"}
    assert pairs("校") == frozenset()
    assert coverage("校舍维修", "维修", "校") == 0.75
    assert coverage("校舍", "校舍") == 1.0
    assert coverage("", "校舍") == 0.0


def test_what_is_alike_is_grouped_in_order_and_what_has_no_key_stands_alone() -> None:
    assert alike(["ab", "c", "ba", "", "d", "dd"], lambda text: "".join(sorted(set(text))) or None) == [
        ["ab", "ba"],
        ["d", "dd"],
    ]
    assert alike([None, None], lambda item: item) == []


def test_a_further_key_is_asked_for_among_those_that_are_alike() -> None:
    asked = []

    def length(text: str) -> int | None:
        asked.append(text)
        return len(text) or None

    groups = alike(["ab", "ac", "axx", "b", "axy", "axz", "c"], lambda text: text[0], length)
    assert groups == [["ab", "ac"], ["axx", "axy", "axz"]]
    assert asked == ["ab", "ac", "axx", "axy", "axz"]


def parts(text: str) -> tuple[int, ...]:
    """Parts whose sums are not alike by chance, as those of hashes are not."""
    return tuple(ord(sign) ** 7 for sign in text)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["abcd", "abce"], {"abcd": ["abce"], "abce": ["abcd"]}),
        (["abcd", "dcbx"], {"abcd": ["dcbx"], "dcbx": ["abcd"]}),
        (["abc", "abcd"], {"abc": ["abcd"], "abcd": ["abc"]}),
        (["abcd", "abef"], {}),
        (["abc", "abcde"], {}),
        (["abcd"], {}),
        ([], {}),
    ],
)
def test_one_part_apart(texts: list[str], found: dict[str, list[str]]) -> None:
    assert dict(one_apart(texts, parts, 3)) == found


def test_no_more_others_are_kept_for_one_rest_than_asked_for() -> None:
    found = dict(one_apart([f"abc{chr(sign)}" for sign in range(0x4E00, 0x4E00 + 50)], parts, 3))
    assert len(found) == 50
    assert found["abc一"] == ["abc丁", "abc丂", "abc七"]
    assert found["abc三"] == ["abc一", "abc丁", "abc丂", "abc七"]


@given(st.lists(st.text("abc", min_size=1, max_size=5), max_size=8))
def test_one_apart_is_what_comparing_all_pairs_finds(texts: list[str]) -> None:
    def is_apart(one: str, other: str) -> bool:
        rests = [{text} | {text[:n] + text[n + 1 :] for n in range(len(text))} for text in (one, other)]
        return bool({"".join(sorted(rest)) for rest in rests[0]} & {"".join(sorted(rest)) for rest in rests[1]})

    large = dict(enumerate(texts))
    found = {
        position: others for (position, _), others in one_apart(list(large.items()), lambda item: parts(item[1]), 8)
    }
    for position, text in large.items():
        others = {(n, other) for n, other in large.items() if n != position and is_apart(text, other)}
        assert set(found.get(position, [])) == others


@given(st.text("abcd", max_size=8), st.text("abc", max_size=8), st.integers(0, 4))
def test_a_text_adds_what_it_says_beyond_another(text: str, other: str, least: int) -> None:
    assert adds(text, other, least) == (len(beyond(text, other)) >= least)
