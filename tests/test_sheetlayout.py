"""Room for every word on a sheet: widths of text, the one grid of columns, heights of rows, names of sheets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.publish.document import pages
from perfspec.publish.form import Form, form
from perfspec.publish.sheetlayout import (
    HIGHEST,
    INDENT,
    LINE,
    MARGIN,
    WIDTH,
    SheetLayout,
    category_widths,
    sheet_layout,
    size_of,
)
from perfspec.publish.sheetnames import sheet_names
from perfspec.publish.textsize import width, wrapped
from tests.reference import reference, small_document


def laid_out(made: Form) -> SheetLayout:
    return sheet_layout(made, *category_widths([made]))


def form_of(profile: str = "hebei", **changes: object) -> Form:
    made = small_document(profile, **changes)
    return form(made, made.projects[0])


def spots(layout: SheetLayout) -> list[tuple[int, int]]:
    """Every place that a cell covers."""
    return [
        (row, column)
        for box in layout.boxes
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    ]


def every_place(layout: SheetLayout) -> list[tuple[int, int]]:
    return [(row, column) for row in range(len(layout.heights)) for column in range(len(layout.widths))]


def has_room(layout: SheetLayout) -> bool:
    """Whether each cell is as high as its words, with lines as wide as the cell."""
    return all(
        wrapped(
            "\n".join(box.cell.lines),
            (sum(layout.widths[box.column :][: box.columns]) - MARGIN - INDENT * box.is_left) / size_of(box.cell),
        )
        * LINE
        <= sum(layout.heights[box.row :][: box.rows])
        for box in layout.boxes
    )


def test_chinese_is_one_em_wide_and_latin_less() -> None:
    assert width("绩效目标，≥") == 6
    assert 2 < width("2023") < 4
    assert width("e\u0301") == width("e")


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 5, 1),
        ("绩效目标", 4, 1),
        ("绩效目标", 3, 2),
        ("绩效\n目标", 4, 2),
        ("绩效目标，", 4, 2),  # no line begins with a comma
        ("工作 work", 4, 2),  # a word is not broken
        ("letterletter", 4, 2),  # but where it is too long
        ("工作letterletter", 4, 3),
        ("字", 0.5, 1),
    ],
)
def test_lines_are_broken_as_spreadsheets_do(text: str, room: float, lines: int) -> None:
    assert wrapped(text, room) == lines


def test_the_cells_of_both_tables_fill_one_grid() -> None:
    for made in pages(reference()).forms:
        layout = laid_out(made)
        assert sorted(spots(layout)) == every_place(layout)
        assert sum(layout.widths) == pytest.approx(WIDTH)
        assert has_room(layout)


def test_the_grid_holds_any_number_of_months_and_columns() -> None:
    document = small_document(purpose="用途")
    keys = ("name", "description", "unit", "target", "basis", "basis_document", "weight", "baseline")
    for months in range(13):
        for columns in range(1, len(keys) + 1):
            profile = replace(document.profile, plan_months=tuple(range(1, months + 1)), columns=keys[:columns])
            made = replace(document, profile=profile)
            layout = laid_out(form(made, made.projects[0]))
            assert sorted(spots(layout)) == every_place(layout)


def test_the_repeated_row_is_that_of_the_headers_of_the_indicators() -> None:
    layout = laid_out(form_of(purpose="用途"))
    heads = {cell for box in layout.boxes if box.row == layout.head for cell in box.cell.lines}
    assert heads == {"一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"}


def test_categories_are_broken_between_their_parts_or_not_at_all() -> None:
    assert category_widths(pages(reference()).forms) == (56.0, 76.0)  # 5 and 7 characters: 服务对象满意度 | 指标
    assert category_widths([form_of()]) == (46.0, 46.0)
    assert category_widths([]) == (46.0, 46.0)
    own = form_of()
    assert (
        category_widths([replace(own, rows=(("产出指标", "一个很长很长很长的类别指标", "", "", "", ""),))])[1] == 96.0
    )


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_long_text_has_room_in_several_rows(goals: int, described: int) -> None:
    made = form_of(
        goals=["保障工作，按时拨付。" * goals + "。"],
        indicators=[{"category": "数量指标", "name": "数量", "description": "反映工作" * described + "。"}] * 3,
    )
    layout = laid_out(made)
    assert has_room(layout)
    assert max(layout.heights) <= HIGHEST
    assert sorted(spots(layout)) == every_place(layout)


def test_what_reaches_over_the_end_of_a_page_is_known() -> None:
    assert not [box for box in laid_out(form_of()).boxes if box.is_broken]
    indicators = [{"category": "数量指标", "name": f"第{n}项"} for n in range(60)]
    broken = [box.cell.lines for box in laid_out(form_of(indicators=indicators)).boxes if box.is_broken]
    assert broken == [("产出指标",), ("数量指标",)]


def test_sheet_names_are_what_spreadsheets_accept() -> None:
    assert sheet_names(["1.设备[A]:*?/\\", "'引号'", "History", "", "字" * 40]) == (
        "1.设备［A］：＊？／＼",
        "’引号’",
        "History（2）",
        "_",
        "字" * 31,
    )


def test_sheet_names_that_would_be_the_same_have_a_number() -> None:
    assert sheet_names(["Abc", "aBC", "abc", "字" * 32, "字" * 31]) == (
        "Abc",
        "aBC（2）",
        "abc（3）",
        "字" * 31,
        "字" * 28 + "（2）",
    )


@given(st.lists(st.text() | st.text("aA'[]: \U0001f600", max_size=40)))
def test_any_titles_have_names_that_differ(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\'")
