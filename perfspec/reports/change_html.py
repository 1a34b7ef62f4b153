"""The review of a change as one page that needs nothing else: it can be sent, printed and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from perfspec.approval import Asked
from perfspec.diff.words import Part, Piece
from perfspec.finding import Finding
from perfspec.publish.templates import render
from perfspec.reports import change_words as words
from perfspec.reports.change_rows import Row
from perfspec.reports.change_text import approval_words
from perfspec.reports.change_values import Pieces, spot_words, told
from perfspec.reports.change_view import PARTIAL, ChangeReport, level
from perfspec.reports.excerpt import inert
from perfspec.reports.run import said

TEMPLATE = "changes.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the page: its class, the label that it has on narrow displays, and its text in pieces."""

    kind: str
    label: str
    pieces: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the page; `tones` are the classes of its rows."""

    kind: str
    title: str
    labels: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    tones: tuple[str, ...]
    note: str = ""

    @property
    def lines(self) -> list[tuple[str, tuple[Cell, ...]]]:
        return list(zip(self.tones, self.rows, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the template places."""

    title: str
    states: str
    summary: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    folded: tuple[Table, ...]
    groups_title: str
    groups: tuple[Table, ...]


def report(of: ChangeReport, folders: Sequence[Path]) -> str:
    """The page, from the template in the first of the folders that has it."""
    lang = "en" if of.lang == "en" else "zh-Hans"
    return render(TEMPLATE, folders, page=page(of), lang=lang)


def page(of: ChangeReport) -> Page:
    """The page in pieces, with what could steer a display made visible."""
    say, review = of.say, of.review
    removed = say(f"消除的问题（{len(of.removed)}）", f"Findings removed ({len(of.removed)})")
    tables = (
        _table(of, "changes", say("变更", "Changes"), CHANGES, ((row.tone, _change(row)) for row in of.rows)),
        _table(of, "asked", say("批准", "Approvals"), ASKED, (_asked(each, of) for each in of.asked)),
        _findings(of, say("带来的问题", "Findings brought"), of.brought),
        _table(of, "unread", say("没法比较的文件", "Not compared"), UNREAD, _unread(of)),
    )
    folded = (
        _findings(of, removed, of.removed),
        _table(of, "totals", say("各单位的预算", "Budgets by unit"), TOTALS, _totals(of)),
    )
    return Page(
        title=of.title,
        states=inert(of.states),
        summary=inert(of.summary),
        notes=tuple(
            inert(note)
            for note in (of.second_line, "" if of.is_whole else PARTIAL[of.lang])
            if note and review.documents
        ),
        tables=tuple(table for table in tables if table.rows),
        folded=tuple(table for table in folded if table.rows),
        groups_title=say("逐个项目的全部变更", "All changes, project by project"),
        groups=tuple(_groups(of)),
    )


Columns = tuple[tuple[str, str, str], ...]  # class, label in Chinese, in English
CHANGES: Columns = (
    ("effect", "变化", "effect"),
    ("name", "项目", "project"),
    ("where", "位置", "at"),
    ("value", "内容", "what"),
    ("money", "预算", "budget"),
)
ASKED: Columns = (
    ("effect", "批准", "approval"),
    ("name", "项目", "project"),
    ("where", "位置", "at"),
    ("value", "内容", "what"),
    ("need", "为什么要批准", "why it needs one"),
)
FINDINGS: Columns = (
    ("effect", "规则", "rule"),
    ("where", "位置", "at"),
    ("value", "问题", "what"),
)
UNREAD: Columns = (("name", "文件", "file"), ("where", "哪一方", "side"), ("value", "为什么", "why"))
TOTALS: Columns = (
    ("name", "预算单位", "unit"),
    ("money", "原来", "before"),
    ("money", "现在", "after"),
    ("money", "变化", "change"),
)
GROUP: Columns = (
    ("effect", "变化", "effect"),
    ("where", "位置", "at"),
    ("value", "内容", "what"),
    ("code", "变更指纹", "fingerprint"),
)

Values = tuple[str | Pieces, ...]


def _table(of: ChangeReport, kind: str, title: str, columns: Columns, rows: Iterable[tuple[str, Values]]) -> Table:
    labels = tuple(english if of.lang == "en" else chinese for _, chinese, english in columns)
    kinds = tuple(name for name, _, _ in columns)
    told_rows = tuple(rows)
    return Table(
        kind=kind,
        title=inert(title),
        labels=labels,
        rows=tuple(
            tuple(
                Cell(kind=kind, label=label, pieces=_seen(value))
                for kind, label, value in zip(kinds, labels, row, strict=True)
            )
            for _, row in told_rows
        ),
        tones=tuple(tone for tone, _ in told_rows),
    )


def _seen(value: str | Pieces) -> Pieces:
    """Text in pieces, with its line breaks and without what could steer a display; a number stays with its %."""
    of = (Piece(Part.SAME, value),) if isinstance(value, str) else value
    return tuple(
        Piece(piece.part, "\n".join(map(inert, piece.text.split("\n"))).replace(" %", "\u00a0%")) for piece in of
    )


def _change(row: Row) -> Values:
    return row.verdict, row.project, row.where, row.pieces, row.money


def _asked(each: Asked, of: ChangeReport) -> tuple[str, Values]:
    change = each.change
    is_open = each.approval is None
    head = of.say("等待批准", "to be approved") if is_open else of.say("已批准", "approved")
    name = of.names.get(change.project or "", change.project or "")
    value = told(change, of.lang, of.money_unit)
    tone = "loosened" if is_open else "tightened"
    cells = f"{head} {approval_words(each, of)}", name, spot_words(change, of.lang), value, each.need.say(of.lang)
    return tone, cells


def _findings(of: ChangeReport, title: str, findings: Iterable[Finding]) -> Table:
    return _table(of, "findings", title, FINDINGS, (_finding(finding, of) for finding in findings))


def _finding(finding: Finding, of: ChangeReport) -> tuple[str, Values]:
    rule = f"{level(finding, of.lang)} {finding.rule}"
    return str(finding.severity), (rule, of.spot(finding), said(finding, of.lang))


def _unread(of: ChangeReport) -> Iterator[tuple[str, Values]]:
    for each in of.unread:
        side = of.say("新的", "the new one") if each.is_new else of.say("旧的", "the old one")
        why = "\n".join(
            f"{finding.place.line}:{finding.place.column} {said(finding, of.lang)}" for finding in each.findings
        )
        yield "error", (of.path(each.file), side, why)


def _totals(of: ChangeReport) -> Iterator[tuple[str, Values]]:
    for document, total in of.totals:
        name = total.name or of.say("合计", "all")
        name = f"{document.title} {name}" if len(of.review.documents) > 1 else name
        amounts = (f"{words.number(amount)} {document.money_unit}".rstrip() for amount in (total.old, total.new))
        yield "", (name, *amounts, words.change_of(total.old, total.new, of.lang))


def _groups(of: ChangeReport) -> Iterator[Table]:
    for group in of.groups:
        code = of.say(f"（{group.code}）", f" ({group.code})") if group.code else ""
        rows = ((row.tone, (row.verdict, row.where, row.pieces, row.change.fingerprint)) for row in group.rows)
        table = _table(of, "group", f"{group.name}{code}", GROUP, rows)
        yield replace(table, note=inert(group.balance))
