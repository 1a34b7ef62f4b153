"""From the bytes of a file to text that libyaml reads without surprise.

Every character that has no business in a file of targets is reported and replaced by one of the same width, so that
reading goes on and every position still holds.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

from perfspec.finding import Fault
from perfspec.place import Path
from perfspec.yamlfile import faults

REMOVED = "\ufffd"  # stands in for a character that has no place; it is taken out of the values later

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufffe\uffff"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
_TAGS = "\U000e0000-\U000e007f"
_BREAKS = "\x85\u2028\u2029"
_SUSPECT = re.compile(f"[\t{_CONTROL}{_BIDI}{_INVISIBLE}{_TAGS}{_BREAKS}{REMOVED}]")
_LONE_CR = re.compile(r"\r(?!\n)")
_RUN = re.compile(
    f"(?P<tab>\t+)|(?P<control>[{_CONTROL}]+)|(?P<bidi>[{_BIDI}]+)|(?P<invisible>[{_INVISIBLE}{_TAGS}]+)"
    f"|(?P<line_break>[{_BREAKS}]+)|(?P<lost>{REMOVED}+)|(?P<lone_cr>(?:\r(?!\n))+)"
)
_FAULTS: dict[str, Fault] = {
    "tab": faults.TAB,
    "control": faults.CONTROL,
    "bidi": faults.BIDI,
    "invisible": faults.INVISIBLE,
    "line_break": faults.LINE_BREAK,
    "lost": faults.LOST,
    "lone_cr": faults.LONE_CR,
}
_STAND_INS = {"tab": "\t", "line_break": " ", "lone_cr": "\n"}

_MARKS = (  # the longer one first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


MAX_FAULTS = 1_000  # then reading stops: more would help nobody, and a hostile file could hold a million


class EnoughError(Exception):
    """So many faults were found that nothing is read from `position` on."""

    def __init__(self, position: int) -> None:
        self.position = position


class Spot(NamedTuple):
    """A fault between two positions of a text."""

    fault: Fault
    start: int
    end: int
    values: Mapping[str, Any] = MappingProxyType({})
    path: Path | None = None  # where it is known; otherwise the position tells


def decode(source: bytes) -> tuple[str, list[Spot]]:
    """The text of a file, without a byte order mark; a text in another encoding is read by the likeliest one."""
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_other(source, error.start)
    if text.startswith("\ufeff"):
        return text[1:], [Spot(faults.BOM, 0, 0, path=())]
    if "\0" in text and (encoding := _wide_encoding(source)):
        return _decode_as(source, encoding, 0)
    return text, []


def _decode_other(source: bytes, start: int) -> tuple[str, list[Spot]]:
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            return _decode_as(source, encoding, 0)
    if encoding := _wide_encoding(source):
        return _decode_as(source, encoding, 0)
    if _looks_like_gb18030(source):
        return _decode_as(source, "gb18030", len(source[:start].decode("gb18030", "ignore")))
    text = source.decode("utf-8", "replace").removeprefix("\ufeff")
    return text, []


def _decode_as(source: bytes, encoding: str, at: int) -> tuple[str, list[Spot]]:
    text = source.decode(encoding, "replace").removeprefix("\ufeff")
    at = min(at, len(text))
    return text, [Spot(faults.ENCODING, at, min(at + 1, len(text)), {"encoding": encoding.upper()}, ())]


def _wide_encoding(source: bytes) -> str:
    """UTF-16 without a mark: every second byte of the ASCII in it is zero."""
    even, odd = source[0:400:2].count(0), source[1:400:2].count(0)
    if max(even, odd) * 4 < len(source[:400]) // 2 or min(even, odd) * 8 > max(even, odd) or len(source) < 8:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _looks_like_gb18030(source: bytes) -> bool:
    """Whether the bytes make common Chinese characters, rather than a UTF-8 file with some damaged bytes."""
    try:
        text = source.decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = "".join(islice((character for character in text if character > "\x7f"), 5_000))
    common = sum(1 for sign in foreign if "\u4e00" <= sign <= "\u9fa5" or sign in "，。：；、“”《》（）％≥≤　")
    damaged = foreign.encode("gb18030").decode("utf-8", "replace").count(REMOVED)
    return common * 10 >= len(foreign) * 9 and damaged * 3 >= len(foreign)


def characters(text: str) -> tuple[str, list[Spot]]:
    """The text with harmless characters in the place of forbidden ones, and what was replaced.

    Tabs stay: what they stand for is decided with the other blanks. After MAX_FAULTS the text ends.
    """
    if _SUSPECT.search(text) is None and ("\r" not in text or _LONE_CR.search(text) is None):
        return text, []
    spots: list[Spot] = []
    parts: list[str] = []
    end = 0
    for run in _RUN.finditer(text):
        if len(spots) == MAX_FAULTS:
            return "".join((*parts, text[end : run.start()])), spots
        kind = run.lastgroup or ""
        spots.append(Spot(_FAULTS[kind], run.start(), run.end(), {"code": _codes(run[0])}))
        parts += text[end : run.start()], _STAND_INS.get(kind, REMOVED) * (run.end() - run.start())
        end = run.end()
    return "".join((*parts, text[end:])), spots


def forbidden(text: str) -> str:
    """The forbidden characters of a value that was written with escapes, as code points."""
    return _codes("".join(_SUSPECT.findall(text) + _LONE_CR.findall(text)))


def without_forbidden(text: str) -> str:
    return _LONE_CR.sub("", _SUSPECT.sub("", text))


def _codes(run: str) -> str:
    names = list(dict.fromkeys(f"U+{ord(character):04X}" for character in run[:1000]))
    return " ".join(names[:3]) + (" …" if len(names) > 3 else "")


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Every line with the position where it starts, without its end."""
    start = 0
    for line in text.split("\n"):
        yield start, line.removesuffix("\r")
        start += len(line) + 1
