"""Bad documents: single defects put into good ones and into the reference document, and whole documents with many."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from perfspec.check import Checked
from perfspec.workspace import DocumentFiles
from perfspec.yamlfile import read
from tests.checked import DATA, base, book, checked, files_below, new, told
from tests.conftest import REPOSITORY
from tests.defects import mutated

MUTATIONS: list[dict[str, Any]] = read((DATA / "bad" / "mutations.yaml").read_bytes(), "mutations.yaml").data
BAD_ROOTS = sorted(path.parent for path in (DATA / "bad").glob("*/perfspec.yaml"))
BAD_FILES = [
    pytest.param(root, files.name, source.file, id=source.file)
    for root in BAD_ROOTS
    for files in files_below(root)
    for source in (files.department, *files.projects)
    if source is not None
]
MARK = re.compile(r"# expect ([PS\d/ ]+)$", re.MULTILINE)  # PS206/PS208: one of both


def is_known(rule: str) -> bool:
    """Whether the rule is there; what begins with PS0 the engine finds by itself."""
    return rule.startswith("PS0") or rule in book(REPOSITORY)[1].ids


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["says"])
def test_a_defect_is_found(mutation: dict[str, Any]) -> None:
    expected = set(mutation["expect"])
    root, files, before = base(mutation["document"])
    found = new(before, checked(root, mutated(mutation, files)))
    if not all(map(is_known, expected)) and not expected & {finding.rule for finding in found}:
        pytest.xfail(f"{expected} have not landed")
    assert expected & {finding.rule for finding in found}, [told(finding) for finding in found]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["says"])
def test_a_defect_changes_its_document(mutation: dict[str, Any]) -> None:
    _, files, _ = base(mutation["document"])
    after = mutated(mutation, files)
    assert data_of(files) != data_of(after)


def data_of(files: DocumentFiles) -> list[Any]:
    return [source.data for source in (files.department, *files.projects) if source]


def test_the_defects_are_many_and_told_apart() -> None:
    names = [mutation["says"] for mutation in MUTATIONS]
    assert len(names) == len(set(names)) >= 40


@cache
def bad(root: Path, name: str) -> Checked:
    (files,) = (files for files in files_below(root) if files.name == name)
    return checked(root, files)


@pytest.mark.parametrize(("root", "name", "file"), BAD_FILES)
def test_what_a_bad_document_is_marked_with_is_found(root: Path, name: str, file: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    marked = [set(rules.split("/")) for match in MARK.finditer(text) for rules in match[1].split()]
    findings = [finding for finding in bad(root, name).findings if finding.place.file == file]
    found = {finding.rule for finding in findings}
    missed = [rules for rules in marked if not rules & found and all(map(is_known, rules))]
    assert marked
    assert missed == [], [told(finding) for finding in findings]
