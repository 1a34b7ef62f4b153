"""A folder of published files, put in place whole."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from perfspec.atomic import replace_folder
from perfspec.error import PerfspecError
from perfspec.opinion import Opinion
from perfspec.packs import RuleBook
from perfspec.publish.templates import render_document, render_opinion, render_table

MANIFEST = "manifest.json"  # what a build made; a folder that has it may be replaced


def publish(
    opinions: Sequence[Opinion], book: RuleBook, formats: Sequence[str], folders: Sequence[Path], output: Path
) -> dict[str, list[str]]:
    """Write the documents, the opinions on them and their tables below `output`; gives each document's main files.

    Raises PerfspecError where the folder holds something that no build has made.
    """
    _refuse_foreign(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    try:
        new.chmod(0o755)
        made, digests = {}, {}
        for opinion in opinions:
            for name, text in _files(opinion, book, formats, folders):
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
                digests[name] = hashlib.sha256(text.encode()).hexdigest()
            folder = opinion.document.name
            made[folder] = [f"{folder}/{name}.{kind}" for name in ("document", "opinion") for kind in formats]
        manifest = json.dumps({"files": dict(sorted(digests.items()))}, ensure_ascii=False, indent=1) + "\n"
        (new / MANIFEST).write_bytes(manifest.encode())
        replace_folder(new, output)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return made


def _files(
    opinion: Opinion, book: RuleBook, formats: Sequence[str], folders: Sequence[Path]
) -> Iterator[tuple[str, str]]:
    document = opinion.document
    for kind in formats:
        beside = f"opinion.{kind}"
        yield f"{document.name}/document.{kind}", render_document(document, kind, folders, opinion=beside)
        yield f"{document.name}/{beside}", render_opinion(opinion, book, kind, folders)
        for project in document.projects:
            yield f"{document.name}/tables/{project.code}.{kind}", render_table(document, project, kind, folders)


def _refuse_foreign(output: Path) -> None:
    if not output.exists():
        return
    if not output.is_dir() or (any(output.iterdir()) and not (output / MANIFEST).is_file()):
        raise PerfspecError(
            f"{output} 里有别的东西，不会覆盖；换一个文件夹，或先把它清空",
            f"{output} holds other things and is not overwritten; name another folder, or empty it first",
        )
