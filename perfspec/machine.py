"""What the machine could not give: room on a disk, open files, memory, permission. That is no fault of perfspec."""

from __future__ import annotations

import errno

_FULL = ("磁盘满了；腾出地方再运行", "the disk is full; make room and run again")
_FILES = (
    "打开的文件太多；关掉别的程序或放宽上限（ulimit -n）再运行",
    "too many files are open; close other programs or raise the limit (ulimit -n) and run again",
)
_MEMORY = ("内存不够；关掉别的程序再运行", "there is not enough memory; close other programs and run again")
_DISK = ("磁盘读写出错；检查磁盘再运行", "the disk failed to read or write; check it and run again")
_DENIED = ("没有权限；检查权限再运行", "permission is denied; check the permissions and run again")
_READ_ONLY = ("这里只能读，不能写；换一个地方", "it can only be read; choose another place")
_LACKS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EMFILE: _FILES,
    errno.ENFILE: _FILES,
    errno.ENOMEM: _MEMORY,
    errno.EIO: _DISK,
    errno.ESTALE: _DISK,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: _READ_ONLY,
    errno.EAGAIN: ("系统现在给不出更多；过一会儿再运行", "the system has no more to give now; run again later"),
    errno.ENAMETOOLONG: ("名字太长；换一个短的", "the name is too long; choose a shorter one"),
}
_MISTAKES = {
    errno.ENOENT: ("没有这个文件或文件夹", "there is no such file or folder"),
    errno.ENOTDIR: ("上级不是文件夹", "what stands above it is no folder"),
    errno.EISDIR: ("这是文件夹，不是文件", "it is a folder and no file"),
    errno.EEXIST: ("已经有一个别的东西叫这个名字", "something else has that name"),
    errno.EFBIG: ("文件太大", "the file is too large"),
}
_OF_THE_RUN = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO, errno.ESTALE})


def is_of_the_run(error: BaseException) -> bool:
    """Whether an error says nothing of the file or the rule that met it: another may meet it as well, and the same one
    may do without it next time."""
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _OF_THE_RUN)


def reason(error: OSError | UnicodeDecodeError) -> tuple[str, str]:
    """Why a file could not be read or written, in Chinese and English."""
    if isinstance(error, UnicodeDecodeError):
        return ("不是 UTF-8 文字；另存为 UTF-8", "it is no text in UTF-8; save it as UTF-8")
    said = error.strerror or str(error)
    known = _LACKS.get(error.errno or 0) or _MISTAKES.get(error.errno or 0)
    return known or (said, said)


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
