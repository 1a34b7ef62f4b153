"""Findings for people: grouped with excerpts on a terminal, one line each elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby

from perfspec.finding import Finding, Severity
from perfspec.reports.excerpt import excerpt, inert, width
from perfspec.reports.run import Run, said
from perfspec.reports.summary import PARTIAL, WORDS
from perfspec.yamlfile import YamlFile

WAIVED = {"zh": "已豁免 {0}：{1}。理由：{2}（{3}）", "en": "waived {0}: {1}. Reason: {2} ({3})"}
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def lines(findings: Iterable[Finding], lang: str) -> Iterator[str]:
    """`file:line:column: severity rule: message; advice`, one line for each finding."""
    for finding in findings:
        severity = WORDS[lang][finding.severity]
        yield inert(f"{finding.place}: {severity} {finding.rule}: {said(finding, lang)}")


def waived(findings: Iterable[Finding], lang: str) -> Iterator[str]:
    """One line for each finding that somebody has answered for, with the reason."""
    for finding in findings:
        if finding.waiver is not None:
            told = finding.message(lang), finding.waiver.reason, finding.waiver.by
            yield inert(f"{finding.place}: {WAIVED[lang].format(finding.rule, *told)}")


def footer(run: Run) -> Iterator[str]:
    """What stands below the findings: the waived ones, the counts, and whether all was looked at."""
    yield from waived(run.findings, run.lang)
    yield run.summary.say(run.lang)
    if not run.is_whole:
        yield PARTIAL[run.lang]


def report(run: Run) -> Iterator[str]:
    for line in chain(lines(run.open, run.lang), footer(run)):
        yield f"{line}\n"


def grouped(
    findings: Iterable[Finding],
    source_of: Callable[[str], YamlFile | None],
    lang: str,
    *,
    columns: int = 80,
    colour: bool = False,
) -> Iterator[str]:
    """Findings below their file, each with the line it speaks of, a caret, and what to write instead."""
    for file, found in groupby(findings, key=lambda finding: finding.place.file):
        source = source_of(file)
        yield _paint(inert(file), "1", colour)
        for finding in found:
            place = finding.place
            severity = _paint(WORDS[lang][finding.severity], COLOURS[finding.severity], colour)
            yield f"  {place.line}:{place.column} {severity} {finding.rule} {inert(finding.message(lang))}"
            shown = excerpt(source.source, place, columns - 6) if source is not None else None
            if shown is not None:
                before, marked, behind = shown
                mark = COLOURS[finding.severity]
                yield f"    | {before}{_paint(marked, mark, colour)}{behind}"
                yield f"    | {' ' * width(before)}{_paint('^' * max(1, width(marked)), mark, colour)}"
            advice = finding.advice(lang)
            if advice:
                yield f"    = {inert(advice)}"
        yield ""


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text
