"""The pages of the rules: what each asks for, why, by which source, and where in this document it found something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from perfspec.basics import TITLES
from perfspec.examples import Example, page
from perfspec.finding import Finding
from perfspec.opinion import Table
from perfspec.packs import Source
from perfspec.publish.figures import clipped
from perfspec.publish.site.frame import DEPARTMENT
from perfspec.publish.site.site import Link, Site, project_link
from perfspec.rule import Rule
from perfspec.rulepage import chapter_of, settings

MOST = 200  # projects that a page lists

Hits = Sequence[tuple[Finding, Table]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule in the list of all."""

    id: str
    title: str
    kind: str  # the key of the severity, for its looks
    severity: str
    block: str
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A project, or the department, in which a rule found something: how often, and the first of it."""

    link: Link
    number: int
    count: int
    where: str
    message: str
    waived: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """A rule in the order of its page. A fault of reading has only a title."""

    id: str
    title: str
    title_en: str = ""
    severity: str = ""
    block: str = ""
    why: tuple[str, ...] = ()
    why_en: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    settings: str = ""
    sources: tuple[Source, ...] = ()
    places: tuple[Place, ...] = ()
    more: int = 0
    count: int = 0


def rule_ids(site: Site) -> tuple[str, ...]:
    """The rules that have a page: all of the book, and what else found something."""
    return tuple(sorted({rule.id for rule in site.book.rules} | site.found_rules))


def hits_by_rule(site: Site) -> dict[str, list[tuple[Finding, Table]]]:
    """What each rule found, waived or not, in the order of the document."""
    hits: dict[str, list[tuple[Finding, Table]]] = {}
    for table in site.opinion.tables:
        for finding in (*table.findings, *table.waived, *table.aside):
            hits.setdefault(finding.rule, []).append((finding, table))
    return hits


def chapters(site: Site) -> tuple[tuple[list[str], tuple[RuleRow, ...]], ...]:
    """The rules of the book by chapter, which is named in Chinese and in English."""
    hits = hits_by_rule(site)
    return tuple(
        (chapter.split(" · "), tuple(_row(rule, len(hits.get(rule.id, ()))) for rule in rules))
        for chapter, rules in groupby(site.book.rules, key=chapter_of)
    )


def rule_page(site: Site, id: str, hits: Hits) -> RulePage:
    places = _places(hits)
    rule = site.book.rule(id)
    its = _fault_of_reading(id, hits) if rule is None else _manual(rule, site)
    return replace(its, places=places[:MOST], more=len(places[MOST:]), count=len(hits))


def _fault_of_reading(id: str, hits: Hits) -> RulePage:
    return RulePage(id=id, title=TITLES[id].zh if id in TITLES else clipped(hits[0][0].message()))


def _manual(rule: Rule, site: Site) -> RulePage:
    its = page(rule)
    return RulePage(
        id=rule.id,
        title=its.title.rstrip("。"),
        title_en=rule.title_en,
        severity=rule.severity.say("zh"),
        block=rule.block.say("zh"),
        why=_paragraphs(its.why),
        why_en=_paragraphs(rule.why_en),
        note=_paragraphs(its.note),
        examples=its.examples,
        settings="\n".join(settings(rule)),
        sources=tuple(site.book.sources[key] for key in rule.cites if key in site.book.sources),
    )


def _row(rule: Rule, found: int) -> RuleRow:
    return RuleRow(
        id=rule.id,
        title=rule.title.rstrip("。"),
        kind=str(rule.severity),
        severity=rule.severity.say("zh"),
        block=rule.block.say("zh"),
        found=found,
    )


def _places(hits: Hits) -> tuple[Place, ...]:
    return tuple(_place(list(members)) for _, members in groupby(hits, key=lambda hit: hit[1].number))


def _place(hits: Hits) -> Place:
    finding, table = hits[0]
    return Place(
        link=project_link(table) if table.project else Link(href=DEPARTMENT, text="部门整体绩效目标"),
        number=table.number,
        count=len(hits),
        where=clipped(finding.where),
        message=clipped(finding.message()),
        waived=sum(each.waiver is not None for each, _ in hits),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())
