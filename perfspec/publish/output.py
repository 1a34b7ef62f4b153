"""A folder of published files, put in place whole."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count
from pathlib import Path

from perfspec.atomic import replace_folder
from perfspec.error import PerfspecError
from perfspec.publish.formats import FORMATS
from perfspec.publish.manifest import (
    FILE,
    Batch,
    Before,
    batches_of,
    holds,
    sha256,
    source_of,
    tools_of,
    writing_manifest,
)
from perfspec.publish.publication import Publication

SYSTEM = (".DS_Store", "Thumbs.db", "desktop.ini")  # what a file manager leaves in any folder
Told = Callable[[str, int], None]  # is told each file as it is written: its path, and how many were written so far
Done = Callable[[Publication, Collection[str]], None]  # is told each document, and its formats that were taken over


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is made of each document and where, where the build before lies, and what that one made."""

    formats: Sequence[str]
    new: Path
    old: Path
    before: Before | None


def publish(
    publications: Iterable[Publication],
    formats: Sequence[str],
    output: Path,
    *,
    only_changed: bool = False,
    told: Told = lambda path, count: None,
    done: Done = lambda publication, kept: None,
) -> None:
    """Write the documents in the formats below `output`, each into a folder of its name.

    A document is asked for when the one before has been written and told as `done`, and nothing of that one is held.
    With `only_changed`, what would be made of the same is taken over from the build before. Raises PerfspecError where
    the folder holds something that no build has made, or cannot be replaced, and OSError; what was there is then whole.
    """
    output = output.resolve()  # a link stays, and leads to the new folder
    _refuse_foreign(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    _remove_remains(output)
    new = Path(tempfile.mkdtemp(prefix=f".{output.name}-{os.getpid()}-", dir=output.parent))
    try:
        new.chmod(0o755)
        task = Task(formats=formats, new=new, old=output, before=Before(output) if only_changed else None)
        counted, tools = count(1), dict[tuple[int, tuple[Path, ...]], str]()
        with writing_manifest(new) as add:

            def make(publication: Publication) -> None:
                kept: set[str] = set()
                by = (id(publication.book), publication.folders)
                tools[by] = tools.get(by) or tools_of(publication)
                for batch, is_kept in _published(publication, tools[by], task, lambda path: told(path, next(counted))):
                    add(batch)
                    kept |= {batch.format} if is_kept else set()
                done(publication, kept)

            for _ in map(make, publications):  # a name for the publication would hold it while the next is made
                pass
        replace_folder(new, output)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _published(
    publication: Publication, tools: str, task: Task, told: Callable[[str], None]
) -> Iterator[tuple[Batch, bool]]:
    """What was made of a document, format by format, and whether it was taken over from the build before."""
    name, there = publication.document.name, dict[str, str]()
    for format in (FORMATS[name] for name in FORMATS if name in task.formats):
        source = source_of(publication, format, there, tools)
        old = task.before.get(name, format.name) if task.before else None
        is_kept = old is not None and old.source == source and holds(task.old, old)
        if old is not None and is_kept:
            files = ((path, (task.old / path).read_bytes()) for path in old.files)
        else:
            lying = {path.removeprefix(f"{name}/"): task.new / path for path in there}
            files = ((f"{name}/{path}", content) for path, content in format.files(publication, lying))
        digests = {}
        for path, content in files:
            _write(task.new / path, content)
            digests[path] = sha256(content)
            told(path)
        there |= digests
        yield Batch(document=name, format=format.name, source=source, files=digests), is_kept


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _remove_remains(output: Path) -> None:
    """Remove what builds that were killed have left beside the folder; those of running processes stay."""
    if os.name != "posix":
        return  # asking whether a process runs would end it there
    for path in output.parent.glob(f".{glob.escape(output.name)}-*-*"):
        process = path.name.removeprefix(f".{output.name}-").partition("-")[0]
        if process.isdecimal() and not _is_running(int(process)):
            shutil.rmtree(path, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _refuse_foreign(output: Path) -> None:
    """Raises PerfspecError where a folder is not ours alone to replace."""
    if not output.exists():
        return
    if os.path.ismount(output) or Path.cwd().is_relative_to(output):
        raise PerfspecError(
            f"{output} 是当前文件夹或挂载点，不能整个换上；请写里面的一个文件夹",
            f"{output} is the current folder or a mount point and cannot be replaced; name a folder in it",
        )
    for path in _foreign(output):
        raise PerfspecError(
            f"{output} 里有别的东西，不会覆盖：{path.name}；换一个文件夹，或先把它移走",
            f"{output} holds other things and is not overwritten: {path.name}; name another folder, or move it first",
        )


def _foreign(output: Path) -> Iterator[Path]:
    """What lies in a folder and was made by no build."""
    if not output.is_dir():
        yield output
    made = array("Q", sorted(_key(file) for batch in batches_of(output) for file in batch.files))
    for folder, _, names in os.walk(output):
        for path in (Path(folder) / name for name in sorted(names) if name not in SYSTEM):
            file = path.relative_to(output).as_posix()
            key = _key(file)
            if file != FILE and key not in made[bisect_left(made, key) :][:1]:
                yield path


def _key(file: str) -> int:
    """Stands for a file: of a build with very many all are held."""
    return int.from_bytes(blake2b(file.encode("utf-8", "surrogatepass"), digest_size=8).digest())
