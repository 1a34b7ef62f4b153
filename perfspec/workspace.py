"""The workspace on disk: a folder with `perfspec.yaml`, and the documents below its `projects/`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from perfspec import schema
from perfspec.build import build_profile
from perfspec.error import PerfspecError
from perfspec.finding import Fault, Finding, Text
from perfspec.place import Place
from perfspec.profile import Profile
from perfspec.reading import read_file
from perfspec.resources import PACKAGE, builtin, listed
from perfspec.yamlfile import YamlFile

SETTINGS = "perfspec.yaml"
PROJECTS = "projects"
DEPARTMENT = "department.yaml"
MANY = 1_000  # files of one document, above which they are packed once they are read

WRONG_SUFFIX = Fault(
    rule="PS020",
    message=Text(zh="文件名以 .yml 结尾，不会被读到", en="The file name ends with .yml and is not read"),
    advice=Text(zh="改名为 {name}", en="Rename it to {name}"),
)
NO_DEPARTMENT = Fault(
    rule="PS022",
    message=Text(zh="文件夹里有项目，但没有 department.yaml", en="The folder holds projects but no department.yaml"),
    advice=Text(
        zh="用 perfspec init 建一份文本，或把项目文件移到有 department.yaml 的文件夹",
        en="Make a document with perfspec init, or move the projects to a folder that has a department.yaml",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A workspace and its settings."""

    root: Path
    profile: str
    language: str
    fail_on: str
    packs: tuple[str, ...] = ()  # module names of installed rules
    approval: tuple[str, ...] | None = None  # which changes need an approval; None is the usual policy
    assets: Path | None = None  # where rules and templates are taken from, where it is not the root
    rules: Mapping[str, Any] = field(default_factory=dict)  # rule id: off, a severity, or a mapping of settings

    def relative(self, path: Path) -> str:
        """How people are told of a file: from the workspace's root, with `/`."""
        return path.relative_to(self.root).as_posix()

    @property
    def in_repository(self) -> str:
        """The way from the repository's root to the workspace, with `/`; empty where they are one or there is none."""
        root = next((folder for folder in (self.root, *self.root.parents) if (folder / ".git").exists()), self.root)
        return "/".join(self.root.relative_to(root).parts)

    def folders(self, folder: str) -> tuple[Path, ...]:
        """Where to look for rules, schemas or templates: the workspace first, then the package."""
        return _folders(self.assets or self.root, folder)


@cache
def _folders(assets: Path, folder: str) -> tuple[Path, ...]:
    own, given = assets / folder, builtin(folder)
    return (given,) if own.resolve() == given.resolve() else (own, given)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFolder:
    """The folder of a document: the names of the files that are asked for, and of all that are there, sorted."""

    path: Path
    names: tuple[str, ...]
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFiles:
    """The files of one document as they were read, and what was wrong with the folder itself.

    The department is read even where only a project is asked for: the project is judged by it.
    """

    name: str
    folder: Path
    department: YamlFile | None
    is_department_asked: bool = True
    is_whole: bool = True  # whether all files of the folder were asked for
    projects: tuple[YamlFile, ...]
    findings: tuple[Finding, ...] = ()

    def without_projects(self) -> DocumentFiles:
        return replace(self, projects=(), is_whole=False)


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that holds perfspec.yaml.

    Raises PerfspecError where there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise PerfspecError(
        f"{start} 和它的上级文件夹里都没有 {SETTINGS}；先运行 perfspec init，或用 -C 指明工作区",
        f"No {SETTINGS} in {start} or above; run perfspec init first, or name the workspace with -C",
    )


def open_workspace(root: Path) -> Workspace:
    """The workspace at a root. Raises PerfspecError with the findings where its settings are wrong."""
    settings = read_file(root / SETTINGS, SETTINGS)
    data = _accepted(settings, "settings")
    return Workspace(
        root=root,
        profile=data["profile"],
        language=data.get("language", "zh"),
        fail_on=data.get("fail_on", "error"),
        packs=tuple(data.get("packs", ())),
        approval=tuple(data["approval"]["required"]) if "approval" in data else None,
        rules=data.get("rules", {}),
    )


def builtin_workspace() -> Workspace:
    """What there is without a workspace: the built-in rules, profiles and templates, and no document."""
    return Workspace(root=PACKAGE, profile="hebei", language="zh", fail_on="error")


def find_profile(workspace: Workspace, name: str) -> Profile | None:
    """The profile of that name: the workspace's own, or a built-in one; None where there is none.

    Raises PerfspecError with the findings where its file is wrong.
    """
    for folder in workspace.folders("rules"):
        path = folder / "profiles" / f"{name}.yaml"
        if path.is_file():
            inside = path.is_relative_to(workspace.root)
            return _profile(path, workspace.relative(path) if inside else path.name, name)
    return None


