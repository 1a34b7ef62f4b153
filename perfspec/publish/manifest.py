"""The manifest of a build: which files each document and format made, with their digests, and what they were made of.

It lies in the folder of a build; a folder that has one may be replaced, and what it vouches for may be taken over. It
is JSON with a line for each document and format, so that one of any number of documents is written and read bit by bit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from perfspec import __version__
from perfspec.publish.formats import Format
from perfspec.publish.publication import Publication
from perfspec.resources import builtin

FILE = "manifest.json"
HEAD = '{"batches": ['
PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The files that one format of one document made: SHA-256 by path below the folder of the build."""

    document: str
    format: str
    source: str  # what they were made of, as `source_of` tells it
    files: Mapping[str, str]


@contextmanager
def writing_manifest(folder: Path) -> Iterator[Callable[[Batch], None]]:
    """A function that adds a batch to the manifest of a folder, which is whole when this is left."""
    between = ""
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as stream:

        def add(batch: Batch) -> None:
            nonlocal between
            stream.write(f"{between}\n {json.dumps(asdict(batch), ensure_ascii=False)}")
            between = ","

        stream.write(HEAD)
        yield add
        stream.write("\n]}\n")


def batches_of(folder: Path) -> Iterator[Batch]:
    """The batches of the build in a folder, one after the other; none where it has no manifest that can be read.

    Where it breaks off, those that can be read. One that was laid out by something else is read whole.
    """
    for _, batch in _lines_of(folder):
        yield batch
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        with (folder / FILE).open("rb") as stream:
            if stream.readline().decode().rstrip() == HEAD:
                return
        told = json.loads((folder / FILE).read_bytes())["batches"]
        yield from filter(None, (_batch(json.dumps(each).encode()) for each in told))


class Before:
    """The batches of the build in a folder, read when they are asked for: where each begins is all that is held."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._starts = {(batch.document, batch.format): start for start, batch in _lines_of(folder)}

    def get(self, document: str, format: str) -> Batch | None:
        start = self._starts.get((document, format))
        if start is None:
            return None
        with self._path.open("rb") as stream:
            stream.seek(start)
            return _batch(stream.readline())


def _lines_of(folder: Path) -> Iterator[tuple[int, Batch]]:
    """Each batch with the place in the file where its line begins."""
    with suppress(OSError), (folder / FILE).open("rb") as stream:
        start = len(stream.readline())
        for line in stream:
            batch = _batch(line)
            if batch is not None:
                yield start, batch
            start += len(line)


def _batch(line: bytes) -> Batch | None:
    """The batch in a line; None where it is none of ours."""
    try:
        batch = Batch(**json.loads(line.rstrip(b",\n")))
        texts = (batch.document, batch.format, batch.source, *batch.files, *batch.files.values())
        return batch if all(map(_is_text, texts)) else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def holds(folder: Path, batch: Batch) -> bool:
    """Whether each file of a batch still lies in the folder as it was made."""
    return all(
        (folder / name).resolve().is_relative_to(folder.resolve())
        and (folder / name).is_file()
        and sha256((folder / name).read_bytes()) == sha
        for name, sha in batch.files.items()
    )


def source_of(publication: Publication, format: Format, before: Mapping[str, str], tools: str) -> str:
    """A digest of all that the files of a format depend on: what the document says, what was found in it, its history,
    the files of the formats before (path and SHA-256), and the tools."""
    said = (publication.proof, publication.opinion, sorted(publication.histories.items()))
    told = (format.name, tools, format.tools(publication.folders), *said, sorted(before.items()))
    return sha256(repr(told).encode("utf-8", "surrogatepass"))


def tools_of(publication: Publication) -> str:
    """A digest of what turns a document into files: perfspec itself, the rules, the templates and what fills them."""
    rules = {Path(rule.function.__code__.co_filename).parent for rule in publication.book.rules}
    folders = {PACKAGE, builtin("rules"), builtin("templates"), *rules, *publication.folders}
    paths = sorted({path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc"})
    told = hashlib.sha256(f"{__version__} {version('Jinja2')}".encode())
    for path in paths:
        if path.is_file():
            told.update(f"{path.name}\0{sha256(path.read_bytes())}".encode())
    for rule in publication.book.rules:
        told.update(f"{rule.id} {sorted(rule.settings.items())}".encode())
    return told.hexdigest()


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
