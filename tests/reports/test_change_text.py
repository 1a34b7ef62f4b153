"""The review of a change on a terminal and in a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from perfspec.reports import change_text
from perfspec.reports.excerpt import inert, width
from tests.reports.change_sample import sample, saying_so
from tests.reports.sample import HOSTILE


@pytest.mark.parametrize(("lang", "columns"), [("zh", None), ("en", None), ("zh", 60)])
def test_the_sample_is_as_it_was_read(
    golden: Callable[[str, str], None], tmp_path: Path, lang: str, columns: int | None
) -> None:
    name = f"changes.{lang}.txt" if columns is None else f"changes.{lang}.{columns}.txt"
    golden(name, change_text.report(sample(tmp_path, lang), columns=columns))


def test_colours_are_all_that_they_add(tmp_path: Path) -> None:
    told = sample(tmp_path)
    painted = change_text.report(told, colour=True)
    assert "\x1b[31m放宽 29.2%\x1b[0m" in painted
    assert "\x1b[31m历史\x1b[0m\x1b[32m行业\x1b[0m标准" in painted
    signs = re.compile(r"\[-|-\]|\{\+|\+\}")
    plain = change_text.report(told)
    assert re.sub("\x1b\\[[0-9]*m", "", painted).split() == signs.sub("", plain).split()


@pytest.mark.parametrize("columns", [30, 60, 80])
def test_a_narrow_terminal_is_kept_to(tmp_path: Path, columns: int) -> None:
    lines = change_text.report(sample(tmp_path), columns=columns).splitlines()
    assert max(map(width, lines)) <= columns + 2  # a closing sign may hang over


@pytest.mark.parametrize("text", HOSTILE)
def test_data_does_not_steer_the_terminal(text: str) -> None:
    report = change_text.report(saying_so(text))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", report)
    assert len(report.splitlines()) == len(change_text.report(saying_so("甲")).splitlines())
    if text:
        assert f"名{inert(text.replace(chr(10), '↵'))}".rstrip() in report


def test_a_very_long_text_is_cut_to_what_changed() -> None:
    report = change_text.report(saying_so("目标" * 5_000))
    assert f"绩效目标/1  [-旧-]{{+新+}}{'目标' * 8}…\n" in report
