"""Findings as a code quality report of GitLab: JSON in the part of Code Climate's format that GitLab reads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from perfspec.finding import Severity
from perfspec.reports.excerpt import inert
from perfspec.reports.json import in_list
from perfspec.reports.run import Run, last_line, said
from perfspec.spot import digest

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def report(run: Run) -> Iterator[str]:
    """One line for each open finding; waived and known ones are left out, for GitLab has no word for them."""
    yield from in_list((json.dumps(issue, ensure_ascii=False) for issue in _issues(run)), "\n ", "\n")
    yield "\n"


def _issues(run: Run) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for finding in run.open:
        key = f"{finding.rule} {finding.fingerprint}"
        seen[key] += 1
        yield {
            "description": inert(said(finding, run.lang)),
            "check_name": finding.rule,
            "fingerprint": digest(key, str(seen[key])),  # GitLab drops all but one of those that are equal
            "severity": SEVERITIES[finding.severity],
            "location": {
                "path": run.path(finding.place.file),
                "lines": {"begin": finding.place.line, "end": last_line(finding.place)},
            },
        }
