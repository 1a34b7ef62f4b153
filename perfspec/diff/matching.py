"""Which item of one list is which of another: by key first, then the best pairs of what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

MOST_PAIRS = 40_000  # that are weighed against each other; of more, only equal items are found

Likeness = Callable[[Any, Any], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Positions in the old and the new list: those that belong together, and those that have no partner."""

    pairs: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def match(
    old: Sequence[Any],
    new: Sequence[Any],
    *,
    keys: Sequence[Callable[[Any], Hashable]],
    likeness: Likeness,
    least: float,
    written: Callable[[Any], str],
) -> Matched:
    """Pair the items of two lists.

    Each of `keys` is tried in turn on what is left; where several items share a key, the most alike are paired. At
    last come the items that are alike by `least` or more, the best pair of all first. The order of the lists does not
    matter, and matching the other way round gives the same pairs.
    """
    pairs: list[tuple[int, int]] = []
    rest_old, rest_new = list(range(len(old))), list(range(len(new)))
    for key in keys:
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for position in rest_old:
            groups[key(old[position])][0].append(position)
        for position in rest_new:
            groups[key(new[position])][1].append(position)
        for ours, theirs in groups.values():
            pairs += _best(old, new, ours, theirs, likeness, 0.0, written)
        rest_old, rest_new = _left(pairs, len(old), len(new))
    pairs += _best(old, new, rest_old, rest_new, likeness, least, written)
    rest_old, rest_new = _left(pairs, len(old), len(new))
    return Matched(
        pairs=tuple(sorted(pairs, key=lambda pair: pair[::-1])), removed=tuple(rest_old), added=tuple(rest_new)
    )


def _left(pairs: Sequence[tuple[int, int]], old: int, new: int) -> tuple[list[int], list[int]]:
    ours, theirs = {one for one, _ in pairs}, {other for _, other in pairs}
    return [n for n in range(old) if n not in ours], [n for n in range(new) if n not in theirs]


def _best(
    old: Sequence[Any],
    new: Sequence[Any],
    ours: Sequence[int],
    theirs: Sequence[int],
    likeness: Likeness,
    least: float,
    written: Callable[[Any], str],
) -> list[tuple[int, int]]:
    """The best pairs of two groups, each item once, the most alike first; ties by what is written, not by order."""
    if len(ours) == len(theirs) == 1 and not least:
        return [(ours[0], theirs[0])]
    texts_old, texts_new = {n: written(old[n]) for n in ours}, {n: written(new[n]) for n in theirs}
    found = _equal(texts_old, texts_new)
    same_old, same_new = {one for one, _ in found}, {other for _, other in found}
    ours = [n for n in ours if n not in same_old]
    theirs = [n for n in theirs if n not in same_new]
    if len(ours) * len(theirs) > MOST_PAIRS:
        return found
    weighed = [
        ((-score, *sorted((texts_old[one], texts_new[other])), abs(one - other), one + other), one, other)
        for one in ours
        for other in theirs
        if (score := likeness(old[one], new[other])) >= least
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, one, other in sorted(weighed):
        if one not in taken_old and other not in taken_new:
            taken_old.add(one)
            taken_new.add(other)
            found.append((one, other))
    return found


def _equal(old: dict[int, str], new: dict[int, str]) -> list[tuple[int, int]]:
    """Items that say the same, the first of the one with the first of the other."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for position, text in reversed(new.items()):
        waiting[text].append(position)
    return [(position, waiting[text].pop()) for position, text in old.items() if waiting[text]]
