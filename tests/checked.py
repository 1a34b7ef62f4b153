"""Documents of the tests, checked with the whole rule book."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from perfspec.check import Checked, Terms, check
from perfspec.finding import Finding
from perfspec.packs import RuleBook, load_rules
from perfspec.workspace import DocumentFiles, Workspace, documents, open_workspace
from tests.conftest import REPOSITORY

DATA = REPOSITORY / "tests" / "data"

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


@cache
def base(document: str) -> tuple[Path, DocumentFiles, Checked]:
    """What edits start from: the reference document or one below tests/data/, with its root, files and findings."""
    path = REPOSITORY / "projects/fengrun-finance-2023" if document == "reference" else DATA / document
    root = REPOSITORY if document == "reference" else path.parent
    (files,) = (files for files in files_below(root) if files.name == path.name)
    return root, files, checked(root, files)


def new(before: Checked, after: Checked) -> list[Finding]:
    """The findings that were not there before, told by rule, severity and spot: a project's code may have changed."""

    def kind(finding: Finding) -> tuple[str, str, str]:
        return finding.rule, str(finding.severity), finding.where

    more = Counter(map(kind, after.findings)) - Counter(map(kind, before.findings))
    return [finding for finding in after.findings if kind(finding) in more]


def told(finding: Finding) -> str:
    """A finding in one line, for the message of an assertion."""
    severity = finding.severity.name[0]
    return f"{finding.rule} {severity} {finding.place.file}:{finding.place.line} {finding.where}: {finding.message()}"
