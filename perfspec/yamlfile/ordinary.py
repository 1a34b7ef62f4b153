"""A quick reader of ordinary files, such as `perfspec fmt` writes: nearly all that there are.

It knows keys, dashes, and values that end on their line, of signs that are never mistyped for others, and gives up at
the first line that holds anything else: then the file is read by libyaml, which would have given the same data and no
finding. `tests/test_yamlfile_ordinary.py` compares the two. Without this module reading takes longer, and nothing else
is different.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from perfspec.place import Path
from perfspec.yamlfile.scalars import FIRST_SIGNS, plain

MOST = 32_768  # characters: what is larger comes near limits that are not held here

_HAN = "\u4e00-\u9fa5"
_WIDE = rf"{_HAN}，。、；？！（）《》〈〉【】〔〕…·～×÷≥≤≠±≈℃°㎡㎥％‰＋＝＜＞／①-⑳Ⅰ-Ⅻ０-９Ａ-Ｚａ-ｚ²³"
_FIRST = rf"[0-9A-Za-z_.;()+/<=~$^{_WIDE}]"  # of an unquoted value; none that begins anything else
_SIGN = rf"[0-9A-Za-z_.;()+/<=~$^{_WIDE},?!%&*>|@'\-：“”‘’—–－]"
_MORE = rf"(?: {_SIGN}++)*"  # words, with one blank between two of them
_KEY = rf"[0-9A-Za-z_{_HAN}][0-9A-Za-z_{_HAN}-]{{0,59}}+"
_IN_FLOW = rf"[0-9A-Za-z_.=≥≤（）{_HAN}][0-9A-Za-z_.=≥≤（）{_HAN}%]*+"
_QUOTED = rf'"(?:{_SIGN}|://)+{_MORE}"'
_VALUE = rf"{_FIRST}{_SIGN}*+{_MORE}|{_QUOTED}|\{{.*\}}|\[.*\]"
_MISTYPED = "[a-z0-9_]++月? *+："  # what is taken for a key that has a wide colon
_COMMENTS = rf"(?: *+(?:#[ -~{_WIDE}：“”‘’—–－]*+)?\n)*"
_LINE = re.compile(
    rf"( *+(?:- )?)(?:({_KEY}):(?: |(?=\n))|(?<=- )(?!{_MISTYPED}))({_VALUE}|)(?:\n{_COMMENTS}|\Z)|([\s\S]++)"
)
_ENTRY = re.compile(rf'({_KEY}): ("?)({_IN_FLOW})\2')
_ITEM = re.compile(_IN_FLOW)
_ABOVE = re.compile(_COMMENTS)
# A mapping has twice the number of its column; a list, which is deeper than the mapping at its column, has one more.
_LEVELS = {" " * column + dash: 2 * column + len(dash) // 2 for column in range(17) for dash in ("", "- ")}


def data_of(text: str) -> dict[str, Any] | None:
    """What a text says; None where it is not ordinary, and where libyaml would have something against it."""
    above = _ABOVE.match(text) if len(text) <= MOST else None
    lines = _LINE.findall(text, above.end()) if above else []
    if not lines or lines[-1][3]:
        return None
    root: dict[str, Any] = {}
    blocks: list[tuple[int, Any]] = []  # those around the innermost one
    level = 0  # of the innermost block
    block: Any = root
    opening = ""  # the key of the last line, where its value begins on the next one
    value: Any
    for lead, key, written, _ in lines:
        at = _LEVELS.get(lead, -1)
        if opening:
            if at <= level:
                return None
            blocks.append((level, block))
            value = [] if at & 1 else {}
            block[opening] = value
            level, block, opening = at, value, ""
        elif at != level:
            while level > at and blocks:
                level, block = blocks.pop()
            if level != at:
                return None
        sign = written[:1]
        if not sign:
            value = None
        elif sign == '"':
            value = written[1:-1]
        elif sign == "{":
            value = _entries(written)
        elif sign == "[":
            value = _items(written)
        else:
            value = plain(written) if sign in FIRST_SIGNS else written
        if value is None and (sign or not key):
            return None
        if at & 1:
            if not key:
                block.append(value)
                continue
            item: dict[str, Any] = {}
            block.append(item)
            blocks.append((level, block))
            level, block = at + 3, item
        if key in block:
            return None
        block[key] = value
        if not sign:
            opening = key
    return None if opening else root


def _entries(flow: str) -> dict[str, Any] | None:
    """A mapping on one line; None where it is not ordinary, and where a key comes twice."""
    found: dict[str, Any] = {}
    entries = [_ENTRY.fullmatch(entry) for entry in flow[1:-1].split(", ")]
    for entry in entries:
        if entry is None:
            return None
        key, quote, value = entry.groups()
        found[key] = value if quote else plain(value)
    return found if len(found) == len(entries) else None


def _items(flow: str) -> list[Any] | None:
    """A list on one line; None where it is not ordinary."""
    items = flow[1:-1].split(", ") if flow != "[]" else []
    return [plain(item) for item in items] if all(map(_ITEM.fullmatch, items)) else None


class Spans(NamedTuple):
    """Where values and keys stand, by their paths: from their first character to the one behind their last."""

    values: dict[Path, tuple[int, int]]
    keys: dict[Path, tuple[int, int]]

    def value(self, path: Path) -> tuple[int, int]:
        """The span of a value, or of the nearest one around it that there is."""
        while path not in self.values:
            path = path[:-1]
        return self.values[path]

    def key(self, path: Path) -> tuple[int, int] | None:
        return self.keys.get(path)


def spans_of(text: str, data: dict[str, Any]) -> Spans:
    """Where everything stands in a text whose data this is."""
    found = Spans({}, {})
    lines = _LINE.finditer(text, _ABOVE.match(text).end())  # type: ignore[union-attr]  # it may match nothing
    _of_mapping(data, (), next(lines), lines, found)
    return found


Match = re.Match[str]


def _of_mapping(data: dict[str, Any], path: Path, line: Match, lines: Iterator[Match], found: Spans) -> int:
    """Note a mapping whose first key stands on a line; where it ends."""
    start = end = line.start(2)
    for key, value in data.items():
        if end != start:
            line = next(lines)
        at = (*path, key)
        found.keys[at] = line.span(2)
        end = _of_value(value, at, line, lines, found)
    found.values[path] = start, end
    return end


def _of_list(data: list[Any], path: Path, line: Match, lines: Iterator[Match], found: Spans) -> int:
    """Note a list whose first dash stands on a line; where it ends."""
    start = end = line.end(1) - 2
    for position, value in enumerate(data):
        if end != start:
            line = next(lines)
        of = _of_mapping if line[2] else _of_value
        end = of(value, (*path, position), line, lines, found)
    found.values[path] = start, end
    return end


def _of_value(value: Any, path: Path, line: Match, lines: Iterator[Match], found: Spans) -> int:
    """Note a value that stands on a line behind its key or dash, or on the lines below; where it ends."""
    span = line.span(3)
    start, end = span
    kind = value.__class__
    if start == end:
        return (_of_list if kind is list else _of_mapping)(value, path, next(lines), lines, found)
    found.values[path] = span
    if kind is dict:
        for entry in _ENTRY.finditer(line.string, start, end):
            at = (*path, entry[1])
            found.keys[at], found.values[at] = entry.span(1), (entry.start(2), entry.end())
    elif kind is list:
        for position, item in enumerate(_ITEM.finditer(line.string, start, end)):
            found.values[(*path, position)] = item.span()
    return end
