"""Work that is done again whenever a file of the workspace changes."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Collection
from pathlib import Path

from perfspec.commands.session import language_of, say_for, workspace_of
from perfspec.ending import Ended
from perfspec.error import PerfspecError
from perfspec.machine import lack_of
from perfspec.workspace import SETTINGS, Workspace

WATCHED = ("projects", "rules", "templates", SETTINGS, "baseline.jsonl")


def watching(workspace: Workspace, options: Namespace, work: Callable[[Workspace], int]) -> int:
    """Do the work, and again after each change, until Ctrl-C. Raises PerfspecError where watchfiles is not installed.

    What stops one run is told; the next change gets another.
    """
    try:
        from watchfiles import watch
    except ImportError as error:
        raise PerfspecError(
            "--watch 需要 watchfiles：pip install 'perfspec[watch]'",
            "--watch needs watchfiles: pip install 'perfspec[watch]'",
        ) from error
    say = say_for(options, workspace)
    _work(options, workspace, work)
    print(say("等待文件变化，按 Ctrl-C 结束", "Waiting for changes; Ctrl-C ends"), file=sys.stderr)
    try:
        for changes in watch(workspace.root):
            if concerns(workspace.root, {Path(path) for _, path in changes}):
                _work(options, workspace, work)
    except Ended:
        raise
    except KeyboardInterrupt:
        pass
    return 0


def concerns(root: Path, changed: Collection[Path]) -> bool:
    """Whether one of the changed files is an input: what a build writes is none, nor what an editor keeps beside."""
    return any(
        path.is_relative_to(root)
        and path.relative_to(root).parts[0] in WATCHED
        and not path.name.startswith(".")
        and not path.name.endswith(("~", ".swp"))
        for path in changed
        if path != root
    )


def _work(options: Namespace, workspace: Workspace, work: Callable[[Workspace], int]) -> None:
    say = say_for(options, workspace)
    try:
        work(workspace_of(options, *options.paths))
    except PerfspecError as error:
        print(f"perfspec: {say(error.zh, error.en)}", file=sys.stderr)
    except (OSError, MemoryError) as error:
        lack = lack_of(error, language_of(options, workspace))
        if lack is None:
            raise
        print(f"perfspec: {lack}", file=sys.stderr)
