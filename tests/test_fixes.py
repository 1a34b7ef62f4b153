"""Fixes write into their place and nowhere else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.finding import Fault, Finding, Text, Waiver
from perfspec.fixes import fixed
from perfspec.place import Path
from perfspec.yamlfile import read

FAULT = Fault(rule="XX001", message=Text(zh="错", en="wrong"))


def fix(text: str, *fixes: tuple[Path, str | Decimal], waiver: Waiver | None = None) -> tuple[str, int]:
    source = read(text.encode(), "a.yaml")
    findings = [
        Finding(fault=FAULT, place=source.place(path), severity=FAULT.severity, fix=value, waiver=waiver)
        for path, value in fixes
    ]
    after, done = fixed(source, findings)
    return after.source, len(done)


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a: x  # c\nb: 1\n", ("a",), "y", "a: y  # c\nb: 1\n"),
        ("a: 'it''s'\n", ("a",), "it's too", "a: 'it''s too'\n"),
        ('a: "x"\n', ("a",), 'say "y"', 'a: "say \\"y\\""\n'),
        ("a: x\n", ("a",), "- y: z", 'a: "- y: z"\n'),
        ("a: x\n", ("a",), "12", 'a: "12"\n'),
        ("g:\n  - x # 1\n  - (y）\n", ("g", 1), "（y）", "g:\n  - x # 1\n  - （y）\n"),
        ("b: {total: 8.00, fiscal: 8.00}  # 万元\n", ("b", "other"), Decimal("0.00"),
         "b: {total: 8.00, fiscal: 8.00, other: 0.00}  # 万元\n"),
        ("b:\n  total: 8.00 # 万元\n  fiscal: 8.00\n# end\nc: 1\n", ("b", "other"), Decimal("0.00"),
         "b:\n  total: 8.00 # 万元\n  fiscal: 8.00\n  other: 0.00\n# end\nc: 1\n"),
        ("b:\n  total: 8.00", ("b", "other"), Decimal("0.00"), "b:\n  total: 8.00\n  other: 0.00"),
        ("b:\r\n  total: 8.00 # x\r\nc: 1\r\n", ("b", "other"), Decimal("0.00"),
         "b:\r\n  total: 8.00 # x\r\n  other: 0.00\r\nc: 1\r\n"),
    ],
)  # fmt: skip
def test_a_fix_edits_its_place_and_nothing_else(before: str, path: Path, value: str | Decimal, after: str) -> None:
    assert fix(before, (path, value)) == (after, 1)


def test_a_text_of_several_lines_is_left_alone() -> None:
    text = "a: |-\n  x\n  y\nb: 1\n"
    assert fix(text, (("a",), "z")) == (text, 0)


def test_a_file_that_was_not_read_whole_is_left_alone() -> None:
    text = "a: x\na: y\nb: z\n"
    assert fix(text, (("b",), "w")) == (text, 0)


def test_what_is_waived_is_left_alone() -> None:
    assert fix("a: x\n", (("a",), "y"), waiver=Waiver(rule="XX001", reason="r", by="b")) == ("a: x\n", 0)


def test_several_fixes_in_one_file_and_the_same_one_twice() -> None:
    text = "a: x\nb: {c: 1, d: y}\n"
    fixes = [(("a",), "longer"), (("b", "d"), "z"), (("b", "d"), "z"), (("b", "e"), Decimal("0.0"))]
    assert fix(text, *fixes) == ("a: longer\nb: {c: 1, d: z, e: 0.0}\n", 3)


@given(st.text(min_size=1, max_size=30), st.sampled_from(["a: x # c\nb: 1\n", "a: 'x'\n", "b: {a: x}\n", "- x\n- y\n"]))
def test_whatever_the_text_a_fix_is_read_back_or_not_made(value: str, text: str) -> None:
    path: Path = {"a": ("a",), "b": ("b", "a"), "-": (0,)}[text[0]]
    after, done = fix(text, (path, value))
    again = read(after.encode(), "a.yaml")
    assert again.whole
    if done:
        here = again.data
        for step in path:
            here = here[step]
        assert here == value
    else:
        assert after == text
