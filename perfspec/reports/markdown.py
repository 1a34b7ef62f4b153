"""Findings as Markdown: a table for each file, the waivers with their reasons, and what the rules ask.

All that comes from documents is escaped, so that nothing in it becomes markup, a link or a mention.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from perfspec.finding import Finding
from perfspec.markdown import escape
from perfspec.reports.excerpt import inert
from perfspec.reports.run import Run
from perfspec.reports.summary import PARTIAL, WORDS

TITLE = {"zh": "绩效目标检查结果", "en": "Performance targets: findings"}
HEAD = {"zh": ("级别", "规则", "行", "位置", "问题", "怎么改"), "en": ("level", "rule", "line", "at", "what", "advice")}
WAIVED = {"zh": "已豁免", "en": "Waived"}
WAIVED_HEAD = {"zh": ("规则", "位置", "问题", "理由", "同意人"), "en": ("rule", "at", "what", "reason", "by")}
RULES = {"zh": "规则", "en": "Rules"}
SOURCES = {"zh": "。依据：", "en": ". Source: "}
AND = {"zh": "、", "en": "; "}
LEFT_OUT = {
    "zh": "摘要放不下，还有 {} 处没有列出；运行 perfspec check 看全部。",
    "en": "{} more do not fit into this summary; run perfspec check to see all.",
}

Row = tuple[str, int]  # lines, and how many findings they tell


def report(run: Run) -> Iterator[str]:
    return (text for text, _ in _rows(run))


def within(run: Run, room: int) -> Iterator[str]:
    """The report in at most so many bytes: what does not fit is counted; nothing where not even that fits."""
    if sum(len(text.encode()) for text in report(run)) <= room:
        yield from report(run)
        return
    left = sum(run.summary.counts.values())
    room -= len(_left_out(left, run.lang).encode())
    if room < 0:
        return
    for text, count in _rows(run):
        room -= len(text.encode())
        if room < 0:
            break
        yield text
        left -= count
    yield _left_out(left, run.lang)


def _left_out(count: int, lang: str) -> str:
    return f"\n{LEFT_OUT[lang].format(count)}\n"


def _rows(run: Run) -> Iterator[Row]:
    yield f"## {TITLE[run.lang]}\n\n{_safe(run.summary.say(run.lang))}\n", 0
    if not run.is_whole:
        yield f"\n{PARTIAL[run.lang]}\n", 0
    for file, found in groupby(run.open, key=lambda finding: finding.place.file):
        yield f"\n### {_safe(run.path(file))}\n\n{_table_head(HEAD[run.lang])}", 0
        for finding in found:
            yield _finding_row(finding, run.lang), 1
    yield from _waived(run)
    yield from _rules(run)


def _finding_row(finding: Finding, lang: str) -> str:
    return _row(
        WORDS[lang][finding.severity],
        finding.rule,
        str(finding.place.line),
        finding.where,
        finding.message(lang),
        finding.advice(lang),
    )


def _waived(run: Run) -> Iterator[Row]:
    if run.summary.waived:
        yield f"\n### {WAIVED[run.lang]}\n\n{_table_head(WAIVED_HEAD[run.lang])}", 0
    for finding in run.findings:
        if finding.waiver is not None:
            at = f"{run.path(finding.place.file)}:{finding.place.line} {finding.where}"
            yield _row(finding.rule, at, finding.message(run.lang), finding.waiver.reason, finding.waiver.by), 0


def _rules(run: Run) -> Iterator[Row]:
    """What each rule that found something asks, and who says so."""
    cites = {finding.rule: finding.fault.cites for finding in run.open}
    if cites:
        yield f"\n### {RULES[run.lang]}\n\n", 0
    for rule in sorted(cites):
        sources = [run.book.sources[key].say(run.lang) for key in cites[rule] if key in run.book.sources]
        named = SOURCES[run.lang] + AND[run.lang].join(sources) if sources else ""
        yield f"- {_safe(f'{rule} {run.title(rule)}{named}')}\n", 0


def _table_head(names: tuple[str, ...]) -> str:
    return f"| {' | '.join(names)} |\n|{'---|' * len(names)}\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_safe, cells))} |\n"


def _safe(text: str) -> str:
    return escape(inert(text))
