"""Of any number of documents no more than a few lie in memory at once, whatever is made of them."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Generator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from perfspec.check import Checked
from perfspec.model import Document
from perfspec.publish import output
from perfspec.publish.manifest import batches_of
from perfspec.reports import found as keeping
from perfspec.reports.found import Found
from tests.conftest import REPOSITORY
from tests.test_check import DOCUMENT

FEW, MANY = 3, 9
MOST = 2  # the one that is written, and one that is being read


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Generator[list[int]]:
    """How many documents were alive whenever a file was written or a document was found, beside those of before."""
    gc.freeze()  # what other tests left behind is not looked through each time
    seen: list[int] = []

    def counting(owner: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        def count(*given: Any, **named: Any) -> Any:
            seen.append(sum(type(each) in (Document, Checked) for each in gc.get_objects()))
            return real(*given, **named)

        monkeypatch.setattr(owner, name, count)

    counting(output, "_write")
    counting(Found, "_add")
    monkeypatch.setattr(keeping, "HELD", 0)
    yield seen
    gc.unfreeze()


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


FORMATS = [
    "md,html",
    "docx",
    pytest.param("xlsx", marks=pytest.mark.skipif(not find_spec("xlsxwriter"), reason="xlsxwriter is not installed")),
    "site",
]


@pytest.mark.parametrize("formats", FORMATS)
def test_a_build_holds_as_few_of_many_documents_as_of_few(
    run, tmp_path: Path, counted: list[int], formats: str
) -> None:
    held = []
    for count in (FEW, MANY):
        counted.clear()
        folder = workspace_of(tmp_path / str(count), count)
        code, _, err = run("build", "--to", formats, "-C", folder, "-o", tmp_path / f"dist-{count}")
        assert (code, err) == (0, "")
        assert len({batch.document for batch in batches_of(tmp_path / f"dist-{count}")}) == count
        held.append(max(counted))
    assert held[0] == held[1] <= 2 * MOST  # each is checked, and so counted twice


@pytest.mark.parametrize("command", ["check", "baseline"])
def test_a_check_holds_as_few_of_many_documents_as_of_few(
    run, tmp_path: Path, counted: list[int], command: str
) -> None:
    held = []
    for count in (FEW, MANY):
        counted.clear()
        folder = workspace_of(tmp_path / str(count), count)
        options = ("--no-cache", "--jobs", 1, "--fail-on", "never") if command == "check" else ()
        assert run(command, "-C", folder, *options)[0] == 0
        assert len(counted) >= count
        held.append(max(counted))
    assert held[0] == held[1] <= 2 * MOST
