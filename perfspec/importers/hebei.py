"""A department's published targets in the form of Hebei province: part one in sentences, part two in tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from perfspec.code import ProjectCode
from perfspec.finding import Finding
from perfspec.importers.faults import NOT_SAID
from perfspec.importers.hebei_form import HEADING, read_form
from perfspec.importers.hebei_part_one import read_part_one
from perfspec.importers.notes import Notes
from perfspec.importers.tabtext import Numbered
from perfspec.profile import Profile

BOOKMARK = re.compile(r"\[bookmark: [^\]\n]*\]")  # what a converter leaves of a Word bookmark
SPACED_LABEL = re.compile(r"其中：财政[ \u3000]+资金")
PART_TWO = "第二部分"
DEPARTMENT = re.compile(r"(?P<name>[^，。；、\s]{2,40}?)(?:是|为)[^，。；]{0,20}(?:部门|机构|单位)")

Data = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A document as plain data, and the report of what was tidied or could not be placed."""

    department: Data
    projects: tuple[Data, ...]
    findings: tuple[Finding, ...]


def read_document(text: str, file: str, profile: Profile, given: Data) -> Imported:
    """The document in a published text.

    `given` holds fields of the department (`code`, `name`, `year`, `region`) that the text does not tell.
    """
    notes = Notes(file)
    lines = [(number, BOOKMARK.sub("", line)) for number, line in enumerate(text.split("\n"), start=1)]
    _report_folded(text, notes)
    part_one, forms = _cut(lines, profile)
    told = read_part_one(part_one, notes)
    projects: list[Data] = []
    units: dict[str, Data] = {}
    for heading, rows in forms:
        notes.project = None
        project, unit = read_form(heading, rows, profile, notes)
        _count(heading, len(projects) + 1, notes)
        projects.append(project)
        if unit:
            units.setdefault(unit["code"], unit)
    notes.project = None
    derived = _department(told, projects, list(units))
    department = {**derived, **{key: value for key, value in given.items() if value is not None}}
    for key, option, what, what_en in (
        ("code", "--code", "部门编码", "code of the department"),
        ("name", "--name", "部门名称", "name of the department"),
        ("year", "--year", "预算年度", "budget year"),
        ("region", "--region", "行政区划", "region"),
    ):
        if department.get(key) is None:
            notes.add(NOT_SAID, 1, what=what, what_en=what_en, option=option)
            department.pop(key, None)
    return Imported(
        department={**department, "units": list(units.values()), **told},
        projects=tuple(projects),
        findings=tuple(sorted(notes.findings, key=lambda finding: finding.sort_key)),
    )


def _cut(lines: list[Numbered], profile: Profile) -> tuple[list[Numbered], list[tuple[Numbered, list[Numbered]]]]:
    """Part one, and each form of part two with its heading."""
    start = next((at for at, (_, line) in enumerate(lines) if line.strip() == PART_TWO), len(lines))
    part_one, forms = lines[:start], list[tuple[Numbered, list[Numbered]]]()
    for number, line in lines[start:]:
        if HEADING.fullmatch(line.strip()) and line.strip().endswith(profile.form_title) and line[0] != "\t":
            forms.append(((number, line.strip()), []))
        elif forms:
            forms[-1][1].append((number, line))
        else:
            part_one.append((number, line))
    return part_one, forms


def _report_folded(text: str, notes: Notes) -> None:
    """What stands in many places and is left out everywhere gets one note, at the first place."""
    for pattern, now in ((BOOKMARK, "不写入"), (SPACED_LABEL, "其中：财政资金")):
        found = list(pattern.finditer(text))
        if found:
            line = text.count("\n", 0, found[0].start()) + 1
            notes.tidied(line, f"{found[0][0].strip()}（共 {len(found)} 处）", now)


def _count(heading: Numbered, expected: int, notes: Notes) -> None:
    number, line = heading
    if not line.startswith(f"{expected}."):
        notes.tidied(number, line, f"{expected}.…")


def _department(told: Data, projects: list[Data], units: list[str]) -> Data:
    """What the text tells of the department itself; None where it does not tell."""
    codes = [ProjectCode.parse(project.get("code", "")) for project in projects]
    years = {code.year for code in codes if code is not None}
    regions = {code.region for code in codes if code is not None}
    name = DEPARTMENT.match(told["goal"])
    prefixes = {unit[:-3] for unit in units}
    return {
        "code": prefixes.pop() if len(prefixes) == 1 else None,
        "name": name["name"] if name else None,
        "year": years.pop() if len(years) == 1 else None,
        "region": regions.pop() if len(regions) == 1 else None,
    }
