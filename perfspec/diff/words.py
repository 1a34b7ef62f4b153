"""What became of a text: the parts that stayed, those that went and those that came.

Chinese is written without blanks, so what is compared are characters; a number and a foreign word count as one of them.
Sentences are compared first, and characters only inside those that changed: so a sentence that was moved or put in does
not tear its neighbours apart. What two texts have in common by chance, a character here and there, is no part that
stayed. The effort is bounded: texts that have too little in common are told as one that went and one that came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

MOST_EDITS = 1_000  # that are looked for between two common ends
SENTENCE = re.compile(r"[^，。；：！？,;!?\n]*[，。；：！？,;!?\n]+|[^，。；：！？,;!?\n]+")
SIGN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|.", re.DOTALL)
LEAST_KEPT = 2  # characters between two edits that a reader would see as having stayed

Edit = tuple[list[str], list[str]]  # what went and what came; equal where nothing changed


class Part(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one of two texts, or of both; never empty."""

    part: Part
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Two texts as pieces in order: those that are not added make up the old one, those not removed the new one.

    Between two pieces that stayed, what went comes before what came.
    """
    edits: list[Edit] = []
    for went, came in _edits(SENTENCE.findall(old), SENTENCE.findall(new)):
        if went and came and went != came:
            edits += _edits(SIGN.findall("".join(went)), SIGN.findall("".join(came)))
        else:
            edits.append((went, came))
    return tuple(_pieces(_tidy(edits)))


def lines(old: str, new: str) -> Iterator[Piece]:
    """Two texts line by line, for those that can only be told as they stand in their files."""
    for went, came in _edits(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        parts = [(Part.SAME, went)] if went == came else [(Part.REMOVED, went), (Part.ADDED, came)]
        yield from (Piece(part, line) for part, texts in parts for line in texts)


def _edits(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """Runs that stayed and runs that changed, in turn."""
    found: list[Edit] = []
    left, right = 0, 0
    for one, other, size in (*_kept(old, new), (len(old), len(new), 0)):
        if one > left or other > right:
            found.append((list(old[left:one]), list(new[right:other])))
        if size:
            found.append((list(old[one : one + size]), list(new[other : other + size])))
        left, right = one + size, other + size
    return found


def _kept(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where both have the same: position in the old, in the new, and length."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    end = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
    inside = _shortest(old[start : len(old) - end], new[start : len(new) - end])
    same = [(n, n) for n in range(start)]
    same += [(start + one, start + other) for one, other in inside]
    same += [(len(old) - end + n, len(new) - end + n) for n in range(end)]
    runs = groupby(enumerate(same), key=lambda item: (item[1][0] - item[0], item[1][1] - item[0]))
    return [(*run[0][1], len(run)) for run in (list(group) for _, group in runs)]


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of positions that stay in a shortest edit; none where it would take more than MOST_EDITS.

    Myers, An O(ND) Difference Algorithm and Its Variations, 1986.
    """
    most = min(len(old) + len(new), MOST_EDITS)
    ends = [0] * (2 * most + 3)  # how far each diagonal was followed in the old one; negative ones count from the end
    trace: list[list[int]] = []  # the same before each edit, from diagonal -edits-1 on
    for edits in range(most + 1):
        trace.append([ends[k] for k in range(-edits - 1, edits + 2)])
        for k in range(-edits, edits + 1, 2):
            x = ends[k + 1] if _is_down(ends[k - 1], ends[k + 1], k, edits) else ends[k - 1] + 1
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            ends[k] = x
            if x >= len(old) and x - k >= len(new):
                return _back(trace, len(old), len(new))
    return []


def _is_down(left: int, right: int, k: int, edits: int) -> bool:
    """Whether a diagonal is best reached by taking something in, and not by taking something out."""
    return k == -edits or (k != edits and left < right)


def _back(trace: list[list[int]], x: int, y: int) -> list[tuple[int, int]]:
    """The way back from both ends: the pairs that it went along."""
    same: list[tuple[int, int]] = []
    for edits in range(len(trace) - 1, -1, -1):
        k = x - y
        left, right = trace[edits][k + edits], trace[edits][k + edits + 2]
        down = _is_down(left, right, k, edits)
        from_x, from_k = (right, k + 1) if down else (left, k - 1)
        while x > from_x and y > from_x - from_k:
            x, y = x - 1, y - 1
            same.append((x, y))
        x, y = from_x, from_x - from_k
    return same[::-1]


def _tidy(edits: Iterable[Edit]) -> list[tuple[str, str]]:
    """Edits joined where what lies between them stayed by chance, and what stayed joined where nothing lies between."""
    found: list[tuple[str, str]] = []
    for edit in edits:
        went, came = "".join(edit[0]), "".join(edit[1])
        if found and _is_same(found[-1]) == (went == came):
            went, came = found[-1][0] + went, found[-1][1] + came
            found.pop()
        found.append((went, came))
        while len(found) > 2 and _is_chance(*found[-3:]):
            joined = "".join(went for went, _ in found[-3:]), "".join(came for _, came in found[-3:])
            found[-3:] = [joined]
    return found


def _is_chance(before: tuple[str, str], kept: tuple[str, str], behind: tuple[str, str]) -> bool:
    """Whether so little stayed between two edits that it reads better as changed with them."""
    if not _is_same(kept) or _is_same(behind):
        return False
    least = min(len(max(edit, key=len)) for edit in (before, behind))
    return len(kept[0]) < LEAST_KEPT or 2 * len(kept[0]) <= least


def _is_same(edit: tuple[str, str]) -> bool:
    return edit[0] == edit[1]


def _pieces(edits: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    for went, came in edits:
        if went == came:
            yield Piece(Part.SAME, went)
        elif went:
            yield Piece(Part.REMOVED, went)
        if came and went != came:
            yield Piece(Part.ADDED, came)
