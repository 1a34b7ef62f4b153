"""The package of a Word file: its parts, what type they are of, and how they are related."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = {
    "document": f"{WORD}.document.main+xml",
    **{kind: f"{WORD}.{kind}+xml" for kind in ("styles", "fontTable", "numbering", "settings", "header", "footer")},
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
TIME = (1980, 1, 1, 0, 0, 0)  # the first that a package can tell; a build has no clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the package: its kind, its name, its content, and the id by which the body names it."""

    kind: str
    name: str
    content: bytes
    id: str = ""


def package(main: Part, properties: Sequence[Part], related: Sequence[Part]) -> bytes:
    """A package of a main part, the properties beside it and the parts that it is related to; always the same bytes."""
    folder = main.name.rpartition("/")[0]
    files = {
        "[Content_Types].xml": _types((main, *properties, *related)),
        "_rels/.rels": _relationships([(part, part.name) for part in (main, *properties)]),
        main.name: main.content,
        f"{folder}/_rels/{main.name.removeprefix(f'{folder}/')}.rels": _relationships(
            [(part, part.name.removeprefix(f"{folder}/")) for part in related]
        ),
        **{part.name: part.content for part in (*related, *properties)},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, TIME)
            info.create_system = 0  # the same on every system
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return made.getvalue()


def _types(parts: Sequence[Part]) -> bytes:
    overrides = "".join(f'<Override PartName="/{part.name}" ContentType="{TYPES[part.kind]}"/>' for part in parts)
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{START}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>\n'.encode()


def _relationships(targets: Sequence[tuple[Part, str]]) -> bytes:
    related = "".join(
        f'<Relationship Id="{part.id or f"r{number}"}" Type="{_relationship(part.kind)}" Target="{target}"/>'
        for number, (part, target) in enumerate(targets, start=1)
    )
    return f'{START}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>\n'.encode()


def _relationship(kind: str) -> str:
    if kind == "core-properties":
        return f"{PACKAGE}/relationships/metadata/{kind}"
    return f"{OFFICE}/{'officeDocument' if kind == 'document' else kind}"
