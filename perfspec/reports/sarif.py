"""Findings as SARIF 2.1.0, the OASIS standard that code scanning services and editors read.

Waived and known findings stay in the log as suppressed results. The log says nothing of time, machine or folder, so the
same input gives the same bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from perfspec import __version__
from perfspec.examples import page
from perfspec.finding import Finding, Severity
from perfspec.packs import RuleBook
from perfspec.place import Place
from perfspec.reports.excerpt import inert
from perfspec.reports.json import in_list
from perfspec.reports.run import Run, said
from perfspec.rule import Rule
from perfspec.rulepage import markdown

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "perfspec/v1"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
ROOT_IS = {"zh": "代码库的根文件夹", "en": "The root folder of the repository"}
KNOWN = {"zh": "基线中已知（baseline.jsonl）", "en": "Known in the baseline (baseline.jsonl)"}
BELOW = "\n" + 4 * " "  # a line of a result, in the log

Data = dict[str, Any]


def report(run: Run) -> Iterator[str]:
    """A log with one run: the rules that were asked and those of reading that found something, and all findings."""
    rules = list(_rules(run))
    index = {rule["id"]: position for position, rule in enumerate(rules)}
    driver = {"name": "perfspec", "version": __version__, "language": LANGUAGES[run.lang], "rules": rules}
    log: Data = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "invocations": [{"executionSuccessful": True}],
                "originalUriBaseIds": {ROOT: {"description": {"text": ROOT_IS[run.lang]}}},
                "columnKind": "unicodeCodePoints",
                "results": [],
            }
        ],
    }
    head, _, tail = _written(log).rpartition("[]")
    results = (_written(_result(finding, index[finding.rule], run)) for finding in run.findings)
    yield head
    yield from in_list((result.replace("\n", BELOW) for result in results), BELOW, BELOW[:-1])
    yield f"{tail}\n"


def _written(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _rules(run: Run) -> Iterator[Data]:
    """The metadata of every rule of the book, and of the other ids that findings have, in the order of the ids."""
    of_book = {rule.id: _of_rule(rule, run.book, run.lang) for rule in run.book.rules}
    others = {finding.rule: _of_fault(finding, run) for finding in run.findings if finding.rule not in of_book}
    for _, data in sorted((of_book | others).items()):
        yield data


def _of_rule(rule: Rule, book: RuleBook, lang: str) -> Data:
    is_english = lang == "en" and bool(rule.title_en)
    title = rule.title_en.rstrip(".") + "." if is_english else rule.title
    why = rule.why_en if is_english else page(rule).why
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("_")),
        "shortDescription": {"text": title},
        "fullDescription": {"text": why or title},
        "help": {"text": f"{title}\n{why}".strip(), "markdown": markdown(rule, book)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.block.say(lang)],
            "block": str(rule.block),
            "cites": [book.sources[key].say(lang) for key in rule.cites],
        },
    }


def _of_fault(finding: Finding, run: Run) -> Data:
    fault = finding.fault
    title = run.title(fault.rule) or fault.rule
    return {
        "id": fault.rule,
        "shortDescription": {"text": title},
        "defaultConfiguration": {"level": LEVELS[fault.severity]},
        "properties": {"tags": [fault.block.say(run.lang)], "block": str(fault.block), "cites": []},
    }


def _result(finding: Finding, index: int, run: Run) -> Data:
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _literal(said(finding, run.lang))},
        "locations": [_location(finding, run)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "suppressions": list(_suppressions(finding, run.lang)),
        "properties": {"block": str(finding.fault.block), "project": finding.project, "where": inert(finding.where)},
    }


def _location(finding: Finding, run: Run) -> Data:
    artifact = {"uri": uri(run.path(finding.place.file)), "uriBaseId": ROOT}
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(finding.place)}}


def _region(place: Place) -> Data:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _suppressions(finding: Finding, lang: str) -> Iterator[Data]:
    """Why a finding does not count: a waiver stands in the document, the baseline beside it."""
    if finding.waiver is not None:
        waiver = finding.waiver
        told = {"by": waiver.by, "document": waiver.document, "until": waiver.until}
        yield {
            "kind": "inSource",
            "status": "accepted",
            "justification": _literal(waiver.reason),
            "properties": {key: inert(value) for key, value in told.items() if value},
        }
    if finding.baselined:
        yield {"kind": "external", "status": "accepted", "justification": KNOWN[lang]}


def uri(path: str) -> str:
    """A relative path as a URI: all but letters, digits and -._~/ is percent-encoded, byte by byte."""
    return quote(os.fsencode(path))


def _literal(text: str) -> str:
    """Plain text without links: SARIF reads [text](target) in a message. Braces stay: no message has arguments."""
    return inert(text).replace("](", r"]\(")
