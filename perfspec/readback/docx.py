"""A Word file read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from perfspec.readback.packed import properties, refuse_bomb
from perfspec.readback.rows import ReadBack, Row, squeezed

if TYPE_CHECKING:
    from docx.table import Table


def read_docx(path: Path) -> ReadBack:
    import docx

    with ZipFile(path) as packed:
        refuse_bomb(packed)
        proof = properties(packed)
    document = docx.Document(str(path))
    tables = [list(_rows(table)) for table in document.tables]
    return ReadBack(proof=proof, tables=tables, text=squeezed("".join(document.element.body.itertext())))


def _rows(table: Table) -> Iterator[Row]:
    """Row by row the cells as they are written: one that continues a merged cell above is none.

    A paragraph is a line of the text; a break inside one is only where a label is broken.
    """
    from docx.table import _Cell

    for row in table._tbl.tr_lst:
        yield tuple(
            "\n".join(paragraph.text.replace("\n", "").strip() for paragraph in _Cell(cell, table).paragraphs)
            for cell in row.tc_lst
            if cell.vMerge != "continue"
        )
