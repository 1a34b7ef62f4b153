"""A check that keeps what it said, so that the same command line is answered at once while nothing changes."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from perfspec.commands.session import start_of
from perfspec.lastrun import MOST, keep
from perfspec.outside import Watched, look_at
from perfspec.recall import PASSING, judged_by
from perfspec.workspace import DEPARTMENT, PROJECTS, SETTINGS, Workspace

NOT_ALONE = ("output", "fix", "shard", "cluster", "rules_from", "changed_since")  # they write, or read elsewhere


def run_and_keep(options: Namespace, workspace: Workspace, run: Callable[[], int]) -> int:
    """Run a check, and keep what it says where it can be told again."""
    if options.format != "text" or options.no_cache or any(getattr(options, name) for name in NOT_ALONE):
        return run()
    watched = _watched(options, workspace)
    start = time.time_ns()
    look = look_at(watched)
    with _hearing() as said:
        code = run()
    text = "".join(said)
    if not any(rule in text for rule in PASSING):
        keep(options.asked, watched, look, code, text, start)
    return code


def _watched(options: Namespace, workspace: Workspace) -> list[Watched]:
    """All that the answer comes from: how the workspace is found, the documents, and what judges them."""
    start = start_of(options, *options.paths)
    real = start.resolve()
    way = [folder for folder in (real, *real.parents) if folder.is_relative_to(workspace.root)]
    watched = [("real", str(start)), *(("file", str(folder / SETTINGS)) for folder in way)]
    for path in options.paths or (workspace.root / PROJECTS,):
        watched += [("real", str(path)), ("link", str(path))]
        if path.is_dir():
            watched.append(("documents", str(path)))
        else:
            watched += [("names", str(path.parent)), ("link", str(path.parent / DEPARTMENT))]
    yaml = find_spec("yaml")
    libraries = Path(yaml.origin).parent.parent if yaml and yaml.origin else Path()  # changes where one comes or goes
    return [*watched, ("file", str(libraries)), *judged_by(workspace)]


@contextmanager
def _hearing() -> Iterator[list[str]]:
    """What is written to standard output meanwhile; of very much only as much as tells that it is too much to keep."""
    heard = _Heard(sys.stdout)
    sys.stdout = heard
    try:
        yield heard.said
    finally:
        sys.stdout = heard.stream


class _Heard:
    """A stream that is listened to."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.said: list[str] = []
        self._room = MOST

    def write(self, text: str) -> int:
        if self._room >= 0:
            self.said.append(text)
            self._room -= len(text)
        return int(self.stream.write(text))

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)
