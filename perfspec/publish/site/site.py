"""What a site is made of, and the links between its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from perfspec.histories import Commit
from perfspec.model import Document
from perfspec.opinion import Opinion, Table
from perfspec.packs import RuleBook
from perfspec.publish.figures import NAME, clipped
from perfspec.publish.proof import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that others put beside the pages: its path from the site's folder, its bytes where they are known."""

    label: str
    file: str
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A document with the opinion on it, the rules, the templates, and what else its pages tell."""

    opinion: Opinion
    book: RuleBook
    folders: tuple[Path, ...]  # of templates, the first wins
    proof: Proof
    histories: Mapping[str, tuple[Commit, ...]] = field(default_factory=dict)  # by project code, the latest first
    downloads: tuple[Download, ...] = ()

    @property
    def document(self) -> Document:
        return self.opinion.document

    @property
    def found_rules(self) -> frozenset[str]:
        """The rules that found something, waived or not."""
        tables = self.opinion.tables
        return frozenset(finding.rule for table in tables for finding in (*table.findings, *table.waived, *table.aside))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to another page of the site: its address from the site's folder, and its words."""

    href: str
    text: str


def project_link(table: Table) -> Link:
    """The page of a project."""
    name = table.project.name if table.project else ""
    return Link(href=f"projects/{table.code}.html", text=clipped(name, NAME))


def unit_of(document: Document, code: str) -> str:
    """A budget unit by its name, without the code that a form writes before it."""
    unit = document.department.unit(code)
    return code if unit is None else unit.name
