"""The review of a change as Markdown for a pull request: what matters first, the rest folded, in a bounded size.

All that comes from documents is escaped, so that nothing in it becomes markup, a link or a mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from perfspec.approval import Asked
from perfspec.diff.words import Part
from perfspec.finding import Finding
from perfspec.markdown import escape
from perfspec.reports import change_words as words
from perfspec.reports.change_rows import Group, Row
from perfspec.reports.change_text import approval_words
from perfspec.reports.change_values import Pieces, elided, spot_words, told
from perfspec.reports.change_view import PARTIAL, ChangeReport, level
from perfspec.reports.excerpt import inert
from perfspec.reports.run import said
from perfspec.shortened import shortened

ROOM = 65_000  # of the 65,536 characters that a comment may have on GitHub
NAME, SPOT, TEXT = 60, 120, 300  # characters of a name, of a spot, and of a sentence
IN_TABLE, IN_LIST = (12, 120), (40, 2_000)  # characters of a text beside an edit, and of one change in all
TAGS = {Part.SAME: ("", ""), Part.REMOVED: ("<del>", "</del>"), Part.ADDED: ("<ins>", "</ins>")}

HEADS = {
    "zh": {
        "changes": ("变化", "项目", "位置", "内容", "预算"),
        "asked": ("批准", "项目", "位置", "内容", "为什么要批准"),
        "findings": ("规则", "位置", "问题"),
        "totals": ("预算单位", "原来", "现在", "变化"),
    },
    "en": {
        "changes": ("effect", "project", "at", "what", "budget"),
        "asked": ("approval", "project", "at", "what", "why it needs one"),
        "findings": ("rule", "at", "what"),
        "totals": ("unit", "before", "after", "change"),
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report: what opens it, its rows, what closes it, the word for a row, and the characters that it
    has where not all fits."""

    head: str
    rows: tuple[str, ...]
    tail: str = ""
    what: str
    share: int

    @property
    def size(self) -> int:
        return size(self.head) + sum(map(size, self.rows)) + size(self.tail)


def report(of: ChangeReport, *, room: int = ROOM) -> str:
    """The report in at most so many characters: the rows that do not fit are counted."""
    opening = _opening(of)
    sections = [section for section in _sections(of) if section.rows]
    left = room - size(opening)
    if sum(section.size for section in sections) <= left:
        return opening + "".join(_whole(section) for section in sections)
    shares = _shares(sections, left)
    return opening + "".join(_cut(section, share, of) for section, share in zip(sections, shares, strict=True))


