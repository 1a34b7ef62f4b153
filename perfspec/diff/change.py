"""One change: what it was, what it is, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from perfspec.hit import Placed
from perfspec.place import Path
from perfspec.target import Target


class Kind(StrEnum):
    """What happened to a field or a row. Rewritten means other words or units for the same value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"
    REWRITTEN = "rewritten"


class Effect(StrEnum):
    """What a change does to a promise, to money, or to the plan."""

    SAME = "same"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    REDEFINED = "redefined"
    RAISED = "raised"
    LOWERED = "lowered"
    EARLIER = "earlier"
    LATER = "later"
    NONE = ""  # a text, of which no more can be said


CONVERSE = {
    Effect.TIGHTENED: Effect.LOOSENED,
    Effect.LOOSENED: Effect.TIGHTENED,
    Effect.RAISED: Effect.LOWERED,
    Effect.LOWERED: Effect.RAISED,
    Effect.EARLIER: Effect.LATER,
    Effect.LATER: Effect.EARLIER,
    Kind.ADDED: Kind.REMOVED,
    Kind.REMOVED: Kind.ADDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Placed):
    """One field, row or project that is not what it was.

    `old_path` and `new_path` lead to the value in the data of the two files; where it is added or removed the other one
    leads to where it would stand. `old` and `new` are the plain data, None where there is none. `by` and `percent` tell
    how far a number moved, in the unit of the old one and of the old amount.
    """

    kind: Kind
    effect: Effect = Effect.NONE
    schema: str  # project or department
    project: str | None
    old_path: Path
    new_path: Path
    where: str  # the spot in the words of the document, with the names of the new one
    where_en: str  # the same with the keys of fields
    field: str  # the key of the field, or of the list that a row belongs to; "project" for a whole one
    label: str  # what people call it
    old: Any = None
    new: Any = None
    by: Decimal | None = None
    percent: Decimal | None = None
    unit: str = ""
    old_target: Target | None = None  # of the row that the field belongs to
    new_target: Target | None = None
    fingerprint: str

    @property
    def path(self) -> Path:
        """Where it stands now, or stood before it was removed."""
        return self.old_path if self.kind is Kind.REMOVED else self.new_path

    @property
    def is_told_by_target(self) -> bool:
        """Whether it is a unit that changed with its target, which tells what they do together."""
        has_target = self.old_target is not None or self.new_target is not None
        return self.field == "unit" and self.effect is Effect.NONE and has_target

    def spot(self, lang: str) -> str:
        """The spot for readers of a language; empty for a whole file."""
        return self.where_en if lang == "en" else self.where
