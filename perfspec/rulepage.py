"""The manual page of a rule as Markdown: what must hold, why, examples, settings, sources; and the list of rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from perfspec.examples import page
from perfspec.finding import Severity
from perfspec.packs import RuleBook
from perfspec.rule import Rule

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
CHAPTERS = {
    "PS1": "结构与资金 · Structure and money",
    "PS2": "指标与指标值 · Indicators and targets",
    "PS3": "成本与预算 · Cost against budget",
    "PS4": "名称与文字 · Names and wording",
    "PS5": "整份文本与部门 · Across the document, department",
    "PS7": "变更 · Changes",
}
OTHERS = "其他 · Others"


def markdown(rule: Rule, book: RuleBook) -> str:
    """The page of a rule in Chinese, with its English behind; the sources come from the book."""
    its = page(rule)
    lines = [f"# {rule.id} {its.title.rstrip('。')}", ""]
    if rule.title_en:
        lines += [f"{rule.title_en}.", ""]
    lines += [f"{SEVERITIES[rule.severity]} {rule.severity} · {rule.block.say('zh')} {rule.block}"]
    lines += ["", "## 为什么 · Why", "", its.why, ""]
    lines += [rule.why_en, ""] if rule.why_en else []
    lines += ["## 说明 · Notes", "", its.note, ""] if its.note else []
    lines += ["## 怎么说 · What it says", "", *_sentences(rule), ""]
    for example in its.examples:
        head = "反例 · Found" if example.is_bad else "正例 · Passed"
        lines += [f"## {head}", "", "```yaml", example.text.rstrip(), "```", ""]
    if rule.settings:
        lines += ["## 参数 · Settings", "", "写在 `perfspec.yaml` 里。In `perfspec.yaml`:", ""]
        lines += ["```yaml", *settings(rule), "```", ""]
    lines += ["## 依据 · Sources", ""]
    for key in rule.cites:
        source = book.sources[key]
        english = f"<br>{source.say('en')}: {source.asks_en}" if source.title_en else ""
        lines += [f"- {source.say()}（{key}）：{source.asks}{english}"]
    return "\n".join(lines) + "\n"


def _sentences(rule: Rule) -> Iterator[str]:
    for fault in rule.faults.values():
        for text in ("zh", "en"):
            message, advice = getattr(fault.message, text), getattr(fault.advice, text)
            if message:
                stop = "。" if text == "zh" else ". "
                yield f"- {message}{stop if advice else ''}{advice}"


def settings(rule: Rule) -> Iterator[str]:
    """The lines of `perfspec.yaml` that set the rule as it is; none where nothing can be set."""
    if rule.settings:
        yield from ("rules:", f"  {rule.id}:")
    for name, value in rule.settings.items():
        yield f"    {name}: {_written(value)}"


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)


def index(book: RuleBook) -> str:
    """All rules by chapter, each with a link to its page."""
    lines = [
        "# 规则一览 · Rules",
        "",
        "本页和各规则的说明由规则的代码生成（`make docs`），不要手工修改。",
        "This page and those of the rules are generated from the rules; do not edit them.",
    ]
    for chapter, rules in groupby(book.rules, key=chapter_of):
        lines += [
            "",
            f"## {chapter}",
            "",
            "| 规则 | 应当怎样 what must hold | 级别 | 审核内容 block |",
            "|---|---|---|---|",
        ]
        for rule in rules:
            title = rule.title + (f"<br>{rule.title_en}" if rule.title_en else "")
            cells = [f"[{rule.id}]({rule.id}.md)", title, SEVERITIES[rule.severity], rule.block.say("zh")]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def chapter_of(rule: Rule) -> str:
    """The heading that a rule is listed under, by the first digit of its id."""
    return CHAPTERS.get(rule.id[:3], OTHERS)
