"""Work done in forked processes, which take over all that this one has in memory; the answers come in order.

Pipes and no threads: an interrupted run ends at once, and who is killed is known by its pipe.
"""

from __future__ import annotations

import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pickle import PicklingError
from typing import Any, NamedTuple, TypeVar, cast

Made = TypeVar("Made")
Answer = Any  # what the work makes, the exception that it raises, or KILLED
KILLED = object()  # in place of an answer of a process that was killed at its work


class _Worker(NamedTuple):
    process: BaseProcess
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
                    there[number] = work(left.popleft())
            answer = there.pop(number)
            if isinstance(answer, Exception):
                raise answer
            yield None if answer is KILLED else answer
    finally:
        for pipe, worker in crew.items():
            worker.process.terminate()
            pipe.close()
            worker.process.join()


def _hired(work: Callable[[int], Any], crew: dict[Connection, _Worker], left: deque[int]) -> bool:
    """Whether there was another process to be had; it works on the next number."""
    context = get_context("fork")
    try:
        ours, theirs = context.Pipe()
    except OSError:
        return False
    process = context.Process(target=_serve, args=(work, theirs, [ours, *crew]), daemon=True)
    try:
        process.start()
    except OSError:
        ours.close()
        return False
    finally:
        theirs.close()
    crew[ours] = _Worker(process, deque())
    _ask(ours, crew[ours], left)
    return True


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
        except Exception as error:  # an exception that cannot be read again
            answer = RuntimeError(str(error))
        if worker.numbers:
            yield worker.numbers.popleft(), answer
        if answer is not KILLED and left and not worker.numbers:
            _ask(pipe, worker, left)
        if answer is KILLED or not worker.numbers:
            left.extendleft(reversed(worker.numbers))
            del crew[pipe]
            pipe.close()  # which tells it that no more is asked
            worker.process.join()


def _serve(work: Callable[[int], Any], pipe: Connection, others: list[Connection]) -> None:
    """Answer until nobody asks any more, also because the process that asked has ended."""
    for other in others:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(EOFError, OSError):
        while True:
            answer = _answer(work, pipe.recv())
            try:
                pipe.send(answer)
            except (TypeError, AttributeError, PicklingError):  # an exception that cannot be sent
                pipe.send(RuntimeError(f"{type(answer).__name__}: {answer}"))


def _answer(work: Callable[[int], Any], number: int) -> Answer:
    try:
        return work(number)
    except Exception as error:
        error.add_note(traceback.format_exc())  # the way to it is in this process alone
        return error
