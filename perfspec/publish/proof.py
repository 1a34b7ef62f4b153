"""What a published file proves its source with: a digest of the data, and the revision that it was made of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from perfspec.code import ProjectCode
from perfspec.model import Document
from perfspec.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where a published file comes from: `sha256:…` of its data, and a commit; empty where there is none."""

    digest: str
    revision: str = ""


def digest(document: Document) -> str:
    """The digest of what a document says: its values as written, whatever the layout, comments or names of its files.

    SHA-256 of the UTF-8 JSON of the department and of its projects in the order of publication, with sorted keys.
    """
    said = {
        "department": _plain(document.department),
        "profile": document.profile.name,
        "projects": [_plain(project) for project in document.projects],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _plain(value: Any) -> Any:
    """A value of the model as JSON: numbers as the text of their digits, what is absent left out."""
    match value:
        case Target() | ProjectCode():
            return value.text
        case Decimal():
            return f"{value:f}"
        case tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            held = {field.name: getattr(value, field.name) for field in fields(value)}
            return {name: _plain(item) for name, item in held.items() if item is not None and item != ()}
        case _:
            return value
