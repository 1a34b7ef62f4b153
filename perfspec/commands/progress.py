"""How far long work has come: one line on a terminal that is written over, and nothing elsewhere."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from perfspec.reports.excerpt import inert, width

CLEAR = "\r\x1b[K"
SECONDS = 0.1  # between two lines


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function that shows a line on standard error in the place of the one before; the last one is wiped away."""
    if not sys.stderr.isatty():
        yield lambda line: None
        return
    shown = 0.0

    def show(line: str) -> None:
        nonlocal shown
        if monotonic() - shown >= SECONDS:
            shown = monotonic()
            print(
                CLEAR + _cut(inert(line), shutil.get_terminal_size().columns - 1), end="", file=sys.stderr, flush=True
            )

    try:
        yield show
    finally:
        print(CLEAR, end="", file=sys.stderr, flush=True)


def _cut(line: str, columns: int) -> str:
    while width(line) > columns:
        line = line[:-1]
    return line
