"""Files and folders put in place whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def write_file(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it and rename it; its permissions stay.

    Raises OSError; the old file is then untouched.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(content)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside a file, whose place it takes when it is written; the permissions stay.

    Raises OSError; the old file is untouched then, and also where the writing fails.
    """
    handle, name = tempfile.mkstemp(prefix=".perfspec-", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise


def replace_folder(new: Path, path: Path) -> None:
    """Put a finished folder in the place of another, which is then deleted.

    On Linux the two change places in one step; elsewhere there is a moment in which the old one is set aside.
    Both must be on one file system. Raises OSError; the old one is then in its place.
    """
    if not path.exists():
        new.rename(path)
        return
    if _exchange(new, path):
        shutil.rmtree(new)
        return
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as aside:
        old = Path(aside) / "old"
        path.rename(old)
        try:
            new.rename(path)
        except OSError:
            old.rename(path)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places in one system call; False where the system cannot."""
    if sys.platform != "linux":
        return False
    import ctypes  # takes longer than all else here, and only whole folders need it

    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
