"""Tables of Word files and of grids as boxes, so that they can be compared."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.table import Table, _Cell
from lxml.html import HtmlElement

from perfspec.publish.grid import Grid
from tests.pagereader import Spot


@dataclass(frozen=True, order=True)
class Box:
    """A cell: its first row and column, the rows and columns that it spans, and its text by lines."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def joined(text: str) -> str:
    """A paragraph's text without the breaks of a label, which are no part of it."""
    return text.replace("\n", "")


def word_boxes(table: Table) -> list[Box]:
    """The cells of a table as python-docx sees them."""
    found = set()
    for tr in table._tbl.tr_lst:
        for tc in tr.tc_lst:
            if tc.vMerge != "continue":
                text = "\n".join(joined(paragraph.text) for paragraph in _Cell(tc, table).paragraphs)
                found.add(Box(tc.top, tc.left, tc.bottom - tc.top, tc.right - tc.left, text))
    return sorted(found)


def grid_boxes(grid: Grid) -> list[Box]:
    rows = [*([grid.head] if grid.head else []), *(row for group in grid.groups for row in group.rows)]
    cells = [[(cell.rowspan, cell.colspan, "\n".join(cell.lines)) for cell in row] for row in rows]
    return sorted(placed(cells))


def html_boxes(table: HtmlElement) -> list[Box]:
    """The cells of a table as mammoth writes it."""
    cells = [
        [
            (
                int(cell.get("rowspan", 1)),
                int(cell.get("colspan", 1)),
                "\n".join(str(paragraph.text_content()) for paragraph in cell.findall("p")),
            )
            for cell in row.xpath("./td|./th")
        ]
        for row in table.xpath(".//tr")
    ]
    return sorted(placed(cells))


def placed(rows: Sequence[Sequence[tuple[int, int, str]]]) -> Iterator[Box]:
    """Cells of so many rows and columns, each put into the first free columns of its row."""
    taken = set()
    for number, row in enumerate(rows):
        column = 0
        for down, across, text in row:
            while (number, column) in taken:
                column += 1
            taken |= {(number + below, column + beside) for below in range(down) for beside in range(across)}
            yield Box(number, column, down, across, text)


def spread(boxes: Sequence[Box]) -> list[list[str]]:
    """The text at each position of a table."""
    texts = {
        (box.row + below, box.column + beside): box.text
        for box in boxes
        for below in range(box.rows)
        for beside in range(box.columns)
    }
    rows, columns = (max(spot[axis] for spot in texts) + 1 for axis in (0, 1))
    return [[texts[row, column] for column in range(columns)] for row in range(rows)]


def spots(boxes: Sequence[Box]) -> list[list[Spot]]:
    """Each row's cells from left to right; a cell from above stands again in each row that it reaches."""
    rows = max(box.row + box.rows for box in boxes)
    return [
        [
            Spot(box.text, continues=box.row < number)
            for box in sorted(boxes, key=lambda box: box.column)
            if box.row <= number < box.row + box.rows
        ]
        for number in range(rows)
    ]
