"""What is read back of a file: where it says that it comes from, its tables as rows, and its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perfspec.publish.proof import Proof

Row = tuple[str, ...]  # the texts of the cells that begin in a row; what a merged cell covers is no cell
MAX_BYTES = 256 * 1024 * 1024  # of a file, and of what is packed into one


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """A file as it was read: its tables in order, or its sheets. `is_spaced` tells whether blanks and line breaks in a
    cell are those of the source; in a PDF they are layout. `text` is all that a page shows, without blanks; a workbook
    has none."""

    proof: Proof | None
    tables: Sequence[Sequence[Row]]
    text: str = ""
    is_spaced: bool = True


def squeezed(text: str) -> str:
    """A text without blanks and line breaks."""
    return "".join(text.split())
