"""Many documents checked: in chunks, on as many processes as asked for, with the same findings in the same order.

A worker reads and judges whole documents and gives back plain data; the parent keeps nothing but that.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from perfspec.check import Checked, Terms, check
from perfspec.finding import Fault, Finding, Text
from perfspec.place import Place
from perfspec.record import recorded, restored
from perfspec.spot import digest
from perfspec.workspace import DocumentFolder, Workspace, read_document

KILLED = Fault(
    rule="PS092",
    message=Text(
        zh="检查 {name} 的进程被强行结束了，没有检查完",
        en="The process that checked {name} was killed; it was not checked to its end",
    ),
    advice=Text(
        zh="内存不够时用 --jobs 1 再试；仍然这样就请报告给维护者",
        en="Try again with --jobs 1 where memory is short; report it if it stays so",
    ),
)
FILES = 256  # of a chunk: more wait longer for the last one, fewer cost more on the way


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What checking a document gave, without the document: all that the reports of a run need."""

    name: str
    files: tuple[str, ...]  # that were read
    findings: tuple[Finding, ...] = ()
    gone: int = 0
    is_whole: bool = True


Made = Callable[[], Terms]
Told = Callable[[int], None]  # is told how many files were checked since it was last told


def sweep(
    workspace: Workspace,
    folders: Iterable[DocumentFolder],
    terms: Made,
    *,
    jobs: int = 1,
    told: Told = lambda files: None,
) -> Iterator[Swept]:
    """Check documents in the order given. `terms` is asked where the rules are needed, once."""
    chunks = list(chunked(folders))
    if jobs > 1 and len(chunks) > 1 and can_fork():
        yield from _in_processes(workspace, chunks, terms(), min(jobs, len(chunks)), told)
        return
    made: Terms | None = None
    with _collecting_seldom() as collect:
        for number, chunk in enumerate(chunks):
            if number:
                collect()
            for folder in chunk:
                made = made or terms()
                yield swept(workspace, folder, made)
                told(len(folder.names))


@contextmanager
def _collecting_seldom() -> Iterator[Callable[[], None]]:
    """Python's cyclic garbage collector waits until it is asked, and then looks only at what is new."""

    def collect() -> None:
        gc.collect()
        gc.freeze()

    is_on = gc.isenabled()
    gc.disable()
    try:
        yield collect
    finally:
        gc.unfreeze()
        if is_on:
            gc.enable()


def can_fork() -> bool:
    """Whether workers can take over the rules that are loaded, which are code and cannot be sent."""
    return sys.platform == "linux"


def swept(workspace: Workspace, folder: DocumentFolder, terms: Terms) -> Swept:
    """One document, read and checked."""
    return swept_of(check(workspace, read_document(workspace, folder), terms))


def swept_of(checked: Checked) -> Swept:
    return Swept(
        name=checked.name,
        files=tuple(checked.sources),
        findings=checked.findings,
        gone=checked.gone,
        is_whole=checked.is_whole,
    )


def plain(found: Swept) -> dict[str, Any]:
    """As JSON data."""
    return {
        "name": found.name,
        "files": list(found.files),
        "findings": [recorded(finding) for finding in found.findings],
        "gone": found.gone,
        "is_whole": found.is_whole,
    }


def again(data: dict[str, Any]) -> Swept:
    """What `plain` gave. Raises KeyError, TypeError or ValueError where the data is none of ours."""
    return Swept(
        name=data["name"],
        files=tuple(data["files"]),
        findings=tuple(map(restored, data["findings"])),
        gone=data["gone"],
        is_whole=data["is_whole"],
    )


def chunked(folders: Iterable[DocumentFolder]) -> Iterator[list[DocumentFolder]]:
    """The documents in chunks of about `FILES` files; a document is never divided.

    Smaller ones cost more on the way, larger ones wait longer for the last.
    """
    chunk: list[DocumentFolder] = []
    count = 0
    for folder in folders:
        chunk.append(folder)
        count += len(folder.names)
        if count >= FILES:
            yield chunk
            chunk, count = [], 0
    if chunk:
        yield chunk


def _in_processes(
    workspace: Workspace, chunks: list[list[DocumentFolder]], terms: Terms, jobs: int, told: Told
) -> Iterator[Swept]:
    """The chunks on several processes. Where a worker is killed, its chunk is checked again document by document, so
    that the one which cannot be checked is named, and the rest goes on."""
    from perfspec.workers import answers  # multiprocessing is needed for many files alone

    with _collecting_seldom() as collect:
        collect()  # what is there already is shared with the workers, and no garbage to look for
        found = answers(lambda number: _checked(workspace, chunks[number], terms), len(chunks), jobs)
        for chunk, text in zip(chunks, found, strict=True):
            yield from _restored(text) if text is not None else _one_by_one(workspace, chunk, terms)
            told(sum(len(folder.names) for folder in chunk))


def _one_by_one(workspace: Workspace, chunk: list[DocumentFolder], terms: Terms) -> Iterator[Swept]:
    from perfspec.workers import answers

    found = answers(lambda number: _checked(workspace, [chunk[number]], terms), len(chunk), 1)
    for folder, text in zip(chunk, found, strict=True):
        yield from _restored(text) if text is not None else [killed(workspace, folder)]


def _checked(workspace: Workspace, chunk: Iterable[DocumentFolder], terms: Terms) -> str:
    """Documents checked, as JSON."""
    gc.collect()
    return json.dumps([plain(swept(workspace, folder, terms)) for folder in chunk], ensure_ascii=False)


def _restored(text: str) -> Iterator[Swept]:
    return map(again, json.loads(text))


def killed(workspace: Workspace, folder: DocumentFolder) -> Swept:
    """What is told of a document whose checking ends the process."""
    name = workspace.relative(folder.path)
    files = tuple(workspace.relative(folder.path / file) for file in folder.names)
    finding = KILLED.at(Place(file=files[0]), name=name)
    told = replace(finding, fingerprint=digest("PS092", name))
    return Swept(name=name.partition("/")[2], files=files, findings=(told,))
