"""A limit on the time that one call may take, so that a rule which never ends cannot stop a run."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLong(BaseException):
    """The call that was watched took longer than it may; no Exception, so that a rule does not catch it."""


class Watch:
    """Counts calls; a timer that ticks sees whether the same call is still under way.

    The cost of a call is one addition. Where there is no such timer (outside the main thread, on Windows) nothing
    is limited.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.patience = 1  # how many times the seconds a call may take
        self.late: Counter[str] = Counter()  # how often each rule took too long
        self.call = 0  # even between calls, odd during one
        self._seen = -1
        self._ticks = 0  # during the call that was seen last

    @property
    def limit(self) -> float:
        """The seconds that a call may take."""
        return self.seconds * self.patience

    @contextmanager
    def running(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
            yield
            return
        before = signal.signal(signal.SIGALRM, self._tick)
        signal.setitimer(signal.ITIMER_REAL, self.seconds, self.seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _tick(self, number: int, frame: FrameType | None) -> None:
        self._ticks = self._ticks + 1 if self.call == self._seen else 0
        self._seen = self.call
        if self._ticks >= self.patience and self.call % 2:
            raise TooLong
