"""How many lines a Chinese text takes in a given width, with the line-breaking rules that word processors keep.

Widths are counted in half-widths: a Chinese sign has two, a Latin letter or a digit one. The count is to be right in
the fonts that are asked for, so that pages can be counted; `textsize` makes room for the words in any font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import category, east_asian_width

CLOSING = re.escape("、。，．：；！？）〕］｝〉》」』】〗’”…—·％‰℃")
OPENING = re.escape("（〔［｛〈《「『【〖‘“￥")
# what a line break never separates: a Latin word up to its hyphen, or a sign, with the marks that hang on it
PIECE = re.compile(rf" +|[{OPENING}]*(?:[!-,.-~]*-|[!-,.-~]+|[^ ])[{CLOSING}]*", re.DOTALL)


def width(text: str) -> int:
    """The width of a text in half-widths."""
    return sum(_width(sign) for sign in text)


def line_count(text: str, room: int, indent: int = 0) -> int:
    """How many lines a paragraph takes in a room of so many half-widths, its first line being indented."""
    count, used = 1, indent
    for piece in PIECE.findall(text):
        wide = len(piece) if piece.isascii() else width(piece)
        if used + wide <= room:
            used += wide
        elif not piece.isspace():
            count += (used > 0) + (wide - 1) // room
            used = (wide - 1) % room + 1 if wide else 0
    return count


def filled(parts: Sequence[str], room: int) -> Iterator[str]:
    """The lines of a label that may be broken only between its parts."""
    line = ""
    for part in parts:
        if line and width(line + part) > room:
            yield line
            line = part
        else:
            line += part
    yield line


def _width(sign: str) -> int:
    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(sign) in "WFA" else 1
