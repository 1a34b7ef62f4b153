"""The sheets of the workbook that is printed: the contents, and a form for each project."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Any

from perfspec.publish.document import Index, Pages
from perfspec.publish.form import Form
from perfspec.publish.sheetlayout import CODE_SIZE, LINE, MARGIN, SIZE, WIDTH, Box, sheet_layout, size_of
from perfspec.publish.textsize import wrapped
from perfspec.publish.workbook import Workbook, is_exact

TITLE: dict[str, Any] = {"font_name": "方正小标宋简体", "align": "center", "text_wrap": True}
HEADING: dict[str, Any] = {**TITLE, "font_size": 16}
FAINT: dict[str, Any] = {"bottom": 1, "bottom_color": "#BFBFBF"}
BOLD: dict[str, Any] = {"font_name": "黑体"}
FOOTER = '&C&"宋体,常规"&14— &P —'
A4 = 9
CM = 1 / 2.54  # in inches
TOP = 2  # rows above the tables of a form: its heading, and unit and money unit
INDEX_WIDTHS = (32.0, 122.0, 258.0, 70.0)  # number, code, name, amount
ROOM = 6.0  # above and below the words of the contents
BACK = "返回目录"


def add_index(book: Workbook, names: Sequence[str], pages: Pages) -> None:
    """The contents: title, and the projects by unit with a link to the sheet of each; names[0] is its own."""
    sheet, index = _sheet(book, names[0], INDEX_WIDTHS), pages.index
    last = len(INDEX_WIDTHS) - 1
    title = pages.department + pages.title
    _across(book, sheet, 0, (0, last), title, **TITLE, font_size=20)
    sheet.set_row(0, _height(title, WIDTH, 20) + 10)
    _across(book, sheet, 1, (0, last), index.money_unit, align="right")
    sheet.set_row(1, LINE + ROOM)
    labels = (index.number_label, index.code_label, index.name_label, index.amount_label)
    for column, label in enumerate(labels):
        book.text(sheet, 2, column, label, **BOLD, **_line(column), top=2, bottom=1)
    sheet.set_row(2, LINE + 2 * ROOM)
    after = _index_rows(book, sheet, index, names)
    _across(book, sheet, after, (0, last - 1), index.total_label, **BOLD, **_line(2), top=1, bottom=2)
    _amount(book, sheet, after, last, index.total, top=1, bottom=2)
    sheet.set_row(after, LINE + 2 * ROOM)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    _for_print(sheet, after, last)


def _index_rows(book: Workbook, sheet: Any, index: Index, names: Sequence[str]) -> int:
    """The units with their projects from the fourth row on; gives the row behind them."""
    row, last = 3, len(INDEX_WIDTHS) - 1
    for group in index.groups:
        _across(book, sheet, row, (0, last - 1), group.unit, **BOLD, **_line(2), **FAINT)
        _amount(book, sheet, row, last, group.amount, **BOLD, **FAINT)
        sheet.set_row(row, _height(group.unit, sum(INDEX_WIDTHS[:last])) + ROOM)
        for item in group.rows:
            row += 1
            sheet.set_row(row, _height(item.name, INDEX_WIDTHS[2]))
            book.text(sheet, row, 0, str(item.number), **_line(0), **FAINT)
            # on the code, which is short: LibreOffice does not wrap a link
            _link(book, sheet, row, 1, names[item.number], item.code, **_line(1), **FAINT, font_size=CODE_SIZE)
            book.text(sheet, row, 2, item.name, **_line(2), **FAINT)
            _amount(book, sheet, row, last, item.amount, **FAINT)
        row += 1
    return row


def add_form(book: Workbook, name: str, form: Form, categories: tuple[float, float], contents: str) -> None:
    """The form of a project on a sheet of its own, with a link back to the contents beside what is printed."""
    layout = sheet_layout(form, *categories)
    sheet, last = _sheet(book, name, layout.widths), len(layout.widths) - 1
    money = last - (len(layout.widths) - 2) // 3
    _across(book, sheet, 0, (0, last), form.heading, **HEADING)
    sheet.set_row(0, _height(form.heading, WIDTH, 16) + 8)
    _across(book, sheet, 1, (0, money), form.unit, text_wrap=True)
    _across(book, sheet, 1, (money + 1, last), form.money_unit, align="right")
    sheet.set_row(1, _height(form.unit, sum(layout.widths[: money + 1])))
    for row, height in enumerate(layout.heights, start=TOP):
        sheet.set_row(row, height)
    for box in layout.boxes:
        _box(book, sheet, box)
    sheet.repeat_rows(TOP + layout.head)
    _for_print(sheet, TOP + len(layout.heights) - 1, last)
    sheet.set_column_pixels(last + 1, last + 1, 24)
    _link(book, sheet, 0, last + 2, contents, BACK)


def _height(text: str, width: float, size: int = SIZE) -> float:
    """The height of a row with such a text; a spreadsheet has no higher one than 409."""
    return min(wrapped(text, (width - MARGIN) / size) * LINE * size / SIZE + ROOM, 409.0)


def _sheet(book: Workbook, name: str, widths: Sequence[float]) -> Any:
    sheet = book.book.add_worksheet(name)
    edges = [round(edge * 96 / 72) for edge in accumulate(widths, initial=0)]  # in pixels
    for column, (left, right) in enumerate(pairwise(edges)):
        sheet.set_column_pixels(column, column, right - left)
    return sheet


def _for_print(sheet: Any, row: int, column: int) -> None:
    """A4, as many pages as it takes but one wide, down to this row and column."""
    sheet.set_paper(A4)
    sheet.set_portrait()
    sheet.set_margins(left=1.9 * CM, right=1.9 * CM, top=2.4 * CM, bottom=2.4 * CM)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, row, column)
    sheet.set_footer(FOOTER, {"margin": 1.2 * CM})
    sheet.hide_gridlines(2)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{row + 1}"})


def _box(book: Workbook, sheet: Any, box: Box) -> None:
    cell, row = box.cell, TOP + box.row
    properties = {
        "border": 1,
        "text_wrap": True,
        "align": "left" if box.is_left else "center",
        "indent": int(box.is_left),
        "valign": "top" if box.is_broken else "vcenter",
        "font_size": size_of(cell),
    }
    _merged(book, sheet, (row, box.column, row + box.rows - 1, box.column + box.columns - 1), **properties)
    book.text(sheet, row, box.column, "\n".join(cell.lines), **properties)


def _merged(book: Workbook, sheet: Any, area: tuple[int, int, int, int], **properties: Any) -> None:
    if area[:2] != area[2:]:
        sheet.merge_range(*area, "", book.format(**properties))


def _across(book: Workbook, sheet: Any, row: int, columns: tuple[int, int], text: str, **properties: Any) -> None:
    """A text in one row over several columns."""
    _merged(book, sheet, (row, columns[0], row, columns[1]), **properties)
    book.text(sheet, row, columns[0], text, **properties)


def _link(book: Workbook, sheet: Any, row: int, column: int, name: str, text: str, **properties: Any) -> None:
    """A text that leads to the sheet of that name."""
    quoted = name.replace("'", "''")
    linked = {**properties, "font_color": "#16437E"}
    sheet.write_url(row, column, f"internal:'{quoted}'!A1", book.format(**linked), text, name)
    book.text(sheet, row, column, text, **linked)


def _line(column: int) -> dict[str, Any]:
    return {"align": ("center", "left", "left", "right")[column], "text_wrap": column == 2}


def _amount(book: Workbook, sheet: Any, row: int, column: int, text: str, **properties: Any) -> None:
    """An amount as a number with the digits that it was written with, so that it can be added up."""
    amount = Decimal(text)
    properties |= _line(3)
    if not is_exact(amount):
        book.text(sheet, row, column, text, **properties)
        return
    places = max(-int(amount.as_tuple().exponent), 0)
    shape = "0." + "0" * places if places else "0"
    sheet.write_number(row, column, float(amount), book.format(**properties, num_format=shape))
