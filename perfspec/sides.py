"""One document on both sides of a change: which folders and files are it, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from perfspec.revision import Tree, entries, read_all
from perfspec.scope import is_small, is_within
from perfspec.workspace import DEPARTMENT, PROJECTS, DocumentFiles, Workspace
from perfspec.yamlfile import YamlFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A document that changed: its folder before and now, and the files that differ, as they are called now."""

    old: str
    new: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A document before and after a change, and the files of it that are told of."""

    old: DocumentFiles
    new: DocumentFiles
    paths: tuple[str, ...]
    is_whole: bool


def pairs(paths: Iterable[str], old: Tree, new: Tree) -> list[Pair]:
    """The documents that some changed files belong to. One whose folder was renamed is the same document: its
    department and year say so."""
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        by_folder.setdefault(PurePosixPath(path).parent.as_posix(), []).append(path)
    came_from = _renamed(by_folder, old, new)
    gone = set(came_from.values())
    found = []
    for folder, files in sorted(by_folder.items()):
        before = came_from.get(folder, folder)
        if folder not in gone:
            moved = (f"{folder}/{PurePosixPath(path).name}" for path in by_folder[before])
            found.append(Pair(old=before, new=folder, paths=tuple(sorted({*files, *moved}))))
    return found


def _renamed(folders: Mapping[str, Sequence[str]], old: Tree, new: Tree) -> dict[str, str]:
    """The folder that a document had before, by the one that it has now, where that is another one."""
    departments = [path for path in (f"{folder}/{DEPARTMENT}" for folder in folders) if path in folders[_above(path)]]
    before, after = (entries(state, departments) if departments else {} for state in (old, new))
    gone, came = before.keys() - after.keys(), after.keys() - before.keys()
    if not gone or not came:
        return {}
    ours = _by_identity(read_all(old, {path: before[path] for path in sorted(gone)}))
    theirs = _by_identity(read_all(new, {path: after[path] for path in sorted(came)}))
    return {theirs[identity]: ours[identity] for identity in theirs.keys() & ours.keys()}


def _by_identity(departments: Mapping[str, YamlFile]) -> dict[tuple[str, str], str]:
    """Folders by the code and year of their departments; those that share one are told apart by nothing."""
    found: dict[tuple[str, str], list[str]] = {}
    for path, source in departments.items():
        if isinstance(source.data, dict) and {"code", "year"} <= source.data.keys():
            found.setdefault((str(source.data["code"]), str(source.data["year"])), []).append(_above(path))
    return {identity: folders[0] for identity, folders in found.items() if len(folders) == 1}


def _above(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()


def sides(workspace: Workspace, pair: Pair, old: Tree, new: Tree, only: Sequence[str], whole: bool | None) -> Sides:
    """A document on both sides, whole where it is small or `whole` says so.

    With `only`, everything beside those paths is as it was: so what is told of them, findings and money too, is what
    they alone do.
    """
    is_whole = is_small(new, pair.new) if whole is None else whole
    before = _read(workspace, old, pair, pair.old, is_whole)
    after = _read(workspace, new, pair, pair.new, is_whole)
    if not only:
        return Sides(old=before, new=after, paths=pair.paths, is_whole=is_whole)
    paths = _asked(pair, before, after, only)
    kept = {path for path in pair.paths if path not in paths}
    projects = [each for each in after.projects if each.file not in kept]
    projects += [each for each in before.projects if each.file in kept]
    department = before.department if f"{pair.new}/{DEPARTMENT}" in kept else after.department
    after = replace(after, department=department, projects=tuple(sorted(projects, key=lambda source: source.file)))
    return Sides(old=before, new=after, paths=paths, is_whole=is_whole)


def _asked(pair: Pair, old: DocumentFiles, new: DocumentFiles, only: Sequence[str]) -> tuple[str, ...]:
    """The changed files at or below some paths, and the other name of a project whose file was renamed."""
    sources = [*old.projects, *new.projects]
    before = f"{pair.old}/", f"{pair.new}/"
    asked = {path for path in pair.paths if is_within(path, only) or is_within(path.replace(*before[::-1], 1), only)}
    codes = {code_of(source) for source in sources if source.file in asked} - {None}
    there = [{source.file for source in side.projects} for side in (old, new)]
    alone = there[0] ^ there[1]  # files that only one side has
    asked |= {source.file for source in sources if source.file in alone and code_of(source) in codes}
    return tuple(path for path in pair.paths if path in asked)


def code_of(source: YamlFile) -> str | None:
    """The code of the project in a file, as far as it can be read."""
    return source.data.get("code") if isinstance(source.data, dict) else None


def _read(workspace: Workspace, state: Tree, pair: Pair, folder: str, whole: bool) -> DocumentFiles:
    """A document as it is in a state: all of its files, or the department and those that changed, as they are called
    now."""
    names = [DEPARTMENT, *(PurePosixPath(path).name for path in pair.paths)]
    there = entries(state, [folder] if whole else [f"{folder}/{name}" for name in names])
    wanted = {path: entry for path, entry in there.items() if _above(path) == folder and path.endswith(".yaml")}
    called = {path: f"{pair.new}/{PurePosixPath(path).name}" for path in wanted}
    read = read_all(state, wanted, called)
    return DocumentFiles(
        name=PurePosixPath(pair.new).relative_to(PROJECTS).as_posix(),
        folder=workspace.root / pair.new,
        department=read.pop(f"{pair.new}/{DEPARTMENT}", None),
        is_whole=whole,
        projects=tuple(read[path] for path in sorted(read)),
    )
