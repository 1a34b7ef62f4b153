"""Where a value stands in a file."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]  # keys and list positions from the root down


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A spot in a file, and the path of the value that stands there.

    Lines and columns count from 1 and columns count characters; the end is the column behind the last character.
    """

    file: str
    path: Path = ()
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
