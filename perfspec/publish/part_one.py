"""Part one of the document: overall goal, activities and safeguards in the sentences of the official text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from perfspec.labels import label
from perfspec.model import Activity, Department, Indicator, Safeguard
from perfspec.numerals import chinese

ENDS = "。！？"
SIGN = re.compile(r"[≥≤≧≦＝═﹦=><＞＜﹥﹤]|大于|小于|不低于|不少于|不超过|不高于|至少|达到")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of an entry: a label and a colon before it where it has one."""

    label: str = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A numbered entry: `（一）` and its name; what is run in stands on the same line, behind a full stop."""

    number: str
    name: str
    is_run_in: bool = False
    run_in: str = ""
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section with its number in the heading."""

    title: str
    anchor: str
    paragraphs: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def sections(department: Department) -> tuple[Section, ...]:
    """The sections that have something to say, numbered in their order."""
    told = [
        ("goal", tuple(line.strip() for line in department.goal.splitlines() if line.strip()), ()),
        ("activities", (), _numbered([_activity(activity) for activity in department.activities])),
        ("safeguards", (), _numbered([_safeguard(safeguard) for safeguard in department.safeguards])),
    ]
    present = [(key, paragraphs, entries) for key, paragraphs, entries in told if paragraphs or entries]
    return tuple(
        Section(
            title=f"{chinese(number)}、{label('department', key)}",
            anchor=f"part-1-{key}",
            paragraphs=paragraphs,
            entries=entries,
        )
        for number, (key, paragraphs, entries) in enumerate(present, start=1)
    )


def _numbered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(replace(entry, number=f"（{chinese(number)}）") for number, entry in enumerate(entries, start=1))


def _activity(activity: Activity) -> Entry:
    told = {"goals": activity.goals, "indicators": [_indicator(indicator) for indicator in activity.indicators]}
    return Entry(
        number="",
        name=activity.name,
        paragraphs=tuple(
            Paragraph(label=label("department", "activities", 0, key), text=_listed(items))
            for key, items in told.items()
            if items
        ),
    )


def _indicator(indicator: Indicator) -> str:
    """`name，description（unit）target`, of which only the name must be there.

    A target that begins with no sign is kept apart by a comma.
    """
    words = "，".join(word for word in (indicator.name, indicator.description) if word)
    unit = f"（{indicator.unit}）" if indicator.unit else ""
    target = indicator.target.text if indicator.target else ""
    comma = "，" if target and not SIGN.match(target) else ""
    return f"{words}{unit}{comma}{target}"


def _safeguard(safeguard: Safeguard) -> Entry:
    """Measures of one sentence each are run in with 一是, 二是; longer ones are paragraphs with 1、, 2、."""
    measures = [_line(measure) for measure in safeguard.measures]
    if any("。" in measure for measure in measures):
        texts = [f"{number}、{_stopped(measure)}" for number, measure in enumerate(measures, start=1)]
        run_in = ""
    else:
        texts = []
        run_in = "".join(f"{chinese(number)}是{_stopped(measure)}" for number, measure in enumerate(measures, start=1))
    first, *more = (safeguard.text or "").splitlines() or [""]
    return Entry(
        number="",
        name=_line(safeguard.name),
        is_run_in=True,
        run_in=run_in or (_stopped(first.strip()) if first else ""),
        paragraphs=tuple(Paragraph(text=text) for text in (*texts, *(_stopped(line) for line in more if line.strip()))),
    )


def _listed(items: Sequence[str]) -> str:
    return _stopped("；".join(_line(item) for item in items))


def _line(text: str) -> str:
    return text.strip().removesuffix("。")


def _stopped(text: str) -> str:
    return text if text.endswith(tuple(ENDS)) else f"{text}。"
