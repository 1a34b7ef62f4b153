"""A file read by libyaml, with every fault at once and the place of every value."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from perfspec.finding import Finding
from perfspec.place import Path
from perfspec.yamlfile import faults, punctuation, repair, sourcetext, tree
from perfspec.yamlfile.limits import MAX_FINDINGS
from perfspec.yamlfile.positions import Positions, edited
from perfspec.yamlfile.sourcetext import Spot


class Read(NamedTuple):
    """What a file says and what is wrong with it, as YamlFile tells it, and what knows where everything stands: spans
    in the text that was parsed, and its positions in the file."""

    source: str
    data: Any
    findings: tuple[Finding, ...]
    unread: tuple[Path, ...]
    is_partial: bool
    spans: tree.Spans
    positions: Positions


def read(source: bytes, file: str) -> Read:
    """Read the bytes of a file; never raises."""
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
    return Read(
        source=written,
        data=outcome.data,
        findings=_findings([*found, *outcome.spots], outcome.root, text, positions),
        unread=unread,
        is_partial=outcome.is_partial,
        spans=tree.Spans(outcome.root, text),
        positions=positions,
    )


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
