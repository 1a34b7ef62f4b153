"""A run that the system asks to end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class Ended(KeyboardInterrupt):
    """The run is to end (SIGTERM): like Ctrl-C, and nothing half done is left behind."""

    code = 143  # of the exit


@contextmanager
def ending() -> Iterator[None]:
    """Within it SIGTERM raises Ended, unless it is ignored; outside the main thread, which alone hears signals, nothing
    changes."""
    before = signal.getsignal(signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread() or before in (signal.SIG_IGN, None):
        yield
        return
    signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    raise Ended
