"""Work done in a process of its own, so that all the memory that it takes is given back when it is done."""

from __future__ import annotations

from collections.abc import Callable

from perfspec.error import PerfspecError
from perfspec.sweep import can_fork


def apart(work: Callable[[], bytes], name: str) -> bytes:
    """What the work makes; where no process can be forked, it is done in this one. Raises what the work raises, and
    PerfspecError where its process is killed; `name` says then what it was at."""
    if not can_fork():
        return work()
    from perfspec.workers import answers

    (made,) = answers(lambda number: work(), 1, 1)
    if made is None:
        raise PerfspecError(
            f"生成 {name} 的进程没有做完就结束了，多半是内存不够；项目很多的文本占内存也多",
            f"The process that made {name} ended before it was done, mostly for lack of memory: a document of many "
            "projects takes much",
        )
    return made
