"""Work in a process of its own: what it makes, what it raises, and that nothing of it stays."""

from __future__ import annotations

import os
import signal

import pytest

from perfspec.error import PerfspecError
from perfspec.publish import apart as module
from perfspec.publish.apart import apart
from perfspec.sweep import can_fork

forks = pytest.mark.skipif(not can_fork(), reason="no process can be forked here")


@forks
def test_the_work_is_done_in_another_process() -> None:
    assert apart(lambda: str(os.getpid()).encode(), "a") != str(os.getpid()).encode()
    assert apart(lambda: b"x" * 5_000_000, "a") == b"x" * 5_000_000  # more than a pipe holds
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_no_process_can_be_forked_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_fork", lambda: False)
    assert apart(lambda: str(os.getpid()).encode(), "a") == str(os.getpid()).encode()


def test_what_the_work_raises_is_raised() -> None:
    def work() -> bytes:
        raise PerfspecError("不行", "no")

    with pytest.raises(PerfspecError) as caught:
        apart(work, "a")
    assert (caught.value.zh, caught.value.en) == ("不行", "no")


@forks
def test_any_other_error_is_no_lack_of_memory() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        apart(lambda: bytes(1 // 0), "a")
    assert "bytes(1 // 0)" in caught.value.__notes__[0]  # how it came to it


@forks
def test_a_process_that_is_killed_is_told() -> None:
    def work() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    with pytest.raises(PerfspecError, match="made the finance PDF ended before"):
        apart(work, "the finance PDF")
