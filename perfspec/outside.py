"""How files look from outside: names, times, sizes and inodes tell whether anything has changed, and no file is read.

Imports next to nothing, so that a run that tells again what it told before is over at once.
"""

from __future__ import annotations

import os
from hashlib import blake2b

Watched = tuple[str, str]  # a way to look, of `WAYS`, and a path
UNSURE = 2_000_000_000  # ns: a file that changed so shortly before it was read may change again within one tick


class Look:
    """What was seen, as a digest, and when the youngest of it changed, in ns since 1970."""

    __slots__ = ("_told", "newest")

    def __init__(self, said: str = "") -> None:
        self._told = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=32)
        self.newest = 0

    @property
    def digest(self) -> str:
        return self._told.hexdigest()

    def add(self, line: str, changed: int = 0) -> None:
        """Add what was seen; names may hold bytes that are no text."""
        self._told.update(f"{line}\n".encode("utf-8", "surrogatepass"))
        if changed > self.newest:
            self.newest = changed


def look_at(watched: list[Watched], said: str = "") -> Look:
    """All that is watched as it looks now, and what else is said."""
    look = Look(said)
    for way, path in watched:
        look.add(f"{way}\0{path}")
        WAYS[way](path, look)
    return look


def _documents(top: str, look: Look) -> None:
    """The files of documents: hidden ones and links are not entered."""
    folders = [top]
    while folders:
        folder = folders.pop()
        lines, newest = [folder], 0
        for entry in _entries(folder):
            name = entry.name
            if name[0] == ".":
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
                lines.append(name)
            else:
                line, changed = _seen(entry)
                lines.append(f"{name}\0{line}")
                newest = max(newest, changed)
        look.add("\0\0".join(lines), newest)


def _judges(path: str, look: Look) -> None:
    """A file, or the files below a folder: what links name counts, of a linked folder what lies in it itself."""
    if not os.path.isdir(path):  # noqa: PTH112 - pathlib takes as long to import as all the rest
        _file(path, look)
        return
    for entry in _entries(path):
        if not entry.is_dir():
            _file(entry.path, look)
        elif entry.is_symlink():
            _file(entry.path, look)
            for inner in _entries(entry.path):
                _file(inner.path, look)
        elif entry.name != "__pycache__":
            _judges(entry.path, look)


def _names(folder: str, look: Look) -> None:
    """What lies in a folder."""
    look.add("\0".join(entry.name for entry in _entries(folder)))


def _file(path: str, look: Look) -> None:
    """A file, or the one that a link names."""
    try:
        look.add(path, 0)
        look.add(*told(os.stat(path)))  # noqa: PTH116
    except (OSError, ValueError):
        look.add("none")


def _link(path: str, look: Look) -> None:
    """A file, or the link itself."""
    try:
        look.add(*told(os.lstat(path)))
    except (OSError, ValueError):
        look.add("none")


def _real(path: str, look: Look) -> None:
    """Where a path leads."""
    look.add(os.path.realpath(path))


WAYS = {"documents": _documents, "judges": _judges, "names": _names, "file": _file, "link": _link, "real": _real}


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; nothing where it cannot be opened."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=_name)
    except OSError:
        return []


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _seen(entry: os.DirEntry[str]) -> tuple[str, int]:
    """What is not a folder itself; of a link also whether it leads to one, for then it is none of the documents."""
    try:
        line, changed = told(entry.stat(follow_symlinks=False))
        return (f"{line} {entry.is_dir()}", changed) if entry.is_symlink() else (line, changed)
    except OSError:  # it has gone meanwhile
        return "none", 0


def told(at: os.stat_result) -> tuple[str, int]:
    """What tells a file from what it was, as a line, and when it changed, in ns."""
    line = f"{at.st_mtime_ns} {at.st_ctime_ns} {at.st_size} {at.st_ino} {at.st_mode}"
    return line, max(at.st_mtime_ns, at.st_ctime_ns)
