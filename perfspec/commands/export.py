"""`perfspec export`: projects, indicators and findings of all documents as tables for analysis."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from perfspec.check import Checked, check
from perfspec.commands.parser import Parser, Say
from perfspec.commands.progress import progress
from perfspec.commands.session import add_paths, add_trusted, say_for, terms_of, workspace_of
from perfspec.error import without_room
from perfspec.machine import is_of_the_run
from perfspec.workspace import DEPARTMENT, Workspace, document_folders, read_document

if TYPE_CHECKING:
    from perfspec.publish.datatable import Row

FORMATS = ("csv", "jsonl", "parquet", "xlsx")

HELP = ("导出分析用的表", "export tables for analysis")
DESCRIPTION = (
    "把全部文本的项目、绩效指标和检查结果导出为表，一份文本接一份，占内存不多：csv、jsonl、parquet 写到文件夹，\n"
    "xlsx 写成一个工作簿。数的每一位都在，问题有中文和英文。",
    "Export projects, indicators and findings of all documents as tables, document by document in little memory: csv,\n"
    "jsonl and parquet into a folder, xlsx as one workbook. Numbers keep every digit; messages are in both languages.",
)


def configure(parser: Parser, say: Say) -> None:
    add_paths(parser, say, "只导出这些文本（默认全部）", "only these documents (default: all)")
    parser.add_argument(
        "--to", choices=FORMATS, required=True, help=say("格式", "the format"), metavar="|".join(FORMATS)
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=say("文件夹或文件", "PLACE"),
        help=say("写到哪里（默认 export，工作簿是 export.xlsx）", "where to (default: export, or export.xlsx)"),
    )
    add_trusted(parser, say)


def run(options: Namespace) -> int:
    from perfspec.export.output import lacking, refuse_foreign

    workspace = workspace_of(options, *options.paths)
    output = options.output or Path("export.xlsx" if options.to == "xlsx" else "export")
    if (error := lacking(options.to)) is not None:
        raise error
    refuse_foreign(options.to, output)
    return _export(options, workspace, output)


def _export(options: Namespace, workspace: Workspace, output: Path) -> int:
    from perfspec.export.output import write_tables
    from perfspec.export.spool import spooled
    from perfspec.export.tables import empty_tables, rows_of
    from perfspec.publish.dataset import dictionary_table
    from perfspec.writing import temporary_folder, writing_to

    say = say_for(options, workspace)
    tables, left_out = empty_tables(), 0

    def rows() -> Iterator[tuple[str, Row]]:
        nonlocal left_out
        for checked in _checked(options, workspace, say):
            left_out += _left_out(checked)
            yield from rows_of(checked)
        dictionary = dictionary_table(*tables)
        yield from ((dictionary.name, row) for row in dictionary.rows)

    with temporary_folder() as folder:
        try:
            found = spooled((*tables, dictionary_table(*tables)), rows(), folder)
        except OSError as error:
            if is_of_the_run(error) or error.filename:  # of what is read
                raise
            raise without_room(error) from error
        with writing_to(output):
            write_tables(found, options.to, output)
    counts = {each.table.name: each.count for each in found}
    print(
        say(
            "{projects} 个项目，{indicators} 条绩效指标，{findings} 条检查结果".format(**counts),
            "{projects} projects, {indicators} indicators, {findings} findings".format(**counts),
        )
        + say(f"，写到 {output}", f", written to {output}")
    )
    if left_out:
        print(
            say(
                f"{left_out} 个项目的文件有错，没有导出；错在检查结果里",
                f"{left_out} projects were left out, for their files are wrong; see the findings",
            ),
            file=sys.stderr,
        )
    return 0


def _checked(options: Namespace, workspace: Workspace, say: Say) -> Iterator[Checked]:
    """The documents at the paths, whole, one after the other."""
    paths = [path.parent if path.is_file() else path for path in options.paths]
    folders = list(document_folders(workspace, paths))
    terms = terms_of(options, workspace, lang="en")  # with the sentences of both languages
    with progress() as show:
        for number, folder in enumerate(folders, 1):
            yield check(workspace, read_document(workspace, folder), terms)
            show(say(f"第 {number} 份文本，共 {len(folders)} 份", f"document {number} of {len(folders)}"))


def _left_out(checked: Checked) -> int:
    files = [file for file in checked.sources if file.rpartition("/")[2] != DEPARTMENT]
    return len(files) - (len(checked.sound.projects) if checked.sound is not None else 0)
