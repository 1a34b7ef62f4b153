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
from perfspec.model import Document
from perfspec.publish.templates import render_document, render_table

MANIFEST = "manifest.json"  # what a build made; a folder that has it may be replaced


def publish(
    documents: Sequence[Document], formats: Sequence[str], folders: Sequence[Path], output: Path
) -> dict[str, list[str]]:
    """Write the documents and their tables below `output`; gives the main files of each document.

    Raises PerfspecError where the folder holds something that no build has made.
    """
    _refuse_foreign(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    try:
        new.chmod(0o755)
        made, digests = {}, {}
        for document in documents:
            for name, text in _files(document, formats, folders):
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
                digests[name] = hashlib.sha256(text.encode()).hexdigest()
            made[document.name] = [f"{document.name}/document.{kind}" for kind in formats]
        manifest = json.dumps({"files": dict(sorted(digests.items()))}, ensure_ascii=False, indent=1) + "\n"
        (new / MANIFEST).write_bytes(manifest.encode())
        replace_folder(new, output)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return made


def _files(document: Document, formats: Sequence[str], folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for kind in formats:
        yield f"{document.name}/document.{kind}", render_document(document, kind, folders)
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
