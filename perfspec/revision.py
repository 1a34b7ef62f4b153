"""The files of a workspace as they were: in a git revision, in the index, in the working tree, or in a folder.

Nothing is checked out, and no hook, filter or external program of the repository runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from perfspec.error import PerfspecError
from perfspec.finding import Fault, Text
from perfspec.git import contents, git, lines
from perfspec.place import Place
from perfspec.reading import NOT_A_FILE, read_file, unread_file
from perfspec.workspace import PROJECTS
from perfspec.yamlfile import MAX_BYTES, YamlFile, read

INDEX = ":"  # the name of what is staged
REGULAR, GITLINK = ("100644", "100755"), "160000"
NOTHING = "0" * 40  # the id of a blob that is not there, or that lies in the working tree

SUBMODULE = Fault(
    rule="PS001",
    message=Text(zh="这是子模块，没有读", en="This is a submodule and was not read"),
    advice=Text(zh="在子模块自己的仓库里检查", en="Check it in its own repository"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of a tree: its mode and the id of its content; an id of zeros is content on disk."""

    mode: str
    blob: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A git repository around a workspace; `prefix` is the way from its top to the workspace, with `/` at its end."""

    root: Path  # of the workspace
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """One state of the workspace's files.

    `commit` is the id of a commit, INDEX for what is staged, and empty for the disk. `root` is where the disk is read.
    """

    name: str  # as people asked for it
    root: Path
    repository: Repository | None = None
    commit: str = ""


def open_repository(root: Path) -> Repository:
    """The repository that a workspace lies in. Raises PerfspecError where there is none, or no git."""
    try:
        prefix = git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    except PerfspecError as error:
        raise PerfspecError(
            f"{root} 不在 git 仓库里；比较两个文件夹用 perfspec diff --no-index（{error.zh}）",
            f"{root} is in no git repository; compare two folders with perfspec diff --no-index ({error.en})",
        ) from error
    return Repository(root=root, prefix=prefix)


def tree(repository: Repository, revision: str) -> Tree:
    """The state of a revision. Raises PerfspecError where git does not know it."""
    return Tree(name=revision, root=repository.root, repository=repository, commit=_commit(repository, revision))


def staged(repository: Repository) -> Tree:
    return Tree(name="index", root=repository.root, repository=repository, commit=INDEX)


def working_tree(repository: Repository) -> Tree:
    return Tree(name="working tree", root=repository.root, repository=repository)


def folder(path: Path) -> Tree:
    """A folder without git that is laid out like a workspace."""
    return Tree(name=path.as_posix(), root=path)


def merge_base(repository: Repository, one: str, other: str) -> Tree:
    """The state from which two revisions parted, as in `one...other`."""
    commits = [_commit(repository, revision) for revision in (one, other)]
    try:
        commit = git(repository.root, "merge-base", "--end-of-options", *commits).decode().strip()
    except PerfspecError as error:
        raise _unknown(repository, f"{one}...{other}") from error
    return Tree(name=f"{one}...{other}", root=repository.root, repository=repository, commit=commit)


def changed(old: Tree, new: Tree) -> list[str]:
    """The YAML files below projects/ that differ between two states, by their path in the workspace, sorted."""
    if old.repository is None or new.repository is None:
        return _differ(old, new)
    return sorted(path for path, _ in _raw(old, new) if _is_source(path))


def submodules(old: Tree, new: Tree) -> list[str]:
    """The submodules below projects/ that differ, or stand on one side alone: what is in them cannot be compared."""
    if old.repository is None or new.repository is None:
        return []
    return sorted(path.rstrip("/") for path, is_link in _raw(old, new) if is_link and not _is_source(path))


def entries(state: Tree, paths: Sequence[str]) -> dict[str, Entry]:
    """What stands at or below some paths of the workspace in a state."""
    if state.repository is None or not state.commit:
        return {path: Entry(mode=REGULAR[0], blob=NOTHING) for path in _on_disk(state.root, paths)}
    prefix = state.repository.prefix
    wanted = [f"{prefix}{path}" for path in paths]
    if state.commit == INDEX:
        listed = lines(
            state.root, "ls-files", "-z", "--stage", "--full-name", "--", *(f":(top,literal){path}" for path in wanted)
        )
    else:
        listed = lines(state.root, "ls-tree", "-r", "-z", "--full-tree", state.commit, "--", *wanted)
    found = {}
    for line in listed:
        head, _, name = line.partition("\t")
        fields = head.split(" ")
        mode, blob = (fields[0], fields[1]) if state.commit == INDEX else (fields[0], fields[2])
        found[name.removeprefix(prefix)] = Entry(mode=mode, blob=blob)
    return found


def has(state: Tree, path: str) -> bool:
    """Whether a file or a folder stands at a path of the workspace in a state."""
    return path == "." or bool(entries(state, [path]))


def read_all(state: Tree, files: Mapping[str, Entry], called: Mapping[str, str] | None = None) -> dict[str, YamlFile]:
    """The files of a state, read; what is no file, or cannot be opened, has a finding.

    `called` names those that go by another path in what is found: that which they have now.
    """
    names = {path: path for path in files} | dict(called or {})
    found: dict[str, YamlFile] = {}
    wanted: dict[str, list[str]] = {}
    for path, entry in files.items():
        name = names[path]
        if entry.mode == GITLINK:
            found[name] = unread_file(name, SUBMODULE.at(Place(file=name)))
        elif entry.mode not in REGULAR:
            found[name] = unread_file(name, NOT_A_FILE.at(Place(file=name), what="link"))
        elif entry.blob == NOTHING:
            found[name] = read_file(state.root / path, name)
        else:
            wanted.setdefault(entry.blob, []).append(path)
    for blob, content in contents(state.root, list(wanted)):
        for path in wanted[blob]:
            found[names[path]] = read(content, names[path])
    return {names[path]: found[names[path]] for path in files}


def export(state: Tree, folders: Sequence[str], target: Path) -> None:
    """Write what stands below some paths of a state into a folder: rules and settings of a revision that is trusted."""
    listed = {path: entry for path, entry in entries(state, folders).items() if entry.mode in REGULAR}
    by_blob: dict[str, list[str]] = {}
    for path, entry in listed.items():
        by_blob.setdefault(entry.blob, []).append(path)
    for blob, content in contents(state.root, list(by_blob)):
        for path in by_blob[blob]:
            where = target / path
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_bytes(content)


def revision_of(root: Path, folder: str) -> str:
    """The last commit that touched a folder of the workspace, `-dirty` behind it where the disk differs from it.

    Empty where the workspace lies in no repository, where nothing of the folder is committed, and without git.
    """
    try:
        commit = git(root, "log", "-1", "--format=%H", "--", folder).decode().strip()
        changes = git(root, "status", "--porcelain", "--untracked-files=all", "--", folder)
    except PerfspecError:
        return ""
    return f"{commit}-dirty" if commit and changes else commit


def _commit(repository: Repository, revision: str) -> str:
    try:
        found = git(repository.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except PerfspecError as error:
        raise _unknown(repository, revision) from error
    return found.decode().strip()


def _unknown(repository: Repository, revision: str) -> PerfspecError:
    if git(repository.root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return PerfspecError(
            f"这是浅克隆，里面没有 {revision}；先运行 git fetch --unshallow（在 CI 里写 fetch-depth: 0）",
            f"This is a shallow clone without {revision}; run git fetch --unshallow first (fetch-depth: 0 in CI)",
        )
    return PerfspecError(f"git 不认识版本 {revision}", f"git does not know the revision {revision}")


def _raw(old: Tree, new: Tree) -> Iterator[tuple[str, bool]]:
    """The paths of the workspace that git finds different, untracked ones too where the new state is the disk, and
    whether a repository of its own stands there."""
    prefix = new.repository.prefix if new.repository else ""
    below = f":(top,literal){prefix}{PROJECTS}/"
    if old.commit == INDEX or not old.commit:
        raise PerfspecError("先写旧的版本", "name the older revision first")
    if new.commit == INDEX:
        listed = _differing(new.root, "diff-index", "--cached", old.commit, "--", below)
    elif new.commit:
        listed = _differing(new.root, "diff-tree", "-r", old.commit, new.commit, "--", below)
    else:
        listed = _differing(new.root, "diff", "--no-textconv", old.commit, "--", below)
    for name, is_link in listed:
        yield name.removeprefix(prefix), is_link
    if not new.commit:
        others = lines(new.root, "ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", below)
        yield from ((name.removeprefix(prefix), name.endswith("/")) for name in others)


def _differing(root: Path, command: str, *arguments: str) -> Iterator[tuple[str, bool]]:
    """The paths that git finds different, and whether one of the two is a submodule."""
    listed = iter(lines(root, command, "-z", "--raw", "--no-renames", "--no-ext-diff", *arguments))
    for modes, path in zip(listed, listed, strict=True):
        yield path, GITLINK in modes


def _differ(old: Tree, new: Tree) -> list[str]:
    """The files of two folders whose bytes differ."""
    ours, theirs = (set(_on_disk(state.root, [PROJECTS])) for state in (old, new))
    same = {path for path in ours & theirs if _bytes(old.root / path) == _bytes(new.root / path)}
    return sorted(path for path in (ours | theirs) - same if _is_source(path))


def _bytes(path: Path) -> bytes | None:
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _on_disk(root: Path, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        top = root / path
        if top.is_file():
            yield path
        for name, folders, files in os.walk(top):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            for file in sorted(files):
                yield (Path(name) / file).relative_to(root).as_posix()


def _is_source(path: str) -> bool:
    pure = PurePosixPath(path)
    return pure.suffix in (".yaml", ".yml") and not any(part.startswith(".") for part in pure.parts)
