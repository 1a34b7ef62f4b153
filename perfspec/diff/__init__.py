"""What a change of the documents means: which promises, amounts and texts became others, and in which direction.

From the bottom up: `change` (one change), `likeness` and `matching` (which row of the one is which of the other),
`effect` (tightened, loosened, raised, later), `walk` (two files), `documents` (two documents), `words` (two texts).
"""

from perfspec.diff.change import Change, Effect, Kind
from perfspec.diff.walk import diff

__all__ = ["Change", "Effect", "Kind", "diff"]
