"""Changes in rows and groups, as every format lists them, and the order in which they matter."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from perfspec.diff import Change, Effect, Kind
from perfspec.reports import change_words as words
from perfspec.reports.change_values import Pieces

ORDER = (  # what a reviewer looks at first
    Effect.LOOSENED,
    Effect.REDEFINED,
    Effect.RAISED,
    Effect.LOWERED,
    Effect.LATER,
    Effect.EARLIER,
    Effect.TIGHTENED,
    Effect.NONE,
    Effect.SAME,
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One change as it is told."""

    change: Change
    verdict: str
    where: str
    spot: str  # the same, empty for a whole file
    project: str  # its name; the department where it is of none
    pieces: Pieces  # what became of the value
    money: str  # of the project, beside the change

    @property
    def tone(self) -> str:
        """The effect in a word for colours and styles."""
        return self.change.effect.value or "none"

    @property
    def weight(self) -> tuple[int, bool, bool, Decimal]:
        """What sorts the rows: the loosened ones first, of those what is gone altogether, then the greatest."""
        is_gone = self.change.kind is Kind.REMOVED
        far = abs(self.change.percent or Decimal(0))
        return ORDER.index(self.change.effect), not words.is_whole(self.change), not is_gone, -far


@dataclass(frozen=True, kw_only=True)
class Group:
    """A project or a department with its changes, the weightiest first, and its money beside its promises."""

    name: str
    code: str  # empty for the department
    balance: str
    rows: tuple[Row, ...]
