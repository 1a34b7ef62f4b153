"""What stands in the review opinion on a document: the conclusion first, then blocks, arithmetic and each table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from perfspec.finding import Block, Severity
from perfspec.model import Stage
from perfspec.opinion import Opinion, Table
from perfspec.packs import RuleBook
from perfspec.publish.arithmetic import TableRow, row, steps, total
from perfspec.publish.byrule import Found, RuleFaults, by_rule, rule_faults, title, where
from perfspec.publish.figures import NAME, clipped, money, points, share
from perfspec.publish.reviewed import Reviewed, Waived, counts, infos_label, reviewed, waived
from perfspec.publish.wording import block_name, words
from perfspec.scoring import Grade, Level

MOST = 5  # main faults, and projects to change first


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPart:
    """One of the four blocks over the whole document; infos are one sentence at its end."""

    name: str
    anchor: str
    summary: str
    rules: tuple[RuleFaults, ...]
    infos: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """How many projects have a grade, and with how much money."""

    grade: str
    count: int
    budget: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionPage:
    """The opinion in the order of its page."""

    lang: str
    words: Mapping[str, str]
    title: str
    grade: str
    points: str
    conclusion: tuple[str, ...]
    grades: tuple[GradeRow, ...]
    main: tuple[RuleFaults, ...]
    first: tuple[tuple[str, str], ...]  # anchor, sentence
    blocks: tuple[BlockPart, ...]
    infos_label: str
    money_unit: str
    budget_label: str
    has_products: bool
    rows: tuple[TableRow, ...]
    total: TableRow
    steps: tuple[str, ...]
    department: Reviewed
    projects: tuple[Reviewed, ...]
    waived: tuple[Waived, ...]
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """The opinion on one project as a page of its own."""

    lang: str
    words: Mapping[str, str]
    table: Reviewed
    then: str
    bases: tuple[str, ...]


def opinion_page(opinion: Opinion, book: RuleBook, lang: str) -> OpinionPage:
    found, unit = by_rule(opinion), opinion.document.profile.money_unit
    return OpinionPage(
        lang=_html_lang(lang),
        words=words(lang),
        title=_title(opinion, lang),
        grade=opinion.level.grade.say(lang),
        points=points(opinion.points),
        conclusion=tuple(_conclusion(opinion, lang)),
        grades=tuple(_grades(opinion, lang)),
        main=tuple(rule_faults(one, opinion, book, lang) for one in _main(found)),
        first=tuple(_first(opinion, lang)),
        blocks=tuple(_block(block, found, opinion, book, lang) for block in Block),
        infos_label=infos_label(opinion.scoring, lang),
        money_unit=unit,
        budget_label=f"Budget ({unit})" if lang == "en" else f"预算数（{unit}）",
        has_products=opinion.is_by_budget,
        rows=tuple(row(table, lang) for table in opinion.projects),
        total=total(opinion, lang),
        steps=tuple(steps(opinion, lang)),
        department=reviewed(opinion, opinion.department, lang),
        projects=tuple(reviewed(opinion, table, lang) for table in opinion.projects),
        waived=tuple(waived(finding, lang, where(table, lang)) for table in opinion.tables for finding in table.waived),
        bases=_bases(opinion, lang),
    )


def table_page(opinion: Opinion, table: Table, lang: str) -> TablePage:
    return TablePage(
        lang=_html_lang(lang),
        words=words(lang),
        table=reviewed(opinion, table, lang),
        then=_then(opinion, table.level, lang),
        bases=_bases(opinion, lang),
    )


def _main(found: tuple[Found, ...]) -> Iterator[Found]:
    """The errors that concern most money, and the warnings that do; each kind leaves the other its room."""
    errors = [one for one in found if one.severity is Severity.ERROR][:MOST]
    yield from errors
    yield from [one for one in found if one.severity is Severity.WARNING][: 2 * MOST - 2 - len(errors)]


def _html_lang(lang: str) -> str:
    return "en" if lang == "en" else "zh-Hans"


def _bases(opinion: Opinion, lang: str) -> tuple[str, ...]:
    return tuple(remark.say(lang) for remark in opinion.scoring.bases)


def _title(opinion: Opinion, lang: str) -> str:
    department = opinion.document.department
    name = clipped(department.name, NAME)
    if lang == "en":
        return f"Review opinion on the performance targets of {name}, {department.year}"
    return f"{name}{department.year}年部门预算绩效目标审核意见"


def _conclusion(opinion: Opinion, lang: str) -> Iterator[str]:
    document, grade, value = opinion.document, opinion.level.grade.say(lang), points(opinion.points)
    count, total = len(opinion.projects), f"{money(document.total)} {document.profile.money_unit}"
    if lang == "en":
        yield (
            f"{count} project{'' if count == 1 else 's'} with {total} and the department's own targets were reviewed "
            f"in four blocks. They reach {value} points; the proposed grade is {grade}."
        )
    else:
        yield (
            f"{document.department.year}年本部门有 {count} 个项目，预算合计 {total}。按四块内容审核，"
            f"得 {value} 分，建议等级为“{grade}”。"
        )
    yield _then(opinion, opinion.level, lang)
    yield _found(opinion, lang)
    yield words(lang)["note"]


def _then(opinion: Opinion, level: Level, lang: str) -> str:
    """What follows from the grade; an approved text is past that step."""
    is_approved = opinion.document.department.stage is Stage.APPROVED
    grade, then = level.grade.say(lang), level.then.say(lang)
    if lang == "en":
        approved = " This text is approved: mind the opinion when targets are adjusted, and in next year's targets."
        return f"A text that is {grade} {then}" + (approved if is_approved else "")
    approved = "这份文本已经批复，意见供调整绩效目标和编制下一年度绩效目标时采用。"
    return f"审核结果为“{grade}”的，{then}" + (approved if is_approved else "")


def _found(opinion: Opinion, lang: str) -> str:
    """How many findings there are, and how many were known or are waived."""
    findings = [finding for table in opinion.tables for finding in table.findings]
    said = counts(Counter(finding.severity for finding in findings), lang)
    known = sum(finding.baselined for finding in findings)
    waived = sum(len(table.waived) for table in opinion.tables)
    if lang == "en":
        more = f"; known in the baseline and counted in full: {known}" if known else ""
        return f"Found: {said or 'nothing'}{more}" + (f"; waived and not counted: {waived}." if waived else ".")
    more = f"；其中 {known} 处已记入基线，是文本原有的问题，照样计分" if known else ""
    found = f"发现{said}" if said else "没有发现问题"
    return found + more + (f"；另有 {waived} 处已经豁免，不扣分。" if waived else "。")


def _grades(opinion: Opinion, lang: str) -> Iterator[GradeRow]:
    for grade in Grade:
        tables = [table for table in opinion.projects if table.level.grade is grade]
        amount = sum((table.budget for table in tables), Decimal(0))
        part = share(amount, opinion.document.total)
        yield GradeRow(grade=grade.say(lang), count=len(tables), budget=money(amount), share=part)


def _first(opinion: Opinion, lang: str) -> Iterator[tuple[str, str]]:
    """The projects to change first: the worst grade, and among those the most money."""
    ranks = list(Grade)
    faulty = [table for table in opinion.projects if table.level.grade in (Grade.FAIR, Grade.POOR)]
    worst = sorted(faulty, key=lambda table: (-ranks.index(table.level.grade), -table.budget, table.number))
    for table in worst[:MOST]:
        said = counts({severity: table.count(severity) for severity in (Severity.ERROR, Severity.WARNING)}, lang)
        amount = f"{money(table.budget)} {opinion.document.profile.money_unit}"
        grade, value = table.level.grade.say(lang), points(table.points)
        if lang == "en":
            yield table.code, f"{where(table, lang)}: {amount}, {value} points, {grade}; {said}"
        else:
            yield table.code, f"{where(table, lang)}：{amount}，{value} 分，{grade}；{said}"


def _block(block: Block, found: tuple[Found, ...], opinion: Opinion, book: RuleBook, lang: str) -> BlockPart:
    ours = [one for one in found if one.block is block]
    counted = sum((one.counted for one in ours), Counter[Severity]())
    said = counts({severity: counted[severity] for severity in (Severity.ERROR, Severity.WARNING)}, lang)
    stop, pause = (".", "; ") if lang == "en" else ("。", "；")
    return BlockPart(
        name=block_name(block, lang),
        anchor=str(block),
        summary=said + stop if said else words(lang)["none"],
        rules=tuple(rule_faults(one, opinion, book, lang) for one in ours if one.is_serious),
        infos=pause.join(_info(one, book, lang) for one in ours if not one.is_serious),
    )


def _info(found: Found, book: RuleBook, lang: str) -> str:
    said = clipped(title(found, book, lang), NAME)
    number = len(found.hits)
    return f"{found.rule} {said} ({number})" if lang == "en" else f"{found.rule} {said}（{number} 处）"
