"""Lines of Chinese text are counted as a word processor breaks them."""

from __future__ import annotations

import pytest

from perfspec.publish.textlines import filled, line_count, width


def test_a_chinese_sign_is_as_wide_as_two_letters() -> None:
    assert width("预算1.05万元") == 4 + 4 + 4
    assert width("≥（％）") == 8
    assert width("e\u0301\u202e") == 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("一二三四五", 1),
        ("一二三四五六", 2),
        ("一二三四五。", 2),  # the stop may not begin a line and takes 五 with it
        ("一二三四（五", 2),
        ("一二 三四五", 2),
        ("一二三四五     ", 1),  # blanks at the end of a line take no room
        ("一2023年", 1),
        ("一二三四2023", 2),  # a number is not broken
        ("一二三a-bcdef", 2),  # but at its hyphen
        ("a" * 25, 3),  # a word longer than the line is
        ("一" + "a" * 25, 4),
        ("。" * 12, 3),
        ("一" * 50, 10),
    ],
)
def test_lines_in_a_room_of_five_signs(text: str, lines: int) -> None:
    assert line_count(text, 10) == lines


def test_the_first_line_is_indented() -> None:
    assert line_count("一二三四", 10, indent=4) == 2
    assert line_count("一二三", 10, indent=4) == 1


def test_the_parts_of_a_label_stay_together() -> None:
    assert list(filled(["服务对象", "满意度", "指标"], 10)) == ["服务对象", "满意度指标"]
    assert list(filled(["服务对象", "满意度", "指标"], 6)) == ["服务对象", "满意度", "指标"]
    assert list(filled(["其中：", "财政资金"], 20)) == ["其中：财政资金"]
