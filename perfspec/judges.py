"""What judges documents, as a key that is the same on every machine: perfspec, rules, schemas, settings, baseline.

Files count by their names and contents, and not by where they lie or when they were copied.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from perfspec.baseline import FILE as BASELINE
from perfspec.error import PerfspecError
from perfspec.packs import installed
from perfspec.resources import PACKAGE, builtin
from perfspec.workspace import SETTINGS, Workspace


def content_key(workspace: Workspace) -> str:
    """The key of what judges the documents of a workspace, beside the options of a run and its day."""
    told = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for part in _parts(workspace):
        told.update(f"{part}\n".encode())
    return told.hexdigest()


def pack_folders(workspace: Workspace) -> list[Path]:
    """The folders of the packs that are installed; the others are missed where rules are loaded, if they are."""
    folders = []
    for pack in workspace.packs:
        with suppress(PerfspecError):
            folders.append(installed(pack))
    return folders


def _files_below(path: Path) -> Iterator[Path]:
    """The files at and below a path; of a folder that is a link those that lie in it itself."""
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if not entry.is_dir():
            yield entry
        elif entry.is_symlink():
            yield from sorted(entry.iterdir())
        elif entry.name != "__pycache__":
            yield from _files_below(entry)


def _parts(workspace: Workspace) -> Iterator[str]:
    """The digests of the parts. What Python has loaded already is told as it was then, not as it lies there now."""
    yield _loaded(PACKAGE)
    yield _loaded(builtin("schemas"))
    yield from map(_loaded, pack_folders(workspace))
    for folder in workspace.folders("rules"):
        yield _digest(folder, _files_below(folder))
    root = workspace.assets or workspace.root
    yield _digest(root, (root / SETTINGS, root / BASELINE))


@cache
def _loaded(folder: Path) -> str:
    """Of perfspec itself only its code: in an installed copy rules, schemas and templates lie among it."""
    files = _files_below(folder)
    if folder == PACKAGE:
        files = (file for file in files if file.suffix == ".py" and file.relative_to(folder).parts[0] != "rules")
    return _digest(folder, files)


def _digest(folder: Path, files: Iterable[Path]) -> str:
    told = hashlib.sha256()
    for file in files:
        told.update(f"{file.relative_to(folder).as_posix()}\0{_content(file)}\n".encode("utf-8", "surrogateescape"))
    return told.hexdigest()


def _content(file: Path) -> str:
    if not file.is_file():  # it is not there, is a link to nowhere, or a pipe that nobody writes to
        return "none"
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return "closed"
