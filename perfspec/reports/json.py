"""Findings as JSON: places are relative to the workspace, paths are lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from perfspec.finding import Finding, Waiver
from perfspec.reports.run import Run


def finding_data(finding: Finding, lang: str) -> dict[str, Any]:
    """One finding as JSON data; lines and columns count from 1, the end is exclusive."""
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "path": list(place.path),
        "project": finding.project,
        "message": finding.message(lang),
        "advice": finding.advice(lang),
        "where": finding.where,
        "fingerprint": finding.fingerprint,
        "block": str(finding.fault.block),
        "cites": list(finding.fault.cites),
        "waived": finding.waiver is not None,
        "baselined": finding.baselined,
        "waiver": _waiver_data(finding.waiver),
    }


def _waiver_data(waiver: Waiver | None) -> dict[str, str] | None:
    return {key: getattr(waiver, key) for key in ("reason", "by", "document", "until")} if waiver else None


def report(run: Run) -> Iterator[str]:
    """`{"findings": […], "summary": {…}}`, with one line for each finding."""
    summary = run.summary
    listed = (json.dumps(finding_data(finding, run.lang), ensure_ascii=False) for finding in run.findings)
    yield '{"findings": '
    yield from in_list(listed, "\n  ", "\n ")
    counts = {
        "documents": summary.documents,
        "files": summary.files,
        **{str(severity): count for severity, count in summary.counts.items()},
        "waived": summary.waived,
        "baselined": summary.baselined,
    }
    yield f',\n "summary": {json.dumps(counts)}}}\n'


def in_list(items: Iterable[str], before: str, end: str) -> Iterator[str]:
    """A list in JSON of what is JSON already, with what stands before each item and before the closing bracket."""
    opening = "["
    for item in items:
        yield f"{opening}{before}{item}"
        opening = ","
    yield f"{end}]" if opening == "," else "[]"
