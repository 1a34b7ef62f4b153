"""What was found in documents that have not changed since: one file for each workspace, outside of it.

A document is known again by the times, sizes and inodes of its files, and all of it by what judges it: perfspec, rules,
settings, baseline and the day. The file holds a line for each document, JSON with its sum, and is replaced whole; what
is broken counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from perfspec.cachefolder import cache_folder
from perfspec.outside import told
from perfspec.workspace import DEPARTMENT, DocumentFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a document's files look like from outside, and when the youngest changed, in ns since 1970."""

    digest: str
    newest: int


def state_of(folder: DocumentFolder) -> State:
    """The state of the files that are asked for and of the department. Raises OSError where one is gone."""
    lines: list[str] = []
    newest = 0
    department = (DEPARTMENT,) if DEPARTMENT in folder.there and DEPARTMENT not in folder.names else ()
    top = f"{folder.path}{os.sep}"
    for name in (*folder.names, *department):
        line, changed = told(os.lstat(top + name))
        newest = max(newest, changed)
        lines.append(f"{name}\0{line}\n")
    digest = hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
    return State(digest=digest, newest=newest)


def file_of(root: Path) -> Path:
    """Where the cache of a workspace lies: below the user's folder for caches, so that nobody can commit one."""
    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:32]
    return Path(cache_folder()) / f"{name}.jsonl"


class Entry(NamedTuple):
    """What was found in a document of a state, as JSON that is read when it is asked for."""

    state: str
    found: bytes


def load(path: Path, key: str) -> dict[str, Entry]:
    """The entries of a cache by the name of their document; none where it was made by something else.

    A line that is not as it was written, which its sum tells, is left out.
    """
    found: dict[str, Entry] = {}
    with suppress(OSError, TypeError, ValueError, RecursionError), path.open("rb") as stream:
        if json.loads(stream.readline()) == {"perfspec": key}:
            for line in stream:
                told, _, rest = line.removesuffix(b"\n").partition(b"\t")
                if told == _sum(rest):
                    name, state, data = rest.split(b"\t", 2)
                    found[json.loads(name)] = Entry(state.decode(), data)
    return found


def save(path: Path, key: str, entries: Iterable[tuple[str, Entry]]) -> None:
    """Replace a cache. Where that cannot be done, there is none: the next run takes longer."""
    from perfspec.atomic import replacing

    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with replacing(path) as temporary, temporary.open("wb") as stream:
            stream.write(json.dumps({"perfspec": key}).encode() + b"\n")
            for name, entry in entries:
                rest = b"\t".join((json.dumps(name).encode(), entry.state.encode(), entry.found))
                stream.write(_sum(rest) + b"\t" + rest + b"\n")


def _sum(line: bytes) -> bytes:
    return b"%08x" % crc32(line)