def size(text: str) -> int:
    """Characters as those count them who count a rare one as two."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def _shares(sections: Sequence[Section], room: int) -> list[int]:
    """How much room each section has: its share at least, and of what others leave, the first ones first."""
    scale = min(1.0, room / sum(section.share for section in sections))
    shares = [min(section.size, int(section.share * scale)) for section in sections]
    left = max(room - sum(shares), 0)
    for number, section in enumerate(sections):
        more = min(left, section.size - shares[number])
        shares[number] += more
        left -= more
    return shares


def _whole(section: Section) -> str:
    return section.head + "".join(section.rows) + section.tail


def _cut(section: Section, room: int, of: ChangeReport) -> str:
    """As many rows as fit, and a line with the number of the others; nothing where not even that fits."""
    if section.size <= room:
        return _whole(section)
    room -= size(section.head + section.tail + _more(section, len(section.rows), of))
    if room < 0:
        return ""
    kept: list[str] = []
    for row in section.rows:
        room -= size(row)
        if room < 0:
            break
        kept.append(row)
    return section.head + "".join(kept) + _more(section, len(section.rows) - len(kept), of) + section.tail


def _more(section: Section, count: int, of: ChangeReport) -> str:
    zh = f"\n还有 {count} {section.what}放不下，没有列出；运行 perfspec diff 看全部。\n"
    return of.say(zh, f"\n{count} more {section.what} do not fit; run perfspec diff to see all.\n")


def _opening(of: ChangeReport) -> str:
    lines = [f"## {of.title}", f"**{_safe(shortened(of.summary, 2 * TEXT))}**"]
    if of.second_line:
        lines.append(_safe(of.second_line))
    if of.review.documents and not of.is_whole:
        lines.append(PARTIAL[of.lang])
    lines.append(f"<sub>{_safe(shortened(of.states, SPOT))}</sub>")
    return "\n\n".join(lines) + "\n"


def _sections(of: ChangeReport) -> Iterator[Section]:
    """In the order in which they stand."""
    say, changes = of.say, of.say("处变更", "changes")
    findings = say("处问题", "findings")
    yield _table(of, "changes", "", map(_change_row, of.rows), changes, 22_000)
    yield _table(of, "asked", say("批准", "Approvals"), _asked_rows(of), say("项批准", "approvals"), 9_000)
    title = say("带来的问题", "Findings brought")
    yield _table(of, "findings", title, _finding_rows(of.brought, of), findings, 12_000)
    title = say("没法比较的文件", "Not compared")
    unread = tuple(_unread_rows(of))
    yield Section(head=f"\n### {title}\n\n", rows=unread, what=say("个文件", "files"), share=4_000)
    title = say(f"消除的问题（{len(of.removed)}）", f"Findings removed ({len(of.removed)})")
    yield _folded(_table(of, "findings", "", _finding_rows(of.removed, of), findings, 6_000), title)
    title = say("各单位的预算", "Budgets by unit")
    yield _folded(_table(of, "totals", "", _total_rows(of), say("个单位", "units"), 3_000), title)
    count = len(of.review.changes)
    title = say(f"逐个项目的全部变更（{count}）", f"All changes, project by project ({count})")
    rows = tuple(row for group in of.groups for row in _group_rows(group, of))
    yield _folded(Section(head="", rows=rows, what=changes, share=9_000), title)


def _table(of: ChangeReport, kind: str, title: str, rows: Iterable[str], what: str, share: int) -> Section:
    heading = f"\n### {title}\n\n" if title else "\n"
    return Section(head=f"{heading}{_head(HEADS[of.lang][kind])}", rows=tuple(rows), what=what, share=share)


def _folded(section: Section, title: str) -> Section:
    """A section that is shown when somebody asks; a blank line behind its title lets Markdown go on inside."""
    head = f"\n<details>\n<summary>{title}</summary>\n{section.head or chr(10)}"
    return replace(section, head=head, tail="\n</details>\n")


def _change_row(row: Row) -> str:
    name, spot = _safe(shortened(row.project, NAME)), _safe(shortened(row.where, SPOT))
    verdict, money = _safe(shortened(row.verdict, NAME)), _safe(shortened(row.money, NAME))
    return _row(verdict, name, spot, _marked(row.pieces, IN_TABLE), money)


def _asked_rows(of: ChangeReport) -> Iterator[str]:
    for each in of.asked:
        change = each.change
        name = of.names.get(change.project or "", change.project or "")
        what = _marked(told(change, of.lang, of.money_unit), IN_TABLE)
        spot = _safe(shortened(spot_words(change, of.lang), SPOT))
        yield _row(_consent(each, of), _safe(shortened(name, NAME)), spot, what, each.need.say(of.lang))


def _consent(each: Asked, of: ChangeReport) -> str:
    said = _safe(shortened(approval_words(each, of), TEXT))
    return (
        f"{of.say('已批准', 'approved')} {said}"
        if each.approval
        else f"**{of.say('等待批准', 'to be approved')}** {said}"
    )


def _finding_rows(findings: Iterable[Finding], of: ChangeReport) -> Iterator[str]:
    for finding in findings:
        spot, text = shortened(of.spot(finding), SPOT), shortened(said(finding, of.lang), TEXT)
        yield _row(f"{level(finding, of.lang)} {finding.rule}", _safe(spot), _safe(text))


def _unread_rows(of: ChangeReport) -> Iterator[str]:
    for each in of.unread:
        side = of.say("新的读不了", "the new one") if each.is_new else of.say("旧的读不了", "the old one")
        first = each.findings[0]
        why = f"{first.place.line}:{first.place.column} {said(first, of.lang)}"
        text = of.say(f"{of.path(each.file)}（{side}）：{why}", f"{of.path(each.file)} ({side}): {why}")
        yield f"- {_safe(shortened(text, TEXT))}\n"


def _total_rows(of: ChangeReport) -> Iterator[str]:
    for document, total in of.totals:
        name = total.name or of.say("合计", "all")
        if len(of.review.documents) > 1:
            name = f"{document.title} {name}"
        unit = f" {document.money_unit}"
        old, new = words.number(total.old) + unit, words.number(total.new) + unit
        old, new = _safe(shortened(old, NAME)), _safe(shortened(new, NAME))
        yield _row(_safe(shortened(name, NAME)), old, new, words.change_of(total.old, total.new, of.lang))


def _group_rows(group: Group, of: ChangeReport) -> Iterator[str]:
    """The changes of a project, the first one with the project's name above it."""
    code = of.say(f"（{group.code}）", f" ({group.code})") if group.code else ""
    balance = f"{_safe(shortened(group.balance, TEXT))}\n\n" if group.balance else ""
    head = f"\n#### {_safe(shortened(group.name, NAME))}{_safe(code)}\n\n{balance}"
    for row in group.rows:
        spot = f" {_safe(shortened(row.spot, SPOT))}" if row.spot else ""
        value = f"{of.say('：', ': ')}{_marked(row.pieces, IN_LIST)}" if row.pieces else ""
        yield f"{head}- **{_safe(shortened(row.verdict, NAME))}**{spot}{value} `{row.change.fingerprint}`\n"
        head = ""


def _marked(of: Pieces, limits: tuple[int, int]) -> str:
    """Words that stayed, went and came, as Markdown."""
    marked = ""
    for piece in elided(of, *limits):
        before, behind = TAGS[piece.part]
        marked += f"{before}{_safe(piece.text)}{behind}"
    return marked


def _head(names: tuple[str, ...]) -> str:
    return f"{_row(*names)}|{'---|' * len(names)}\n"


def _row(*cells: str) -> str:
    """A row of cells that are escaped already."""
    return f"| {' | '.join(cells)} |\n"


def _safe(text: str) -> str:
    """Data as Markdown in one line, with the blanks at its ends."""
    seen = inert(text.replace("\n", "↵"))
    inside = seen.strip(" ")
    start = seen[: len(seen) - len(seen.lstrip(" "))]
    return f"{start}{escape(inside)}{seen[len(start) + len(inside) :]}"
