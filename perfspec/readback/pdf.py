"""A PDF file read back: its tables, with what goes on over a page joined again.

On a new page a table begins with its row of headers again; labels that go on carry 续, and a row that is torn goes on
below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from perfspec.publish.proof import Proof
from perfspec.readback.rows import ReadBack, Row, squeezed

PROOF = re.compile(r"(sha256:[0-9a-f]{64})(?:, revision:(\S+))?")  # in the keywords
PAGE_NUMBER = re.compile(r"^—\d+—|—\d+—$")
CONTINUED = "（续）"
PAIR = 2  # a label and its text: a longer row of the upper part is never torn
CATEGORIES = 2  # labels before the name of an indicator; where the name is written again too, the row is torn
OPENING, CLOSING = (
    "（〔《“【",
    "）〕》”】，。；：、",
)  # one half of them is blank, and may lie outside of the cell

Box = tuple[float, float, float, float]  # left, top, right, bottom


def read_pdf(path: Path) -> ReadBack:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        said = PROOF.search(str(pdf.metadata.get("Keywords", "")))
        tables: list[list[Row]] = []
        texts: list[str] = []
        for page in pdf.pages:
            for table in page.find_tables():
                _add(tables, list(_rows(page, table)))
            texts.append(PAGE_NUMBER.sub("", squeezed("".join(sign["text"] for sign in page.chars))))
            page.close()
    proof = Proof(digest=said[1], revision=said[2] or "") if said else None
    return ReadBack(proof=proof, tables=tables, text="".join(texts), is_spaced=False)


def _add(tables: list[list[Row]], rows: list[Row]) -> None:
    """Add the rows of a table: to the one before, where they are more of it."""
    last = tables[-1] if tables else []
    has_head = bool(last) and rows[:1] == last[:1]
    if not has_head and not (last and _again(rows[0])):
        tables.append(rows)
        return
    row, *more = rows[1:] if has_head else rows
    labels = _again(row)
    if labels > CATEGORIES if has_head else len(last[-1]) <= PAIR:
        last[-1] = _torn(last[-1], row[labels:])
    else:
        last.append(row[labels:])
    last += more


def _again(row: Row) -> int:
    """How many labels at the left of a row are only written again."""
    return next((number for number, cell in enumerate(row) if not cell.endswith(CONTINUED)), len(row))


def _torn(row: Row, rest: Row) -> Row:
    """A row with what goes on of its last cells."""
    start = len(row) - len(rest)
    return (*row[:start], *(one + other for one, other in zip(row[start:], rest, strict=True)))


def _rows(page: Any, table: Any) -> Iterator[Row]:
    """Row by row the cells that begin in it, from left to right."""
    texts = _texts(page, table.cells)
    for top in sorted({round(box[1]) for box in table.cells}):
        yield tuple(texts[box] for box in sorted(table.cells) if round(box[1]) == top)


def _texts(page: Any, boxes: list[Box]) -> dict[Box, str]:
    """The signs in each box, in the order of the file: where a line is broken is layout."""
    found: dict[Box, list[str]] = {box: [] for box in boxes}
    for sign in page.chars:
        across = sign["x0"] + (sign["x1"] - sign["x0"]) * _middle(sign["text"])
        down = (sign["top"] + sign["bottom"]) / 2
        for box in boxes:
            if box[0] < across < box[2] and box[1] < down < box[3]:
                found[box].append(sign["text"])
                break
    return {box: "".join(signs) for box, signs in found.items()}


def _middle(sign: str) -> float:
    """Where the middle of a sign's strokes is, as a share of its width."""
    return 0.75 if sign in OPENING else 0.25 if sign in CLOSING else 0.5
