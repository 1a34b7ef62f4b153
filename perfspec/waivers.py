"""Waivers applied: a finding that somebody has answered for does not fail; a waiver that does no work is a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from perfspec import labels
from perfspec.finding import Fault, Finding, Severity, Text, Waiver
from perfspec.packs import RuleBook
from perfspec.place import Path
from perfspec.spot import digest
from perfspec.yamlfile import YamlFile

READING = "PS0"  # faults of reading and schema

UNUSED = Fault(
    rule="PS091",
    severity=Severity.WARNING,
    message=Text(zh="这条豁免没有用到：这里没有 {rule} 的问题", en="This waiver is unused: {rule} finds nothing here"),
    advice=Text(zh="删去这条豁免，或改正 rule 和 at", en="Delete the waiver, or mend `rule` and `at`"),
)
ELSEWHERE = Fault(
    rule="PS091",
    severity=Severity.WARNING,
    message=Text(
        zh="这条豁免没有用到：{rule} 的问题不在“{at}”，在“{where}”",
        en="This waiver is unused: {rule} finds nothing at “{at}” but at “{where}”",
    ),
    advice=Text(zh="把 at 改成“{where}”，或删去这条豁免", en="Write “{where}” as `at`, or delete the waiver"),
)
EXPIRED = Fault(
    rule="PS091",
    severity=Severity.WARNING,
    message=Text(zh="这条豁免到 {until} 为止，已经过期", en="This waiver has expired on {until}"),
    advice=Text(
        zh="改正问题后删去豁免，或重新报批、改写 until", en="Mend the fault and delete the waiver, or have it renewed"
    ),
)
NO_REASON = Fault(
    rule="PS091",
    message=Text(zh="这条豁免没有写{missing}，不起作用", en="This waiver has no effect without {missing_en}"),
    advice=Text(zh="写上 reason（理由）和 by（谁同意的）", en="Write `reason` and `by`"),
)
UNKNOWN = Fault(
    rule="PS091",
    message=Text(zh="没有规则 {rule}，这条豁免不起作用", en="There is no rule {rule}; this waiver has no effect"),
    advice=Text(
        zh="写规则的编号，perfspec rules 列出全部规则", en="Write the id of a rule; `perfspec rules` lists them"
    ),
)
NOT_WAIVABLE = Fault(
    rule="PS091",
    message=Text(zh="{rule} 不能豁免", en="{rule} cannot be waived"),
    advice=Text(zh="改正这个问题，删去豁免", en="Mend the fault and delete the waiver"),
)


def waived(
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    source: YamlFile,
    book: RuleBook,
    today: date,
    *,
    complete: bool = True,
) -> list[Finding]:
    """The findings of one file with its waivers applied, and what is wrong with the waivers themselves.

    Without `complete`, because some of the rules did not run, an unused waiver is not told.
    """
    settled = list(findings)
    for position, waiver in enumerate(waivers):
        path: Path = ("waivers", position)
        fault = _fault(waiver, book, today)
        if fault is None:
            covered = [number for number, finding in enumerate(settled) if _covers(waiver, finding)]
            for number in covered:
                settled[number] = replace(settled[number], waiver=waiver)
            if covered or not complete:
                continue
            fault = ELSEWHERE if _elsewhere(waiver, settled) else UNUSED
        missing = [key for key in ("reason", "by") if not getattr(waiver, key)]
        finding = fault.at(
            source.place(path),
            rule=waiver.rule,
            at=waiver.at,
            where=_elsewhere(waiver, settled),
            until=waiver.until,
            missing="、".join(labels.label("project", "waivers", key) for key in missing),
            missing_en=" and ".join(missing),
        )
        project = next((finding.project for finding in findings if finding.project), None)
        key = digest("PS091", source.file, waiver.rule, waiver.at, fault.message.en)
        settled.append(replace(finding, project=project, fingerprint=key))
    return settled


def _fault(waiver: Waiver, book: RuleBook, today: date) -> Fault | None:
    rule = book.rule(waiver.rule)
    if waiver.rule.startswith(READING) or (rule is not None and not rule.is_waivable):
        return NOT_WAIVABLE
    if waiver.rule not in book.ids:
        return UNKNOWN
    if not waiver.reason or not waiver.by:
        return NO_REASON
    return EXPIRED if waiver.until and waiver.until < today.isoformat() else None


def _elsewhere(waiver: Waiver, findings: Sequence[Finding]) -> str:
    """The first spot of a finding of the waiver's rule that nobody has waived; empty where there is none."""
    return next((each.where for each in findings if each.rule == waiver.rule and each.waiver is None), "")


def _covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether the finding stands at or below the waiver's spot."""
    if finding.rule != waiver.rule or finding.waiver is not None:
        return False
    return not waiver.at or f"{finding.where}/".startswith(f"{waiver.at}/")
