"""How much room words take, for formats whose reader does not make the room itself.

Fonts differ from one computer to the next, so widths are taken a little too wide and never too narrow.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WIDE = r"\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f000-\U0003ffff—…“”‘’"
_OPENING, _CLOSING = r"（《〈“‘「『【〔［", r"、。，；：？！）》〉”’」』】〕］％…"
_PIECE = re.compile(rf"\s+|[{_OPENING}]*[{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+[{_CLOSING}]*")


@lru_cache(maxsize=8192)
def advance(sign: str) -> float:
    """The width of one character in em."""
    if unicodedata.category(sign) in ("Mn", "Me"):
        return 0.0
    if ord(sign) >= 0x1F000:
        return 1.35
    if unicodedata.east_asian_width(sign) in "WFA":
        return 1.0
    if sign in "MWmw@%‰":
        return 0.95
    if not sign.isascii():
        return 0.8
    return 0.7 if sign.isupper() else 0.58


def width(text: str) -> float:
    """The width of a text in one line, in em."""
    return sum(map(advance, text))


def wrapped(text: str, room: float) -> int:
    """How many lines a text takes where a line has so much room, in em; an empty text takes one."""
    return sum(_lines(line, room) for line in text.split("\n"))


def _lines(text: str, room: float) -> int:
    """Lines are broken as spreadsheets do: at blanks, beside Chinese characters, and inside a word that is too long."""
    count, used = 1, 0.0
    for piece in _PIECE.findall(text):
        needed = width(piece)
        if piece.isspace() or used + needed <= room:
            used += needed
        elif needed <= room:
            count, used = count + 1, needed
        else:
            count, used = _broken(piece, room, count + (used > 0))
    return count


def _broken(word: str, room: float, count: int) -> tuple[int, float]:
    """The number of lines behind a word that is broken anywhere, and how much of the last one is used."""
    used = 0.0
    for sign in word:
        if used + advance(sign) > room and used:
            count, used = count + 1, 0.0
        used += advance(sign)
    return count, used
