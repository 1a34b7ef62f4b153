"""Work done in forked processes, which take over all that this one has in memory; the answers come in order.

Pipes and no threads: an interrupted run ends at once, and who is killed is known by its pipe.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, NamedTuple, NoReturn, TypeVar, cast

Made = TypeVar("Made")
Answer = Any  # what the work makes, the exception that it raises, or KILLED
KILLED = object()  # in place of an answer of a process that was killed at its work
ASKED_TO_END = (signal.SIGINT, signal.SIGTERM)


class _Worker(NamedTuple):
    process: int
    numbers: deque[int]  # that it works on, and the one that waits for it


def answers(work: Callable[[int], Made], count: int, jobs: int) -> Iterator[Made | None]:
    """What `work` makes of each number below `count`, in so many processes; None where one was killed at it.

    Where the system gives fewer processes, those do the work, and this one where it gives none. Raises what `work`
    raises.
    """
    left = deque(range(count))
    crew: dict[Connection, _Worker] = {}
    there: dict[int, Answer] = {}
    try:
        for number in range(count):
            while number not in there:
                while left and len(crew) < jobs:
                    if not _hired(work, crew, left):
                        jobs = len(crew)
                if crew:
                    there.update(_collected(crew, left))
                else:
                    following = left.popleft()
                    there[following] = work(following)
            answer = there.pop(number)
            if isinstance(answer, Exception):
                raise answer
            yield None if answer is KILLED else answer
    finally:
        for pipe, worker in crew.items():
            with suppress(ProcessLookupError):
                os.kill(worker.process, signal.SIGKILL)
            _dismiss(pipe, worker)


def _hired(work: Callable[[int], Any], crew: dict[Connection, _Worker], left: deque[int]) -> bool:
    """Whether there was another process to be had; it works on the next number."""
    sys.stdout.flush()  # what waits there is not written by both
    with suppress(OSError), _undisturbed() as before:
        ours, theirs = Pipe()
        try:
            process = os.fork()
        except OSError:
            ours.close()
            raise
        else:
            if not process:
                _serve(work, theirs, [ours, *crew], before)
            crew[ours] = _Worker(process, deque())
            _ask(ours, crew[ours], left)
            return True
        finally:
            theirs.close()
    return False


@contextmanager
def _undisturbed() -> Iterator[set[signal.Signals]]:
    """Signals that ask to end wait meanwhile; gives those that wait anyhow."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, ASKED_TO_END)
        yield cast("set[signal.Signals]", before)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ask(pipe: Connection, worker: _Worker, left: deque[int]) -> None:
    """Ask a process for the next number. That it has been killed is noticed when its answer is waited for."""
    worker.numbers.append(left.popleft())
    with suppress(OSError):
        pipe.send(worker.numbers[-1])


def _collected(crew: dict[Connection, _Worker], left: deque[int]) -> Iterator[tuple[int, Answer]]:
    """Wait for answers. Each process has one number more to go on with while it is not listened to, but for the last
    ones, which go to whoever is free."""
    for pipe, worker in crew.items():
        if len(worker.numbers) < 2 and len(left) > len(crew):
            _ask(pipe, worker, left)
    for pipe in cast("list[Connection]", wait(list(crew))):
        worker = crew[pipe]
        try:
            answer: Answer = pipe.recv()
        except (EOFError, OSError):
            answer = KILLED
        if worker.numbers:
            yield worker.numbers.popleft(), answer
        if answer is not KILLED and left and not worker.numbers:
            _ask(pipe, worker, left)
        if answer is KILLED or not worker.numbers:
            left.extendleft(reversed(worker.numbers))
            del crew[pipe]
            _dismiss(pipe, worker)


def _dismiss(pipe: Connection, worker: _Worker) -> None:
    """Tell a process that no more is asked, and wait for its end."""
    with suppress(OSError):
        pipe.send(None)
    pipe.close()
    with suppress(ChildProcessError):  # where the system does not keep the ends of processes
        os.waitpid(worker.process, 0)


def _serve(
    work: Callable[[int], Any], pipe: Connection, others: Iterable[Connection], mask: set[signal.Signals]
) -> NoReturn:
    """Answer until nobody asks any more, also because the process that asked has ended; then end at once."""
    try:
        for other in others:
            other.close()
        for asked in ASKED_TO_END:
            if signal.getsignal(asked) is not signal.SIG_IGN:
                signal.signal(asked, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        while (number := pipe.recv()) is not None:
            pipe.send_bytes(_answer(work, number))
    except (EOFError, OSError, KeyboardInterrupt):  # who asked has ended, or is ending
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(OSError):
            sys.stdout.flush()  # what rules have printed
        os._exit(0)


def _answer(work: Callable[[int], Any], number: int) -> memoryview:
    """What the work makes or raises, as it is sent. What cannot be sent and read again is told in a RuntimeError."""
    try:
        return ForkingPickler.dumps(work(number))
    except Exception as error:
        way = traceback.format_exc()  # is in this process alone
        try:
            error.add_note(way)
            sent = ForkingPickler.dumps(error)
            ForkingPickler.loads(sent)
        except Exception:
            return ForkingPickler.dumps(RuntimeError(way))
        return sent
