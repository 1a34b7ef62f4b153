"""Of any number of documents no more than a few lie in memory at once, whatever is made of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from perfspec.publish.manifest import batches_of
from tests.conftest import REPOSITORY
from tests.test_check import DOCUMENT

FEW, MANY = 3, 9
MOST = 2  # the one that is written, and one that is being read; each is checked, and so counted twice


def workspace_of(folder: Path, count: int) -> Path:
    """A workspace of so many documents, with one project each."""
    source = REPOSITORY / DOCUMENT
    project = min(path for path in source.iterdir() if path.name != "department.yaml")
    for number in range(count):
        document = folder / "projects" / f"document-{number:02}"
        document.mkdir(parents=True)
        shutil.copy(source / "department.yaml", document)
        shutil.copy(project, document)
    shutil.copy(REPOSITORY / "perfspec.yaml", folder)
    return folder


def held(*given: object) -> tuple[int, int]:
    """How often a command of its own process was looked at, and how many documents it held at most."""
    command = [sys.executable, "-m", "tests.held", *map(str, given)]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300)
    code, looks, most = run.stderr.split()  # and nothing else was said there
    assert (run.returncode, code) == (0, "0")
    return int(looks), int(most)


FORMATS = [
    "md,html",
    "docx",
    pytest.param("xlsx", marks=pytest.mark.skipif(not find_spec("xlsxwriter"), reason="xlsxwriter is not installed")),
    "site",
]


@pytest.mark.parametrize("formats", FORMATS)
def test_a_build_holds_as_few_of_many_documents_as_of_few(tmp_path: Path, formats: str) -> None:
    most = []
    for count in (FEW, MANY):
        folder, dist = workspace_of(tmp_path / str(count), count), tmp_path / f"dist-{count}"
        most.append(held("build", "--to", formats, "-C", folder, "-o", dist)[1])
        assert len({batch.document for batch in batches_of(dist)}) == count
    assert most[0] == most[1] <= 2 * MOST


@pytest.mark.parametrize("command", [("check", "--no-cache", "--jobs", 1, "--fail-on", "never"), ("baseline",)])
def test_a_check_holds_as_few_of_many_documents_as_of_few(tmp_path: Path, command: tuple[object, ...]) -> None:
    most = []
    for count in (FEW, MANY):
        looks, held_at_most = held(*command, "-C", workspace_of(tmp_path / str(count), count))
        assert looks >= count
        most.append(held_at_most)
    assert most[0] == most[1] <= 2 * MOST
