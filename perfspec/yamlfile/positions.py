"""From positions in the text that was parsed to places in the file as written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from perfspec.place import Path, Place

Edit = tuple[int, int, str]  # from, to, what stands there instead; never shorter than before

_BREAK = re.compile(r"\r\n|\r|\n")


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text after the edits, which are sorted and do not overlap."""
    parts: list[str] = []
    end = 0
    for start, stop, new in edits:
        parts += text[end:start], new
        end = stop
    return "".join((*parts, text[end:])) if edits else text


class Positions:
    """Translates between the source and the edited text that was parsed, and gives places in the source."""

    def __init__(self, file: str, source: str, edits: Sequence[Edit] = ()) -> None:
        self.file = file
        self.source = source
        self._edits = edits

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.source))]

    @cached_property
    def _before(self) -> list[int]:
        return [start for start, _, _ in self._edits]

    @cached_property
    def _after(self) -> list[int]:
        starts, grown = [], 0
        for start, stop, new in self._edits:
            starts.append(start + grown)
            grown += len(new) - (stop - start)
        return starts

    def edited(self, index: int) -> int:
        """Where a position of the source stands in the edited text."""
        edit = bisect_right(self._before, index) - 1
        if edit < 0:
            return index
        start, stop, new = self._edits[edit]
        offset = index - start if index < stop else index - stop + len(new)
        return self._after[edit] + offset

    def source_index(self, index: int) -> int:
        """Where a position of the edited text stands in the source."""
        if not self._edits:
            return index
        edit = bisect_right(self._after, index) - 1
        if edit < 0:
            return index
        start, stop, new = self._edits[edit]
        offset = index - self._after[edit]
        return start + min(offset, stop - start) if offset < len(new) else stop + offset - len(new)

    def line(self, index: int) -> int:
        return bisect_right(self._lines, self.source_index(index))

    def place(self, path: Path, start: int, end: int) -> Place:
        start, end = self.source_index(start), self.source_index(end)
        line, end_line = bisect_right(self._lines, start), bisect_right(self._lines, end)
        return Place(
            file=self.file,
            path=path,
            line=line,
            column=start - self._lines[line - 1] + 1,
            end_line=end_line,
            end_column=end - self._lines[end_line - 1] + 1,
        )
