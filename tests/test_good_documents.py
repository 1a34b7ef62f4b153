"""Good projects of several regions, forms and fields, written as a reviewer would approve them: no rule may object."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from perfspec.check import Checked
from perfspec.finding import Finding, Severity
from perfspec.yamlfile import read
from tests.checked import DATA, base, checked, files_below, new, told
from tests.defects import mutated

GOOD = DATA / "good"
ROOTS = sorted(path.parent for path in GOOD.glob("*/perfspec.yaml"))
VARIANTS: list[dict[str, Any]] = read((GOOD / "variants.yaml").read_bytes(), "variants.yaml").data


@cache
def documents() -> dict[str, Checked]:
    return {files.name: checked(root, files) for root in ROOTS for files in files_below(root)}


PROJECTS = [
    pytest.param(name, project.code.text, id=f"{name}-{project.name}")
    for name, found in documents().items()
    if found.document is not None
    for project in found.document.projects
]


def objections(name: str, code: str | None) -> list[str]:
    """What weighs more than an information, in one project or (None) in the department's own targets."""
    return [told(finding) for finding in of(name, code) if finding.severity is not Severity.INFO]


def of(name: str, code: str | None) -> list[Finding]:
    return [finding for finding in documents()[name].findings if finding.project == code]


def test_there_are_good_documents_for_every_profile() -> None:
    profiles = {found.document.profile.name for found in documents().values() if found.document}
    assert profiles == {"hebei", "mof-2015", "mof-2021"}
    assert len(PROJECTS) >= 16


@pytest.mark.parametrize("name", documents())
def test_a_good_document_can_be_read(name: str) -> None:
    found = documents()[name]
    assert found.document is not None, [told(finding) for finding in found.findings]


@pytest.mark.parametrize(("name", "code"), PROJECTS)
def test_no_rule_objects_to_a_good_project(name: str, code: str) -> None:
    assert objections(name, code) == []


@pytest.mark.parametrize("name", documents())
def test_no_rule_objects_to_a_good_department(name: str) -> None:
    assert objections(name, None) == []


@pytest.mark.parametrize("name", documents())
def test_what_is_worth_a_look_is_little(name: str) -> None:
    found = documents()[name]
    notes = [told(finding) for finding in found.findings if finding.severity is Severity.INFO]
    print(f"{name}: {len(notes)} informations", *notes, sep="\n")
    assert found.document is not None
    assert len(notes) <= 2 * len(found.document.projects), notes


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant["says"])
def test_no_rule_objects_to_a_good_project_written_in_another_way(variant: dict[str, Any]) -> None:
    root, files, before = base(variant["document"])
    found = [finding for finding in new(before, checked(root, mutated(variant, files))) if finding.is_open]
    heavy = [told(finding) for finding in found if finding.severity is not Severity.INFO]
    if heavy and "alarm" in variant:
        pytest.xfail(variant["alarm"])
    assert heavy == []
