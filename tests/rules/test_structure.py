"""Codes: region and year, the check character, and that no two projects share one."""

from __future__ import annotations

import pytest

from tests.rules import at, hits

FENGRUN = 'department: {region: "130208", year: 2023}\n'
AGREEING = ("51073925P000275100019", "51073925P00028810001H", "51073925P00030110001P", "51073925P000314100010")
OTHER = "51073925P000327100018"


def projects(*codes: str) -> str:
    return "projects:\n" + "".join(f"  - {{code: {code}, name: 项目{n}}}\n" for n, code in enumerate(codes))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("41010624P00000110001A", "编码开头的区划是 410106，本部门的区划是 410105"),
        ("41010523P00000110001A", "编码第 7、8 位说明是 2023 年的项目，本文本是 2024 年的"),
        ("41010525P00000110001A", "编码第 7、8 位说明是 2025 年的项目，本文本是 2024 年的"),
        ("41010424P00000110001A", "编码开头的区划是 410104，本部门的区划是 410105"),
        ("41010623P00000110001A", "编码开头是 410106（区划）和 2023 年，本文本是 410105 和 2024 年"),
    ],
)
def test_a_code_of_another_region_or_year(code: str, said: str) -> None:
    assert hits("PS101", f"code: {code}") == [("code", "error", said)]


def test_a_region_that_was_never_filled_in_judges_no_code() -> None:
    assert at("PS101", 'department: {region: "000000"}\ncode: 41010524P00000110001A') == []
    assert at("PS101", 'department: {region: "000000"}\ncode: 41010523P00000110001A') == ["error"]


def test_a_project_that_runs_over_years_may_keep_its_code() -> None:
    assert at("PS101", "code: 41010522P00000110001A", years_back=2) == []
    assert at("PS101", "code: 41010523P00000110001A", years_back=2) == []
    assert at("PS101", "code: 41010521P00000110001A", years_back=2) == ["error"]
    assert at("PS101", "code: 41010525P00000110001A", years_back=2) == ["error"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("13020823P00023510001U", None),
        ("13020823P000245100013", None),
        ("13020823P000235100010", "编码的最后一位是“0”，按前 20 位算出的校验码是“U”"),
        ("13020823P00023510001T", "编码的最后一位是“T”，按前 20 位算出的校验码是“U”"),
        ("13020823P00025310001U", "编码的最后一位是“U”，按前 20 位算出的校验码是“Y”"),
        ("13020823P0OO23510001U", "编码里有“O”，编码不用这个字符"),
    ],
)
def test_the_check_character_where_its_constant_is_known(code: str, expected: str | None) -> None:
    found = hits("PS102", f"{FENGRUN}code: {code}")
    assert found == ([("code", "warning", expected)] if expected else [])


def test_every_single_wrong_digit_is_found() -> None:
    right = "13020823P00023510001U"
    for place in range(8, 21):
        for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY":
            if (place == 8 and sign.isdigit()) or sign == right[place]:
                continue
            code = right[:place] + sign + right[place + 1 :]
            assert at("PS102", f"{FENGRUN}code: {code}") == ["warning"], code


def test_elsewhere_the_constant_is_not_known() -> None:
    assert at("PS102", "code: 41010524P00000110001A") == []
    assert at("PS102", "code: 13020824P00000110001A") == []


def test_a_bureau_sets_its_own_constant() -> None:
    code = "code: 51073925P00028810001H"
    assert at("PS102", code, regions=("510739",), constant=17) == []
    assert at("PS102", code, regions=("510739",), constant=48) == []
    assert at("PS102", code, regions=("510739",), constant=30) == ["warning"]
    assert at("PS102", code, regions=("510739",), constant=16) == ["warning"]
    assert at("PS102", f"{FENGRUN}code: 13020823P00023510001U", base=2) == ["warning"]


def test_the_right_check_character_is_told_whatever_the_constant() -> None:
    for sign in "0123456789ABCDEFGJKLMNPQRTUWXY":
        found = hits("PS102", f"code: 51073925P00028810001{sign}", regions=("510739",), constant=48)
        assert found == [("code", "warning", f"编码的最后一位是“{sign}”，按前 20 位算出的校验码是“H”")]


def test_a_code_needs_no_zero() -> None:
    found = hits("PS102", "code: 51173925P11128811111H", regions=("511739",), constant=0)
    assert found == [("code", "warning", "编码的最后一位是“H”，按前 20 位算出的校验码是“R”")]


def test_a_code_given_twice_names_the_other_project() -> None:
    code = "41010524P00000110001A"
    found = hits("PS103", projects(code, "41010524P00000210001A", code, code))
    assert found == [("code", "error", f"编码 {code} 已经是项目“项目0”的，这里又给了“项目{n}”") for n in (2, 3)]


def test_one_code_that_does_not_agree_with_the_others() -> None:
    for sign in "5AP":
        wrong = OTHER[:-1] + sign
        expected = [("code", "warning", f"编码的最后一位是“{sign}”，照本文本其余 4 个编码的算法应是“8”")]
        assert hits("PS114", projects(*AGREEING, wrong)) == expected
        assert hits("PS114", projects(wrong, *AGREEING)) == expected
    assert at("PS114", projects(*AGREEING, OTHER)) == []


@pytest.mark.parametrize(
    ("agreeing", "deviating", "found"),
    [(3, 0, 0), (2, 1, 0), (3, 1, 1), (3, 2, 0), (4, 1, 1), (4, 2, 0)],
)
def test_few_codes_or_many_deviating_ones_prove_nothing(agreeing: int, deviating: int, found: int) -> None:
    wrong = (OTHER[:-1] + "5", OTHER[:-1] + "6")
    assert len(at("PS114", projects(*AGREEING[:agreeing], *wrong[:deviating]))) == found


def test_two_agreeing_codes_prove_nothing_whatever_the_share() -> None:
    assert at("PS114", projects(*AGREEING[:2], OTHER[:-1] + "5")) == []
    assert at("PS114", projects(*AGREEING[:2], OTHER[:-1] + "5"), fewest=2) == []
    assert at("PS114", projects(*AGREEING[:3], OTHER[:-1] + "5"), fewest=4) == []


def test_codes_with_signs_outside_the_alphabet_are_left_out() -> None:
    assert at("PS114", projects(*AGREEING[:3], "51073925P0003I4100010")) == []
    assert at("PS114", projects("51073925P0003I4100010")) == []


def test_codes_that_PS102_judges_are_not_judged_twice() -> None:
    right = ("13020823P00023510001U", "13020823P00024410001D", "13020823P000245100013", "13020823P00024310001P")
    wrong = "13020823P00023610001U"
    assert at("PS114", FENGRUN + projects(*right, wrong)) == []
    assert at("PS114", FENGRUN + projects(*right, wrong), regions=()) == ["warning"]
