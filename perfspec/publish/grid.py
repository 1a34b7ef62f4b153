"""Where the words of a form stand: the two tables of the official layout, with their merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import lcm

from perfspec.publish.form import Column, Field, Form

# where a label may be broken over two lines; elsewhere it stays together
BREAKS = re.compile(r"(?<=[及：])|(?=指标(?!值)|指标值确定)|(?<=指标值)|(?<=支出)(?=计划)|(?<=对象|环境)|(?<=可持续)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its text by lines, how far it reaches, and what it is the header of."""

    lines: tuple[str, ...]
    kind: str  # the key of the field, for its looks
    scope: str = ""  # row, col, rowgroup; empty for a cell that is no header
    rowspan: int = 1
    colspan: int = 1
    id: str = ""
    headers: tuple[str, ...] = ()  # the ids of its headers, where their scope does not say it
    label: str = ""  # its header's words, for displays too narrow for a table

    @property
    def parts(self) -> tuple[str, ...]:
        """The text of a label in the parts that a line break may separate."""
        return tuple(part for line in self.lines for part in BREAKS.split(line) if part)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that belong together: what a merged cell at their left spans."""

    kind: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: its columns by kind, the row of headers that is repeated on each page, and its groups of rows."""

    caption: str
    columns: tuple[str, ...]
    head: Row = ()
    groups: tuple[Group, ...]


def project_grid(form: Form) -> Grid:
    """The upper table: code and name, money and purpose, spending plan, goals."""
    width = lcm(6, len(form.plan) or 1)  # columns behind the labels: six cells of money, and a cell for each month
    return Grid(
        caption=form.heading,
        columns=("label", *("share",) * width),
        groups=tuple(_project_groups(form, width)),
    )


def _project_groups(form: Form, width: int) -> Iterator[Group]:
    sixth = width // 6
    yield Group(
        kind="project",
        rows=((*_pair(form, form.code, 1, 2 * sixth), *_pair(form, form.name, sixth, 3 * sixth)),),
    )
    money = [cell for field in form.budget for cell in _pair(form, field, sixth, sixth, above="budget")]
    first = _header(form, "budget", form.budget_label, "rowgroup", rowspan=2 if form.purpose else 1)
    purpose = _value(form, "purpose", form.purpose, ("budget",), colspan=width)
    yield Group(kind="budget", rows=((first, *money), *(((purpose,),) if form.purpose else ())))
    if form.plan:
        yield _plan(form, width // len(form.plan))
    goals = _value(form, "goals", "\n".join(form.numbered_goals), ("goals",), colspan=width)
    yield Group(kind="goals", rows=((_header(form, "goals", form.goals_label, "row"), goals),))


def _plan(form: Form, share: int) -> Group:
    first = _header(form, "plan", form.plan_label, "rowgroup", rowspan=2)
    months = [_header(form, field.key, field.label, "col", colspan=share, above="plan") for field in form.plan]
    values = [
        _value(form, "percent", field.text, ("plan", field.key), colspan=share, label=field.label)
        for field in form.plan
    ]
    return Group(kind="plan", rows=((first, *months), tuple(values)))


def _pair(form: Form, field: Field, label_span: int, span: int, above: str = "") -> Row:
    header = _header(form, field.key, field.label, "row", colspan=label_span, above=above)
    kind = "amount" if above else field.key
    return header, _value(form, kind, field.text, (above, field.key) if above else (field.key,), colspan=span)


def _header(
    form: Form, key: str, text: str, scope: str, *, rowspan: int = 1, colspan: int = 1, above: str = ""
) -> Cell:
    return Cell(
        lines=(text,),
        kind="label",
        scope=scope,
        rowspan=rowspan,
        colspan=colspan,
        id=_id(form, key),
        headers=(_id(form, above),) if above else (),
    )


def _value(form: Form, kind: str, text: str, headers: Sequence[str], *, colspan: int = 1, label: str = "") -> Cell:
    ids = tuple(_id(form, key) for key in headers)
    return Cell(lines=lines(text), kind=kind, colspan=colspan, headers=ids, label=label)


def _id(form: Form, key: str) -> str:
    return f"{form.anchor}-{key}"


def indicator_grid(form: Form) -> Grid:
    """The lower table: the indicators, with equal categories that follow each other merged."""
    return Grid(
        caption=form.indicators_label,
        columns=tuple(column.key for column in form.columns),
        head=tuple(Cell(lines=(column.label,), kind="label", scope="col") for column in form.columns),
        groups=tuple(
            Group(kind="indicators", rows=tuple(_indicator_rows(form.columns, list(rows))))
            for _, rows in groupby(form.rows, key=lambda row: row[0])
        ),
    )


def _indicator_rows(columns: Sequence[Column], rows: list[tuple[str, ...]]) -> Iterator[Row]:
    """The rows below one first-level category."""
    first = Cell(lines=lines(rows[0][0]), kind="first", scope="rowgroup", rowspan=len(rows), label=columns[0].label)
    before: Row = (first,)
    for second, below in groupby(rows, key=lambda row: row[1]):
        members = list(below)
        cell = Cell(lines=lines(second), kind="second", scope="row", rowspan=len(members), label=columns[1].label)
        before = (*before, cell)
        for row in members:
            yield (*before, *(_indicator_cell(*pair) for pair in zip(columns[2:], row[2:], strict=True)))
            before = ()


def _indicator_cell(column: Column, text: str) -> Cell:
    scope = "row" if column.key == "name" else ""
    return Cell(lines=lines(text), kind=column.key, scope=scope, label=column.label)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that are not empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
