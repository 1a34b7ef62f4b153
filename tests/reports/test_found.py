"""What a run found: the same wherever it lies, and never much of it in memory."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

from perfspec.commands.telling import FORMATS
from perfspec.error import PerfspecError
from perfspec.finding import Finding, Severity
from perfspec.reports import found as keeping
from perfspec.reports import markdown
from perfspec.reports.found import Found
from perfspec.reports.run import Run
from perfspec.reports.summary import Summary
from perfspec.sweep import Swept
from tests.reports.sample import BOOK, FINDINGS, FOLDER


def documents(count: int) -> Iterator[Swept]:
    """Documents with the findings of the sample, made when they are asked for."""
    for number in range(count):
        folder = f"projects/{number:06}"
        files = {finding.place.file for finding in FINDINGS}
        yield Swept(
            name=f"{number:06}",
            files=tuple(file.replace(FOLDER, folder) for file in sorted(files)),
            findings=tuple(
                replace(finding, place=replace(finding.place, file=finding.place.file.replace(FOLDER, folder)))
                for finding in FINDINGS
            ),
            gone=1,
            is_whole=number != 3,
        )


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found is put down on disk at once."""
    monkeypatch.setattr(keeping, "HELD", 0)


def report(format: str, found: Found) -> str:
    return "".join(import_module(f"perfspec.reports.{format}").report(Run(found=found, book=BOOK, fail_on="info")))


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_the_same_in_memory_and_on_disk(monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    expected = report(format, Found(documents(7)))
    for held in (0, 20, 62, 63):  # all, all but the first, the last alone, none on disk
        monkeypatch.setattr(keeping, "HELD", held)
        assert report(format, Found(documents(7))) == expected


def test_documents_come_in_their_order_as_often_as_they_are_asked_for(on_disk: None) -> None:
    found, expected = Found(documents(5)), list(documents(5))
    assert len(found) == 5
    for _ in range(2):
        assert [(each.name, each.files, each.gone, each.is_whole) for each in found] == [
            (each.name, each.files, each.gone, each.is_whole) for each in expected
        ]
    assert found[3].name == "000003"
    assert [finding.place for finding in found.findings] == [
        finding.place for each in expected for finding in each.findings
    ]


def test_two_readers_do_not_disturb_each_other(on_disk: None) -> None:
    found = Found(documents(4))
    assert [(one.name, other.name) for one, other in zip(found, found, strict=True)] == [
        (f"{number:06}", f"{number:06}") for number in range(4)
    ]


def test_what_stands_at_the_head_is_counted_as_it_comes() -> None:
    found = Found(documents(4))
    findings = [finding for each in documents(4) for finding in each.findings]
    assert found.summary == Summary.of(findings, documents=4, files=8, gone=4)
    assert found.summary.counts[Severity.ERROR] == 8
    assert not found.is_whole
    assert Found(documents(3)).is_whole
    assert (len(Found()), list(Found()), Found().is_whole) == (0, [], True)


@pytest.mark.parametrize("level", ["error", "warning", "info", "never"])
def test_a_run_fails_where_one_of_its_findings_does(level: str) -> None:
    for finding in FINDINGS:
        its = Run(found=Found([Swept(name="a", files=(), findings=(finding,))]), fail_on=level)
        assert its.is_failing is its.fails(finding)


@pytest.mark.parametrize("format", [*FORMATS, "within"])
def test_a_report_never_holds_more_than_a_few_findings(monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setattr(keeping, "HELD", 40)
    its = Run(found=Found(watched(documents(120), most := [0])), book=BOOK)
    parts = (
        markdown.within(its, 1 << 20) if format == "within" else import_module(f"perfspec.reports.{format}").report(its)
    )
    for _ in watched(parts, most):
        pass
    assert 0 < most[0] < 100


def watched(items: Iterable[Any], most: list[int]) -> Iterator[Any]:
    """The items; `most` becomes the number of findings that were alive at once, looked at now and then."""
    before = alive()
    for number, item in enumerate(items):
        if number % 50 == 0:
            most[0] = max(most[0], alive() - before)
        yield item


def alive() -> int:
    return sum(type(each) is Finding for each in gc.get_objects())


def test_a_disk_without_room_is_told_in_a_sentence(on_disk: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**options: object) -> object:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(PerfspecError, match=r"the disk is full; .* TMPDIR names another place"):
        Found(documents(1))
