"""How a review opinion is scored: points of the blocks, deductions and thresholds, as data with their basis.

The data is `rules/opinion.yaml`; a workspace's own file takes the place of the built-in one as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from perfspec import schema
from perfspec.error import PerfspecError
from perfspec.finding import Block, Severity
from perfspec.reading import read_file
from perfspec.resources import builtin
from perfspec.workspace import Workspace
from perfspec.yamlfile import YamlFile

FILE = "opinion.yaml"


class Grade(StrEnum):
    """The grades of a review, from the best to the worst. Source: 财预〔2015〕88号."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"

    def say(self, lang: str) -> str:
        return str(self) if lang == "en" else _GRADES[self]


_GRADES = {Grade.EXCELLENT: "优", Grade.GOOD: "良", Grade.FAIR: "中", Grade.POOR: "差"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A text of the data in the languages that people read; without English it is Chinese."""

    zh: str
    en: str = ""

    def say(self, lang: str) -> str:
        return (lang == "en" and self.en) or self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A grade, the points from which it is given, and what follows from it."""

    grade: Grade
    at_least: Decimal
    then: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """The numbers of `rules/opinion.yaml`; `bases` says where each group of them comes from."""

    full: Mapping[Block, Decimal]
    each: Mapping[Severity, Decimal]  # what one fault costs
    repeats: int  # how often one rule counts in one table
    error_ceiling: Decimal  # most points of a table with an error
    is_by_budget: bool  # whether projects weigh by their budgets, else alike
    department: Decimal  # percentage of the department's own targets in the document
    levels: tuple[Level, ...]  # from the best to the worst
    bases: tuple[Remark, ...] = ()

    def level(self, points: Decimal) -> Level:
        """The best level that the points reach."""
        return next((level for level in self.levels if points >= level.at_least), self.levels[-1])

    def above(self, level: Level) -> Decimal | None:
        """The points that would be one grade better; None at the top."""
        position = self.levels.index(level)
        return self.levels[position - 1].at_least if position else None


def load_scoring(workspace: Workspace) -> Scoring:
    """The workspace's scoring, else the built-in one. Raises PerfspecError where its file is wrong."""
    folders = workspace.folders("rules")
    path = next((folder / FILE for folder in folders if (folder / FILE).exists()), builtin("rules") / FILE)
    inside = path.is_relative_to(workspace.root)
    return parse(read_file(path, workspace.relative(path) if inside else FILE))


def parse(source: YamlFile) -> Scoring:
    """The scoring in a file. Raises PerfspecError, with the findings, where it is wrong."""
    findings = source.findings or tuple(schema.faults(source, "opinion"))
    if findings:
        raise PerfspecError(f"{source.file} 有错，先改好它", f"{source.file} is wrong; mend it first", findings)
    data = source.data
    found = Scoring(
        full={block: Decimal(data["blocks"]["points"][block]) for block in Block},
        each={severity: Decimal(data["deductions"]["points"][severity]) for severity in Severity},
        repeats=int(data["deductions"]["repeats"]),
        error_ceiling=Decimal(data["deductions"]["error_ceiling"]),
        is_by_budget=data["document"]["weighting"] == "budget",
        department=Decimal(data["document"]["department"]),
        levels=tuple(_level(grade, data["grades"]["levels"][grade]) for grade in Grade),
        bases=tuple(_remark(data[group], "basis") for group in ("blocks", "deductions", "document", "grades")),
    )
    _must_fit(found, source.file)
    return found


def _level(grade: Grade, data: Mapping[str, Any]) -> Level:
    return Level(grade=grade, at_least=Decimal(data.get("at_least", 0)), then=_remark(data, "then"))


def _remark(data: Mapping[str, Any], key: str) -> Remark:
    return Remark(zh=str(data[key]).strip(), en=str(data.get(f"{key}_en", "")).strip())


def _must_fit(scoring: Scoring, file: str) -> None:
    """What a schema cannot say: full points make 100, and both deductions and thresholds fall."""
    total = sum(scoring.full.values())
    if total != 100:
        raise PerfspecError(
            f"{file}：四块的满分合计要是 100 分，现在是 {total:f} 分",
            f"{file}: the points of the four blocks must make 100, they make {total:f}",
        )
    if any(lighter > heavier for heavier, lighter in pairwise(scoring.each.values())):
        raise PerfspecError(
            f"{file}：轻的问题不能比重的扣得多",
            f"{file}: a lighter fault must not cost more than a heavier one",
        )
    if any(worse.at_least >= better.at_least for better, worse in pairwise(scoring.levels)):
        raise PerfspecError(
            f"{file}：分数线要从优到中依次降低，并且高于 0",
            f"{file}: the thresholds must fall from excellent to fair and stay above 0",
        )
