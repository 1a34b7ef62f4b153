"""The spot of a value in the words of the document, and the fingerprint of a finding.

A spot follows names and not positions: 数量指标/乡镇数量/指标值 wherever the row stands. A fingerprint is made of rule,
owner, spot and value, so it outlives rewording, reordering and renamed files, and is lost when the value changes.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any

from perfspec import labels
from perfspec.place import Path
from perfspec.target import Target

TARGETS = ("target", "baseline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spots:
    """The spots of the data of one file, which stays as it is: the rows of a list are counted once."""

    schema: str
    data: Any
    _numbers: dict[int, list[int]] = field(init=False, default_factory=dict)  # of the rows of each list, by its `id()`

    def at(self, path: Path, lang: str = "zh") -> tuple[str, ...]:
        """The names on the way to the value at a path; items of a list are told by category and name, waivers by their
        rule, texts by number.

        A name that stands twice in one list carries its number: 数量指标/数量#2.
        """
        steps: list[str] = []
        here = self.data
        for depth, step in enumerate(path):
            below = here[step] if _has(here, step) else None
            if isinstance(step, int):
                steps += self._row(here, step)
            elif not (self.schema == "project" and step == "indicators" and depth + 1 < len(path)):
                steps.append(labels.label(self.schema, *path[: depth + 1], lang=lang))
            here = below
        return tuple(steps)

    def fingerprint(self, rule: str, owner: str, path: Path, year: int) -> str:
        """16 hexadecimal digits that stand for a rule's finding at a path, in data that an owner (a project's code)
        has."""
        names = list(self.at(path))
        value, parent = self.data, None
        for step in path:
            parent, value = value, value[step] if _has(value, step) else None
        if path and isinstance(path[-1], int) and not isinstance(value, dict):
            del names[-1]  # a text of a list is told by itself
        unit = parent.get("unit") if isinstance(parent, dict) else None
        meant = "" if _is_named(value) or not path else _canonical(value, path[-1] in TARGETS, year, unit)
        return digest(rule, owner, *names, meant)

    def _row(self, rows: Any, position: int) -> tuple[str, ...]:
        names = _names(rows[position]) if _has(rows, position) else ()
        if not names:
            return (str(position + 1),)
        *before, name = names
        number = self._numbered(rows)[position]
        return (*before, f"{name}#{number}" if number > 1 else name)

    def _numbered(self, rows: list[Any]) -> list[int]:
        """The how-manieth of its names each row is, from 1."""
        if id(rows) not in self._numbers:
            seen: Counter[tuple[str, ...]] = Counter()
            numbers = self._numbers[id(rows)] = []
            for row in rows:
                seen[_names(row)] += 1
                numbers.append(seen[_names(row)])
        return self._numbers[id(rows)]


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


def _names(row: Any) -> tuple[str, ...]:
    """What a row is told by; empty where that is its number alone."""
    keys = ("category", "name") if isinstance(row, dict) and "name" in row else ("rule",)
    return tuple(str(row[key]) for key in keys if key in row) if isinstance(row, dict) else ()


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
