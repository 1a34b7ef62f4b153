"""Fixes: the one right value written into its place, and not a byte elsewhere.

A fix is tried on the text and the file is read again: it is taken when the file then says what it said before, but for
the one value. So a place that cannot be written safely (a text of several lines) is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

from perfspec.finding import Finding
from perfspec.layout import same
from perfspec.layout.scalartext import one_line, quoted
from perfspec.place import Path
from perfspec.yamlfile import YamlFile, read


def fixed(source: YamlFile, findings: Iterable[Finding]) -> tuple[YamlFile, list[Finding]]:
    """The file with the fixes of its findings, and the findings that were fixed.

    A file that was not read whole stays as it is, and so does what somebody has waived.
    """
    done: list[Finding] = []
    for finding in findings:
        if finding.fix is None or finding.waiver is not None or not source.whole:
            continue
        changed = _fixed(source, finding.place.path, finding.fix)
        if changed is not None:
            source = changed
            done.append(finding)
    return source, done


def _fixed(source: YamlFile, path: Path, value: str | Decimal) -> YamlFile | None:
    """The file with one value replaced or put in; None where that cannot be done without touching anything else."""
    wanted = deepcopy(source.data)
    parent = wanted
    for step in path[:-1]:
        parent = parent[step]
    is_there = isinstance(path[-1], int) or path[-1] in parent
    if is_there and parent[path[-1]] == value:
        return None  # an earlier fix has done it
    parent[path[-1]] = value
    for text in _replaced(source, path, value) if is_there else _inserted(source, path, value):
        again = read(text.encode(), source.file)
        if again.whole and same(again.data, wanted):
            return again
    return None


def _replaced(source: YamlFile, path: Path, value: str | Decimal) -> Iterator[str]:
    """The text with the value at a path written in each way that may do, the most alike first."""
    start, end = _span(source, path)
    old, text = source.source[start:end], source.source
    if "\n" in old:
        return
    if old.startswith("'"):
        yield f"{text[:start]}'{str(value).replace(chr(39), chr(39) * 2)}'{text[end:]}"
    if not old.startswith(('"', "'")):
        yield text[:start] + (f"{value:f}" if isinstance(value, Decimal) else value) + text[end:]
    yield text[:start] + (quoted(value) if isinstance(value, str) else one_line(value)) + text[end:]


def _inserted(source: YamlFile, path: Path, value: str | Decimal) -> Iterator[str]:
    """The text with a new key behind the last one of its mapping: between the brackets, or in a line of its own."""
    *above, key = path
    mapping: Any = source.data
    for step in above:
        mapping = mapping[step]
    last = list(mapping)[-1]
    text, (_, end) = source.source, _span(source, (*above, last))
    line_end = text.find("\n", end) if "\n" in text[end:] else len(text)
    written = f"{key}: {one_line(value, flow=True)}"
    if text[_span(source, tuple(above))[0]] == "{":
        yield f"{text[:end]}, {written}{text[end:]}"
        return
    column = source.key_place((*above, last)).column
    newline = "\r\n" if text[line_end - 1 : line_end] == "\r" else "\n"
    line_end -= len(newline) - 1
    yield f"{text[:line_end]}{newline}{' ' * (column - 1)}{written}{text[line_end:]}"


def _span(source: YamlFile, path: Path) -> tuple[int, int]:
    """Where the value of a path starts and ends in the text of its file."""
    place = source.place(path)
    lines = source.source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
