"""Findings as annotations of GitHub Actions, which reads them from the log of a step.

GitHub shows ten annotations of each level in a step and drops the rest in silence. So each level has at most ten here:
where there are more, the tenth says how many, and the step summary (`markdown.within`) lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from perfspec.finding import Finding, Severity
from perfspec.reports.excerpt import inert
from perfspec.reports.run import Run, last_line
from perfspec.reports.summary import WORDS

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN = 10  # of each level in one step
SUMMARY_BYTES = 1024 * 1024  # that one step may write


def report(run: Run) -> Iterator[str]:
    """The annotations of open findings, the heaviest first, and a last line with the counts."""
    for line in (*_commands(run), inert(run.summary.say(run.lang))):
        yield f"{line}\n"


def _commands(run: Run) -> Iterator[str]:
    for severity, count in run.summary.counts.items():
        most = count if count <= SHOWN else SHOWN - 1
        shown = islice((finding for finding in run.open if finding.severity is severity), most)
        for finding in shown:
            yield _annotation(finding, run)
        if count > most:
            yield f"::{LEVELS[severity]}::{_escaped(_more(severity, count - most, run.lang))}"


def _annotation(finding: Finding, run: Run) -> str:
    place, lang = finding.place, run.lang
    end = last_line(place)
    properties = {
        "file": run.path(place.file),
        "line": str(place.line),
        "endLine": str(end),
        **({"col": str(place.column)} if end == place.line else {}),  # GitHub takes columns of one line only
        "title": f"{finding.rule} {run.title(finding.rule)}".rstrip(),
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    said = "\n".join(inert(text) for text in (finding.message(lang), finding.advice(lang)) if text)
    return f"::{LEVELS[finding.severity]} {told}::{_escaped(said)}"


def _more(severity: Severity, count: int, lang: str) -> str:
    word = WORDS[lang][severity]
    if lang == "en":
        return f"{count} more {word}s: GitHub shows {SHOWN} of a level; the step summary lists them"
    return f"还有 {count} 处{word}：GitHub 每级只显示 {SHOWN} 条，其余见本步骤的摘要"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property ends at a comma or a colon; what a path or a title has of those is escaped."""
    return _escaped(inert(text)).replace(":", "%3A").replace(",", "%2C")
