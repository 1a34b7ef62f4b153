"""The text of a Word document's tables, as it comes out of a conversion to plain text.

A line that starts with a TAB is a cell: TAB and text; TAB alone continues the merged cell above; TAB and a blank is a
blank cell. A line without TAB continues the open cell. An empty line ends a row, or is an empty paragraph inside a
cell: only the number of cells tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(slots=True)
class Cell:
    """A cell as it stands in the source, with the number of its first line."""

    line: int
    lines: list[str]
    merged: bool = False  # continues the cell above

    @property
    def raw(self) -> str:
        return "\n".join(self.lines)

    @property
    def text(self) -> str:
        """The cell's words: paragraphs without stray blanks, empty ones left out."""
        return "\n".join(stripped for line in self.lines if (stripped := line.strip()))

    @property
    def is_tidy(self) -> bool:
        return self.raw == self.text or not self.text


@dataclass(slots=True)
class Row:
    """A row of cells, and the number of cells that it should have.

    The last cell of a long row may hold empty lines between its paragraphs.
    """

    cells: list[Cell]
    expected: int = 0
    is_long: bool = False

    @property
    def line(self) -> int:
        return self.cells[0].line

    @property
    def is_whole(self) -> bool:
        return len(self.cells) == self.expected

    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]


Numbered = tuple[int, str]


def read_rows(lines: list[Numbered], expect: Callable[[str, Row | None], tuple[int, bool]]) -> Iterator[Row | Numbered]:
    """The rows of a table, and the lines that belong to none.

    `expect` tells from the words of a row's first cell, and the row before, how many cells the row has and whether it
    is long. An empty line ends the row once it has its cells; before that it is an empty paragraph of the open cell.
    """
    row: Row | None = None
    last: Row | None = None
    is_open = False  # whether a line without TAB would continue the last cell
    for number, line in lines:
        if line.startswith("\t"):
            text = line[1:]
            if row is None or (not is_open and len(row.cells) >= row.expected):
                if row is not None:
                    yield row
                    last = row
                row = Row([Cell(number, [text], merged=text == "")])
                row.expected, row.is_long = expect(row.cells[0].text, last)
            else:
                row.cells.append(Cell(number, [text], merged=text == ""))
            is_open = True
        elif row is None:
            if line.strip():
                yield (number, line)
        elif line == "":
            is_open = False
            if len(row.cells) < row.expected:
                row.cells[-1].lines.append("")
        elif line.strip() == "":
            is_open = row.is_long = False
        elif is_open or len(row.cells) < row.expected:
            row.cells[-1].lines.append(line)
        elif row.is_long:
            row.cells[-1].lines += ["", line]
        else:
            yield (number, line)
    if row is not None:
        yield row
