"""What the machine could not give, and why a file could not be read or written, in the languages of the users."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from perfspec.error import PerfspecError, unreadable, unwritable, without_room
from perfspec.machine import is_of_the_run, lack_of, reason
from perfspec.writing import write

FULL = OSError(errno.ENOSPC, "No space left on device")


def test_a_reason_is_told_in_both_languages_and_says_what_to_do() -> None:
    assert reason(FULL) == ("磁盘满了；腾出地方再运行", "the disk is full; make room and run again")
    assert reason(OSError(errno.EACCES, "Permission denied"))[0].startswith("没有权限")
    assert reason(OSError(errno.ENOENT, "No such file"))[0] == "没有这个文件或文件夹"


@pytest.mark.parametrize(
    ("error", "said"), [(OSError(errno.EXDEV, "Cross-device"), "Cross-device"), (OSError("x"), "x")]
)
def test_what_has_no_words_of_ours_is_told_in_those_of_the_system(error: OSError, said: str) -> None:
    assert reason(error) == (said, said)


@pytest.mark.parametrize(
    ("error", "is_lack", "is_every"),
    [
        (FULL, True, False),
        (MemoryError(), True, True),
        (OSError(errno.EMFILE, ""), True, True),
        (OSError(errno.EIO, ""), True, True),
        (OSError(errno.EROFS, ""), True, False),
        (FileNotFoundError(errno.ENOENT, ""), False, False),
        (BlockingIOError(errno.EAGAIN, ""), True, False),
        (ValueError(), False, False),
    ],
)
def test_what_is_the_machines_is_told_apart(error: Exception, is_lack: bool, is_every: bool) -> None:
    assert (lack_of(error, "zh") is not None, lack_of(error, "en") is not None) == (is_lack, is_lack)
    assert is_of_the_run(error) == is_every


def test_the_file_is_named() -> None:
    assert unwritable(Path("a"), FULL).zh == "a 写不了：磁盘满了；腾出地方再运行"
    assert unreadable("a", FULL).en == "a cannot be read: the disk is full; make room and run again"
    assert without_room(FULL).zh == "临时文件写不了：磁盘满了；腾出地方再运行；用环境变量 TMPDIR 换一个地方"


def test_what_was_there_stays_where_the_parts_do_not_come(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def parts():
        yield b"new"
        raise FULL

    with pytest.raises(PerfspecError, match="a cannot be written: the disk is full"):
        write(path, parts())
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"old")]


def test_too_many_open_files_are_not_told_of_the_file_that_is_written(tmp_path: Path) -> None:
    def parts():
        raise OSError(errno.EMFILE, "Too many open files")
        yield b""

    with pytest.raises(OSError, match="Too many"):
        write(tmp_path / "a", parts())
    assert list(tmp_path.iterdir()) == []
