"""The line of a source that a finding speaks of, with a caret below."""

from __future__ import annotations

import re
import unicodedata

from perfspec.place import Place

UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
    r"|[\U000e0000-\U000e007f]"
)


def inert(text: str) -> str:
    """Text that cannot steer a terminal or a page: control, direction and broken characters become visible marks."""
    return UNSEEN.sub("�", text)


def width(text: str) -> int:
    """Columns that a text takes on a terminal: Chinese characters take two, combining ones none."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def excerpt(source: str, place: Place, room: int) -> tuple[str, str, str] | None:
    """The line before the place, the marked part and the line behind it, cut to `room` columns.

    None where the source has no such line. A place of several lines is marked to the end of its first.
    """
    lines = source.split("\n", place.line)
    if place.line > len(lines) or not source:
        return None
    line = lines[place.line - 1].removesuffix("\r")
    start = min(place.column - 1, len(line))
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    end = max(start, min(end, len(line)))
    before, marked, behind = (inert(part) for part in (line[:start], line[start:end], line[end:]))
    marked = _cut(marked, room // 2)
    before = _cut_left(before, room - width(marked) - 4)
    return before, marked, _cut(behind, room - width(before) - width(marked))


def _cut(text: str, room: int) -> str:
    if width(text) <= room:
        return text
    used = 0
    for position, sign in enumerate(text):
        used += _columns(sign)
        if used > room - 1:
            return text[:position] + "…"
    return text


def _cut_left(text: str, room: int) -> str:
    return text if width(text) <= room else _cut(text[::-1], room)[::-1]
