"""A project with what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from perfspec.diff.change import Change
from perfspec.hit import Placed
from perfspec.model import Adjustment, Project


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedProject(Placed):
    """A project before and after a change; None where it was not there yet, or is no longer.

    `was_approved` tells whether the document was approved before the change.
    """

    code: str
    name: str = ""  # what its form is headed with now, or was before it was removed
    old: Project | None
    new: Project | None
    changes: tuple[Change, ...]
    was_approved: bool

    def adjustment(self, change: Change) -> Adjustment | None:
        """The adjustment in the new version that covers a change; one without fingerprints covers none."""
        adjustments = self.new.adjustments if self.new else ()
        return next((each for each in adjustments if change.fingerprint in each.changes), None)
