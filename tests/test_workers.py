"""Work in forked processes: the answers, their order, and what becomes of those that do not answer."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from perfspec.error import PerfspecError
from perfspec.finding import Fault, Text
from perfspec.place import Place
from perfspec.sweep import can_fork
from perfspec.workers import answers
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.skipif(not can_fork(), reason="no process can be forked here")


@pytest.fixture(autouse=True)
def nobody_stays() -> Iterator[None]:
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("jobs", [1, 2, 3, 40])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 30])
def test_the_answers_come_in_order(count: int, jobs: int) -> None:
    def work(number: int) -> str:
        time.sleep(0.002 * (number % 3 == 0))
        return f"{number} \udcff" + "x" * (number % 2) * 200_000  # also what is no text, and more than a pipe holds

    assert list(answers(work, count, jobs)) == [work(number) for number in range(count)]


def test_each_process_does_several() -> None:
    found = list(answers(lambda number: os.getpid(), 20, 2))
    assert len(set(found)) <= 2
    assert os.getpid() not in found


def test_no_thread_is_started() -> None:
    before = threading.active_count()
    found = answers(lambda number: number, 5, 2)
    next(found)
    assert threading.active_count() == before
    assert list(found) == [1, 2, 3, 4]


@pytest.mark.parametrize("killed", [{0}, {3}, {0, 1, 2}, {2, 5, 8, 9}, set(range(10))])
@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_who_is_killed_has_no_answer_and_the_others_have(killed: set[int], jobs: int) -> None:
    def work(number: int) -> str:
        if number in killed:
            os.kill(os.getpid(), signal.SIGKILL)
        return str(number)

    assert list(answers(work, 10, jobs)) == [None if number in killed else str(number) for number in range(10)]


def test_what_the_work_raises_is_raised_in_its_turn() -> None:
    def work(number: int) -> int:
        return 1 // (3 - number)

    found = answers(work, 9, 2)
    assert [next(found) for _ in range(3)] == [0, 0, 1]
    with pytest.raises(ZeroDivisionError) as caught:
        next(found)
    assert "1 // (3 - number)" in caught.value.__notes__[0]


def test_an_error_of_ours_comes_whole() -> None:
    finding = Fault(rule="PS001", message=Text(zh="错", en="wrong")).at(Place(file="a.yaml"))

    def work(number: int) -> str:
        raise PerfspecError("不行", "no", (finding,))

    with pytest.raises(PerfspecError) as caught:
        list(answers(work, 1, 1))
    assert (caught.value.zh, caught.value.en, caught.value.findings) == ("不行", "no", (finding,))


class Unreadable(Exception):
    """It can be sent and not be read again."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)


class Unsendable(Exception):
    def __reduce__(self) -> str:
        raise TypeError("not me")


