"""A table as a Parquet file, through pyarrow: the format's reference implementation, with exact decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from perfspec.error import PerfspecError
from perfspec.export.spool import Extent, Spooled
from perfspec.publish.datatable import ColumnType, DataColumn, Row, Value

ROWS = 16_384  # of a group at least, where there are so many: a group ends with a document
NARROW, WIDE = 38, 76  # digits of the two decimals of Parquet


def missing_parquet() -> PerfspecError | None:
    """What has to be installed before Parquet can be written; None where nothing has."""
    if find_spec("pyarrow"):
        return None
    return PerfspecError(
        '写 Parquet 文件要有 pyarrow：pip install "perfspec[parquet]"',
        'a Parquet file needs pyarrow: pip install "perfspec[parquet]"',
    )


def write_parquet(spooled: Spooled, path: Path) -> None:
    """Write a table. What a column means lies in the metadata of its field."""
    import pyarrow as pa
    from pyarrow import parquet

    columns = spooled.table.columns
    types = [_type(pa, column, spooled.extents[column.key]) for column in columns]
    schema = pa.schema(
        [pa.field(column.key, kind, metadata=_metadata(column)) for column, kind in zip(columns, types, strict=True)]
    )
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _groups(spooled.table.rows):
            arrays = [
                pa.array([_fitting(value, kind, pa) for value in values], kind)
                for values, kind in zip(zip(*rows, strict=True), types, strict=True)
            ]
            writer.write_table(pa.table(arrays, schema=schema), row_group_size=len(rows))


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in groups of at least so many that end where the first column, the document, changes."""
    group: list[Row] = []
    for row in rows:
        if len(group) >= ROWS and group[-1][0] != row[0]:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _type(pa: Any, column: DataColumn, extent: Extent) -> Any:
    """The type of a column; of numbers a decimal with as many places as the data has, and a text where none is wide
    enough for all digits."""
    match column.type:
        case ColumnType.INTEGER:
            return pa.int64()
        case ColumnType.DATE:
            return pa.date32()
        case ColumnType.MONEY | ColumnType.PERCENT | ColumnType.NUMBER:
            digits = extent.whole + extent.places
            if digits > WIDE:
                return pa.string()
            return pa.decimal256(WIDE, extent.places) if digits > NARROW else pa.decimal128(NARROW, extent.places)
        case _:
            return pa.string()


def _fitting(value: Value, kind: Any, pa: Any) -> Value:
    return f"{value:f}" if isinstance(value, Decimal) and pa.types.is_string(kind) else value


def _metadata(column: DataColumn) -> dict[str, str]:
    return {
        "label": column.label,
        "label_en": column.label_en,
        "unit": column.unit,
        "meaning": column.meaning,
        "meaning_en": column.meaning_en,
    }
