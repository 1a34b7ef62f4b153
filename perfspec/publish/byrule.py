"""What each rule found in a whole document: how far it reaches, an example, and what to write instead."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from perfspec.finding import Block, Finding, Severity
from perfspec.opinion import Opinion, Table
from perfspec.packs import RuleBook
from perfspec.publish.figures import NAME, clipped, money, share, spans
from perfspec.publish.reviewed import counts

ORDER = list(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one rule found, each with its table: the gravest first, and among those what concerns most money."""

    rule: str
    hits: tuple[tuple[Finding, Table], ...]

    @property
    def severity(self) -> Severity:
        return self.hits[0][0].severity

    @property
    def block(self) -> Block:
        return self.hits[0][0].fault.block

    @property
    def is_serious(self) -> bool:
        """Whether it is more than worth a look."""
        return self.severity is not Severity.INFO

    @property
    def projects(self) -> tuple[Table, ...]:
        return tuple({table.number: table for _, table in self.hits if table.project is not None}.values())

    @property
    def is_of_department(self) -> bool:
        return any(table.project is None for _, table in self.hits)

    @property
    def budget(self) -> Decimal:
        """The money of the projects that are concerned."""
        return sum((table.budget for table in self.projects), Decimal(0))

    @property
    def counted(self) -> Counter[Severity]:
        return Counter(finding.severity for finding, _ in self.hits)


def by_rule(opinion: Opinion) -> tuple[Found, ...]:
    """What the rules found over all tables: by severity, then by the money that is concerned."""
    hits: dict[str, list[tuple[Finding, Table]]] = {}
    for table in opinion.tables:
        for finding in table.findings:
            hits.setdefault(finding.rule, []).append((finding, table))
    found = [Found(rule=rule, hits=tuple(sorted(ours, key=_weight))) for rule, ours in hits.items()]
    keys = {one.rule: (ORDER.index(one.severity), -one.budget, -len(one.hits), one.rule) for one in found}
    return tuple(sorted(found, key=lambda one: keys[one.rule]))


def _weight(hit: tuple[Finding, Table]) -> tuple[int, Decimal]:
    finding, table = hit
    return ORDER.index(finding.severity), -table.budget


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFaults:
    """A rule in the opinion on a document."""

    rule: str
    title: str  # what must hold
    extent: str  # how often and where it does not
    example: str
    advice: str
    cites: str


def rule_faults(found: Found, opinion: Opinion, book: RuleBook, lang: str) -> RuleFaults:
    finding, table = found.hits[0]
    spot = "，".join(filter(None, (where(table, lang), clipped(finding.where))))
    if lang == "en":
        spot = ", ".join(filter(None, (where(table, lang), clipped(finding.where))))
    sources = [book.sources[key].say(lang) for key in finding.fault.cites if key in book.sources]
    return RuleFaults(
        rule=found.rule,
        title=title(found, book, lang),
        extent=_extent(found, opinion, lang),
        example=f"{spot}: {clipped(finding.message(lang))}"
        if lang == "en"
        else f"{spot}：{clipped(finding.message(lang))}",
        advice=clipped(finding.advice(lang)),
        cites=("; " if lang == "en" else "；").join(sources),
    )


def title(found: Found, book: RuleBook, lang: str) -> str:
    """What the rule asks for; what is wrong in its first finding where it is none of the book's."""
    rule = book.rule(found.rule)
    if rule is None:
        return clipped(found.hits[0][0].message(lang))
    return clipped((lang == "en" and rule.title_en) or rule.title).rstrip("。.")


def where(table: Table, lang: str) -> str:
    """A table as a sentence names it."""
    if table.project is None:
        return "the department's own targets" if lang == "en" else "部门整体绩效目标"
    name = clipped(table.project.name, NAME // 2)
    return f"no. {table.number} “{name}”" if lang == "en" else f"第 {table.number} 号“{name}”"


def _extent(found: Found, opinion: Opinion, lang: str) -> str:
    """错误 7 处；4 个项目（2、4–6 号），预算 1.05 万元，占 91.9%；部门整体绩效目标."""
    said = [counts(found.counted, lang)]
    if found.projects:
        said.append(_projects(found, opinion, lang))
    if found.is_of_department:
        said.append("the department's own targets" if lang == "en" else "部门整体绩效目标")
    return ("; " if lang == "en" else "；").join(said)


def _projects(found: Found, opinion: Opinion, lang: str) -> str:
    tables, unit = found.projects, opinion.document.profile.money_unit
    amount, part = money(found.budget), share(found.budget, opinion.document.total)
    numbers = spans((table.number for table in tables), ", " if lang == "en" else "、")
    if lang == "en":
        projects = f"{len(tables)} project{'s' if len(tables) > 1 else ''} (no. {numbers})"
        return f"{projects} with {amount} {unit}" + (f", {part} of the budget" if part else "")
    return f"{len(tables)} 个项目（{numbers} 号），预算 {amount} {unit}" + (f"，占 {part}" if part else "")
