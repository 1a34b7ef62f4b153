"""A value of plain data in one short line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from perfspec.diff.change import Change
from perfspec.shortened import shortened
from perfspec.target import Target

LONGEST = 60  # characters
TOLD = ("category", "name", "target", "rule", "reason", "document", "date", "until")  # of a row, where it has them


def brief(value: Any) -> str:
    """What a person needs to recognise a value: a row by its names and target, an adjustment by its document, a list
    by its items, a grade and a month with what it means."""
    if value is None:
        return "—"
    if isinstance(value, dict):
        told = [_text(value[key]) for key in TOLD if key in value]
        rest = (_text(item) if key.isascii() else f"{key} {_text(item)}" for key, item in value.items())
        return shortened(" ".join(told) or "；".join(rest), LONGEST)
    if isinstance(value, list):
        return shortened("；".join(map(brief, value)), LONGEST)
    return shortened(_text(value), LONGEST)


def before_and_after(change: Change) -> str:
    """A change in one short line, a target with its unit."""
    old, new = brief(change.old), brief(change.new)
    if change.field == "target":
        old, new = with_unit(old, change.old_target), with_unit(new, change.new_target)
    return f"{old} → {new}"


def with_unit(text: str, target: Target | None) -> str:
    """The text of a target, with the unit that its row has in a field of its own."""
    unit = target.quantity.unit.text if text and target is not None and target.quantity is not None else ""
    return text if unit in text else f"{text}{unit}"


def _text(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else " ".join(str(value).split())
