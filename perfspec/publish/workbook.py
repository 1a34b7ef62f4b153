"""A workbook in memory: its properties, its formats, and texts that stay what they are."""

from __future__ import annotations

import io
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from perfspec.error import PerfspecError
from perfspec.publish.formulas import MARK, starts_formula
from perfspec.publish.proof import Proof

CREATED = datetime(1980, 1, 1)  # as in the archive: the same document makes the same bytes on any day
DIGITS = 15  # that a spreadsheet keeps of a number
LONGEST = 32767  # characters in a cell
CUT = "……（超出 Excel 单元格的容量，后文从略 cut to fit an Excel cell）"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    # what columns are measured by: a font, or one of its widths, that every spreadsheet program has
    "default_format_properties": {"font_name": "Arial", "font_size": 10, "font_scheme": False},
}


@dataclass(frozen=True, slots=True)
class Workbook:
    """XlsxWriter's workbook, and its formats by their properties."""

    book: Any
    base: dict[str, Any]
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def format(self, **properties: Any) -> Any:
        """A format; each is made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**self.base, **properties})
        return self.formats[key]

    def text(self, sheet: Any, row: int, column: int, text: str, **properties: Any) -> None:
        """Write a text as a text, whatever it looks like.

        Where a spreadsheet might compute it, the cell is marked as one that was typed with an apostrophe in front: the
        text is not changed, and stays a text when somebody edits the cell.
        """
        if not text:
            sheet.write_blank(row, column, None, self.format(**properties))
            return
        if starts_formula(text) or text.startswith(MARK):
            properties["quote_prefix"] = True
        sheet.write_string(row, column, _fitting(text), self.format(**properties))


@contextmanager
def workbook(title: str, author: str, proof: Proof, **base: Any) -> Generator[tuple[Workbook, io.BytesIO]]:
    """A new workbook and the bytes that it becomes when it is left; `base` are the properties of all formats.

    Raises PerfspecError where XlsxWriter is not installed.
    """
    if (lacking := missing()) is not None:
        raise lacking
    import xlsxwriter  # type: ignore[import-untyped]

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        book.set_properties({"title": title, "author": author, "company": author, "created": CREATED})
        for name, value in (("perfspec-digest", proof.digest), ("perfspec-revision", proof.revision)):
            if value:
                book.set_custom_property(name, value, "text")
        yield Workbook(book, base), written


def missing() -> PerfspecError | None:
    """What has to be installed before a workbook can be written; None where nothing has."""
    if find_spec("xlsxwriter"):
        return None
    return PerfspecError(
        '写 Excel 文件要有 XlsxWriter：pip install "perfspec[xlsx]"',
        'an Excel file needs XlsxWriter: pip install "perfspec[xlsx]"',
    )


def is_exact(number: Decimal) -> bool:
    """Whether a spreadsheet keeps the number as it is: it has 15 digits and the range of a double."""
    size = number.normalize()
    return len(size.as_tuple().digits) <= DIGITS and (not number or -300 < size.adjusted() < 300)


def _fitting(text: str) -> str:
    length = len(text.encode("utf-16-le")) // 2
    if length <= LONGEST:
        return text
    most = 2 * (LONGEST - len(CUT))
    return text.encode("utf-16-le")[:most].decode("utf-16-le", "ignore") + CUT
