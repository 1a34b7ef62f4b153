"""What a check looked at and what it found: all that a report tells of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from perfspec import basics
from perfspec.finding import Finding, Severity
from perfspec.packs import NO_RULES, RuleBook
from perfspec.place import Place
from perfspec.reports.summary import Summary


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of `check`. Findings come in the order of their documents, files and lines.

    `files` were read, named from the root of the workspace; `folder` leads there from the root of the repository.
    """

    findings: tuple[Finding, ...]
    summary: Summary
    lang: str = "zh"
    book: RuleBook = NO_RULES
    files: tuple[str, ...] = ()
    folder: str = ""
    fail_on: str = "error"
    is_whole: bool = True  # whether the rules across files ran

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has answered for."""
        return tuple(finding for finding in self.findings if finding.is_open)

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
    """Whether nobody has answered for a finding and it reaches the level that fails; nothing reaches `never`."""
    return level != "never" and finding.is_open and finding.severity.reaches(Severity(level))


def said(finding: Finding, lang: str) -> str:
    """What a finding says and what to write instead, in one go."""
    message, advice = finding.message(lang), finding.advice(lang)
    if not advice:
        return message
    return f"{message}. {advice}" if lang == "en" else f"{message}。{advice}"


def last_line(place: Place) -> int:
    """The last line that a place has a character on; its end is exclusive and may be the start of the next line."""
    return max(place.line, place.end_line - (place.end_column == 1))
