"""A sweep that checks again only what has changed since the last one."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from perfspec.baseline import FILE as BASELINE
from perfspec.cache import Entry, State, file_of, load, save, state_of
from perfspec.judges import pack_folders
from perfspec.outside import UNSURE, Watched, look_at
from perfspec.resources import PACKAGE, builtin
from perfspec.sweep import Swept, Told, again, plain
from perfspec.workspace import SETTINGS, DocumentFolder, Workspace

Anew = Callable[[Sequence[DocumentFolder]], Iterator[Swept]]  # checks documents in the order given
ERRORS = "surrogatepass"  # texts may hold what is no character
PASSING = frozenset({"PS090", "PS092"})  # a rule or a process that was cut off may get further next time


def recalled(
    workspace: Workspace,
    folders: Sequence[DocumentFolder],
    anew: Anew,
    key: str,
    *,
    told: Told = lambda files: None,
) -> Iterator[Swept]:
    """The documents in the order given, checked or recalled. `key` stands for all that judges them, see `key_of`;
    `anew` checks those that have changed and tells of them itself."""
    path = file_of(workspace.root)
    held = load(path, key)
    now = time.time_ns()
    states = [_state(folder) for folder in folders]
    is_known = [_is_known(held.get(_name(folder)), state) for folder, state in zip(folders, states, strict=True)]
    new = anew([folder for folder, known in zip(folders, is_known, strict=True) if not known])
    changed = False
    for folder, state, known in zip(folders, states, is_known, strict=True):
        name = _name(folder)
        recollection = _recollection(held[name]) if known else None
        if recollection:
            told(len(folder.names))
            yield recollection
            continue
        found = next(anew([folder]) if known else new)
        yield found
        held.pop(name, None)
        changed = True
        if state and state.newest < now - UNSURE and not any(each.rule in PASSING for each in found.findings):
            held[name] = Entry(state.digest, json.dumps(plain(found), ensure_ascii=False).encode(errors=ERRORS))
    if changed:
        save(path, key, ((name, entry) for name, entry in held.items() if Path(name.partition("\0")[0]).is_dir()))


def judged_by(workspace: Workspace) -> list[Watched]:
    """What judges documents: perfspec, its rules and schemas and those of the workspace, settings and baseline."""
    packs = pack_folders(workspace)
    folders = {PACKAGE, builtin("rules"), builtin("schemas"), *workspace.folders("rules"), *packs}
    root = workspace.assets or workspace.root
    return [
        *(("judges", str(folder)) for folder in sorted(folders)),
        *(("file", str(root / name)) for name in (SETTINGS, BASELINE)),
    ]


def key_of(workspace: Workspace, *said: object) -> str:
    """What stands for all that judges documents, and what else is said (options, the day)."""
    return look_at(judged_by(workspace), repr((sys.version, workspace, said))).digest


def _name(folder: DocumentFolder) -> str:
    """What tells an entry: the folder, and the files where not all of them were asked for."""
    is_whole = len(folder.names) == len(folder.there)
    return "\0".join((str(folder.path), *(() if is_whole else folder.names)))


def _state(folder: DocumentFolder) -> State | None:
    try:
        return state_of(folder)
    except OSError:
        return None


def _is_known(entry: Entry | None, state: State | None) -> bool:
    """Whether the files are still as they were."""
    return entry is not None and state is not None and entry.state == state.digest


def _recollection(entry: Entry) -> Swept | None:
    """What was found; None where the entry is none of ours."""
    try:
        return again(json.loads(entry.found))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
