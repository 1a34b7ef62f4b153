"""The tables as one Excel workbook, written row by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from perfspec.error import PerfspecError
from perfspec.export.spool import Spooled
from perfspec.publish.datasheets import add_table
from perfspec.publish.workbook import CREATED, OPTIONS, Workbook
from perfspec.publish.xlsx import FONT

MOST = 1_048_575  # rows of a sheet below its headings
FROZEN = {"projects": 4, "indicators": 3, "findings": 2, "dictionary": 2}  # columns that stay in sight


def write_workbook(tables: Sequence[Spooled], path: Path) -> None:
    """Write the workbook. Raises PerfspecError where a table has more rows than a sheet can have, and OSError."""
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    for spooled in tables:
        if spooled.count > MOST:
            raise PerfspecError(
                f"“{spooled.table.title}”有 {spooled.count} 行，Excel 的一张表放不下；用 --to parquet 或 --to csv",
                f"{spooled.table.title_en} has {spooled.count} rows, more than an Excel sheet; use --to parquet or csv",
            )
    try:
        with xlsxwriter.Workbook(str(path), OPTIONS | {"in_memory": False, "constant_memory": True}) as book:
            book.set_properties({"title": "预算绩效数据", "created": CREATED})
            for spooled in tables:
                add_table(Workbook(book, {**FONT, "font_size": 10}), spooled.table, FROZEN[spooled.table.name], {})
    except FileCreateError as error:
        raise next((it for it in error.args if isinstance(it, OSError)), OSError(str(error))) from error
