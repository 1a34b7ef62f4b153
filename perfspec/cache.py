"""What was found in documents that have not changed since: one file for each workspace, outside of it.

A document is known again by the times, sizes and inodes of its files, and all of it by what judges it: perfspec, rules,
settings, baseline and the day. The file holds JSON and is replaced whole; one that is broken counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


Entry = dict[str, Any]  # "name", "state", and what was "found"


def load(path: Path, key: str) -> dict[str, Entry]:
    """The entries of a cache by the name of their document; none where it was made by something else, or is broken."""
    try:
        head, *lines = path.read_bytes().decode("utf-8", "surrogatepass").removesuffix("\n").split("\n")
        if json.loads(head) != {"perfspec": key}:
            return {}
        return {str(entry["name"]): entry for entry in map(json.loads, lines)}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}


def save(path: Path, key: str, entries: Iterable[Entry]) -> None:
    """Replace a cache. Where that cannot be done, there is none: the next run takes longer."""
    from perfspec.atomic import write_file

    lines = [json.dumps({"perfspec": key}), *(json.dumps(entry, ensure_ascii=False) for entry in entries)]
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_file(path, ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass"))
    except OSError:
        return
