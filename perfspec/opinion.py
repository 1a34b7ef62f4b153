"""The review opinion (审核意见) as a value: what was found, by table and block, and the grade that follows from it.

A table is the form of one project, or the department's own targets. Its points are those of its four blocks less what
the rules found there; nothing is rounded. Findings that were known already count in full: they are faults of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from perfspec.finding import Block, Finding, Severity
from perfspec.model import Document, Project
from perfspec.scoring import Level, Scoring

ASIDE = frozenset({"PS090", "PS091"})  # a rule that crashed, a waiver that is wrong: no faults of the targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """What one rule costs a table at one severity: each time that it counts, `counted` of all it found."""

    rule: str
    severity: Severity
    findings: tuple[Finding, ...]
    counted: int
    each: Decimal

    @property
    def points(self) -> Decimal:
        return self.counted * self.each


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockScore:
    """One of the four blocks of a table: its deductions, the heaviest first, are capped at its full points."""

    block: Block
    full: Decimal
    deductions: tuple[Deduction, ...]

    @property
    def asked(self) -> Decimal:
        """What the deductions come to, also beyond the full points."""
        return sum((deduction.points for deduction in self.deductions), Decimal(0))

    @property
    def points(self) -> Decimal:
        return max(Decimal(0), self.full - self.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table under review: a project's with its number in the document, or the department's own targets."""

    project: Project | None
    number: int = 0
    blocks: tuple[BlockScore, ...]
    waived: tuple[Finding, ...]
    aside: tuple[Finding, ...]  # what is said besides and costs nothing
    ceiling: Decimal | None  # most points that it may have, where it has an error
    level: Level

    @property
    def code(self) -> str:
        """The project's code; empty for the department."""
        return self.project.code.text if self.project else ""

    @property
    def budget(self) -> Decimal:
        return self.project.budget.total if self.project else Decimal(0)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What counts, block by block, the heaviest first."""
        return tuple(
            finding for score in self.blocks for deduction in score.deductions for finding in deduction.findings
        )

    @property
    def sum(self) -> Decimal:
        return sum((score.points for score in self.blocks), Decimal(0))

    @property
    def points(self) -> Decimal:
        return self.sum if self.ceiling is None else min(self.sum, self.ceiling)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """The opinion on a document; `projects` holds the tables in the order of the document."""

    document: Document
    scoring: Scoring
    department: Table
    projects: tuple[Table, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        return (self.department, *self.projects)

    @property
    def is_by_budget(self) -> bool:
        """Whether projects weigh by their budgets; where they have none together, they weigh alike."""
        return self.scoring.is_by_budget and self.document.total > 0

    @property
    def plain_mean(self) -> Decimal:
        """The mean of the projects' points, each alike; without projects, that of the department."""
        if not self.projects:
            return self.department.points
        return sum((table.points for table in self.projects), Decimal(0)) / len(self.projects)

    @property
    def products(self) -> Decimal:
        """The sum of budget times points over the projects."""
        return sum((table.budget * table.points for table in self.projects), Decimal(0))

    @property
    def mean(self) -> Decimal:
        """The mean of the projects' points as the scoring weighs them."""
        return self.products / self.document.total if self.is_by_budget else self.plain_mean

    @property
    def points(self) -> Decimal:
        """The points of the document: the projects' mean, and the department's own for its share."""
        share = self.scoring.department / 100
        return share * self.department.points + (1 - share) * self.mean

    @property
    def level(self) -> Level:
        return self.scoring.level(self.points)


def opinion(document: Document, findings: Iterable[Finding], scoring: Scoring) -> Opinion:
    """The opinion that follows from what was found in a document, in whatever order."""
    found: dict[str | None, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.project, []).append(finding)
    projects = tuple(
        review(found.get(project.code.text, ()), scoring, project, number)
        for number, project in enumerate(document.projects, start=1)
    )
    known = document.codes
    rest = [finding for project, ours in found.items() if project not in known for finding in ours]
    return Opinion(document=document, scoring=scoring, department=review(rest, scoring), projects=projects)


def review(findings: Iterable[Finding], scoring: Scoring, project: Project | None = None, number: int = 0) -> Table:
    """One table with its points and its grade."""
    ours = sorted(findings, key=lambda finding: finding.sort_key)
    counted = [finding for finding in ours if finding.waiver is None and finding.rule not in ASIDE]
    blocks = tuple(_block(block, counted, scoring) for block in Block)
    has_error = any(finding.severity is Severity.ERROR for finding in counted)
    ceiling = scoring.error_ceiling if has_error else None
    total = sum((score.points for score in blocks), Decimal(0))
    return Table(
        project=project,
        number=number,
        blocks=blocks,
        waived=tuple(finding for finding in ours if finding.waiver is not None),
        aside=tuple(finding for finding in ours if finding.waiver is None and finding.rule in ASIDE),
        ceiling=ceiling,
        level=scoring.level(total if ceiling is None else min(total, ceiling)),
    )


def _block(block: Block, findings: Iterable[Finding], scoring: Scoring) -> BlockScore:
    found: dict[tuple[int, str], list[Finding]] = {}
    for finding in findings:
        if finding.fault.block is block:
            weight = list(Severity).index(finding.severity)
            found.setdefault((weight, finding.rule), []).append(finding)
    deductions = tuple(_deduction(found[key], scoring) for key in sorted(found))
    return BlockScore(block=block, full=scoring.full[block], deductions=deductions)


def _deduction(findings: list[Finding], scoring: Scoring) -> Deduction:
    first = findings[0]
    return Deduction(
        rule=first.rule,
        severity=first.severity,
        findings=tuple(findings),
        counted=min(len(findings), scoring.repeats),
        each=scoring.each[first.severity],
    )
