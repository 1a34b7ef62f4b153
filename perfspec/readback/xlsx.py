"""An Excel workbook read back: each sheet is a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from perfspec.readback.packed import properties, refuse_bomb
from perfspec.readback.rows import ReadBack, Row

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def read_xlsx(path: Path) -> ReadBack:
    from openpyxl import load_workbook

    with ZipFile(path) as packed:
        refuse_bomb(packed)
        proof = properties(packed)
    workbook = load_workbook(path)
    return ReadBack(proof=proof, tables=[list(_rows(sheet)) for sheet in workbook.worksheets])


def _rows(sheet: Worksheet) -> Iterator[Row]:
    """Row by row the cells that begin there; a merged cell begins at its upper left corner."""
    covered = {
        (row, column)
        for area in sheet.merged_cells.ranges
        for row, column in area.cells
        if (row, column) != (area.min_row, area.min_col)
    }
    corners = {(area.min_row, area.min_col) for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        yield tuple(
            "" if cell.value is None else str(cell.value)
            for cell in row
            if (cell.row, cell.column) not in covered
            and (cell.value is not None or cell.has_style or (cell.row, cell.column) in corners)
        )
