"""A changed value as people are told of it: before and after, or the words that went and came."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from perfspec.diff import Change, Kind
from perfspec.diff.brief import brief, with_unit
from perfspec.diff.words import Part, Piece, pieces
from perfspec.reports import change_words as words
from perfspec.shortened import shortened

WHOLE = {"project": "整个项目", "department": "整个部门"}
ROW = ("target", "unit", "description", "basis", "basis_document")  # what tells a row whose names are known
VALUES = ("target", "unit", "baseline", "category", "code", "rule", "until", "date")

Pieces = tuple[Piece, ...]


def told(change: Change, lang: str, money_unit: str = "") -> Pieces:
    """What became of a value: a text by words, anything else as before → after."""
    old, new = (value(change, data, lang, money_unit) for data in (change.old, change.new))
    if change.field == "target":
        old, new = with_unit(old, change.old_target), with_unit(new, change.new_target)
    if change.kind is Kind.ADDED or change.kind is Kind.REMOVED:
        part = Part.ADDED if change.kind is Kind.ADDED else Part.REMOVED
        return (Piece(part, old or new),) if old or new else ()
    if is_text(change) and change.kind is not Kind.REWRITTEN:
        return pieces(str(change.old), str(change.new))
    if words.is_money(change) and isinstance(change.new, int | Decimal):
        old = words.number(Decimal(change.old))
    return (Piece(Part.SAME, f"{old} → {new}"),)


def spot_words(change: Change, lang: str) -> str:
    """Where the change is, in words."""
    if change.where:
        return change.spot(lang)
    return f"the whole {change.schema}" if lang == "en" else WHOLE[change.schema]


def is_text(change: Change) -> bool:
    """Whether it is told by words; a value is told as before → after, for nobody reads half of it."""
    return isinstance(change.old, str) and isinstance(change.new, str) and change.field not in VALUES


def value(change: Change, data: Any, lang: str, money_unit: str = "") -> str:
    """A value in one line: a project by its money, a row by its target, an amount with its unit."""
    if data is None:
        return ""
    if isinstance(data, str):
        return data
    if isinstance(data, int | Decimal) and not isinstance(data, bool):
        if words.is_money(change):
            return f"{words.number(Decimal(data))} {money_unit}".rstrip()
        share = f"{' ' if lang == 'en' else ''}%" if words.is_share(change) else ""
        return f"{Decimal(data):f}{share}"  # a year is not grouped
    if words.is_whole(change) and "budget" not in data:
        return str(data.get("name") or "")
    if words.is_whole(change):
        rows = len(data.get("indicators") or ())
        money = f"{words.number(Decimal(data['budget']['total']))} {money_unit}".rstrip()
        return f"{money}, {plural(rows, 'indicator')}" if lang == "en" else f"{money}，{rows} 个指标"
    if isinstance(data, dict) and "name" in data and change.where:
        named = {key: part for key, part in data.items() if key not in ("category", "name")}
        if set(named) <= set(ROW):
            named |= {"target": f"{named['target']}{named.pop('unit')}"} if {"target", "unit"} <= set(named) else {}
            return "；".join(value(change, named[key], lang) for key in ROW if key in named)
    return brief(data)


def elided(of: Pieces, around: int, most: int) -> Pieces:
    """Pieces with what stayed cut to `around` characters beside an edit, and all of them to about `most`."""
    found: list[Piece] = []
    for position, piece in enumerate(of):
        is_first, is_last = position == 0, position == len(of) - 1
        behind = 0 if is_last or of[position + 1].part is not Part.ADDED else len(of[position + 1].text)
        if piece.part is Part.SAME and not (is_first and is_last):
            text = _middle(piece.text, 0 if is_first else around, 0 if is_last else around)
        else:
            text = shortened(piece.text, max(most - behind, most // 2) if piece.part is Part.REMOVED else most)
        most = max(most - len(text), 0)
        found.append(Piece(piece.part, text))
        if not most and not is_last:
            return (*found, Piece(Part.SAME, "…"))
    return tuple(found)


def _middle(text: str, head: int, tail: int) -> str:
    """A text with its middle left out, where that makes it shorter."""
    return text if len(text) <= head + tail + 1 else f"{text[:head]}…{text[len(text) - tail :]}"


def plural(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
