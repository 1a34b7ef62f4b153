"""Documents of the tests, checked with the whole rule book."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from perfspec.check import Checked, Terms, check
from perfspec.finding import Finding
from perfspec.packs import RuleBook, load_rules
from perfspec.workspace import DocumentFiles, Workspace, documents, open_workspace

TODAY = date(2025, 1, 15)  # for waivers that expire


@cache
def book(root: Path) -> tuple[Workspace, RuleBook]:
    workspace = open_workspace(root)
    return workspace, load_rules(workspace)


def files_below(root: Path) -> list[DocumentFiles]:
    """The documents of the workspace at a root, as they were read."""
    return list(documents(book(root)[0]))


def checked(root: Path, files: DocumentFiles) -> Checked:
    workspace, rules = book(root)
    return check(workspace, files, Terms(book=rules, today=TODAY))


def told(finding: Finding) -> str:
    """A finding in one line, for the message of an assertion."""
    severity = finding.severity.name[0]
    return f"{finding.rule} {severity} {finding.place.file}:{finding.place.line} {finding.where}: {finding.message()}"
