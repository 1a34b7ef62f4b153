"""What a change of the documents means: which promises, amounts and texts became others, and in which direction.

From the bottom up: `change` (one change), `likeness` and `matching` (which row of the one is which of the other),
`effect` (tightened, loosened, raised, later), `walk` (two files), `project` (a project with its changes).
"""

from perfspec.diff.change import Change, Effect, Kind
from perfspec.diff.project import ChangedProject
from perfspec.diff.walk import Files, diff

__all__ = ["Change", "ChangedProject", "Effect", "Files", "Kind", "diff"]
