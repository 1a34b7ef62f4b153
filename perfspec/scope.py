"""What changed since a revision, checked: the changed files, and what rules across files find because of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from perfspec.check import Checked, Terms, check
from perfspec.model import Document
from perfspec.revision import Tree, changed, entries, open_repository, tree, working_tree
from perfspec.workspace import DEPARTMENT, Workspace, documents

LARGE = 1_000  # files of a document from which on only the changed ones are read


def since(
    workspace: Workspace, revision: str, terms: Terms, only: Sequence[str] = ()
) -> tuple[list[Checked], list[str]]:
    """The documents that changed since a revision, checked, and the files that changed, of the paths `only`.

    Told is what is wrong in the changed files, and what rules across files find anywhere in a document that is small
    enough to be read whole; a deleted file counts for these alone. Where the department's file changed, everything in
    its document is told: year, stage, units and profile stand there, by which each project is judged.
    """
    repository = open_repository(workspace.root)
    now = working_tree(repository)
    paths = [path for path in changed(tree(repository, revision), now) if is_within(path, only)]
    files = [path for path in paths if (workspace.root / path).exists()]
    across = {rule.id for rule in terms.book.rules if rule.subject is Document}
    found = []
    for name in sorted({PurePosixPath(path).parent.as_posix() for path in paths}):
        folder = workspace.root / name
        if not folder.is_dir():
            continue
        own = [workspace.root / path for path in files if PurePosixPath(path).parent.as_posix() == name]
        is_all = folder / DEPARTMENT in own
        wanted = [folder] if is_all or is_small(now, name) else own
        for document in documents(workspace, wanted) if wanted else ():
            if document.folder != folder:
                continue
            checked = check(workspace, document, terms)
            told = tuple(each for each in checked.findings if is_all or each.place.file in files or each.rule in across)
            sources = {file: source for file, source in checked.sources.items() if is_all or file in files}
            found.append(replace(checked, findings=told, sources=sources, gone=0))
    return found, files


def is_within(path: str, only: Sequence[str]) -> bool:
    """Whether a path stands at or below one of some others; without any, every path does."""
    return not only or any(path == each or path.startswith(f"{each.rstrip('/')}/") or each == "." for each in only)


def is_small(state: Tree, folder: str) -> bool:
    """Whether a document is read whole where only some of its files changed."""
    return len(entries(state, [folder])) <= LARGE
