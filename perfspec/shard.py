"""The documents of a run in equal shares, so that several machines check one share each.

A document is never divided. The documents with the most files are given out first, each to the share that has the
fewest files so far; of equal ones the first in the order of their names, and the share with the lowest number. So the
shares depend on nothing but the names of the files, and differ by no more files than the largest document has.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace

from perfspec.error import PerfspecError
from perfspec.workspace import DocumentFolder, Workspace

MOST = 9999  # shares of one run


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One of so many shares; the first is 1."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


def parse_share(text: str) -> Share:
    """The share that is written as 2/5. Raises PerfspecError where it is none."""
    match = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    share = Share(number=int(match[1]), of=int(match[2])) if match else None
    if share is None or not 1 <= share.number <= share.of:
        raise PerfspecError(
            f"--shard {text} 不对；写成“第几份/共几份”，例如 2/5，最多 {MOST} 份",
            f"--shard {text} is wrong; write the share and how many there are, such as 2/5, {MOST} at the most",
        )
    return share


def numbers_of(folders: Sequence[DocumentFolder], share: Share) -> list[int]:
    """The documents of a share, by their number in the run; the first is 0."""
    order = sorted(range(len(folders)), key=lambda number: -len(folders[number].names))
    loads = [(0, number) for number in range(1, share.of + 1)]
    heapify(loads)
    mine = []
    for number in order:
        files, least = loads[0]
        heapreplace(loads, (files + len(folders[number].names), least))
        if least == share.number:
            mine.append(number)
    return sorted(mine)


def digest_of(workspace: Workspace, folders: Sequence[DocumentFolder]) -> str:
    """A digest of the documents of a run as every machine sees them: the names and sizes of their files."""
    told = hashlib.sha256()
    for folder in folders:
        told.update(f"{workspace.relative(folder.path)}\n".encode("utf-8", "surrogateescape"))
        for name in folder.there:
            at = folder.path / name
            told.update(f"{name}\0{_size(at)}\0{name in folder.names}\n".encode("utf-8", "surrogateescape"))
    return told.hexdigest()


def _size(path: os.PathLike[str]) -> int:
    """The size of a file in bytes; -1 where it is gone meanwhile, which reading it will tell."""
    try:
        return os.lstat(path).st_size
    except OSError:
        return -1
