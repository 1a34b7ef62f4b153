"""What the machine could not give: room on a disk, open files, memory. That is no fault of perfspec."""

from __future__ import annotations

import errno

_FULL = ("磁盘满了；腾出地方再运行", "the disk is full; make room and run again")
_FILES = (
    "打开的文件太多；关掉别的程序或放宽上限（ulimit -n）再运行",
    "too many files are open; close other programs or raise the limit (ulimit -n) and run again",
)
_MEMORY = ("内存不够；关掉别的程序再运行", "there is not enough memory; close other programs and run again")
_DISK = ("磁盘读写出错；检查磁盘再运行", "the disk failed to read or write; check it and run again")
_LACKS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EMFILE: _FILES,
    errno.ENFILE: _FILES,
    errno.ENOMEM: _MEMORY,
    errno.EIO: _DISK,
}
OF_THE_RUN = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})  # they say nothing of the file that met them


def lack_of(error: BaseException, lang: str) -> str | None:
    """What was lacking where an error is the machine's, and what to do; None where it is another."""
    said = _MEMORY if isinstance(error, MemoryError) else None
    if isinstance(error, OSError):
        said = _LACKS.get(error.errno or 0)
    if said is None:
        return None
    file = getattr(error, "filename", None)
    zh, en = said
    if lang == "en":
        return f"Not finished: {en}" + (f" ({file})" if file else "")
    return f"没有做完：{zh}" + (f"（{file}）" if file else "")
