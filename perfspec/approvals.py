"""The file of approvals on disk, written without touching what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from perfspec import schema
from perfspec.approval import FILE, Approval
from perfspec.error import PerfspecError
from perfspec.layout import dump
from perfspec.reading import read_file
from perfspec.writing import write_text
from perfspec.yamlfile import read

HEADER = "yaml-language-server: $schema=schemas/approvals.schema.json"


def add(root: Path, entries: Sequence[Approval]) -> None:
    """Write approvals behind those that the workspace's file has; its other bytes stay.

    Raises PerfspecError with the findings where the file is wrong.
    """
    path = root / FILE
    data = [{key: value for key, value in asdict(entry).items() if value} for entry in entries]
    text = dump({"approvals": data}, "approvals", HEADER)
    if path.exists():
        source = read_file(path, FILE)
        findings = source.findings or tuple(schema.faults(source, "approvals"))
        if findings:
            raise PerfspecError(f"{FILE} 有错，先改好它", f"{FILE} is wrong; mend it first", findings)
        items = text[text.index("approvals:\n") + len("approvals:\n") :]
        before = source.source if source.source.endswith("\n") else f"{source.source}\n"
        text = before + items
        again = read(text.encode(), FILE)
        if not again.whole or again.data["approvals"] != [*source.data["approvals"], *data]:
            text = dump({"approvals": [*source.data["approvals"], *data]}, "approvals", HEADER)
    write_text(path, text)
