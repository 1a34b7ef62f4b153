"""Where the values of a whole document stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfspec.check import check
from perfspec.model import Document
from perfspec.origin import Origins, department_origins, project_origins
from perfspec.workspace import documents, open_workspace
from perfspec.yamlfile import YamlFile
from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def parts() -> tuple[Document, YamlFile, dict[int, YamlFile]]:
    opened = open_workspace(REPOSITORY)
    (files,) = documents(opened, [Path(REPOSITORY / "projects")])
    document = check(opened, files).document
    by_code = {file.data["code"]: file for file in files.projects}
    return document, files.department, {id(project): by_code[project.code.text] for project in document.projects}


def test_every_value_has_its_origin(parts: tuple[Document, YamlFile, dict[int, YamlFile]]) -> None:
    document, department, sources = parts
    each = dict(department_origins(document.department, department))
    for project in document.projects:
        each |= project_origins(project, sources[id(project)])
    found = Origins(document.department, department, document.projects, sources)
    assert len(found) == len(each)
    assert list(found) == list(each)
    assert dict(found) == each


def test_what_does_not_stand_there_has_none(parts: tuple[Document, YamlFile, dict[int, YamlFile]]) -> None:
    document, department, sources = parts
    first, *others = document.projects
    found = Origins(document.department, department, others, sources)
    assert found.get(id(first)) is None
    assert found.get(id(first.indicators[0])) is None
    assert found[id(others[0])].project == others[0].code.text
