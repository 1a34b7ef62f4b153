"""A table as a file of text, row by row: CSV and JSON lines, whose columns have the names that programs use."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from perfspec.export.spool import Spooled
from perfspec.publish.downloads import BOM, csv_cell, json_record


def write_csv(spooled: Spooled, path: Path) -> None:
    """UTF-8 with BOM and CRLF, as Excel reads it; texts that start a formula are defused."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(BOM)
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(column.key for column in spooled.table.columns)
        writer.writerows(map(csv_cell, row) for row in spooled.table.rows)


def write_jsonl(spooled: Spooled, path: Path) -> None:
    """An object in each line, with numbers in all their digits; what the source does not give is null."""
    keys = [json.dumps(column.key) for column in spooled.table.columns]
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{json_record(keys, row)}\n" for row in spooled.table.rows)
