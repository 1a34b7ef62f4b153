"""A value of plain data in one short line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

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


def _text(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else " ".join(str(value).split())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
