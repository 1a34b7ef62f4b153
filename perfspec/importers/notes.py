"""The report of an import: findings at the lines of the source text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from perfspec.finding import Fault, Finding
from perfspec.importers.faults import STRAY, TIDIED, UNPLACED
from perfspec.importers.tabtext import Cell
from perfspec.place import Place

SHOWN = 40  # characters of a line that a message shows


@dataclass(slots=True)
class Notes:
    """Collects what an import tidied and what it could not place."""

    file: str
    project: str | None = None  # the code of the project that is being read
    findings: list[Finding] = field(default_factory=list)

    def add(self, fault: Fault, line: int, width: int = 0, /, **values: Any) -> None:
        place = Place(file=self.file, line=line, end_line=line, end_column=1 + width)
        self.findings.append(replace(fault.at(place, **values), project=self.project))

    def tidied(self, line: int, was: str, now: str) -> None:
        self.add(TIDIED, line, was=_shown(was), now=_shown(now))

    def unplaced(self, line: int, text: str, why: str, why_en: str) -> None:
        self.add(UNPLACED, line, len(text), text=_shown(text), why=why, why_en=why_en)

    def stray(self, cell: Cell) -> None:
        """Says where a cell holds blanks or empty lines that do not go into the data."""
        if not cell.is_tidy:
            breaks = any(line == "" for line in cell.lines)
            self.add(
                STRAY,
                cell.line,
                1 + len(cell.lines[0]),
                what="空行" if breaks else "空格",
                what_en="empty line" if breaks else "blank",
                text=_shown(cell.raw),
                tidied=_shown(cell.text),
            )


def _shown(text: str) -> str:
    shown = text.replace("\n", "⏎").replace("\t", "⇥")
    return shown if len(shown) <= SHOWN else shown[:SHOWN] + "…"
