"""Read a YAML file into plain data, with every fault at once and the place of every value."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from perfspec.finding import Finding
from perfspec.place import Path, Place
from perfspec.yamlfile import faults, ordinary, punctuation, repair, sourcetext, tree
from perfspec.yamlfile.compose import MAX_DEPTH as MAX_DEPTH
from perfspec.yamlfile.positions import Positions, edited
from perfspec.yamlfile.sourcetext import Spot

MAX_BYTES = 1_048_576
MAX_FINDINGS = 100  # of one rule in one file; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlFile:
    """What a file says, what is wrong with it, and where everything stands.

    Below a path in `unread` something could not be read, so nothing there is known to be missing.
    In a partial file no outermost field is known to be missing, and what was read of them still counts.
    A list keeps its length: None stands for an item that could not be read.
    """

    file: str
    source: str = ""
    data: Any = None
    findings: tuple[Finding, ...] = ()
    unread: tuple[Path, ...] = ()
    is_partial: bool = False
    _root: Any = field(default=None, repr=False, compare=False)
    _text: str = field(default="", repr=False, compare=False)
    _positions: Any = field(repr=False, compare=False)  # None in a light file

    @property
    def whole(self) -> bool:
        """Whether the data is exactly what the file says: nothing was left out or guessed."""
        return not self.findings

    @property
    def light(self) -> YamlFile:
        """The same file without what knows where everything stands, which is 20 times as large as what the file says.
        When a place is asked for, it is made again. A file with faults of reading stays as it is."""
        is_settled = bool(self.findings) or self._positions is None
        return self if is_settled else replace(self, _root=None, _text="", _positions=None)

    def place(self, path: Path) -> Place:
        """Where the value of a path stands; a missing value stands where its nearest ancestor does."""
        root, text, positions = self._spots()
        return positions.place(path, *tree.value_span(root, path, text))

    def key_place(self, path: Path) -> Place:
        """Where the key stands that a path ends with, or its value where there is no key."""
        root, text, positions = self._spots()
        span = tree.key_span(root, path) or tree.value_span(root, path, text)
        return positions.place(path, *span)

    def _spots(self) -> tuple[Any, str, Positions]:
        if self._positions is not None:
            return self._root, self._text, self._positions
        again = _read_again(self.source, self.file)
        return again._root, again._text, again._positions


def read(source: bytes, file: str) -> YamlFile:
    """The file's data and all of its faults; never raises, whatever the bytes are."""
    if len(source) > MAX_BYTES:
        too_large = faults.TOO_LARGE.at(Place(file=file), size=len(source), limit=MAX_BYTES)
        return YamlFile(file=file, findings=(too_large,), unread=((),), _positions=Positions(file, ""))
    return _quickly(source, file) or read_with_places(source, file)


def _quickly(source: bytes, file: str) -> YamlFile | None:
    """A light file, where the bytes are ordinary."""
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return None
    data = ordinary.data_of(text.replace("\r\n", "\n"))
    return None if data is None else YamlFile(file=file, source=text, data=data, _positions=None)


def read_with_places(source: bytes, file: str) -> YamlFile:
    """The same by libyaml, which also tells what is wrong and where everything stands."""
    written, spots = sourcetext.decode(source)
    text, replaced = sourcetext.characters(written)
    edits, mistyped, end = punctuation.corrections(text)
    positions = Positions(file, written, edits)
    found = [
        spot._replace(start=positions.edited(spot.start), end=positions.edited(spot.end))
        for spot in (*spots, *replaced, *mistyped)
    ]
    text = edited(text[:end], edits)
    with _collection_paused(len(source)):
        outcome = repair.read(text, found)
    unread = outcome.unread if end == len(written) else ((),)
    return YamlFile(
        file=file,
        source=written,
        data=outcome.data,
        findings=_findings([*found, *outcome.spots], outcome.root, text, positions),
        unread=unread,
        is_partial=outcome.is_partial,
        _root=outcome.root,
        _text=text,
        _positions=positions,
    )


@lru_cache(maxsize=4)
def _read_again(source: str, file: str) -> YamlFile:
    return read_with_places(source.encode("utf-8", "surrogatepass"), file)


@contextmanager
def _collection_paused(size: int) -> Iterator[None]:
    """Without Python's cyclic garbage collector while a large file is read: all of its objects stay alive anyway."""
    if size < 50_000 or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _findings(spots: list[Spot], root: Any, text: str, positions: Positions) -> tuple[Finding, ...]:
    """Sorted findings; of each rule the first ones, and how many more there are."""
    if not spots:
        return ()
    counts: Counter[str] = Counter()
    totals = Counter(spot.fault.rule for spot in spots)
    findings = []
    for spot in sorted(spots, key=lambda spot: (spot.start, spot.fault.rule)):
        rule = spot.fault.rule
        counts[rule] += 1
        if counts[rule] <= MAX_FINDINGS:
            findings.append(_finding(spot, root, text, positions))
        elif counts[rule] == MAX_FINDINGS + 1:
            place = _finding(spot, root, text, positions).place
            findings.append(faults.MORE[rule].at(place, count=totals[rule] - MAX_FINDINGS))
    return tuple(findings)


def _finding(spot: Spot, root: Any, text: str, positions: Positions) -> Finding:
    path = spot.path
    if path is None:
        column = spot.start - text.rfind("\n", 0, spot.start) - 1
        path = tree.path_at(root, spot.start, column, text)
    values = dict(spot.values)
    if "first" in values:
        values["line"] = positions.line(values.pop("first"))
    return spot.fault.at(positions.place(path, spot.start, spot.end), **values)
