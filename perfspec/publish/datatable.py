"""A flat table for analysis: columns that explain themselves, and rows of plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = str | int | Decimal | date | None  # None where the source says nothing
Row = tuple[Value, ...]


class ColumnType(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    CODE = "code"  # text, though it may look like a number
    MONEY = "money"  # Decimal, in the column's unit
    PERCENT = "percent"  # Decimal: 50 is half
    NUMBER = "number"  # Decimal
    INTEGER = "integer"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataColumn:
    """A column: its key, its Chinese name, its type and unit, and what it means in Chinese and English."""

    key: str
    label: str
    type: ColumnType
    unit: str = ""
    meaning: str
    meaning_en: str

    @property
    def label_en(self) -> str:
        """The key as words: `basis_document` is Basis document."""
        return self.key.replace("_", " ").capitalize()

    @property
    def heading(self) -> str:
        """The Chinese name with the unit, as it stands above the values."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that are made anew each time they are walked, so that a long table is never whole in memory."""

    make: Callable[[], Iterator[Row]]

    def __iter__(self) -> Iterator[Row]:
        return self.make()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table: its name for programs, its titles for people, its columns, and its rows in their order."""

    name: str
    title: str
    title_en: str
    columns: tuple[DataColumn, ...]
    rows: Iterable[Row]
