"""The review of a change for people at a terminal, narrow ones too; without a terminal, a line for each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perfspec.approval import Asked
from perfspec.diff.brief import before_and_after
from perfspec.diff.words import Part
from perfspec.finding import Finding, Severity
from perfspec.reports.change_rows import Group, Row
from perfspec.reports.change_values import Pieces, elided
from perfspec.reports.change_view import PARTIAL, ChangeReport, level
from perfspec.reports.columns import Span, laid_out
from perfspec.reports.run import said

AROUND, MOST = 16, 600  # characters of a long text beside an edit, and of one change in all
BOLD, FAINT = "1", "2"
COLOURS = {
    "loosened": "31",
    "redefined": "35",
    "raised": "33",
    "lowered": "33",
    "later": "33",
    "tightened": "32",
    "earlier": "32",
    "same": FAINT,
}
WEIGHTS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
PLAIN = {Part.SAME: ("", ""), Part.REMOVED: ("[-", "-]"), Part.ADDED: ("{+", "+}")}
PAINT = {Part.SAME: "", Part.REMOVED: "31", Part.ADDED: "32"}

Line = tuple[list[Span], int]  # spans, and how far further lines are pushed in


def report(told: ChangeReport, *, columns: int | None = None, colour: bool = False) -> str:
    """The whole report. With colours, words that went and came are painted; without, they stand in signs."""
    lines = (
        line
        for spans, hang in _lines(told, colour)
        for line in laid_out(spans, columns=columns, hang=hang, colour=colour)
    )
    return "".join(f"{line}\n" for line in lines)


def group_lines(group: Group, colour: bool) -> Iterator[Line]:
    """One project: its name, its money beside its promises, its changes."""
    yield [(" ".join(filter(None, (group.code, group.name))), BOLD)], 2
    if group.balance:
        yield [(f"  {group.balance}", "")], 4
    for row in group.rows:
        yield _row(row, colour), 4


def pieces_spans(of: Pieces, colour: bool) -> Iterator[Span]:
    """Words that stayed, went and came."""
    for piece in elided(of, AROUND, MOST):
        before, behind = ("", "") if colour or len(of) == 1 else PLAIN[piece.part]
        yield f"{before}{piece.text}{behind}", PAINT[piece.part]


def _lines(told: ChangeReport, colour: bool) -> Iterator[Line]:
    yield [(f"{told.title}  ", BOLD), (told.states, FAINT)], 2
    yield [(told.summary, BOLD)], 2
    if told.second_line:
        yield [(told.second_line, "")], 2
    if told.review.documents and not told.is_whole:
        yield [(PARTIAL[told.lang], FAINT)], 2
    for group in told.groups:
        yield [], 0
        yield from group_lines(group, colour)
    yield from _section(told.say("没法比较的文件", "Not compared"), _unread(told))
    yield from _section(told.say("批准", "Approvals"), (_asked(each, told) for each in told.asked))
    yield from _section(told.say("带来的问题", "Findings brought"), _findings(told.brought, told))
    yield from _section(told.say("消除的问题", "Findings removed"), _findings(told.removed, told))


def _section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    for position, line in enumerate(lines):
        if not position:
            yield [], 0
            yield [(title, BOLD)], 0
        yield line


def _row(row: Row, colour: bool) -> list[Span]:
    where = f"  {row.spot}{'  ' if row.pieces else ''}" if row.spot else "  "
    return [("  ", ""), (row.verdict, COLOURS.get(row.tone, "")), (where, ""), *pieces_spans(row.pieces, colour)]


def _unread(told: ChangeReport) -> Iterator[Line]:
    for each in told.unread:
        side = told.say("新的", "the new one") if each.is_new else told.say("旧的", "the old one")
        yield [(f"  {each.file}", ""), (told.say(f"（{side}读不了）", f" ({side} cannot be read)"), FAINT)], 4
        for finding in each.findings:
            yield [(f"    {finding.place.line}:{finding.place.column} {said(finding, told.lang)}", "")], 6


def _asked(each: Asked, told: ChangeReport) -> Line:
    change = each.change
    is_open = each.approval is None
    head = told.say("等待批准", "to be approved") if is_open else told.say("已批准", "approved")
    whose = " ".join(filter(None, (change.project, change.spot(told.lang))))
    what = f"  {whose}  {before_and_after(change)}  "
    spans = [("  ", ""), (head, "31" if is_open else "32"), (f"  {each.need.say(told.lang)}{what}", "")]
    return [*spans, (approval_words(each, told), FAINT)], 4


def approval_words(each: Asked, told: ChangeReport) -> str:
    """Who agreed and why; of a change that nobody has agreed to, its fingerprint, and the consent that lapsed."""
    if each.approval is not None:
        given = each.approval
        return told.say("，", ", ").join(filter(None, (given.by, given.date, given.reason, given.document)))
    if each.lapsed is not None:
        was = f"{each.lapsed.by} {each.lapsed.date}"
        return told.say(
            f"{each.change.fingerprint}，值又变了，{was} 的批准已经失效",
            f"{each.change.fingerprint}; the value changed again and the approval of {was} has lapsed",
        )
    return each.change.fingerprint


def _findings(findings: Iterable[Finding], told: ChangeReport) -> Iterator[Line]:
    for finding in findings:
        place = f"  {finding.place}: "
        text = f" {finding.rule} {said(finding, told.lang)}"
        yield [(place, ""), (level(finding, told.lang), WEIGHTS[finding.severity]), (text, "")], 4