@pytest.mark.parametrize("error", [Unreadable("a", "b"), Unsendable("a")])
def test_an_exception_that_cannot_be_sent_is_told(error: Exception) -> None:
    def work(number: int) -> str:
        raise error

    with pytest.raises((RuntimeError, Unreadable)) as caught:  # some libraries teach pickle more
        list(answers(work, 1, 1))
    told = "\n".join([str(caught.value), *getattr(caught.value, "__notes__", ())])
    assert re.search(rf"in work\n.*raise error\n(.*\n)*.*{type(error).__name__}: a", told)


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many processes the system still gives; none at first."""
    left, fork = [0], os.fork

    def refused() -> int:
        left[0] -= 1
        if left[0] < 0:
            raise BlockingIOError("Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", refused)
    return left


@pytest.mark.parametrize("given", [0, 1, 2])
def test_where_the_system_gives_no_more_processes_the_work_goes_on(forks: list[int], given: int) -> None:
    forks[0] = given
    found = list(answers(lambda number: (number, os.getpid()), 12, 3))
    assert [number for number, _ in found] == list(range(12))
    assert len({process for _, process in found}) <= max(given, 1)
    assert (os.getpid() in {process for _, process in found}) == (given == 0)


@pytest.mark.parametrize("killed", [{0}, {0, 1}, {1, 2}, {0, 1, 2, 3}])
def test_where_those_that_were_killed_cannot_be_replaced_each_answer_is_its_own(
    forks: list[int], killed: set[int]
) -> None:
    forks[0] = 2
    here = os.getpid()

    def work(number: int) -> str:
        if number in killed and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return str(number)

    found = list(answers(work, 12, 2))
    assert [answer for answer in found if answer is not None] == [
        str(number) for number, answer in enumerate(found) if answer is not None
    ]
    assert {number for number, answer in enumerate(found) if answer is None} <= killed


def test_nothing_is_left_open(forks: list[int]) -> None:
    folder = Path("/proc/self/fd")
    before = len(list(folder.iterdir()))
    for given in (0, 0, 1, 3):
        forks[0] = given
        assert list(answers(str, 4, 2)) == ["0", "1", "2", "3"]
    assert len(list(folder.iterdir())) == before


def test_one_number_more_is_begun_while_nobody_listens(tmp_path: Path) -> None:
    def work(number: int) -> int:
        (tmp_path / str(number)).touch()
        return number

    found = answers(work, 9, 1)
    assert next(found) == 0
    for _ in range(1_000):
        if (tmp_path / "1").exists():
            break
        time.sleep(0.01)
    assert (tmp_path / "1").exists()
    assert list(found) == list(range(1, 9))


def test_two_at_once_do_not_hold_each_other_up() -> None:
    one, other = answers(str, 6, 2), answers(str, 6, 2)
    assert list(zip(one, other, strict=True)) == [(str(number), str(number)) for number in range(6)]


@pytest.mark.parametrize(
    ("given", "seen"), [(signal.SIG_IGN, signal.SIG_IGN), (signal.default_int_handler, signal.SIG_DFL)]
)
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_a_process_ends_at_once_when_it_is_asked_to_unless_that_is_ignored(
    asked: signal.Signals, given: signal.Handlers, seen: signal.Handlers
) -> None:
    before = signal.signal(asked, given)
    try:
        work = [*answers(lambda number: (signal.getsignal(asked), signal.pthread_sigmask(signal.SIG_BLOCK, ())), 1, 1)]
    finally:
        signal.signal(asked, before)
    assert work == [(seen, set())]
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()


def test_an_interrupt_while_processes_are_started_comes_when_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    fork = os.fork

    def interrupted() -> int:
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        return fork()

    monkeypatch.setattr(os, "fork", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(answers(str, 3, 2))


def test_lack_of_memory_where_the_answers_are_read_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def recv(pipe: Connection) -> object:
        raise MemoryError

    found = answers(str, 6, 1)
    next(found)
    monkeypatch.setattr(Connection, "recv", recv)
    with pytest.raises(MemoryError):
        list(found)


def test_who_asks_no_more_leaves_nobody_behind() -> None:
    found = answers(lambda number: time.sleep(60 * (number > 0)), 6, 2)
    next(found)
    found.close()  # type: ignore[attr-defined]


def test_where_the_one_who_asks_is_killed_the_others_end(tmp_path: Path) -> None:
    told = tmp_path / "told"
    code = f"""
import os, time
from pathlib import Path
from perfspec.workers import answers
def work(number):
    with open({str(told)!r}, "a") as stream:
        stream.write(f"{{os.getpid()}}\\n")
    return number
found = answers(work, 4, 2)
next(found), next(found)
print(flush=True)
time.sleep(60)
"""
    asking = subprocess.Popen([sys.executable, "-c", code], cwd=REPOSITORY, stdout=subprocess.PIPE)
    assert asking.stdout is not None
    asking.stdout.readline()
    asking.kill()
    asking.wait()
    asking.stdout.close()
    workers = {int(line) for line in told.read_text().split()}
    for _ in range(200):
        if not any(Path(f"/proc/{worker}").exists() for worker in workers):
            return
        time.sleep(0.05)
    pytest.fail(f"{workers} are still there")
