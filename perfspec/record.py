"""Findings as plain data and back: how they travel between processes and machines, and lie in the cache.

Nothing that a report tells is lost, in both languages; the sentences are filled in already.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from perfspec.finding import Block, Fault, Finding, Severity, Text, Waiver
from perfspec.place import Place
from perfspec.shape import Maybe

Record = dict[str, Any]  # JSON data: texts, whole numbers, true and false, None, lists and mappings of these
SHAPE = {  # of a record, for those that come from elsewhere
    **dict.fromkeys(("rule", "severity", "block", "file", "where", "where_en", "fingerprint"), str),
    "cites": [str],
    "zh": (str, str),
    "en": (str, str),
    "path": list,
    "spot": (int, int, int, int),
    "project": Maybe(str),
    "fix": Maybe((str, str)),
    "waiver": Maybe(dict.fromkeys((field.name for field in fields(Waiver)), str)),
    "baselined": bool,
}


def recorded(finding: Finding) -> Record:
    """A finding as JSON data."""
    place, fault = finding.place, finding.fault
    return {
        "rule": fault.rule,
        "severity": str(finding.severity),
        "block": str(fault.block),
        "cites": list(fault.cites),
        "zh": [finding.message("zh"), finding.advice("zh")],
        "en": [finding.message("en"), finding.advice("en")],
        "file": place.file,
        "path": list(place.path),
        "spot": [place.line, place.column, place.end_line, place.end_column],
        "project": finding.project,
        "where": finding.where,
        "where_en": finding.where_en,
        "fingerprint": finding.fingerprint,
        "fix": [type(finding.fix).__name__, str(finding.fix)] if finding.fix is not None else None,
        "waiver": asdict(finding.waiver) if finding.waiver else None,
        "baselined": finding.baselined,
    }


def restored(record: Record) -> Finding:
    """The finding that was recorded. Raises KeyError, TypeError or ValueError where the data is none of ours."""
    line, column, end_line, end_column = record["spot"]
    place = Place(
        file=record["file"],
        path=tuple(record["path"]),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
    )
    (message, advice), (message_en, advice_en) = record["zh"], record["en"]
    severity = Severity(record["severity"])
    fault = Fault(
        rule=record["rule"],
        message=Text(zh=_literal(message), en=_literal(message_en)),
        advice=Text(zh=_literal(advice), en=_literal(advice_en)),
        severity=severity,
        block=Block(record["block"]),
        cites=tuple(record["cites"]),
    )
    kind, text = record["fix"] or ("", "")
    return Finding(
        fault=fault,
        place=place,
        severity=severity,
        project=record["project"],
        where=record["where"],
        where_en=record["where_en"],
        fingerprint=record["fingerprint"],
        fix=Decimal(text) if kind == "Decimal" else (text if kind else None),
        waiver=Waiver(**record["waiver"]) if record["waiver"] else None,
        baselined=record["baselined"],
    )


def _literal(sentence: str) -> str:
    """A sentence as a template that has no placeholder."""
    return sentence.replace("{", "{{").replace("}", "}}")
