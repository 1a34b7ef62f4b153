"""What an opinion says of one table: its points step by step, its faults block by block, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from perfspec.finding import Finding, Severity
from perfspec.model import Document
from perfspec.opinion import BlockScore, Deduction, Opinion, Table
from perfspec.publish.figures import NAME, clipped, formula, money, points
from perfspec.publish.form import Field, unit_name
from perfspec.publish.wording import block_name, words
from perfspec.scoring import Level, Scoring

SPOTS = 4  # findings of one rule that a table shows; of an info one


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What one rule found in a table: its spots with what stands there, how many more there are, and what to do."""

    kind: str  # the key of the severity, for its looks
    severity: str
    rule: str
    spots: tuple[Field, ...]  # where, and the message
    more: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A block in the arithmetic: its full points, what is taken off and why, what is left."""

    name: str
    full: str
    deductions: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockFaults:
    """The faults of one block; infos stand apart."""

    heading: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A finding that somebody has answered for: what it is, and the terms of its waiver."""

    rule: str
    where: str
    message: str
    terms: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The opinion on one table in the order of its page."""

    anchor: str
    heading: str
    title: str  # of the table on a page of its own
    facts: tuple[Field, ...]
    grade: str
    points: str
    conclusion: str
    steps: tuple[Step, ...]
    total: Step
    verdict: str
    blocks: tuple[BlockFaults, ...]
    infos_label: str
    infos: tuple[Fault, ...]
    waived: tuple[Waived, ...]
    aside: tuple[Fault, ...]


def reviewed(opinion: Opinion, table: Table, lang: str, *, whole: bool = False) -> Reviewed:
    """The opinion on a table; `whole` shows every spot, where else the first ones of a rule stand for all."""
    scoring = opinion.scoring
    name = clipped(table.project.heading, NAME) if table.project else _said(lang, "部门整体绩效目标", "The department")
    return Reviewed(
        anchor=table.project.code.text if table.project else "department",
        heading=_said(lang, f"第 {table.number} 号　{name}", f"No. {table.number} {name}") if table.project else name,
        title=_said(lang, f"{name}绩效目标审核意见", f"Review opinion on {name}"),
        facts=_facts(opinion.document, table, lang),
        grade=table.level.grade.say(lang),
        points=points(table.points),
        conclusion=_conclusion(table, lang),
        steps=tuple(_step(score, scoring, lang) for score in table.blocks),
        total=_total(table, lang),
        verdict=_verdict(table, scoring, lang),
        blocks=tuple(_block(score, lang, whole) for score in table.blocks if _serious(score)),
        infos_label=infos_label(scoring, lang),
        infos=tuple(
            fault(deduction.severity, deduction.findings, lang, whole=whole)
            for score in table.blocks
            for deduction in score.deductions
            if deduction.severity is Severity.INFO
        ),
        waived=tuple(waived(finding, lang) for finding in table.waived),
        aside=tuple(fault(finding.severity, [finding], lang) for finding in table.aside),
    )


def infos_label(scoring: Scoring, lang: str) -> str:
    if scoring.each[Severity.INFO]:
        return _said(lang, "提示", "Infos")
    return _said(lang, "提示（只供参考，不扣分）", "Infos (worth a look, no deduction)")


def fault(severity: Severity, findings: Sequence[Finding], lang: str, *, whole: bool = False) -> Fault:
    """Findings of one rule; advice that is the same for all is said once, else with each."""
    most = len(findings) if whole else 1 if severity is Severity.INFO else SPOTS
    shown, left = findings[:most], len(findings[most:])
    advices = {finding.advice(lang) for finding in shown}
    is_one = len(advices) == 1
    return Fault(
        kind=str(severity),
        severity=severity.say(lang),
        rule=findings[0].rule,
        spots=tuple(_spot(finding, "" if is_one else finding.advice(lang), lang) for finding in shown),
        more=_said(lang, f"另有 {left} 处", f"{left} more") if left else "",
        advice=clipped(advices.pop()) if is_one else "",
    )


def _spot(finding: Finding, advice: str, lang: str) -> Field:
    message, stop = clipped(finding.message(lang)), _said(lang, "。", ". ")
    return Field(key="spot", label=clipped(finding.where), text=message + stop + clipped(advice) if advice else message)


def waived(finding: Finding, lang: str, table: str = "") -> Waived:
    """With the table named, where the finding does not stand below it."""
    waiver, said = finding.waiver, words(lang)
    keys = ("reason", "by", "document", "until")
    terms = [Field(key=key, label=said[key], text=clipped(getattr(waiver, key, ""))) for key in keys]
    return Waived(
        rule=finding.rule,
        where=_said(lang, "，", ", ").join(filter(None, (table, clipped(finding.where)))),
        message=clipped(finding.message(lang)),
        terms=tuple(term for term in terms if term.text),
    )


def counts(counted: Mapping[Severity, int], lang: str) -> str:
    """错误 2 处、警告 3 处; empty where there are none."""
    found = [(severity, counted[severity]) for severity in Severity if counted.get(severity)]
    if lang == "en":
        return ", ".join(f"{number} {severity}{'s' if number > 1 else ''}" for severity, number in found)
    return "、".join(f"{severity.say(lang)} {number} 处" for severity, number in found)


def place_of(level: Level, scoring: Scoring, value: str, lang: str) -> str:
    """The comparison that gives the grade: 60≤66＜80，为“中”."""
    above = scoring.above(level)
    low = "" if level is scoring.levels[-1] else f"{points(level.at_least)}≤"
    high = "" if above is None else f"＜{points(above)}"
    grade = level.grade.say(lang)
    compared = formula(f"{low}{value}{high}", lang)
    return _said(lang, f"{compared}，为“{grade}”", f"{compared}: {grade}")


def _facts(document: Document, table: Table, lang: str) -> tuple[Field, ...]:
    if table.project is None:
        return ()
    project, unit = table.project, document.profile.money_unit
    return (
        Field(key="code", label=_said(lang, "项目编码", "Code"), text=project.code.text),
        Field(
            key="unit",
            label=_said(lang, "预算单位", "Unit"),
            text=clipped(unit_name(document, project.unit), NAME),
        ),
        Field(key="budget", label=_said(lang, "预算数", "Budget"), text=f"{money(project.budget.total)} {unit}"),
    )


def _conclusion(table: Table, lang: str) -> str:
    grade, value = table.level.grade.say(lang), points(table.points)
    found = counts({severity: table.count(severity) for severity in Severity}, lang)
    if lang == "en":
        return f"Proposed grade: {grade}, {value} points ({found or 'no findings'})."
    return f"建议等级为“{grade}”，得 {value} 分：{found or '没有发现问题'}。"


def _step(score: BlockScore, scoring: Scoring, lang: str) -> Step:
    return Step(
        name=block_name(score.block, lang),
        full=points(score.full),
        deductions=_deductions(score, lang),
        points=points(score.points),
    )


def _deductions(score: BlockScore, lang: str) -> str:
    """PS301 错误 1×10＋PS216 警告 2×3（共 4 处）＝16."""
    asked = [deduction for deduction in score.deductions if deduction.each]
    if not asked:
        return "0"
    said = formula("＋".join(_product(deduction, lang) for deduction in asked) + f"＝{points(score.asked)}", lang)
    if score.asked <= score.full:
        return said
    return said + _said(lang, f"，扣完 {points(score.full)} 分为止", f", no more than {points(score.full)}")


def _product(deduction: Deduction, lang: str) -> str:
    found = len(deduction.findings)
    more = _said(lang, f"（共 {found} 处）", f" (of {found})") if found > deduction.counted else ""
    severity = deduction.severity.say(lang)
    return f"{deduction.rule} {severity} {deduction.counted}×{points(deduction.each)}{more}"


def _total(table: Table, lang: str) -> Step:
    return Step(
        name=_said(lang, "合计", "Sum"),
        full=points(sum((score.full for score in table.blocks), Decimal(0))),
        deductions="",
        points=points(table.sum),
    )


def _verdict(table: Table, scoring: Scoring, lang: str) -> str:
    """From the points of the blocks to the grade: 6＋3＋15＋19＝43 分；43＜60，为“差”."""
    said = formula("＋".join(points(score.points) for score in table.blocks) + f"＝{points(table.sum)}", lang)
    said += _said(lang, " 分；", " points; ")
    if table.ceiling is not None and table.sum > table.ceiling:
        ceiling, errors = points(table.ceiling), counts({Severity.ERROR: table.count(Severity.ERROR)}, lang)
        said += _said(lang, f"有{errors}，不高于 {ceiling} 分；", f"with {errors} no more than {ceiling}; ")
    return said + place_of(table.level, scoring, points(table.points), lang)


def _serious(score: BlockScore) -> list[Deduction]:
    return [deduction for deduction in score.deductions if deduction.severity is not Severity.INFO]


def _block(score: BlockScore, lang: str, whole: bool) -> BlockFaults:
    name, share = block_name(score.block, lang), f"{points(score.points)}/{points(score.full)}"
    return BlockFaults(
        heading=_said(lang, f"{name}（{share} 分）", f"{name} ({share})"),
        faults=tuple(fault(deduction.severity, deduction.findings, lang, whole=whole) for deduction in _serious(score)),
    )


def _said(lang: str, zh: str, en: str) -> str:
    return en if lang == "en" else zh
