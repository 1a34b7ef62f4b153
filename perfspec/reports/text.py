"""Findings for people: grouped with excerpts on a terminal, one line each elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from perfspec.finding import Finding, Severity
from perfspec.reports.excerpt import excerpt, inert, width
from perfspec.reports.summary import WORDS
from perfspec.yamlfile import YamlFile

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def lines(findings: Iterable[Finding], lang: str) -> Iterator[str]:
    """`file:line:column: severity rule: message; advice`, one line for each finding."""
    for finding in findings:
        severity = WORDS[lang][finding.severity]
        said = _joined(finding.message(lang), finding.advice(lang), lang)
        yield inert(f"{finding.place}: {severity} {finding.rule}: {said}")


def grouped(
    findings: Iterable[Finding],
    sources: Mapping[str, YamlFile],
    lang: str,
    *,
    columns: int = 80,
    colour: bool = False,
) -> Iterator[str]:
    """Findings below their file, each with the line it speaks of, a caret, and what to write instead."""
    for file, found in groupby(findings, key=lambda finding: finding.place.file):
        yield _paint(inert(file), "1", colour)
        for finding in found:
            place = finding.place
            severity = _paint(WORDS[lang][finding.severity], COLOURS[finding.severity], colour)
            yield f"  {place.line}:{place.column} {severity} {finding.rule} {inert(finding.message(lang))}"
            source = sources.get(file)
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


def _joined(message: str, advice: str, lang: str) -> str:
    if not advice:
        return message
    return f"{message}. {advice}" if lang == "en" else f"{message}。{advice}"


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text
