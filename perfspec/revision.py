"""The files of a workspace as they were: in a git revision, in the index, in the working tree, or in a folder.

Git is asked, nothing is checked out, and no hook, filter or external program of the repository runs.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from perfspec.error import PerfspecError
from perfspec.finding import Fault, Text
from perfspec.place import Place
from perfspec.workspace import NOT_A_FILE, PROJECTS, read_file, unread_file
from perfspec.yamlfile import MAX_BYTES, YamlFile, read

INDEX = ":"  # the name of what is staged
REGULAR = ("100644", "100755")
AT_ONCE = 256  # blobs asked for before their content is read: few enough that no pipe fills up
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
        prefix = _git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
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
        commit = _git(repository.root, "merge-base", "--end-of-options", *commits).decode().strip()
    except PerfspecError as error:
        raise _unknown(repository, f"{one}...{other}") from error
    return Tree(name=f"{one}...{other}", root=repository.root, repository=repository, commit=commit)


def changed(old: Tree, new: Tree) -> list[str]:
    """The YAML files below projects/ that differ between two states, by their path in the workspace, sorted."""
    if old.repository is None or new.repository is None:
        return _differ(old, new)
    return sorted(path for path in _raw(old, new) if _is_source(path))


def entries(state: Tree, paths: Sequence[str]) -> dict[str, Entry]:
    """What stands at or below some paths of the workspace in a state."""
    if state.repository is None or not state.commit:
        return {path: Entry(mode=REGULAR[0], blob=NOTHING) for path in _on_disk(state.root, paths)}
    prefix = state.repository.prefix
    wanted = [f"{prefix}{path}" for path in paths]
    if state.commit == INDEX:
        listed = _lines(
            state.root, "ls-files", "-z", "--stage", "--full-name", "--", *(f":(top,literal){path}" for path in wanted)
        )
    else:
        listed = _lines(state.root, "ls-tree", "-r", "-z", "--full-tree", state.commit, "--", *wanted)
    found = {}
    for line in listed:
        head, _, name = line.partition("\t")
        fields = head.split(" ")
        mode, blob = (fields[0], fields[1]) if state.commit == INDEX else (fields[0], fields[2])
        found[name.removeprefix(prefix)] = Entry(mode=mode, blob=blob)
    return found


def read_all(state: Tree, files: Mapping[str, Entry]) -> dict[str, YamlFile]:
    """The files of a state, read; what is no file, or cannot be opened, has a finding."""
    found: dict[str, YamlFile] = {}
    wanted: dict[str, list[str]] = {}
    for path, entry in files.items():
        if entry.mode == "160000":
            found[path] = replace(unread_file(path, SUBMODULE.at(Place(file=path))))
        elif entry.mode not in REGULAR:
            found[path] = unread_file(path, NOT_A_FILE.at(Place(file=path), what="link"))
        elif entry.blob == NOTHING:
            found[path] = read_file(state.root / path, path)
        else:
            wanted.setdefault(entry.blob, []).append(path)
    for blob, content in _blobs(state.root, list(wanted)):
        for path in wanted[blob]:
            found[path] = read(content, path)
    return {path: found[path] for path in files}


def export(state: Tree, folders: Sequence[str], target: Path) -> None:
    """Write what stands below some paths of a state into a folder: rules and settings of a revision that is trusted."""
    listed = {path: entry for path, entry in entries(state, folders).items() if entry.mode in REGULAR}
    by_blob: dict[str, list[str]] = {}
    for path, entry in listed.items():
        by_blob.setdefault(entry.blob, []).append(path)
    for blob, content in _blobs(state.root, list(by_blob)):
        for path in by_blob[blob]:
            where = target / path
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_bytes(content)


def revision_of(root: Path, folder: str) -> str:
    """The last commit that touched a folder of the workspace, `-dirty` behind it where the disk differs from it.

    Empty where the workspace lies in no repository, where nothing of the folder is committed, and without git.
    """
    try:
        commit = _git(root, "log", "-1", "--format=%H", "--", folder).decode().strip()
        changes = _git(root, "status", "--porcelain", "--untracked-files=all", "--", folder)
    except PerfspecError:
        return ""
    return f"{commit}-dirty" if commit and changes else commit


def _commit(repository: Repository, revision: str) -> str:
    try:
        found = _git(repository.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except PerfspecError as error:
        raise _unknown(repository, revision) from error
    return found.decode().strip()


def _unknown(repository: Repository, revision: str) -> PerfspecError:
    if _git(repository.root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return PerfspecError(
            f"这是浅克隆，里面没有 {revision}；先运行 git fetch --unshallow（在 CI 里写 fetch-depth: 0）",
            f"This is a shallow clone without {revision}; run git fetch --unshallow first (fetch-depth: 0 in CI)",
        )
    return PerfspecError(f"git 不认识版本 {revision}", f"git does not know the revision {revision}")


def _raw(old: Tree, new: Tree) -> Iterator[str]:
    """The paths of the workspace that git finds different, untracked ones too where the new state is the disk."""
    prefix = new.repository.prefix if new.repository else ""
    below = f":(top,literal){prefix}{PROJECTS}/"
    if old.commit == INDEX or not old.commit:
        raise PerfspecError("先写旧的版本", "name the older revision first")
    if new.commit == INDEX:
        listed = _names(new.root, "diff-index", "--cached", old.commit, "--", below)
    elif new.commit:
        listed = _names(new.root, "diff-tree", "-r", old.commit, new.commit, "--", below)
    else:
        listed = _names(new.root, "diff", "--no-textconv", old.commit, "--", below)
        others = _lines(new.root, "ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", below)
        listed += others
    for name in listed:
        yield name.removeprefix(prefix)


def _names(root: Path, command: str, *arguments: str) -> list[str]:
    return _lines(root, command, "-z", "--name-only", "--no-renames", "--no-ext-diff", *arguments)


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


def _blobs(root: Path, blobs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The content of blobs from one git process; of one that is too large, enough to see that it is."""
    if not blobs:
        return
    with subprocess.Popen(
        [*GIT, "cat-file", "--batch"],
        cwd=root,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        asking, answers = process.stdin, process.stdout
        if asking is None or answers is None:
            return
        for start in range(0, len(blobs), AT_ONCE):
            chunk = blobs[start : start + AT_ONCE]
            asking.write("".join(f"{blob}\n" for blob in chunk).encode())
            asking.flush()
            for blob in chunk:
                yield blob, _answer(answers, blob)
        asking.close()


def _answer(answers: IO[bytes], blob: str) -> bytes:
    head = answers.readline().split()
    if len(head) != 3:
        raise PerfspecError(
            f"git 里缺少对象 {blob}；先取回完整的仓库", f"git lacks the object {blob}; fetch the whole repository"
        )
    size = int(head[2])
    content = answers.read(min(size, MAX_BYTES + 1))
    left = size - len(content) + 1  # a line end follows
    while left:
        left -= len(answers.read(min(left, MAX_BYTES)))
    return content


GIT = (
    "git",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.quotePath=false",
)


def _environment() -> dict[str, str]:
    return os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}


def _lines(root: Path, *arguments: str) -> list[str]:
    return [name.decode("utf-8", "surrogateescape") for name in _git(root, *arguments).split(b"\0") if name]


def _git(root: Path, *arguments: str) -> bytes:
    """What git prints. Raises PerfspecError with its last line where it fails, or where there is no git."""
    try:
        done = subprocess.run([*GIT, *arguments], cwd=root, env=_environment(), capture_output=True, check=False)
    except FileNotFoundError as error:
        raise PerfspecError(
            "没有安装 git；Debian 和 Ubuntu：sudo apt-get install git", "git is not installed: sudo apt-get install git"
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else f"git {arguments[0]}"
        raise PerfspecError(f"git 出错：{why}", f"git failed: {why}")
    return done.stdout
