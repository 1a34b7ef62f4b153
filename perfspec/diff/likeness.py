"""How alike two rows or texts are, from 0 to 1, the same whichever comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from perfspec.spot import canonical

WEIGHTS = {"name": 3, "description": 3, "target": 3}  # of a row's fields; others count 1
TEXTS = ("name", "description", "goal", "text")  # alike by their words; other fields are equal or not


def rows(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """How much of two rows agrees, field by field."""
    total = found = 0.0
    for key in one.keys() | other.keys():
        weight = WEIGHTS.get(key, 1)
        total += weight
        if key not in one or key not in other:
            continue
        if key in TEXTS and isinstance(one[key], str) and isinstance(other[key], str):
            found += weight * texts(one[key], other[key])
        else:
            found += weight * (canonical(one, key) == canonical(other, key))
    return found / total if total else 1.0


def texts(one: str, other: str) -> float:
    """The share of neighbouring pairs of characters that two texts have in common (Dice)."""
    if one == other:
        return 1.0
    pairs = _pairs(one), _pairs(other)
    total = pairs[0].total() + pairs[1].total()
    return 2 * (pairs[0] & pairs[1]).total() / total if total else 0.0


def _pairs(text: str) -> Counter[str]:
    return Counter(map("".join, pairwise(text)))
