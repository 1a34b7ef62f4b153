"""Who changed each project and when, as git remembers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from perfspec.error import PerfspecError
from perfspec.git import git, words

COMMITS = 5_000  # at most that many are asked for, the latest first
MOST = 20  # of them a project shows
COMMIT = b"commit "  # begins a commit; the path of a file below projects/ never does
FORMAT = f"--format={COMMIT.decode()}%H%x00%as%x00%aN%x00%s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A change that somebody recorded: the first digits of its id, its day as 2023-06-30, who, and the subject."""

    id: str
    day: str
    author: str
    subject: str


def histories(root: Path, folder: str) -> dict[str, tuple[Commit, ...]]:
    """The last commits that touched each file directly in a folder of the workspace, by its name without ending.

    A project's file is named by the project's code. The latest commit is first. Empty without git, outside a
    repository, and in a shallow clone, which does not know.
    """
    try:
        if git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
            return {}
    except PerfspecError:
        return {}
    found: dict[str, list[Commit]] = {}
    for commit, path in _touched(root, folder):
        if path.parent == PurePosixPath(folder) and len(found.setdefault(path.stem, [])) < MOST:
            found[path.stem].append(commit)
    return {name: tuple(commits) for name, commits in found.items()}


def _touched(root: Path, folder: str) -> Iterator[tuple[Commit, PurePosixPath]]:
    """Each commit with each file that it touched, from one git process."""
    asked = ["log", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative"]
    said = words(root, *asked, f"--max-count={COMMITS}", FORMAT, "--", folder)
    for word in said:
        if word.startswith(COMMIT):
            id = word.removeprefix(COMMIT).decode()
            day, author, subject = (_text(next(said, b"")) for _ in range(3))
            commit = Commit(id=id[:10], day=day, author=author, subject=subject)
        elif name := word.lstrip(b"\n"):
            yield commit, PurePosixPath(_text(name))


def _text(word: bytes) -> str:
    return word.decode("utf-8", "replace")
