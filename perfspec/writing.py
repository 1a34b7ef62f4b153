"""Files that a command was asked to write: whole or not at all, and what is told where that cannot be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from perfspec.atomic import replacing
from perfspec.error import PerfspecError, unwritable, without_room
from perfspec.machine import is_of_the_run


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """What goes wrong within is told of the path, as a PerfspecError; what is the run's own trouble goes on."""
    try:
        yield
    except OSError as error:
        if is_of_the_run(error):
            raise
        raise unwritable(path, error) from error


def write(path: Path, parts: Iterable[bytes]) -> None:
    """Put what comes in parts into a file; what was there stays until all have come.

    Raises PerfspecError where the place is none for a file or cannot be written.
    """
    with writing_to(path):
        if path.exists() and not path.is_file():
            raise PerfspecError(f"{path} 不是普通文件，没有写", f"{path} is no regular file and was not written")
        with replacing(path) as temporary, temporary.open("wb") as stream:
            stream.writelines(parts)


def write_text(path: Path, text: str) -> None:
    """Put a text into a file in UTF-8. Raises PerfspecError as `write` does."""
    write(path, [text.encode()])


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are not there. Raises PerfspecError where that cannot be done."""
    with writing_to(path):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that is deleted afterwards. Raises PerfspecError where there is no place for it."""
    try:
        made = TemporaryDirectory(prefix="perfspec-")
    except OSError as error:
        raise without_room(error) from error
    with made as name:
        yield Path(name).resolve()
