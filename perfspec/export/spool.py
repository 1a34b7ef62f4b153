"""Rows put down on disk, so that tables of any length are written again in any format, and never lie in memory.

While they are put down it is seen how many there are and how many digits their numbers have.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from perfspec.publish.datatable import ColumnType, DataColumn, DataTable, Row, Rows, Value

NUMBERS = (ColumnType.MONEY, ColumnType.PERCENT, ColumnType.NUMBER)


@dataclass(frozen=True, slots=True)
class Extent:
    """How many digits the numbers of a column have at the most, before the point and behind it."""

    whole: int = 0
    places: int = 0

    def widened(self, number: Decimal) -> Extent:
        _, digits, exponent = number.as_tuple()
        return Extent(max(self.whole, len(digits) + int(exponent)), max(self.places, -int(exponent)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spooled:
    """A table whose rows lie on disk: how many they are, and the extent of each of its columns of numbers."""

    table: DataTable
    count: int
    extents: dict[str, Extent]


def spooled(tables: Iterable[DataTable], rows: Iterable[tuple[str, Row]], folder: Path) -> list[Spooled]:
    """The tables with the rows, which come with the name of their table and lie in a folder from now on."""
    found = {table.name: table for table in tables}
    counts = dict.fromkeys(found, 0)
    extents = {name: [Extent()] * len(table.columns) for name, table in found.items()}
    with ExitStack() as stack:
        streams = {name: stack.enter_context((folder / name).open("w", encoding="utf-8")) for name in found}
        for name, row in rows:
            streams[name].write(json.dumps([*map(_plain, row)]) + "\n")
            counts[name] += 1
            for position, value in enumerate(row):
                if isinstance(value, Decimal):
                    extents[name][position] = extents[name][position].widened(value)
    return [
        Spooled(
            table=replace(table, rows=Rows(partial(_read, folder / name, table.columns))),
            count=counts[name],
            extents={column.key: extent for column, extent in zip(table.columns, extents[name], strict=True)},
        )
        for name, table in found.items()
    ]


def _read(path: Path, columns: tuple[DataColumn, ...]) -> Iterator[Row]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield tuple(map(_value, columns, json.loads(line)))


def _plain(value: Value) -> str | int | None:
    """A value as JSON. Names of files may have bytes that are no text; they are written out."""
    match value:
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case _:
            return value


def _value(column: DataColumn, plain: str | int | None) -> Value:
    if isinstance(plain, str) and column.type in NUMBERS:
        return Decimal(plain)
    if isinstance(plain, str) and column.type is ColumnType.DATE:
        return date.fromisoformat(plain)
    return plain
