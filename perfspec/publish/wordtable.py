"""A grid as a table of a Word file: with the cells that continue a merged one, widths, and the height of each row.

Measures are in twentieths of a point. Each row is as high as its lines, so that pages can be counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from perfspec.publish.grid import BREAKS, Cell, Grid, Row
from perfspec.publish.textlines import filled, line_count
from perfspec.publish.wordreference import Reference
from perfspec.publish.wordstyles import Page, Style

# widths of columns in tenths of a character; the shares of the upper table divide what its labels leave
TENTHS = {"label": 58, "first": 28, "second": 34, "name": 46, "description": 76, "target": 42, "basis": 28}
TENTHS |= {"unit": 22, "baseline": 32, "basis_document": 45, "weight": 20}
TENTHS |= {"index-number": 26, "index-code": 124, "index-name": 190, "index-amount": 50, "index-page": 30}
ACROSS = 421  # of the whole table
FORM_STYLE = "绩效目标表"
LINKS = ("index-name", "index-page")
LABELS = ("label", "first", "second")
FLUSH = ("purpose", "goals", "description", "index-code", "index-name")
FLUSH_HEADS = ("index-code-head", "index-name-head", "index-unit-head", "index-total-head")
STYLES = dict.fromkeys((*FLUSH, *FLUSH_HEADS), "表格文字")
STYLES |= dict.fromkeys(("index-amount", "index-amount-head"), "表格数字")
RULE = 10  # the line between two rows


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCell:
    """A cell: its paragraphs, each with the lines that it is broken into, and what it is merged with."""

    paragraphs: tuple[tuple[str, ...], ...]
    kind: str
    style: str
    width: int
    span: int
    face: str = ""  # the style of the characters
    anchor: str = ""  # of what the text leads to
    merge: str = ""  # restart, continue
    rows: int = 1  # that it reaches over


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """A row: its height, whether it is repeated on each page, and what must stay on one page."""

    cells: tuple[WordCell, ...]
    height: int
    is_head: bool
    is_whole: bool
    is_kept: bool  # with the next row


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """A table: its caption, what it tells, the widths of its columns, and its rows."""

    caption: str
    description: str
    widths: tuple[int, ...]
    style: str
    rows: tuple[WordRow, ...]

    @property
    def head_height(self) -> int:
        return sum(row.height for row in self.rows if row.is_head)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What a row is laid out in: the widths of the columns, and the styles of the table and of its text."""

    widths: tuple[int, ...]
    table: Style
    text: Style
    page: Page

    def width(self, column: int, span: int) -> int:
        return sum(self.widths[column : column + span])

    def room(self, column: int, span: int) -> int:
        return self.page.room(self.text, self.width(column, span) - self.table.margins)

    def height(self, lines: int) -> int:
        return lines * self.text.line + self.table.padding + RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A cell in its column, with the rows that it still reaches over and the height that it needs of them."""

    cell: Cell
    paragraphs: tuple[tuple[str, ...], ...]
    rows: int
    height: int

    def below(self, height: int) -> _Held:
        """What is left of it below a row of that height."""
        return replace(self, paragraphs=((),), rows=self.rows - 1, height=self.height - height)


def word_table(grid: Grid, reference: Reference, style: str = FORM_STYLE) -> WordTable:
    """A grid as a table of that style, as wide as the text of the page."""
    page, text = reference.page, reference.styles["表格居中"]
    widths = _widths(grid.columns, page.text_width)
    frame = _Frame(widths=widths, table=reference.styles[style], text=text, page=page)
    rows = [*([grid.head] if grid.head else []), *(row for group in grid.groups for row in group.rows)]
    said = grid.head or tuple(group.rows[0][0] for group in grid.groups)
    return WordTable(
        caption=grid.caption,
        description="、".join("".join(cell.lines) for cell in said),
        widths=widths,
        style=style,
        rows=tuple(_rows(rows, bool(grid.head), frame)),
    )


def column_widths(weights: Sequence[int], total: int) -> tuple[int, ...]:
    """A total divided by weights, without a remainder."""
    ends = [end * total // sum(weights) for end in accumulate(weights, initial=0)]
    return tuple(right - left for left, right in pairwise(ends))


def _widths(columns: Sequence[str], total: int) -> tuple[int, ...]:
    shares = columns.count("share")
    tenths = TENTHS | ({} if "description" in columns else {"name": 110})
    if shares:
        tenths |= {"label": TENTHS["label"] * shares, "share": ACROSS - TENTHS["label"]}
    return column_widths([tenths.get(column, 40) for column in columns], total)


def _rows(rows: Sequence[Row], has_head: bool, frame: _Frame) -> Iterator[WordRow]:
    hanging: dict[int, _Held] = {}  # by column: the merged cells that reach down into a row
    for number, row in enumerate(rows):
        held = dict(_held(row, hanging, frame))
        height = max([frame.height(1), *(each.height for each in held.values() if each.rows == 1)])
        is_head = has_head and number == 0
        yield WordRow(
            cells=tuple(_cell(each, frame.width(column, each.cell.colspan)) for column, each in held.items()),
            height=height,
            is_head=is_head,
            is_whole=height * 3 <= frame.page.text_height,
            is_kept=is_head or row[0].kind == "index-unit-head",
        )
        hanging = {column: each.below(height) for column, each in held.items() if each.rows > 1}


def _held(row: Row, hanging: Mapping[int, _Held], frame: _Frame) -> Iterator[tuple[int, _Held]]:
    """The cells of a row by column, with those that hang down into it."""
    begun, column = iter(row), 0
    while column < len(frame.widths):
        held = hanging.get(column) or _begun(next(begun), column, frame)
        yield column, held
        column += held.cell.colspan


def _begun(cell: Cell, column: int, frame: _Frame) -> _Held:
    room = frame.room(column, cell.colspan)
    paragraphs = _paragraphs(cell, room)
    lines = sum(line_count(line, room) for paragraph in paragraphs for line in paragraph)
    return _Held(cell=cell, paragraphs=paragraphs, rows=cell.rowspan, height=frame.height(max(lines, 1)))


def _cell(held: _Held, width: int) -> WordCell:
    cell = held.cell
    merge = "" if cell.rowspan == 1 else "restart" if held.rows == cell.rowspan else "continue"
    return WordCell(
        paragraphs=held.paragraphs,
        kind=cell.kind,
        style=STYLES.get(cell.kind, "表格居中"),
        face="表格黑体" if cell.kind.endswith("head") else "",
        width=width,
        span=cell.colspan,
        merge=merge,
        rows=cell.rowspan,
        anchor=cell.id if cell.kind in LINKS else "",
    )


def _paragraphs(cell: Cell, room: int) -> tuple[tuple[str, ...], ...]:
    if cell.kind not in LABELS:
        return tuple((line,) for line in cell.lines) or ((),)
    return tuple(tuple(filled([part for part in BREAKS.split(line) if part], room)) for line in cell.lines) or ((),)
