"""A folder of published files, put in place whole."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from perfspec.atomic import replace_folder
from perfspec.error import PerfspecError
from perfspec.publish.formats import FORMATS
from perfspec.publish.manifest import FILE, Batch, batches_of, holds, manifest, sha256, source_of, tools_of
from perfspec.publish.publication import Publication

SYSTEM = (".DS_Store", "Thumbs.db", "desktop.ini")  # what a file manager leaves in any folder
Told = Callable[[str, int], None]  # is told each file as it is written: its path, and how many were written so far


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a build made: its batches, and which of them were taken over from the build before."""

    batches: tuple[Batch, ...] = ()
    kept: frozenset[tuple[str, str]] = frozenset()  # document, format

    @property
    def count(self) -> int:
        return sum(len(batch.files) for batch in self.batches)

    def and_more(self, batch: Batch, is_kept: bool) -> Made:
        kept = {(batch.document, batch.format)} if is_kept else set[tuple[str, str]]()
        return Made(batches=(*self.batches, batch), kept=self.kept | kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where a build is written, and where the one before lies."""

    new: Path
    old: Path


def publish(
    publications: Sequence[Publication],
    formats: Sequence[str],
    output: Path,
    *,
    only_changed: bool = False,
    told: Told = lambda path, count: None,
) -> Made:
    """Write the documents in the formats below `output`, each into a folder of its name.

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
        before = batches_of(output) if only_changed else {}
        made = Made()
        for publication in publications:
            made = _published(publication, formats, before, Folders(new=new, old=output), made, told)
        (new / FILE).write_bytes(manifest(made.batches))
        replace_folder(new, output)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return made


def _published(
    publication: Publication,
    formats: Sequence[str],
    before: Mapping[tuple[str, str], Batch],
    folders: Folders,
    made: Made,
    told: Told,
) -> Made:
    """What was made with one document more."""
    name, tools, there = publication.document.name, tools_of(publication), dict[str, str]()
    for format in (FORMATS[name] for name in FORMATS if name in formats):
        source = source_of(publication, format, there, tools)
        old = before.get((name, format.name))
        is_kept = old is not None and old.source == source and holds(folders.old, old)
        if old is not None and is_kept:
            files = ((path, (folders.old / path).read_bytes()) for path in old.files)
        else:
            lying = {path.removeprefix(f"{name}/"): folders.new / path for path in there}
            files = ((f"{name}/{path}", content) for path, content in format.files(publication, lying))
        digests = {}
        for path, content in files:
            _write(folders.new / path, content)
            digests[path] = sha256(content)
            told(path, made.count + len(digests))
        there |= digests
        made = made.and_more(Batch(document=name, format=format.name, source=source, files=digests), is_kept)
    return made


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
    made = {FILE, *(file for batch in batches_of(output).values() for file in batch.files)}
    for folder, _, names in os.walk(output):
        for path in (Path(folder) / name for name in sorted(names) if name not in SYSTEM):
            if path.relative_to(output).as_posix() not in made:
                yield path
