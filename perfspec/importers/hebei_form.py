"""One form of part two: the tables of a project, row by row."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from perfspec.importers.notes import Notes
from perfspec.importers.tabtext import Numbered, Row, read_rows
from perfspec.profile import Profile

HEADING = re.compile(r"(?P<number>[0-9]+)[.．、](?P<title>.+)")
UNIT = re.compile(r"(?P<code>[0-9]{3,})(?P<name>\D.*)")
AMOUNT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
GOAL = re.compile(r"(?P<number>[0-9]+)[.．、]\s*(?P<goal>.*)")
COLUMNS = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]

# the words of a row's first cell, without blanks, and how many cells the row has; None: as many as there are months
LAYOUT = {"项目编码": 4, "预算规模及资金用途": 7, "绩效目标": 2, "一级指标": 6}

Data = dict[str, Any]


def read_form(heading: Numbered, lines: list[Numbered], profile: Profile, notes: Notes) -> tuple[Data, Data]:
    """The project of a form, and its budget unit (`code`, `name`)."""
    expect = _Expect(profile)
    rows: list[Row] = []
    for found in read_rows(lines, expect):
        if isinstance(found, Row):
            rows.append(found)
        else:
            notes.unplaced(*found, "它不在表格的任何一行里", "It belongs to no row of the form")
    return _Form(heading, profile, notes).read(rows)


class _Expect:
    """How many cells a row has, told by its first cell and the row before."""

    def __init__(self, profile: Profile) -> None:
        self.months = 1 + len(profile.plan_months)
        self.in_indicators = False

    def __call__(self, first: str, last: Row | None) -> tuple[int, bool]:
        label = _label(first)
        if last is None:
            return 2, False
        if label == "一级指标":
            self.in_indicators = True
        if self.in_indicators:
            return 6, False
        if label.startswith("资金支出计划"):
            return self.months, False
        if label in LAYOUT:
            return LAYOUT[label], label == "绩效目标"
        if _label(last.cells[0].text) == "预算规模及资金用途":
            return 2, True
        return self.months, False


class _Form:
    """Turns the rows of one form into the data of a project."""

    def __init__(self, heading: Numbered, profile: Profile, notes: Notes) -> None:
        self.line, self.heading = heading
        self.profile = profile
        self.notes = notes
        self.data: Data = {}
        self.unit: Data = {}
        self.first = ""  # the first-level category that a merged cell continues

    def read(self, rows: list[Row]) -> tuple[Data, Data]:
        for position, row in enumerate(rows):
            if not row.is_whole:
                self._unplaced(row, f"这一行应有 {row.expected} 个单元格，读到 {len(row.cells)} 个")
                continue
            for cell in row.cells:
                self.notes.stray(cell)
            self._row(position, row, rows[position - 1] if position else None)
        self._title()
        return self.data, self.unit

    def _row(self, position: int, row: Row, before: Row | None) -> None:
        label = _label(row.cells[0].text)
        above = _label(before.cells[0].text) if before is not None else ""
        if position == 0:
            self._unit(row)
        elif label == "项目编码":
            self.data["code"], self.data["name"] = row.cells[1].text, row.cells[3].text
            self.notes.project = self.data["code"]
        elif label == "预算规模及资金用途":
            self._budget(row)
        elif label == "绩效目标":
            self._goals(row)
        elif row.cells[0].merged and above == "预算规模及资金用途":
            self._set("purpose", row.cells[1].text)
        elif label.startswith("资金支出计划"):
            self.months = [re.sub(r"底$", "", cell.text) for cell in row.cells[1:]]
        elif row.cells[0].merged and above.startswith("资金支出计划"):
            self._spending_plan(row)
        elif label == "一级指标":
            if [_label(text) for text in row.texts()] != COLUMNS:
                self._unplaced(row, f"表头应为：{'、'.join(COLUMNS)}")
        elif "indicators" in self.data or label in {category.first for category in self.profile.categories}:
            self._indicator(row)
        else:
            self._unplaced(row, "认不出这一行")

    def _unit(self, row: Row) -> None:
        match = UNIT.fullmatch(row.cells[0].text)
        if match is None:
            self._unplaced(row, "应为预算单位的编码和名称")
            return
        self.unit = match.groupdict()
        self.data["unit"] = match["code"]
        if _label(row.cells[1].text) != f"单位：{self.profile.money_unit}":
            self._unplaced(row, f"金额单位应为 {self.profile.money_unit}")

    def _budget(self, row: Row) -> None:
        labels = [_label(cell.text) for cell in row.cells[1::2]]
        if labels != ["预算数", "其中：财政资金", "其他资金"]:
            self._unplaced(row, "应为：预算数、其中：财政资金、其他资金")
            return
        amounts = {key: cell.text for key, cell in zip(("total", "fiscal", "other"), row.cells[2::2], strict=True)}
        budget = {key: self._number(row, text) for key, text in amounts.items() if text}
        self.data["budget"] = {key: amount for key, amount in budget.items() if amount is not None}

    def _spending_plan(self, row: Row) -> None:
        percents = {}
        for month, cell in zip(self.months, row.cells[1:], strict=True):
            if cell.text:
                percent = self._number(row, cell.text.removesuffix("%").removesuffix("％"))
                if percent is not None:
                    percents[month] = percent
        self._set("spending_plan", percents)

    def _goals(self, row: Row) -> None:
        goals: list[str] = []
        for line in row.cells[1].text.split("\n"):
            match = GOAL.fullmatch(line)
            if match is not None and int(match["number"]) == len(goals) + 1:
                goals.append(match["goal"])
                if not line.startswith(f"{len(goals)}."):
                    self.notes.tidied(row.line, line, f"{len(goals)}.{match['goal']}")
            elif goals:
                goals[-1] += f"\n{line}"
            elif line:
                goals.append(line)
                self.notes.tidied(row.line, line, f"1.{line}")
        self.data["goals"] = goals

    def _indicator(self, row: Row) -> None:
        first, second, name, description, target, basis = row.texts()
        self.first = self.first if row.cells[0].merged else first
        category = self.profile.category(second)
        if category is None or category.first != self.first:
            self._unplaced(row, f"“{self.first}”下没有“{second}”这个二级指标")
            return
        fields = {"category": second, "name": name, "description": description, "target": target, "basis": basis}
        indicator = {key: value for key, value in fields.items() if value}
        self.data.setdefault("indicators", []).append(indicator)

    def _title(self) -> None:
        match = HEADING.fullmatch(self.heading)
        title = match["title"].removesuffix(self.profile.form_title) if match else self.heading
        if title != self.data.get("name", title):
            self.data["title"] = title

    def _number(self, row: Row, text: str) -> Decimal | None:
        if AMOUNT.fullmatch(text):
            return Decimal(text)
        self._unplaced(row, f"“{text}”不是数")
        return None

    def _set(self, key: str, value: Any) -> None:
        if value:
            self.data[key] = value

    def _unplaced(self, row: Row, why: str) -> None:
        self.notes.unplaced(row.line, "｜".join(row.texts()), why, "The row does not fit the form")


def _label(text: str) -> str:
    """A label without the blanks that a form puts into it to fill the cell."""
    return "".join(text.split())
