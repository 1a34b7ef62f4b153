"""What standard output is: how wide it is and whether it shows colours."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Without columns, what is printed goes to a file or a program and is not wrapped."""

    columns: int | None
    colour: bool


def terminal() -> Terminal:
    """A terminal, also behind git's pager; colours where nobody has forbidden them."""
    paged = os.environ.get("GIT_PAGER_IN_USE") in ("1", "true")
    if not sys.stdout.isatty() and not paged:
        return Terminal(columns=None, colour=False)
    colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Terminal(columns=shutil.get_terminal_size().columns, colour=colour)
