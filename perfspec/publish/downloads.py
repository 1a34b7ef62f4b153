"""The flat tables as files to download: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from perfspec.model import Document
from perfspec.publish.dataset import dictionary_table, indicators_table, projects_table
from perfspec.publish.datatable import DataTable, Row, Value
from perfspec.publish.formulas import defused
from perfspec.publish.proof import Proof

BOM = "\ufeff"  # by which Excel knows UTF-8


def dataset_csv(table: DataTable) -> bytes:
    """A table as CSV that Excel opens: UTF-8 with BOM, CRLF, Chinese headings, texts that start a formula defused."""
    text = io.StringIO(BOM, newline="")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.heading for column in table.columns)
    writer.writerows(map(csv_cell, row) for row in table.rows)
    return text.getvalue().encode()


def dataset_json(document: Document, proof: Proof) -> bytes:
    """The tables as one JSON object: lists of records, with numbers in all their digits, and where they come from.

    A value that the source does not give is null.
    """
    tables = projects_table(document), indicators_table(document)
    lists = [f"{json.dumps(table.name)}: {_records(table)}" for table in (*tables, dictionary_table(*tables))]
    head = [f"{json.dumps(key)}: {_json(value)}" for key, value in _source(document, proof).items()]
    return ("{\n" + ",\n".join((*head, *lists)) + "\n}\n").encode()


def _source(document: Document, proof: Proof) -> dict[str, Value]:
    department = document.department
    return {
        "department": department.name,
        "year": department.year,
        "digest": proof.digest,
        "revision": proof.revision or None,
    }


def _records(table: DataTable) -> str:
    keys = [json.dumps(column.key) for column in table.columns]
    return "[\n" + ",\n".join(json_record(keys, row) for row in table.rows) + "\n]"


def json_record(keys: Iterable[str], row: Row) -> str:
    """A row as a JSON object in one line, with numbers in all their digits; the keys are JSON already."""
    return "{" + ", ".join(f"{key}: {_json(value)}" for key, value in zip(keys, row, strict=True)) + "}"


def _json(value: Value) -> str:
    """A value as JSON; the standard encoder would make a float of a Decimal."""
    match value:
        case Decimal():
            return f"{value:f}"
        case date():
            return json.dumps(value.isoformat())
        case _:
            return json.dumps(value, ensure_ascii=False)


def csv_cell(value: Value) -> str:
    """A value as it stands in a CSV file: all digits of a number, and a text that starts a formula defused."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}"
        case str():
            return defused(value)
        case _:
            return str(value)
