"""A value of plain data in one short line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from perfspec.diff.change import Change
from perfspec.target import Target

LONGEST = 60  # characters


def brief(value: Any) -> str:
    """What a person needs to recognise a value: a row by its names and target, a list by its items."""
    if value is None:
        return "—"
    if isinstance(value, dict):
        parts = [value[key] for key in ("category", "name", "target", "rule", "reason") if key in value]
        return _short(" ".join(map(_text, parts or value.values())))
    if isinstance(value, list):
        return _short("；".join(map(brief, value)))
    return _short(_text(value))


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


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
