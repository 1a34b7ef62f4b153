"""The manifest of a build: which files each document and format made, with their digests, and what they were made of.

It lies in the folder of a build; a folder that has one may be replaced, and what it vouches for may be taken over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from perfspec import __version__
from perfspec.publish.formats import Format
from perfspec.publish.publication import Publication
from perfspec.resources import builtin

FILE = "manifest.json"
PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The files that one format of one document made: SHA-256 by path below the folder of the build."""

    document: str
    format: str
    source: str  # what they were made of, as `source_of` tells it
    files: Mapping[str, str]


def manifest(batches: Iterable[Batch]) -> bytes:
    held = [
        {"document": batch.document, "format": batch.format, "source": batch.source, "files": dict(batch.files)}
        for batch in batches
    ]
    return (json.dumps({"batches": held}, ensure_ascii=False, indent=1) + "\n").encode()


def batches_of(folder: Path) -> dict[tuple[str, str], Batch]:
    """The batches of the build in a folder, by document and format; none where it has no manifest that can be read."""
    try:
        held = json.loads((folder / FILE).read_bytes())
        batches = [Batch(**each) for each in held["batches"] if all(map(_is_text, each["files"].values()))]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return {(batch.document, batch.format): batch for batch in batches}


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
