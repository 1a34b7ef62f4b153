"""The tables that are exported: projects, indicators and findings of all documents.

The columns are the same for every workspace, so that exports of several can be put together.
"""

from __future__ import annotations

from collections.abc import Iterator

from perfspec.check import Checked
from perfspec.finding import Finding
from perfspec.publish.datacolumns import derived, indicator_columns, indicator_row, project_columns, project_row
from perfspec.publish.datatable import ColumnType, DataColumn, DataTable, Row

TEXT, CODE, INTEGER = ColumnType.TEXT, ColumnType.CODE, ColumnType.INTEGER
MONTHS = range(1, 13)
DOCUMENT = derived(
    "document", "文本", TEXT, "文本的文件夹，从 projects/ 算起。", "Folder of the document, from projects/."
)
MONEY_UNIT = derived("money_unit", "金额单位", TEXT, "这个项目的金额以什么为单位。", "Unit of the project's amounts.")

FINDING_COLUMNS = (
    DOCUMENT,
    derived("file", "文件", TEXT, "问题所在的文件，从工作区算起。", "The file, from the root of the workspace."),
    derived("line", "行", INTEGER, "从 1 起。", "Counts from 1."),
    derived("column", "列", INTEGER, "从 1 起，按字符数。", "Counts from 1, in characters."),
    derived("end_line", "止于行", INTEGER, "问题止于哪一行。", "The line in which it ends."),
    derived("end_column", "止于列", INTEGER, "最后一个字符的后一列。", "The column behind the last character."),
    derived("path", "路径", TEXT, "值在数据里的路径。", "The way to the value in the data."),
    derived("project", "项目编码", CODE, "问题属于哪个项目。", "The project that it is of."),
    derived("where", "位置", TEXT, "用表里的词说的位置。", "The spot in the words of the form."),
    derived("where_en", "位置（英文）", TEXT, "字段用英文键的位置。", "The spot with the keys of fields."),
    derived("rule", "规则", CODE, "规则的编号。", "Id of the rule."),
    derived("severity", "级别", CODE, "error 错误、warning 警告、info 提示。", "error, warning or info."),
    derived(
        "block",
        "审核内容",
        CODE,
        "complete 完整性、relevant 相关性、appropriate 适当性、feasible 可行性。",
        "complete, relevant, appropriate or feasible.",
    ),
    derived("message", "问题", TEXT, "有什么问题。", "What is wrong, in Chinese."),
    derived("message_en", "问题（英文）", TEXT, "有什么问题，英文。", "What is wrong, in English."),
    derived("advice", "改法", TEXT, "应当怎样写。", "What to write instead, in Chinese."),
    derived("advice_en", "改法（英文）", TEXT, "应当怎样写，英文。", "What to write instead, in English."),
    derived(
        "cites", "依据", CODE, "依据的键，用逗号隔开，见 sources.yaml。", "Keys of sources.yaml, with commas between."
    ),
    derived("state", "状态", CODE, "open 待处理、waived 已豁免、baselined 基线中已知。", "open, waived or baselined."),
    derived("reason", "豁免理由", TEXT, "为什么豁免。", "Why it is waived."),
    derived("by", "同意人", TEXT, "谁同意豁免。", "Who waived it."),
    derived("fingerprint", "指纹", CODE, "不随措辞、行号、文件名改变。", "Outlives wording, lines and names of files."),
)


def empty_tables() -> tuple[DataTable, ...]:
    """The tables without rows."""
    return (
        _table("projects", "项目", "Projects", (DOCUMENT, *project_columns("", MONTHS), MONEY_UNIT)),
        _table("indicators", "绩效指标", "Indicators", (DOCUMENT, *indicator_columns())),
        _table("findings", "检查结果", "Findings", FINDING_COLUMNS),
    )


def rows_of(checked: Checked) -> Iterator[tuple[str, Row]]:
    """The rows of a document, each with the name of its table. Of projects whose files are wrong there are findings
    alone."""
    document = checked.sound
    if document is not None:
        for number, project in enumerate(document.projects, 1):
            row = project_row(document, MONTHS, number, project)
            yield "projects", (checked.name, *row, document.profile.money_unit)
            for place, indicator in enumerate(project.indicators, 1):
                yield "indicators", (checked.name, *indicator_row(project, place, indicator))
    for finding in checked.findings:
        yield "findings", (checked.name, *_finding_row(finding))


def _finding_row(finding: Finding) -> Row:
    place, waiver = finding.place, finding.waiver
    return (
        place.file,
        place.line,
        place.column,
        place.end_line,
        place.end_column,
        "/".join(map(str, place.path)),
        finding.project,
        finding.where,
        finding.spot("en"),
        finding.rule,
        str(finding.severity),
        str(finding.fault.block),
        finding.message("zh"),
        finding.message("en"),
        finding.advice("zh") or None,
        finding.advice("en") or None,
        ", ".join(finding.fault.cites) or None,
        "waived" if waiver else "baselined" if finding.baselined else "open",
        waiver.reason if waiver else None,
        waiver.by if waiver else None,
        finding.fingerprint,
    )


def _table(name: str, title: str, title_en: str, columns: tuple[DataColumn, ...]) -> DataTable:
    return DataTable(name=name, title=title, title_en=title_en, columns=columns, rows=())
