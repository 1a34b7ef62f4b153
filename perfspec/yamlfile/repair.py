"""Reading on behind an error: what cannot be read is blanked, and the rest is read again.

libyaml stops at its first error. Blanking keeps every position, so that the second and third fault of a file are
found at their places and the good parts become data.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from perfspec.place import Path
from perfspec.yamlfile import faults
from perfspec.yamlfile.compose import build
from perfspec.yamlfile.sourcetext import Spot
from perfspec.yamlfile.syntax import ENTRY, diagnose, line_end, line_start
from perfspec.yamlfile.tree import LeftOut, Node, path_at

MAX_ROUNDS = 120
MAX_WORK = 2_500_000  # characters read in all rounds together


class Outcome(NamedTuple):
    data: Any
    root: Any
    spots: list[Spot]
    unread: tuple[Path, ...]
    is_partial: bool


class Hole(NamedTuple):
    """A blanked piece of text from `start` to `end`, and what was told about it.

    The builder meets its `key`, the position of a key or of the place behind a dash. Where a whole line was blanked
    there is none: then the column tells to which block it belonged, at the position `last`.
    """

    start: int
    end: int
    key: int | None
    column: int
    last: int
    spot: Spot | None = None


def read(text: str, mistyped: list[Spot]) -> Outcome:
    """Data and faults of a text. An error on the line of what was mistyped, which is told already, is its doing."""
    built = build(text)
    if built.error is None and built.data is not None:
        return Outcome(built.data, built.root, built.spots, tuple(built.unread), built.is_partial)
    holes: list[Hole] = []
    spots: list[Spot] = []
    rest: list[Path] = []
    quiet = [_lines_of(text, spot) for spot in mistyped]
    work = 0
    while built.error is not None:
        spot = diagnose(text, built)
        known = any(start <= spot.start < end for start, end in quiet)
        hole = _hole(text, spot.start, built.brackets[0] if built.brackets else spot.start)
        work += len(text) // 16 + getattr(getattr(built.error, "problem_mark", None), "index", 0)
        exhausted = work > MAX_WORK or len(holes) >= MAX_ROUNDS
        if hole is None or exhausted:
            spots.append(spot._replace(fault=faults.UNREAD_REST) if known or exhausted else spot)
            rest.append(())
            break
        if hole.key is None:
            quiet.append((hole.start, _end_of_deeper(text, hole.start, hole.column)))
        holes.append(hole if known else hole._replace(spot=spot))
        text = text[: hole.start] + _blank(text[hole.start : hole.end]) + text[hole.end :]
        built = build(text, {hole.key for hole in holes if hole.key is not None})
    if built.data is None and not holes and not rest and not built.spots:
        spots.append(Spot(faults.EMPTY, 0, 0))
        rest.append(())
    is_partial = built.is_partial
    for hole in holes:
        path = built.met.get(-1 if hole.key is None else hole.key)
        path = path_at(built.root, hole.last, hole.column, text) if path is None else path
        before = _key_before(built.root, hole.start) if hole.key is None and not path else None
        is_partial = is_partial or hole.key is None
        rest.append(path if before is None else (before,))
        if hole.spot is not None:
            spots.append(hole.spot._replace(path=path))
    unread = tuple(dict.fromkeys([*built.unread, *rest]))
    return Outcome(built.data, built.root, [*built.spots, *spots], unread, is_partial)


def _hole(text: str, at: int, outer: int) -> Hole | None:
    """What to blank for a fault: the value of its line's key, else what follows the dash, else the line."""
    if line_start(text, outer) != line_start(text, at) or outer < at:
        at = outer
    start, end = line_start(text, at), line_end(text, at)
    entry = ENTRY.match(text, start, end)
    if entry is None or not text[start:end].strip():
        return None
    dashes, value = entry.end("dashes"), entry.end()
    column = entry.end("indent") - start
    if entry["key"] is not None and at >= value and text[value:end].strip():
        end = _end_of_deeper(text, start, dashes - start)
        return Hole(value, end, dashes, dashes - start, end)
    if entry["dashes"] and at >= dashes and text[dashes:end].strip():
        behind = start + len(text[start:dashes].rstrip())
        return Hole(dashes, end, behind, dashes - start, _end_of_deeper(text, start, column))
    return Hole(start, end, None, column, end)


def _key_before(root: Any, at: int) -> Any:
    """The outermost key before a blanked line: what belonged below that line may have come below this key."""
    keys = root.keys.items() if isinstance(root, Node) else ()
    return max(
        (key for key, event in keys if event.start_mark.index < at and not isinstance(key, LeftOut)),
        key=lambda key: root.keys[key].start_mark.index,
        default=None,
    )


def _blank(text: str) -> str:
    return "".join(sign if sign in "\r\n" else " " for sign in text)


def _end_of_deeper(text: str, at: int, column: int) -> int:
    """The end of a line and of the following ones that are empty, indented deeper, or close a bracket."""
    end = line_end(text, at)
    while (start := text.find("\n", end) + 1) and start < len(text):
        stop = line_end(text, start)
        line = text[start:stop]
        content = line.lstrip(" ")
        if content and len(line) - len(content) <= column and content[0] not in "]}":
            break
        end = stop
    return end


def _lines_of(text: str, spot: Spot) -> tuple[int, int]:
    """The line of a fault, and the lines around it when it stands where the line is indented."""
    start, end = line_start(text, spot.start), line_end(text, spot.end)
    if not text[start : spot.start].strip(" ") and spot.fault in (faults.TAB, faults.WIDE_BLANK):
        return line_start(text, max(0, start - 1)), line_end(text, min(len(text), end + 2)) + 1
    return start, end + 1
