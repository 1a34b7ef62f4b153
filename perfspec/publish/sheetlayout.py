"""Where the cells of a form stand on one sheet: both tables in one grid of columns, with room for every word.

A spreadsheet does not make room for words in merged cells, so widths and heights are worked out here. Sizes are in
points. A row is never higher than a spreadsheet allows; where words need more, their cell reaches over more rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil

from perfspec.publish.form import Form
from perfspec.publish.grid import Cell, Grid, Row, indicator_grid, project_grid
from perfspec.publish.textsize import wrapped

WIDTH = 482.0  # of the tables: A4 less 20 mm at each side
SIZE, CODE_SIZE = 10, 9  # of the letters; a project code fits in one line
LINE, PADDING, MARGIN = 15.5, 10.0, 6.0  # height of a line; room above and below, left and right of the words
INDENT = 10.0  # of what begins at the left
LOWEST, HIGHEST = 28.0, 400.0  # of a row; spreadsheets end at 409
PIECE = 10 * LINE  # of the rows that a higher one is made of
PAGE = 690.0  # height of the rows on a page
ABOVE = 60.0  # height of what stands above the tables
SHARES = {"name": 4.7, "description": 7.0, "target": 4.3, "basis": 2.9}  # of the width, for the columns that have words
OTHERS = 3.0
LEFT = ("purpose", "goals", "description", "baseline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A cell in its place: first row and column, and over how many of them it reaches."""

    cell: Cell
    row: int
    column: int
    rows: int
    columns: int
    is_broken: bool = False  # it reaches over the end of a page

    @property
    def is_left(self) -> bool:
        """Sentences begin at the left, and so does the name of the project, but not that of an indicator."""
        return self.cell.kind in LEFT or (self.cell.kind == "name" and not self.cell.scope)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """A form on a sheet: widths of columns and heights of rows, and the row of headers that each page repeats."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    boxes: tuple[Box, ...]
    head: int


def sheet_layout(form: Form, first: float, second: float) -> SheetLayout:
    """The layout of a form whose categories have columns of these widths."""
    upper, lower = project_grid(form), indicator_grid(form)
    shares, spans = _columns(len(upper.columns) - 1, lower.columns[2:])
    widths = (first, second, *(((WIDTH - first - second) / shares,) * shares))
    step = shares // (len(upper.columns) - 1)
    above = list(_boxes(_rows(upper), (0, 2, *range(2 + step, 3 + shares, step)), 0))
    head = max(box.row + box.rows for box in above)
    below = list(_boxes(_rows(lower), (0, 1, *accumulate(spans, initial=2)), head))
    return _with_pages(_with_heights(widths, [*above, *below], head))


def category_widths(forms: Iterable[Form]) -> tuple[float, float]:
    """Widths in which no category is broken inside a word: 服务对象满意度指标 is, at best, broken before 指标."""
    rows = [row for form in forms for group in indicator_grid(form).groups for row in group.rows]
    cells = [cell for row in rows for cell in row]
    first, second = (
        _unbroken({cell.parts for cell in cells if cell.kind == kind}) * SIZE + MARGIN for kind in ("first", "second")
    )
    return first, second


def _unbroken(texts: set[tuple[str, ...]]) -> int:
    """The least number of characters in a line with which each text is broken only between its parts."""
    longest = max((len("".join(parts)) for parts in texts), default=4)
    fitting = (room for room in range(4, 10) if all(_breaks_well(parts, room) for parts in texts))
    return next(fitting, min(longest, 9))


def _breaks_well(parts: Sequence[str], room: int) -> bool:
    ends = set(accumulate(map(len, parts)))
    length = max(ends)
    return all(end in ends for end in range(room, length, room))


def _columns(least: int, keys: Sequence[str]) -> tuple[int, tuple[int, ...]]:
    """How many shares stand behind the categories, and how many of them each column of the indicators takes."""
    shares = least * ceil(2 * len(keys) / least)
    wanted = [SHARES.get(key, OTHERS) for key in keys]
    edges = [round(edge * shares / sum(wanted)) for edge in accumulate(wanted, initial=0)]
    return shares, tuple(after - before for before, after in pairwise(edges))


def _rows(grid: Grid) -> list[Row]:
    return [*([grid.head] if grid.head else []), *(row for group in grid.groups for row in group.rows)]


def _boxes(rows: Sequence[Row], edges: Sequence[int], top: int) -> Iterator[Box]:
    """The cells of a table, whose columns begin at these edges and whose rows begin at this one."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            spots = {(number + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
            taken |= spots
            left, right = edges[column], edges[column + cell.colspan]
            yield Box(cell=cell, row=top + number, column=left, rows=cell.rowspan, columns=right - left)


def _with_heights(widths: tuple[float, ...], boxes: list[Box], head: int) -> SheetLayout:
    heights = [LOWEST] * max(box.row + box.rows for box in boxes)
    for box in sorted(boxes, key=lambda box: box.rows):
        rows = range(box.row, box.row + box.rows)
        lacking = _needed(box, widths) - sum(heights[row] for row in rows)
        for row in rows:
            heights[row] += max(lacking, 0) / box.rows
    return _with_rows_that_fit(widths, heights, boxes, head)


def _needed(box: Box, widths: tuple[float, ...]) -> float:
    room = sum(widths[box.column : box.column + box.columns]) - MARGIN - INDENT * box.is_left
    return wrapped("\n".join(box.cell.lines), room / size_of(box.cell)) * LINE + PADDING


def size_of(cell: Cell) -> int:
    return CODE_SIZE if cell.kind == "code" else SIZE


def _with_rows_that_fit(
    widths: tuple[float, ...], heights: Sequence[float], boxes: Sequence[Box], head: int
) -> SheetLayout:
    """Rows that are too high become several, each low enough to fill the end of a page."""
    counts = [ceil(height / PIECE) if height > HIGHEST else 1 for height in heights]
    starts = list(accumulate(counts, initial=0))
    return SheetLayout(
        widths=widths,
        heights=tuple(height / count for height, count in zip(heights, counts, strict=True) for _ in range(count)),
        boxes=tuple(
            replace(box, row=starts[box.row], rows=starts[box.row + box.rows] - starts[box.row]) for box in boxes
        ),
        head=starts[head],
    )


def _with_pages(layout: SheetLayout) -> SheetLayout:
    """The boxes that reach over the end of a page are told so: words in their middle might stand on the end itself."""
    pages: list[int] = []
    used = ABOVE
    for row, height in enumerate(layout.heights):
        page = pages[-1] if pages else 0
        if used + height > PAGE:
            page, used = page + 1, layout.heights[layout.head] if row > layout.head else 0.0
        used += height
        pages.append(page)
    return replace(
        layout,
        boxes=tuple(replace(box, is_broken=pages[box.row] != pages[box.row + box.rows - 1]) for box in layout.boxes),
    )
