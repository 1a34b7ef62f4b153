"""A hit: the spot in a value of the model where a rule does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perfspec.finding import Severity
from perfspec.place import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule yields: a value, the path below it, and what fills the placeholders of the message.

    `say` names one of the rule's messages where it has several, `severity` replaces the rule's own, and `fix` is what
    the place should hold where there is one right answer.
    """

    subject: object
    path: Path
    values: dict[str, Any]
    say: str = ""
    severity: Severity | None = None
    fix: str | Decimal | None = None


Hits = Iterator[Hit]


class Placed:
    """A value that stands in a file; rules point at it or below it."""

    __slots__ = ()

    def at(
        self,
        *path: str | int,
        say: str = "",
        severity: Severity | None = None,
        fix: str | Decimal | None = None,
        **values: Any,
    ) -> Hit:
        """A hit at the field of that path: `indicator.at("target", share=share)`; without a path, at the value."""
        return Hit(subject=self, path=path, values=values, say=say, severity=severity, fix=fix)
