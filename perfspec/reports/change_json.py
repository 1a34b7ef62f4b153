"""The review of a change as JSON, as `schemas/changes.schema.json` describes it.

Every number of a document is a string with the digits that were written, so that no reader rounds it; counts, lines and
columns are JSON numbers. Fields are named as in the files, whatever the language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from perfspec.approval import Approval
from perfspec.diff import Change
from perfspec.reports.change_view import ChangeReport
from perfspec.reports.change_words import verdict
from perfspec.reports.json import finding_data
from perfspec.review import DocumentReview


def report(told: ChangeReport) -> str:
    """One object, with a line for each change, finding, approval and total."""
    review = told.review
    lists: dict[str, Iterable[Any]] = {
        "changes": (each for document in review.documents for each in _changes(document, told.lang)),
        "approvals": (each for document in review.documents for each in _approvals(document)),
        "unread": (each for document in review.documents for each in _unread(document, told.lang)),
        "totals": (each for document in review.documents for each in _totals(document)),
    }
    brought = _list([finding_data(finding, told.lang) for finding in review.brought], "  ")
    removed = _list([finding_data(finding, told.lang) for finding in review.removed], "  ")
    parts = [
        f'"old": {_line(review.old)}',
        f'"new": {_line(review.new)}',
        f'"summary": {_line(told.summary)}',
        f'"is_whole": {_line(told.is_whole)}',
        *(f'"{name}": {_list(items, " ")}' for name, items in lists.items()),
        f'"findings": {{\n  "brought": {brought},\n  "removed": {removed}\n }}',
    ]
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def plain(value: Any) -> Any:
    """Data of a document for JSON: its numbers as exact strings."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"{Decimal(value):f}"
    return value


def change_data(change: Change, document: str, name: str, lang: str, money_unit: str = "") -> dict[str, Any]:
    """One change. `said` is its verdict in words; `verdict` is null where no more can be said than that it changed."""
    return {
        "document": document,
        "project": change.project,
        "name": name,
        "path": list(change.path),
        "old_path": list(change.old_path),
        "where": change.where,
        "field": change.field,
        "label": change.label,
        "kind": str(change.kind),
        "verdict": str(change.effect) or None,
        "said": verdict(change, lang, money_unit),
        "old": plain(change.old),
        "new": plain(change.new),
        "by": plain(change.by),
        "percent": plain(change.percent),
        "unit": change.unit,
        "fingerprint": change.fingerprint,
    }


def _changes(document: DocumentReview, lang: str) -> Iterator[dict[str, Any]]:
    for change in document.changes:
        name = document.names.get(change.project or "", "")
        yield change_data(change, document.name, name, lang, document.money_unit)


def _approvals(document: DocumentReview) -> Iterator[dict[str, Any]]:
    for each in document.asked:
        yield {
            "document": document.name,
            "project": each.change.project,
            "change": each.change.fingerprint,
            "need": str(each.need),
            "approval": _approval(each.approval),
            "lapsed": _approval(each.lapsed),
        }


def _approval(approval: Approval | None) -> dict[str, str] | None:
    return asdict(approval) if approval is not None else None


def _unread(document: DocumentReview, lang: str) -> Iterator[dict[str, Any]]:
    for each in document.unread:
        findings = [finding_data(finding, lang) for finding in each.findings]
        yield {
            "document": document.name,
            "file": each.file,
            "side": "new" if each.is_new else "old",
            "findings": findings,
        }


def _totals(document: DocumentReview) -> Iterator[dict[str, Any]]:
    """The money of each unit, and of the whole document, whose unit is null."""
    for total in document.totals:
        yield {
            "document": document.name,
            "unit": total.unit,
            "name": total.name,
            "old": plain(total.old),
            "new": plain(total.new),
            "by": plain(total.new - total.old),
            "money_unit": document.money_unit,
        }


def _list(items: Iterable[Any], indent: str) -> str:
    lines = [_line(item) for item in items]
    return f"[\n{indent} " + f",\n{indent} ".join(lines) + f"\n{indent}]" if lines else "[]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
