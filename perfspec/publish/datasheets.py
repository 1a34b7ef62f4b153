"""The sheets of the workbook that is counted with: a table on each, and the words that its columns may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from perfspec.model import Document
from perfspec.publish.datatable import ColumnType, DataColumn, DataTable, Row, Value
from perfspec.publish.sheetlayout import LINE, MARGIN, SIZE
from perfspec.publish.targetfacts import KINDS
from perfspec.publish.textsize import width, wrapped
from perfspec.publish.workbook import Workbook, is_exact

CHOICES = "选项"
HEAD: dict[str, Any] = {"font_name": "黑体", "bg_color": "#EDEFF2", "bottom": 1, "text_wrap": True}
BODY: dict[str, Any] = {"bottom": 1, "bottom_color": "#D9D9D9", "valign": "top"}
SHAPES = {ColumnType.CODE: "@", ColumnType.TEXT: "@", ColumnType.INTEGER: "0", ColumnType.DATE: "yyyy-mm-dd"}
ALIGNED = dict.fromkeys((ColumnType.TEXT, ColumnType.CODE, ColumnType.DATE), "left") | {ColumnType.INTEGER: "center"}
NARROWEST, WIDEST = 4.0, 24.0  # of a column, in em
LEFT: dict[str, Any] = {"align": "left", "indent": 1}
INDENT, ROOM = 10.0, 5.0  # in points, beside and above the words
IN_ONE_LINE = 9.0  # headings up to this width, in em
SAMPLE = 200  # rows by which the width of a column is judged
FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets count days differently
A3 = 8
INEXACT = "{text} 超出 Excel 的 15 位有效数字，写成文字才不变。Kept as text: Excel holds 15 digits of a number."


@dataclass(frozen=True, slots=True)
class Choice:
    """The words that a column may hold; in an open one another word is only asked about."""

    words: tuple[str, ...]
    is_open: bool = False


Choices = Mapping[tuple[str, str], Choice]  # by table and column


def choices(document: Document) -> dict[tuple[str, str], Choice]:
    """The columns that have a list of words: units, activities, categories, bases, kinds of target."""
    department, profile = document.department, document.profile
    found = {
        ("projects", "unit"): Choice(tuple(unit.code for unit in department.units)),
        ("projects", "unit_name"): Choice(tuple(unit.name for unit in department.units)),
        ("projects", "activity"): Choice(tuple(activity.name for activity in department.activities)),
        ("indicators", "first"): Choice(tuple(dict.fromkeys(category.first for category in profile.categories))),
        ("indicators", "category"): Choice(tuple(category.second for category in profile.categories)),
        ("indicators", "target_kind"): Choice(tuple(KINDS.values())),
        ("indicators", "basis"): Choice(profile.bases, is_open=True),
    }
    return {column: choice for column, choice in found.items() if choice.words}


def add_table(book: Workbook, table: DataTable, frozen: int, listed: Choices) -> None:
    """A table on a sheet of its own: so many columns and the headings stay in sight, and each can be filtered by."""
    widths = _widths(table)
    sheet = _sheet(book, table.title, [(column.heading, _aligned(column)) for column in table.columns], widths)
    row = 0
    for row, values in enumerate(table.rows, start=1):
        for number, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            _cell(book, sheet, row, number, column, value)
        sheet.set_row(row, _height(values, widths))
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, row, len(table.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{row + 1}"})
    places = list(listed)
    for number, column in enumerate(table.columns):
        place = (table.name, column.key)
        rule = _listed(places.index(place), listed[place]) if place in listed else LIMITS.get(column.type)
        if rule and row:
            sheet.data_validation(1, number, row, number, rule)


def add_choices(book: Workbook, tables: Sequence[DataTable], listed: Choices) -> None:
    """The lists on a sheet of their own, each below the name of its column."""
    names = {(table.name, column.key): column.label for table in tables for column in table.columns}
    widths = [_width(max(map(width, (names[place], *choice.words)))) for place, choice in listed.items()]
    sheet = _sheet(book, CHOICES, [(names[place], LEFT) for place in listed], widths)
    for column, choice in enumerate(listed.values()):
        for row, word in enumerate(choice.words, start=1):
            book.text(sheet, row, column, word, **BODY, **LEFT, num_format="@", text_wrap=True)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _sheet(book: Workbook, name: str, headings: Sequence[tuple[str, dict[str, Any]]], widths: Sequence[float]) -> Any:
    sheet = book.book.add_worksheet(name)
    for column, ((heading, aligned), wide) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column_pixels(column, column, round((wide * SIZE + INDENT + MARGIN) * 96 / 72))
        book.text(sheet, 0, column, heading, **HEAD, **aligned)
    sheet.set_row(0, 36)
    sheet.set_paper(A3)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C— &P —")
    return sheet


def _widths(table: DataTable) -> list[float]:
    """The width of each column in em, by its first values; a heading may take two lines."""
    headings = [width(column.heading) for column in table.columns]
    widths = [_width(heading if heading <= IN_ONE_LINE else heading / 2 + 1) for heading in headings]
    for values in islice(table.rows, SAMPLE):
        needed = [max(map(width, str(value).split("\n"))) if value is not None else 0 for value in values]
        widths = [max(wide, _width(need)) for wide, need in zip(widths, needed, strict=True)]
    return widths


def _width(needed: float) -> float:
    return min(max(needed, NARROWEST), WIDEST)


def _height(values: Row, widths: Sequence[float]) -> float:
    """The height of a row; a spreadsheet has no higher one than 409."""
    texts = [(value, wide) for value, wide in zip(values, widths, strict=True) if isinstance(value, str)]
    lines = max((wrapped(text, wide) for text, wide in texts), default=1)
    return min(lines * LINE + ROOM, 409.0)


def _aligned(column: DataColumn) -> dict[str, Any]:
    side = ALIGNED.get(column.type, "right")
    return {"align": side, "indent": 0 if side == "center" else 1}


def _cell(book: Workbook, sheet: Any, row: int, number: int, column: DataColumn, value: Value) -> None:
    """A value as its type asks; what is absent is blank, and a number that would change is a text with a note."""
    shape = {**BODY, **_aligned(column), "num_format": SHAPES.get(column.type, "General")}
    match value:
        case None:
            sheet.write_blank(row, number, None, book.format(**shape))
        case Decimal() if is_exact(value):
            shape["num_format"] = _number_format(value, column.type)
            sheet.write_number(row, number, float(value), book.format(**shape))
        case Decimal():
            book.text(sheet, row, number, f"{value:f}", **shape)
            sheet.write_comment(row, number, INEXACT.format(text=f"{value:f}"))
        case int():
            sheet.write_number(row, number, value, book.format(**shape))
        case date() if value >= FIRST_DAY:
            sheet.write_datetime(row, number, value, book.format(**shape))
        case _:
            book.text(sheet, row, number, str(value), **shape, text_wrap=True)


def _number_format(value: Decimal, kind: ColumnType) -> str:
    """All digits as written; of money at least two decimals, so that columns align."""
    places = max(-int(value.as_tuple().exponent), 2 if kind is ColumnType.MONEY else 0)
    whole = "#,##0" if kind is ColumnType.MONEY else "0"
    return f"{whole}.{'0' * places}" if places else whole


def _listed(position: int, choice: Choice) -> dict[str, Any]:
    letter = chr(ord("A") + position)
    return {
        "validate": "list",
        "source": f"='{CHOICES}'!${letter}$2:${letter}${len(choice.words) + 1}",
        "error_type": "warning" if choice.is_open else "stop",
        "error_title": "不在选项中 Not listed",
        "error_message": f"可以写什么，见“{CHOICES}”。The sheet {CHOICES} lists what may stand here.",
    }


def _between(least: int, most: int) -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_title": "数不对 Not valid",
        "error_message": f"写 {least} 到 {most} 之间的数。A number from {least} to {most}.",
    }


LIMITS: dict[ColumnType, dict[str, Any]] = {
    ColumnType.PERCENT: _between(0, 100),
    ColumnType.MONEY: {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_title": "数不对 Not valid",
        "error_message": "写不小于 0 的数。A number not below 0.",
    },
}
