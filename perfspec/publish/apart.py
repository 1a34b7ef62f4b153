"""Work done in a process of its own, so that all the memory that it takes is given back when it is done."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from perfspec.error import PerfspecError
from perfspec.sweep import can_fork

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def apart(work: Callable[[], bytes], name: str) -> bytes:
    """What the work makes; where no process can be forked, it is done in this one.

    Raises PerfspecError where the work does, or where its process is killed; `name` says then what it was at. Of any
    other error the process tells itself, and it is a RuntimeError here.
    """
    if not can_fork():
        return work()
    from multiprocessing import get_context

    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(work, theirs))
    process.start()
    theirs.close()
    try:
        made = ours.recv()
    except EOFError:
        process.join()
        if (process.exitcode or 0) >= 0:
            raise RuntimeError(f"making {name} failed as told above") from None
        raise PerfspecError(
            f"生成 {name} 的进程没有做完就结束了，多半是内存不够；项目很多的文本占内存也多",
            f"The process that made {name} ended before it was done, mostly for lack of memory: a document of many "
            "projects takes much",
        ) from None
    finally:
        ours.close()
        process.terminate()
        process.join()
    if isinstance(made, tuple):
        raise PerfspecError(*made)
    return bytes(made)


def _answer(work: Callable[[], bytes], theirs: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends at once; who asked says so
    try:
        theirs.send(work())
    except PerfspecError as error:
        theirs.send((error.zh, error.en))
