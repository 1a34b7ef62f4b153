"""What was found in documents that have not changed since: one file for each workspace, outside of it.

A document is known again by the times, sizes and inodes of its files, and all of it by what judges it: perfspec, rules,
settings, baseline and the day. The file holds JSON and is replaced whole; one that is broken counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from perfspec.workspace import DEPARTMENT, DocumentFolder

FOLDER = "PERFSPEC_CACHE_DIR"  # names another place for the caches
UNSURE = 2_000_000_000  # ns: a file that changed so shortly before it was read may change again within one tick


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a document's files look like from outside, and when the youngest changed, in ns since 1970."""

    digest: str
    newest: int


def state_of(folder: DocumentFolder) -> State:
    """The state of the files that are asked for and of the department. Raises OSError where one is gone."""
    told = hashlib.sha256()
    newest = 0
    department = (DEPARTMENT,) if DEPARTMENT in folder.there and DEPARTMENT not in folder.names else ()
    top = f"{folder.path}{os.sep}"
    for name in (*folder.names, *department):
        at = os.lstat(top + name)
        newest = max(newest, at.st_mtime_ns, at.st_ctime_ns)
        line = f"{name}\0{at.st_mtime_ns} {at.st_ctime_ns} {at.st_size} {at.st_ino} {at.st_mode}\n"
        told.update(line.encode("utf-8", "surrogateescape"))
    return State(digest=told.hexdigest(), newest=newest)


def digest_of(paths: Iterable[Path], *said: object) -> str:
    """A digest of folders and files as they look from outside, and of what else is said."""
    told = hashlib.sha256(repr((sys.version, said)).encode("utf-8", "surrogatepass"))
    for path in paths:
        for file in files_below(path):
            try:
                at = file.stat()
            except OSError:  # it is not there, or is a link to nowhere
                told.update(f"{file}\0none\n".encode("utf-8", "surrogateescape"))
            else:
                told.update(
                    f"{file}\0{at.st_mtime_ns} {at.st_ctime_ns} {at.st_size} {at.st_ino}\n".encode(
                        "utf-8", "surrogateescape"
                    )
                )
    return told.hexdigest()


def files_below(path: Path) -> Iterator[Path]:
    """The files at and below a path; folders that are links are not entered."""
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if not entry.is_dir() or entry.is_symlink():
            yield entry
        elif entry.name != "__pycache__":
            yield from files_below(entry)


def file_of(root: Path) -> Path:
    """Where the cache of a workspace lies: below the user's folder for caches, so that nobody can commit one."""
    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:32]
    home = os.environ.get(FOLDER) or os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "perfspec" / f"{name}.jsonl"


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
