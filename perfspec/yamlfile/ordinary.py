"""A quick reader of ordinary files, such as `perfspec fmt` writes: nearly all that there are.

It knows keys, dashes, and values that end on their line, and gives up at the first line that holds anything else: then
libyaml reads the file, which would have given the same data. `tests/test_yamlfile_ordinary.py` compares the two.
Without this module reading takes longer, and nothing else is different.
"""

from __future__ import annotations

import re
from typing import Any

from perfspec.yamlfile.scalars import plain

MOST = 100_000  # characters: what is larger comes near limits that are not held here
DEPTH = 8  # of blocks in blocks

_KEY = r"[0-9A-Za-z_\u4e00-\u9fa5]{1,60}"
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"  # of an unquoted value, where it begins nothing else
_LINE = re.compile(
    rf"^(?:(\ *)(-\ )?(?:({_KEY}):(?:\ +|(?=\n)))?"
    r"(?:(\"[^\"\\\r\n\t]*\")|(\{[^\r\n\t{}]*\}|\[\])"
    rf"|({_FIRST}(?:[^:#\r\n\t]*[^:#\s])?))?|\ *\#[^\r\n\t]*)\n",
    re.MULTILINE | re.VERBOSE,
)
_ENTRY = re.compile(rf"({_KEY}): (?:(\"[^\"\\]*\")|({_FIRST}(?:[^,:#?\[\]{{}}\"']*[^,:#?\[\]{{}}\"'\s])?))")


def data_of(text: str) -> dict[str, Any] | None:
    """What a text says in which the reader has nothing to correct; None where it is not ordinary, and where libyaml
    would have something against it."""
    lines = _LINE.findall(text) if len(text) <= MOST else []
    if not lines or len(lines) != text.count("\n") or text[-1] != "\n":
        return None
    root: dict[str, Any] = {}
    open_blocks: list[tuple[int, Any]] = []  # the blocks around it
    column = 0  # of the innermost block, and what is in it
    block: Any = root
    opening: str | None = None  # the key of the last line, where its value begins on the next one
    for indent, dash, key, quoted, flow, words in lines:
        if not (dash or key or quoted or flow or words):
            continue  # a blank line or a comment
        at = len(indent)
        if opening is not None:
            if at <= column or len(open_blocks) == DEPTH:
                return None
            open_blocks.append((column, block))
            inner: Any = [] if dash else {}
            block[opening] = inner
            column, block, opening = at, inner, None
        while at < column:
            column, block = open_blocks.pop()
        if at != column or (type(block) is list) is not bool(dash):
            return None
        if words:
            value: Any = plain(words)
        elif quoted:
            value = quoted[1:-1]
        elif flow:
            value = [] if flow == "[]" else _entries(flow[1:-1])
            if value is None:
                return None
        else:
            value = None
        if not key:
            if not dash or value is None:
                return None
            block.append(value)
            continue
        if dash:
            if len(open_blocks) == DEPTH:
                return None
            open_blocks.append((column, block))
            item: dict[str, Any] = {}
            block.append(item)
            column, block = at + 2, item
        if key in block:
            return None
        block[key] = value
        if not (words or quoted or flow):
            opening = key
    return root if root and opening is None else None


def _entries(flow: str) -> dict[str, Any] | None:
    """A mapping on one line, without its brackets."""
    found: dict[str, Any] = {}
    for entry in flow.split(", "):
        match = _ENTRY.fullmatch(entry)
        if match is None:
            return None
        key, quoted, words = match.groups()
        if key in found:
            return None
        found[key] = quoted[1:-1] if words is None else plain(words)
    return found
