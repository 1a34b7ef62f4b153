"""The spot of a value in the words of the document, and the fingerprint of a finding.

A spot follows names and not positions: 数量指标/乡镇数量/指标值 wherever the row stands. A fingerprint is made of rule,
owner, spot and value, so it outlives rewording, reordering and renamed files, and is lost when the value changes.
"""

from __future__ import annotations

import json
from decimal import Decimal
from hashlib import sha256
from typing import Any

from perfspec import labels
from perfspec.place import Path
from perfspec.target import Target

TARGETS = ("target", "baseline")


def spot(schema: str, data: Any, path: Path) -> tuple[str, ...]:
    """The names on the way to the value at a path; items of a list are told by category and name, texts by number.

    A name that stands twice in one list carries its number: 数量指标/数量#2.
    """
    steps: list[str] = []
    here = data
    for depth, step in enumerate(path):
        below = here[step] if _has(here, step) else None
        if isinstance(step, int):
            steps += _item(here, step) if isinstance(here, list) else (str(step + 1),)
        elif not (schema == "project" and step == "indicators" and depth + 1 < len(path)):
            steps.append(labels.label(schema, *path[: depth + 1]))
        here = below
    return tuple(steps)


def fingerprint(rule: str, owner: str, schema: str, data: Any, path: Path, year: int) -> str:
    """16 hexadecimal digits that stand for a rule's finding at a path of the data of an owner (a project's code)."""
    names = list(spot(schema, data, path))
    value, parent = data, None
    for step in path:
        parent, value = value, value[step] if _has(value, step) else None
    if path and isinstance(path[-1], int) and not isinstance(value, dict):
        del names[-1]  # a text of a list is told by itself
    unit = parent.get("unit") if isinstance(parent, dict) else None
    meant = "" if _is_named(value) or not path else _canonical(value, path[-1] in TARGETS, year, unit)
    return digest(rule, owner, *names, meant)


def digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def canonical(owner: Any, key: str | int, year: int = 0) -> str:
    """A field of a mapping, or an item of a list, whatever its wording: the set that a target stands for, a number
    without its last zeros. `year` completes dates."""
    unit = owner.get("unit") if isinstance(owner, dict) else None
    return _canonical(owner[key], key in TARGETS, year, unit)


def _has(here: Any, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(here, list) and 0 <= step < len(here)
    return isinstance(here, dict) and step in here


def _is_named(value: Any) -> bool:
    """Whether a value is told by its names: a row, or a list of rows, whatever stands in their other cells."""
    if isinstance(value, list):
        return bool(value) and all(map(_is_named, value))
    return isinstance(value, dict) and "name" in value


def _item(items: list[Any], position: int) -> tuple[str, ...]:
    item = items[position] if position < len(items) else None
    if not isinstance(item, dict) or "name" not in item:
        return (str(position + 1),)
    same = sum(_names(other) == _names(item) for other in items[:position])
    *before, name = _names(item)
    return (*before, f"{name}#{same + 1}" if same else name)


def _names(item: Any) -> tuple[str, ...]:
    if not isinstance(item, dict):
        return ()
    return tuple(str(item[key]) for key in ("category", "name") if key in item)


def _canonical(value: Any, is_target: bool, year: int, unit: Any) -> str:
    """A value whatever its wording: the set that a target stands for, a number without its last zeros."""
    if is_target and isinstance(value, str | int | Decimal) and not isinstance(value, bool):
        text = value if isinstance(value, str) else f"{Decimal(value):f}"
        return repr(Target.parse(text, year=year, unit=str(unit or "")).meaning)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"{Decimal(value).normalize():f}"
    if isinstance(value, dict):
        parts = {key: _canonical(item, key in TARGETS, year, value.get("unit")) for key, item in value.items()}
        return json.dumps(parts, ensure_ascii=False, sort_keys=True)
    if isinstance(value, list):
        return json.dumps(sorted(_canonical(item, False, year, None) for item in value), ensure_ascii=False)
    return "" if value is None else str(value)
