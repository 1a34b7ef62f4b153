"""Brackets in a text: which belong together, and which are of two widths or without a partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = ("()", "（）", "[]", "［］", "{}", "｛｝", "【】", "〔〕", "《》", "〈〉", "「」", "『』")
_CLOSING = {pair[1]: pair[0] for pair in _PAIRS}
_OPENING = {pair[0]: pair[1] for pair in _PAIRS}
_WIDE = {"(": "（", "[": "［", "{": "｛", ")": "）", "]": "］", "}": "｝"}
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()}
BRACKET = re.compile(f"[{re.escape(''.join(_PAIRS))}]")
_PAIR = re.compile("|".join(map(re.escape, _PAIRS)))
_DEPTH = 3  # of brackets in brackets that are looked into at once
_HAN = re.compile(r"[㐀-鿿]")
# 1）and 一) count items, and do so at the beginning of one; [0,100) is an interval.
_COUNTING = re.compile(r"(?:^|[^㐀-鿿\w])(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[A-Za-z])$")
_INTERVAL = re.compile(r"[-+\d.,，~∞%％\s元万亿]{3,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A bracket that is not paired as it should be; `end` is that of the other half, None where there is none."""

    start: int
    end: int | None = None


def are_paired(text: str) -> bool:
    """Whether a quick look tells that every bracket has its partner, of the same width; not where they nest deeply."""
    if not BRACKET.search(text):
        return True
    signs = "".join(BRACKET.findall(text))
    for _ in range(_DEPTH):
        signs = _PAIR.sub("", signs)
    return not signs


def slips(text: str) -> Iterator[Slip]:
    """The pairs of two widths and the brackets without a partner, in the order in which they are seen."""
    waiting: list[int] = []
    for found in BRACKET.finditer(text):
        position, sign = found.start(), found[0]
        if sign in _OPENING:
            waiting.append(position)
        elif not (waiting and _is_interval(text, waiting[-1], position)):
            start = _partner(text, waiting, sign)
            if start is None:
                if not _COUNTING.search(text[max(0, position - 3) : position]):
                    yield Slip(start=position)
                continue
            while waiting[-1] != start:
                yield Slip(start=waiting.pop())
            if text[waiting.pop()] != _CLOSING[sign]:
                yield Slip(start=start, end=position)
        else:
            waiting.pop()
    yield from (Slip(start=position) for position in waiting)


def paired(text: str) -> str:
    """The text with every pair of two widths in one: the wide one beside Chinese, otherwise the narrow one."""
    signs = list(text)
    for slip in slips(text):
        if slip.end is not None:
            around = text[max(0, slip.start - 1) : slip.end + 2]
            width = _WIDE if _HAN.search(around) else _NARROW
            for position in (slip.start, slip.end):
                signs[position] = width.get(text[position], text[position])
    return "".join(signs)


def _partner(text: str, waiting: list[int], closing: str) -> int | None:
    """The last waiting bracket that the closing one ends, in either width, of the few that may be meant."""
    opening = _narrow(_CLOSING[closing])
    return next((start for start in reversed(waiting[-8:]) if _narrow(text[start]) == opening), None)


def _narrow(sign: str) -> str:
    return _NARROW.get(sign, sign)


def _is_interval(text: str, start: int, end: int) -> bool:
    """Whether it is a set of numbers that is open at one end: [0,100)."""
    ends = _narrow(text[start]) + _narrow(text[end])
    return ends in ("[)", "(]") and end - start < 50 and bool(_INTERVAL.fullmatch(text, start + 1, end))
