"""Of a document with very many projects the files are kept packed, and nothing is told otherwise for that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from perfspec import workspace as workspaces
from perfspec import yamlfile
from perfspec.workspace import documents, open_workspace
from tests.conftest import REPOSITORY
from tests.test_check import FIRST, edit

SOURCES = {
    "ordinary": "name: 校舍维修\nbudget: {total: 1.10}\nrows:\n  - a: 1\n",
    "with the breaks of Windows": "name: 校舍维修\r\nbudget: {total: 1.10}\r\n",
    "with a mark of byte order": "\ufeffname: 校舍维修\nbudget:\n  total: 1.10\n",
    "not ordinary": "name: &n 校舍维修\nbudget: {total: !!int 1, of: *n}\n",
    "of signs beyond the first plane": "name: 𠮷\nbudget: {total: 1}\n",
}
WORKSPACES = sorted(path.parent for path in (REPOSITORY / "tests" / "data").rglob("perfspec.yaml"))


@pytest.mark.parametrize("text", SOURCES.values(), ids=SOURCES)
def test_a_packed_file_says_the_same(text: str) -> None:
    source = text.encode("utf-8")
    light = yamlfile.read(source, "a.yaml").light
    packed = light.packed
    assert (packed.source, packed.data, packed.file, packed.whole) == (light.source, light.data, "a.yaml", light.whole)
    for path in (("name",), ("budget", "total"), ("budget", "fiscal")):
        assert packed.place(path) == light.place(path)
        assert packed.key_place(path) == light.key_place(path)


@pytest.mark.parametrize("source", ["a: [1\n", "a：1\n", "a: \x00\n"])
def test_a_file_with_faults_is_not_packed(source: str) -> None:
    light = yamlfile.read(source.encode(), "a.yaml").light
    assert light.findings
    assert light.packed is light


def test_what_is_packed_is_not_packed_again() -> None:
    packed = yamlfile.read(b"a: 1\n", "a.yaml").packed
    assert packed.packed is packed


@pytest.mark.parametrize("root", WORKSPACES, ids=lambda path: path.name)
@pytest.mark.parametrize("format", ["text", "json"])
def test_a_report_is_the_same(run: Callable, monkeypatch: pytest.MonkeyPatch, root: Path, format: str) -> None:
    given = ("check", "-C", root, "--no-cache", "--jobs", 1, "--format", format)
    usual = run(*given)
    monkeypatch.setattr(workspaces, "MANY", 0)
    assert run(*given) == usual
    assert usual[1]


def test_mistakes_are_told_where_they_stand(run: Callable, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(workspace, "total: 1.05", "total: 1.05万元")
    edit(workspace, "indicators:", "indicatros:")
    given = ("check", "-C", workspace, "--no-cache")
    usual = run(*given)
    monkeypatch.setattr(workspaces, "MANY", 0)
    assert run(*given) == usual
    assert "PS012" in usual[1]


@pytest.mark.parametrize(("many", "is_packed"), [(10_000, False), (1, True)])
def test_the_files_of_large_documents_alone_are_packed(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, many: int, is_packed: bool
) -> None:
    monkeypatch.setattr(workspaces, "MANY", many)
    (files,) = documents(open_workspace(workspace))
    assert {file.packed is file for file in files.projects} == {is_packed}
    assert FIRST in {Path(file.file).name for file in files.projects}
