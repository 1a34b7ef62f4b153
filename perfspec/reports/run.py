"""What a check looked at and what it found: all that a report tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from perfspec import basics
from perfspec.finding import Finding, Severity
from perfspec.packs import NO_RULES, RuleBook
from perfspec.place import Place
from perfspec.reports.found import Found
from perfspec.reports.summary import Summary


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of `check`.

    Files are named from the root of the workspace; `folder` leads there from the root of the repository.
    """

    found: Found
    lang: str = "zh"
    book: RuleBook = NO_RULES
    folder: str = ""
    fail_on: str = "error"

    @property
    def summary(self) -> Summary:
        return self.found.summary

    @property
    def is_whole(self) -> bool:
        """Whether the rules across files ran."""
        return self.found.is_whole

    @property
    def findings(self) -> Iterator[Finding]:
        """In the order of their documents, files and lines."""
        return self.found.findings

    @property
    def open(self) -> Iterator[Finding]:
        """The findings that nobody has answered for."""
        return (finding for finding in self.findings if finding.is_open)

    @property
    def is_failing(self) -> bool:
        """Whether one of the findings reaches the level that fails."""
        return any(count and reaches(severity, self.fail_on) for severity, count in self.summary.counts.items())

    def path(self, file: str) -> str:
        """A file from the root of the repository, as the services that host it name it."""
        return f"{self.folder}/{file}" if self.folder else file

    def title(self, rule: str) -> str:
        """What a rule asks, in one sentence without its full stop; empty where the id is not known."""
        known = self.book.rule(rule)
        if known is not None:
            return ((self.lang == "en" and known.title_en) or known.title).rstrip("。.")
        return basics.TITLES[rule].say(self.lang, {}) if rule in basics.TITLES else ""

    def fails(self, finding: Finding) -> bool:
        return fails(finding, self.fail_on)


def fails(finding: Finding, level: str) -> bool:
    """Whether nobody has answered for a finding and it reaches the level that fails."""
    return finding.is_open and reaches(finding.severity, level)


def reaches(severity: Severity, level: str) -> bool:
    """Whether a severity reaches the level that fails; nothing reaches `never`."""
    return level != "never" and severity.reaches(Severity(level))


def said(finding: Finding, lang: str) -> str:
    """What a finding says and what to write instead, in one go."""
    message, advice = finding.message(lang), finding.advice(lang)
    if not advice:
        return message
    return f"{message}. {advice}" if lang == "en" else f"{message}。{advice}"


def last_line(place: Place) -> int:
    """The last line that a place has a character on; its end is exclusive and may be the start of the next line."""
    return max(place.line, place.end_line - (place.end_column == 1))
