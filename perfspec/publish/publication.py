"""A document on its way to its readers: what every format of it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from perfspec.histories import Commit
from perfspec.model import Document
from perfspec.opinion import Opinion
from perfspec.packs import RuleBook
from perfspec.publish.document import Pages, pages
from perfspec.publish.proof import Proof, digest


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A document with the opinion on it, the rules and the templates, and where it comes from."""

    opinion: Opinion
    book: RuleBook
    folders: tuple[Path, ...]  # of templates, the first wins
    revision: str = ""
    histories: Mapping[str, tuple[Commit, ...]] = field(default_factory=dict)  # by project code, the latest first

    @property
    def document(self) -> Document:
        return self.opinion.document

    @cached_property
    def pages(self) -> Pages:
        return pages(self.document)

    @cached_property
    def proof(self) -> Proof:
        return Proof(digest=digest(self.document), revision=self.revision)
