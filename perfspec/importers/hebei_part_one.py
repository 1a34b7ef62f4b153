"""Part one of a published document: the overall goal, the activities and the safeguards, in sentences.

An activity is `（一）名称`, `绩效目标：…；…。`, `绩效指标：名称，描述≥80%；…。`. A safeguard is a name with measures
(`（一）名称。一是…。二是…。`), with a text, or with numbered paragraphs (`1、…`).
"""

from __future__ import annotations

import re
from typing import Any

from perfspec.importers.notes import Notes
from perfspec.importers.tabtext import Numbered
from perfspec.numerals import chinese

SECTIONS = ("一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施")
TITLES = ("第一部分", "部门整体绩效目标", "第二部分", "预算项目绩效目标")
NUMBERED = re.compile(r"([（(])([一二三四五六七八九十]+)([）)])(.*)")
PARAGRAPH = re.compile(r"[0-9]+([、.．])(.*)")
MEASURE = re.compile(r"(?:^|(?<=。))[一二三四五六七八九十]+是")
SIGN = r"[≥≤≧≦＝═﹦=><＞＜]|大于|小于|不低于|不少于|不超过|不高于|至少|达到"
INDICATOR = re.compile(rf"(?P<words>.*?)(?:[（(](?P<unit>[^（()）]+)[)）])?(?P<target>(?:{SIGN})\s*-?[0-9].*)?")

Data = dict[str, Any]


def read_part_one(lines: list[Numbered], notes: Notes) -> Data:
    """The fields `goal`, `activities` and `safeguards` of a department."""
    goal: list[str] = []
    activities: list[Data] = []
    safeguards: list[Data] = []
    section = None
    for number, raw in lines:
        line = raw.strip()
        if not line or line in TITLES:
            continue
        if raw != line:
            notes.tidied(number, raw, line)
        if line in SECTIONS:
            section = line
        elif section == SECTIONS[0]:
            goal.append(line)
        elif section == SECTIONS[1]:
            _activity_line(number, line, activities, notes)
        elif section == SECTIONS[2]:
            _safeguard_line(number, line, safeguards, notes)
        else:
            notes.unplaced(number, line, "它前面没有“一、总体绩效目标”", "No section heading stands before it")
    return {"goal": "\n".join(goal), "activities": activities, "safeguards": safeguards}


def _activity_line(number: int, line: str, activities: list[Data], notes: Notes) -> None:
    heading = _heading(number, line, len(activities), notes)
    if heading is not None:
        activities.append({"name": heading, "goals": [], "indicators": []})
    elif activities and line.startswith("绩效目标："):
        activities[-1]["goals"] += _items(number, line.removeprefix("绩效目标："), notes)
    elif activities and line.startswith("绩效指标："):
        items = _items(number, line.removeprefix("绩效指标："), notes)
        activities[-1]["indicators"] += [_indicator(number, item, notes) for item in items]
    else:
        notes.unplaced(
            number, line, "应为“（一）…”“绩效目标：…”或“绩效指标：…”", "Expected （一）…, 绩效目标：… or 绩效指标：…"
        )


def _heading(number: int, line: str, count: int, notes: Notes) -> str | None:
    """The text behind `（一）`, or None where the line is not numbered so."""
    match = NUMBERED.fullmatch(line)
    if match is None:
        return None
    expected = f"（{chinese(count + 1)}）"
    if line[: match.start(4)] != expected:
        notes.tidied(number, line[: match.start(4)], expected)
    return match[4].strip()


def _items(number: int, text: str, notes: Notes) -> list[str]:
    """Items between semicolons; the last ends with a full stop."""
    if not text.endswith("。"):
        notes.tidied(number, text[-8:], text[-8:] + "。")
    for match in re.finditer(r".{0,8};.{0,8}", text):
        notes.tidied(number, match[0], match[0].replace(";", "；"))
    items = [item.strip() for item in re.split("[；;]", text.removesuffix("。"))]
    return [item for item in items if item]


def _indicator(number: int, item: str, notes: Notes) -> Data:
    match = INDICATOR.fullmatch(item)
    assert match is not None  # noqa: S101 - every part of the pattern is optional
    name, comma, description = _split(match["words"])
    if comma == ",":
        notes.tidied(number, f"{name},{description}", f"{name}，{description}")
    data = {"name": name, "description": description, "unit": match["unit"], "target": match["target"]}
    return {key: value for key, value in data.items() if value}


def _split(words: str) -> tuple[str, str, str]:
    match = re.search("[，,]", words)
    if match is None:
        return words, "", ""
    return words[: match.start()], match[0], words[match.end() :]


def _safeguard_line(number: int, line: str, safeguards: list[Data], notes: Notes) -> None:
    heading = _heading(number, line, len(safeguards), notes)
    if heading is not None:
        name, _, rest = heading.partition("。")
        safeguards.append({"name": name, **_measures(rest)})
        if not heading.endswith("。"):
            notes.tidied(number, heading[-8:], heading[-8:] + "。")
        return
    paragraph = PARAGRAPH.fullmatch(line)
    if paragraph is None or not safeguards or "text" in safeguards[-1]:
        notes.unplaced(number, line, "应为“（一）…”或“1、…”", "Expected （一）… or 1、…")
        return
    measures = safeguards[-1].setdefault("measures", [])
    expected = f"{len(measures) + 1}、"
    if line[: paragraph.start(2)] != expected:
        notes.tidied(number, line[: paragraph.start(2)], expected)
    if not line.endswith("。"):
        notes.tidied(number, line[-8:], line[-8:] + "。")
    measures.append(paragraph[2].strip().removesuffix("。"))


def _measures(rest: str) -> Data:
    if not rest:
        return {}
    if MEASURE.match(rest):
        return {"measures": [measure.removesuffix("。") for measure in MEASURE.split(rest)[1:]]}
    return {"text": rest.removesuffix("。")}
