"""Text in the columns of a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.reports.columns import LEAST, laid_out
from perfspec.reports.excerpt import inert, width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "放宽 28.6%  数量指标/乡镇数量/指标值  ≥12000平方米 → ≥8500平方米",
            ["放宽 28.6%  数量指标/乡镇", "  数量/指标值  ≥12000平方", "  米 → ≥8500平方米"],
        ),
        ("保障全区二十一个乡镇工作，正常开展", ["保障全区二十一个乡镇工作，", "  正常开展"]),
        ("保障全区二十一个乡镇的工作，正常开展", ["保障全区二十一个乡镇的工", "  作，正常开展"]),
        ("a" * 60, ["a" * 24, "  " + "a" * 24, "  " + "a" * 12]),
        ("第一行\n第二行", ["第一行↵第二行"]),
        ("", [""]),
    ],
)
def test_words_and_signs_that_belong_together_stay_so(text: str, lines: list[str]) -> None:
    assert list(laid_out([(text, "")], columns=26, hang=2)) == lines


def test_a_file_has_one_line_for_each() -> None:
    assert list(laid_out([("长" * 200, "31")], columns=None)) == ["长" * 200]


def test_colours_are_painted_in_one_go_and_end_with_the_line() -> None:
    assert list(laid_out([("红", "31"), ("的", "31"), ("黑", "")], columns=80, colour=True)) == [
        "\x1b[31m红的\x1b[0m黑"
    ]
    assert list(laid_out([("红", "31")], columns=80, colour=False)) == ["红"]


@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from(["", "31"]))), st.integers(1, 90), st.booleans())
def test_no_line_is_too_wide_and_no_sign_is_lost(spans, columns: int, colour: bool) -> None:
    lines = list(laid_out(spans, columns=columns, hang=4, colour=colour))
    plain = [re.sub("\x1b\\[[0-9]+m", "", line) for line in lines]
    assert all(width(line) <= max(columns, LEAST + 4) + 1 for line in plain)  # a closing sign may hang over
    assert "\x1b" not in "".join(plain)
    text = "".join(inert(text.replace("\n", "↵")) for text, _ in spans)
    assert "".join("".join(plain).split()) == "".join(text.split())
