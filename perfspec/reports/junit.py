"""Findings as JUnit XML: a suite for each document and a test case for each of its files.

A file fails as the run fails: by a finding that reaches the level of --fail-on. What weighs less, and what is waived,
stands in its output. Readers take the first failure of a case, so a file has one that lists them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from perfspec.finding import Finding
from perfspec.reports import text
from perfspec.reports.excerpt import inert
from perfspec.reports.run import Run
from perfspec.reports.summary import Summary


def report(run: Run) -> str:
    """The whole report; suites are named by the folder of their document."""
    by_file: dict[str, list[Finding]] = {file: [] for file in run.files}
    for finding in run.findings:
        by_file.setdefault(finding.place.file, []).append(finding)
    root = Element("testsuites", name="perfspec")
    for folder, files in groupby(sorted(by_file, key=_split), key=lambda file: _split(file)[0]):
        _add_suite(root, folder, {file: by_file[file] for file in files}, run)
    _count(root, root.iter("testcase"))
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _add_suite(root: Element, folder: str, by_file: dict[str, list[Finding]], run: Run) -> None:
    suite = SubElement(root, "testsuite", name=inert(run.path(folder)))
    properties = SubElement(suite, "properties")
    summary = Summary.of([finding for found in by_file.values() for finding in found], documents=1, files=len(by_file))
    SubElement(properties, "property", name="waived", value=str(summary.waived))
    SubElement(properties, "property", name="baselined", value=str(summary.baselined))
    for file, found in by_file.items():
        _add_case(suite, folder, file, found, run)
    _count(suite, suite.iter("testcase"))


def _add_case(suite: Element, folder: str, file: str, found: list[Finding], run: Run) -> None:
    case = SubElement(suite, "testcase", name=inert(_split(file)[1]), classname=inert(run.path(folder)))
    failing = [finding for finding in found if run.fails(finding)]
    told = [finding for finding in found if finding.is_open and not run.fails(finding)]
    if failing:
        summary = Summary.of(failing, documents=1, files=1)
        heaviest = next(str(severity) for severity, count in summary.counts.items() if count)
        failure = SubElement(case, "failure", type=heaviest, message=summary.say_counts(run.lang))
        failure.text = _block(text.lines(failing, run.lang))
    lines = [*text.lines(told, run.lang), *text.waived(found, run.lang)]
    if lines:
        SubElement(case, "system-out").text = _block(lines)


def _split(file: str) -> tuple[str, str]:
    folder, _, name = file.rpartition("/")
    return folder, name


def _block(lines: Iterable[str]) -> str:
    return "\n" + "\n".join(lines) + "\n"


def _count(element: Element, cases: Iterable[Element]) -> None:
    cases = list(cases)
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", "0")
