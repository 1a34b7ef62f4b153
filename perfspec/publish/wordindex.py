"""The list of all projects at the head of part two, with the page of each."""

from __future__ import annotations

from perfspec.publish.document import Index, IndexGroup, IndexRow
from perfspec.publish.grid import Cell, Grid, Group, Row, lines

PAGE = "页码"
COLUMNS = ("index-number", "index-code", "index-name", "index-amount", "index-page")


def index_grid(index: Index, caption: str) -> Grid:
    """The projects by unit, with sums; the cells of name and page have the anchor of the form as their id."""
    labels = {
        "index-number-head": index.number_label,
        "index-code-head": index.code_label,
        "index-name-head": index.name_label,
        "index-amount-head": index.amount_label,
        "index-page-head": PAGE,
    }
    total = Group(kind="total", rows=(_sum("index-total-head", index.total_label, index.total),))
    return Grid(
        caption=caption,
        columns=COLUMNS,
        head=tuple(_cell(kind, label, scope="col") for kind, label in labels.items()),
        groups=(*(_group(group) for group in index.groups), total),
    )


def _group(group: IndexGroup) -> Group:
    return Group(
        kind="unit", rows=(_sum("index-unit-head", group.unit, group.amount), *(_row(row) for row in group.rows))
    )


def _sum(kind: str, label: str, amount: str) -> Row:
    return (
        Cell(lines=lines(label), kind=kind, scope="rowgroup", colspan=3),
        _cell("index-amount", amount),
        _cell("index-page", ""),
    )


def _row(row: IndexRow) -> Row:
    return (
        _cell("index-number", str(row.number)),
        _cell("index-code", row.code),
        Cell(lines=lines(row.name), kind="index-name", scope="row", id=row.anchor),
        _cell("index-amount", row.amount),
        Cell(lines=(), kind="index-page", id=row.anchor),
    )


def _cell(kind: str, text: str, scope: str = "") -> Cell:
    return Cell(lines=lines(text), kind=kind, scope=scope)
