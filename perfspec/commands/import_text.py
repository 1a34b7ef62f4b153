"""`perfspec import`: a published text becomes the files of a document."""

from __future__ import annotations

import sys
from argparse import Namespace
from decimal import Decimal
from pathlib import Path

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import fails, language_of, print_findings, say_for
from perfspec.error import PerfspecError

HELP = ("把公开的文本变成绩效目标文件", "make files of a published text")
DESCRIPTION = (
    "读公开文本（由 Word 转成的纯文本：制表符开头的行是单元格），生成 department.yaml 和每个项目一个文件。\n"
    "每一个字都保留；整理过的地方和放不下的行都按原文的行号报告，有放不下的行时什么也不写（除非 --partial）；\n"
    "内容不同的文件不会被覆盖（除非 --force）。",
    "Read a published text (a Word document as plain text: lines that start with a TAB are cells) and write\n"
    "department.yaml and one file per project. Every word is kept; what was tidied and what could not be placed is\n"
    "reported with its line. With unplaced lines nothing is written unless --partial is given; files that differ are\n"
    "not overwritten unless --force is given.",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument("source", type=Path, metavar=say("文本", "TEXT"), help=say("公开的文本", "the published text"))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar=say("文件夹", "DIR"),
        help=say("写到哪里，例如 projects/财政局-2023", "where to, for example projects/finance-2023"),
    )
    parser.add_argument(
        "--code", help=say("部门编码，文本里看不出时写", "code of the department, if the text lacks it")
    )
    parser.add_argument(
        "--name", help=say("部门名称，文本里看不出时写", "name of the department, if the text lacks it")
    )
    parser.add_argument("--year", type=int, help=say("预算年度，文本里看不出时写", "budget year, if the text lacks it"))
    parser.add_argument("--region", help=say("行政区划代码，文本里看不出时写", "region, if the text lacks it"))
    parser.add_argument(
        "--partial",
        action="store_true",
        help=say("有放不下的行也写", "write even where lines could not be placed"),
    )
    parser.add_argument("--force", action="store_true", help=say("覆盖内容不同的文件", "overwrite files that differ"))
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help=say("报告的格式：text 或 json", "format of the report: text or json"),
    )


def run(options: Namespace) -> int:
    from perfspec.importers.files import conflicts, document_files, write_files
    from perfspec.importers.hebei import read_document
    from perfspec.importers.source import read_text
    from perfspec.reports import json
    from perfspec.reports.found import Found
    from perfspec.reports.run import Run
    from perfspec.sweep import Swept
    from perfspec.workspace import builtin_profile

    say, lang = say_for(options), language_of(options)
    given = {key: getattr(options, key) for key in ("code", "name", "year", "region")}
    imported = read_document(read_text(options.source), options.source.name, builtin_profile("hebei"), given)
    files, faults = document_files(imported)
    findings = [*imported.findings, *faults]
    refused = fails(findings, "error") and not options.partial
    if options.format == "json":
        read = Swept(name=str(options.output), files=tuple(files), findings=tuple(findings))
        sys.stdout.writelines(json.report(Run(found=Found([read]), lang=lang)))
    else:
        print_findings(findings, lambda file: None, lang)
    if refused:
        print(say("有错误，没有写文件；确认后可加 --partial", "There are errors, nothing was written"), file=sys.stderr)
        return 1
    different = conflicts(files, options.output)
    if different and not options.force:
        names = "、".join(different)
        raise PerfspecError(
            f"{options.output} 里这些文件的内容不同：{names}；确认要覆盖时加 --force",
            f"These files in {options.output} differ: {names}; add --force to overwrite them",
        )
    write_files(files, options.output)
    if options.format == "text":
        projects = imported.projects
        count = sum(len(project.get("indicators", ())) for project in projects)
        total = sum((project.get("budget", {}).get("total", 0) for project in projects), Decimal(0))
        print(
            say(
                f"{options.output}：{len(files)} 个文件，{len(projects)} 个项目，{count} 条指标，共 {total:,f} 万元",
                f"{options.output}: {len(files)} files, {len(projects)} projects, {count} indicators, {total:,f} 万元",
            )
        )
    return 0
