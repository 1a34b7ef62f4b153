"""Which reader reads a file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from perfspec.error import PerfspecError
from perfspec.readback.rows import MAX_BYTES, ReadBack

READERS = {".html": "html", ".htm": "html", ".docx": "docx", ".xlsx": "xlsx", ".pdf": "pdf"}


def read_back(path: Path) -> ReadBack:
    """A published file read back.

    Raises PerfspecError for a format that is not known, a library that is not installed, and a file that cannot be
    read: it comes from elsewhere, and what a reader makes of a broken one is no fault of ours.
    """
    name = READERS.get(path.suffix.lower())
    if name is None:
        known = "、".join(sorted(READERS))
        raise PerfspecError(f"{path} 不是能核对的格式：{known}", f"{path} has no format that can be verified: {known}")
    reader: Callable[[Path], ReadBack] = getattr(import_module(f"perfspec.readback.{name}"), f"read_{name}")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PerfspecError("太大，不读", "It is too large and is not read")
        return reader(path)
    except ModuleNotFoundError as error:
        raise PerfspecError(
            f"核对需要 {error.name}：pip install 'perfspec[verify]'",
            f"Verifying needs {error.name}: pip install 'perfspec[verify]'",
        ) from error
    except PerfspecError as error:
        raise PerfspecError(f"{path}：{error.zh}", f"{path}: {error.en}") from error
    except OSError as error:
        raise _unread(path, error.strerror or str(error)) from error
    except Exception as error:
        raise _unread(path, str(error).splitlines()[0] if str(error) else type(error).__name__) from error


def _unread(path: Path, why: str) -> PerfspecError:
    return PerfspecError(f"{path} 读不了：{why}", f"{path} cannot be read: {why}")
