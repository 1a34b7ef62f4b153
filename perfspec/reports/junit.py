"""Findings as JUnit XML: a suite for each document and a test case for each of its files.

A file fails as the run fails: by a finding that reaches the level of --fail-on. What weighs less, and what is waived,
stands in its output. Readers take the first failure of a case, so a file has one that lists them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from perfspec.finding import Finding
from perfspec.reports import text
from perfspec.reports.excerpt import inert
from perfspec.reports.run import Run
from perfspec.reports.summary import Summary
from perfspec.sweep import Swept


def report(run: Run) -> Iterator[str]:
    """The report, suite by suite, in the order of the folders of their documents, which name them."""
    suites: list[tuple[str, int]] = []  # folder, and number of the document
    tests = failures = 0
    for number, document in enumerate(run.found):
        by_file = _by_file(document)
        suites += ((folder, number) for folder in {_split(file)[0] for file in by_file})
        tests += len(by_file)
        failures += _failures(by_file, run)
    root = Element("testsuites", {"name": "perfspec"} | _counts(tests, failures))
    root.text = "\n" if suites else None
    head, end, tail = tostring(root, encoding="unicode").partition("\n")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'
    for folder, number in sorted(suites):
        suite = _suite(folder, _by_file(run.found[number]), run)
        indent(suite, " ", 1)
        yield f"\n {tostring(suite, encoding='unicode')}"
    yield f"{end}{tail}\n"


def _by_file(document: Swept) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {file: [] for file in document.files}
    for finding in document.findings:
        found.setdefault(finding.place.file, []).append(finding)
    return found


def _suite(folder: str, of_document: dict[str, list[Finding]], run: Run) -> Element:
    by_file = {file: of_document[file] for file in sorted(of_document) if _split(file)[0] == folder}
    suite = Element("testsuite", name=inert(run.path(folder)))
    properties = SubElement(suite, "properties")
    summary = Summary.of([finding for found in by_file.values() for finding in found], documents=1, files=len(by_file))
    SubElement(properties, "property", name="waived", value=str(summary.waived))
    SubElement(properties, "property", name="baselined", value=str(summary.baselined))
    for file, found in by_file.items():
        _add_case(suite, folder, file, found, run)
    suite.attrib |= _counts(len(by_file), _failures(by_file, run))
    return suite


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


def _failures(by_file: Mapping[str, Iterable[Finding]], run: Run) -> int:
    return sum(any(map(run.fails, found)) for found in by_file.values())


def _counts(tests: int, failures: int) -> dict[str, str]:
    return {"tests": str(tests), "failures": str(failures), "errors": "0"}