def builtin_profile(name: str) -> Profile:
    """A profile that comes with perfspec."""
    return _profile(builtin("rules") / "profiles" / f"{name}.yaml", f"{name}.yaml", name)


def profile_names(workspace: Workspace) -> list[str]:
    found = {path.stem for folder in workspace.folders("rules") for path in listed(folder / "profiles", ".yaml")}
    return sorted(found)


def forget_profiles() -> None:
    """Read profiles again when they are next asked for: a process that lives long outlives what it has read."""
    _profile.cache_clear()


@cache
def _profile(path: Path, shown: str, name: str) -> Profile:
    return build_profile(name, _accepted(read_file(path, shown), "profile"))


def _accepted(source: YamlFile, kind: str) -> dict[str, Any]:
    findings = source.findings or tuple(schema.faults(source, kind))
    if findings:
        raise PerfspecError(f"{source.file} 有错，先改好它", f"{source.file} is wrong; mend it first", findings)
    data: dict[str, Any] = source.data
    return data


def documents(workspace: Workspace, paths: Iterable[Path] = ()) -> Iterator[DocumentFiles]:
    """The documents of the workspace, by name; with `paths`, only what stands at or below those.

    Raises PerfspecError for a path that does not exist or is not in `projects/`.
    """
    for folder in document_folders(workspace, paths):
        yield read_document(workspace, folder)


def document_folders(workspace: Workspace, paths: Iterable[Path] = ()) -> Iterator[DocumentFolder]:
    """The folders of the documents, by name, unread; with `paths` as `documents` has them."""
    top = workspace.root / PROJECTS
    there: dict[str, list[str]] = {}
    asked: dict[str, set[str]] = {}
    for path in [_inside(workspace, path) for path in paths] or [top]:
        if any(part.startswith(".") for part in path.relative_to(top).parts):
            continue
        is_folder = path.is_dir() and not path.is_symlink()
        for folder, names in _walk(path) if is_folder else ((str(path.parent), _documents(path.parent)),):
            there[folder] = names
            asked.setdefault(folder, set()).update(names if is_folder else {path.name} & set(names))
    for folder in sorted(there, key=lambda folder: folder.split(os.sep)):  # noqa: PTH206 - many, and no Path is needed
        if asked[folder]:
            names = sorted(asked[folder])
            yield DocumentFolder(path=Path(folder), names=tuple(names), there=tuple(there[folder]))


def _walk(top: Path) -> Iterator[tuple[str, list[str]]]:
    """Each folder at and below another, with its YAML files, sorted; hidden folders and links are not entered."""
    for folder, folders, files in os.walk(top, onerror=_unopened):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield folder, sorted(filter(_is_document, files))


def _unopened(error: OSError) -> None:
    """A folder that cannot be opened stops the run, for nobody knows what is in it; one that has gone does not."""
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error


def _documents(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if _is_document(path.name) and not path.is_dir())


def _is_document(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) and not name.startswith(".")


def read_document(workspace: Workspace, folder: DocumentFolder) -> DocumentFiles:
    """The files of a document, read."""
    findings = []
    department = None
    above = workspace.relative(folder.path)
    if DEPARTMENT in folder.there:
        department = read_file(folder.path / DEPARTMENT, f"{above}/{DEPARTMENT}")
    else:
        findings.append(NO_DEPARTMENT.at(Place(file=f"{above}/{folder.names[0]}")))
    projects = []
    for name in folder.names:
        shown = f"{above}/{name}"
        if name.endswith(".yml"):
            findings.append(WRONG_SUFFIX.at(Place(file=shown), name=f"{name.removesuffix('.yml')}.yaml"))
        elif name != DEPARTMENT:
            source = read_file(folder.path / name, shown)
            projects.append(source.packed if len(folder.names) > MANY else source.light)
    return DocumentFiles(
        name=folder.path.relative_to(workspace.root / PROJECTS).as_posix(),
        folder=folder.path,
        department=department,
        is_department_asked=DEPARTMENT in folder.names,
        is_whole=len(folder.names) == len(folder.there),
        projects=tuple(projects),
        findings=tuple(findings),
    )


def _inside(workspace: Workspace, path: Path) -> Path:
    real = (path.parent.resolve() / path.name) if path.name not in ("", "..") else path.resolve()
    if not real.exists():
        raise PerfspecError(f"没有这个文件或文件夹：{path}", f"No such file or folder: {path}")
    top = workspace.root / PROJECTS
    if real == workspace.root:
        return top
    if not real.is_relative_to(top):
        raise PerfspecError(f"{path} 不在 {top} 里", f"{path} is not below {top}")
    return real
