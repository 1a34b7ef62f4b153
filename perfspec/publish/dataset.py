"""The document as flat tables for analysis: its projects, their indicators, and a dictionary of both.

Values are those of the model: exact decimals, codes as text, None where the source says nothing; no formatting.
"""

from __future__ import annotations

from collections.abc import Iterator

from perfspec.model import Document
from perfspec.publish.datacolumns import (
    derived,
    indicator_columns,
    indicator_row,
    months,
    project_columns,
    project_row,
)
from perfspec.publish.datatable import ColumnType, DataColumn, DataTable, Row, Rows

TYPES = {  # of the values of a column: what the dictionary tells of them in Chinese and in English
    ColumnType.TEXT: ("文字", "text"),
    ColumnType.CODE: ("编码，是文字", "code, which is text"),
    ColumnType.MONEY: ("金额", "money"),
    ColumnType.PERCENT: ("百分数，50 是一半", "percent, 50 is half"),
    ColumnType.NUMBER: ("数", "number"),
    ColumnType.INTEGER: ("整数", "integer"),
    ColumnType.DATE: ("日期", "date"),
}


def projects_table(document: Document) -> DataTable:
    """One row for each project, in the order of publication."""

    plan = months(document)

    def rows() -> Iterator[Row]:
        for number, project in enumerate(document.projects, start=1):
            yield project_row(document, plan, number, project)

    columns = project_columns(document.profile.money_unit, plan)
    return DataTable(name="projects", title="项目", title_en="Projects", columns=columns, rows=Rows(rows))


def indicators_table(document: Document) -> DataTable:
    """One row for each indicator of each project, in the order of the forms."""

    def rows() -> Iterator[Row]:
        for project in document.projects:
            for number, indicator in enumerate(project.indicators, start=1):
                yield indicator_row(project, number, indicator)

    columns = indicator_columns()
    return DataTable(name="indicators", title="绩效指标", title_en="Indicators", columns=columns, rows=Rows(rows))


def dictionary_table(*tables: DataTable) -> DataTable:
    """The data dictionary: one row for each column of the other tables."""
    return DataTable(
        name="dictionary",
        title="数据字典",
        title_en="Dictionary",
        columns=(
            _said("table", "表", "哪一张表。", "Which table."),
            _said("column", "列", "列在程序里的名称。", "What programs call the column."),
            _said("label", "中文名称", "列的中文名称。", "Its Chinese name."),
            _said("label_en", "英文名称", "列的英文名称。", "Its English name."),
            _said("type", "类型", "列里是什么样的值。", "What its values are."),
            _said("unit", "单位", "数的单位。", "The unit of its numbers."),
            _said("meaning", "说明", "列的含义。", "What it means, in Chinese."),
            _said("meaning_en", "英文说明", "列的含义，英文。", "What it means, in English."),
        ),
        rows=tuple(_entry(table, column) for table in tables for column in table.columns),
    )


def _said(key: str, name: str, meaning: str, meaning_en: str) -> DataColumn:
    return derived(key, name, ColumnType.TEXT, meaning, meaning_en)


def _entry(table: DataTable, column: DataColumn) -> Row:
    return (
        f"{table.title} {table.name}",
        column.key,
        column.label,
        column.label_en,
        " ".join(TYPES[column.type]),
        column.unit or None,
        column.meaning,
        column.meaning_en,
    )
