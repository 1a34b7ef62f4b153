"""`perfspec build`: everything that is published, into one folder."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from pathlib import Path

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import fails, language_of, print_findings, say_for, workspace_of

FORMATS = ("md", "html")

HELP = ("生成公开的全部文件", "make everything that is published")
DESCRIPTION = (
    "检查全部文本，然后把每份文本和每张绩效目标表生成到一个文件夹。有错误时什么也不生成；\n"
    "生成到一半被打断时，原来的文件夹保持原样。",
    "Check all documents, then write each document and each target table into one folder. Nothing is made where there\n"
    "are errors; a build that is broken off leaves the old folder as it was.",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar=say("路径", "PATH"),
        help=say("只生成这些文本（默认全部）", "only these documents (default: all)"),
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("dist"),
        metavar=say("文件夹", "DIR"),
        help=say("生成到哪里（默认 dist）", "where to (default: dist)"),
    )
    parser.add_argument(
        "--to",
        type=_formats,
        default=FORMATS,
        metavar=say("格式", "FORMATS"),
        help=say("用逗号隔开的格式（默认 md,html）", "formats, separated by commas (default: md,html)"),
    )


def run(options: Namespace) -> int:
    from perfspec.commands.select import whole_documents
    from perfspec.publish.output import publish

    workspace = workspace_of(options, *options.paths)
    say = say_for(options, workspace)
    documents, findings, sources = whole_documents(workspace, options.paths)
    print_findings(findings, sources, language_of(options, workspace))
    if fails(findings, "error"):
        print(say("有错误，没有生成", "There are errors; nothing was made"))
        return 1
    made = publish(documents, options.to, workspace.folders("templates"), options.output)
    for document in documents:
        count, total, unit = len(document.projects), document.total, document.profile.money_unit
        print(
            say(
                f"{document.department.name} {document.department.year}年：{count} 个项目，共 {total:,f} {unit}",
                f"{document.department.name} {document.department.year}: {count} projects, {total:,f} {unit}",
            )
        )
        for name in made[document.name]:
            print(f"  {(options.output / name).as_posix()}")
    return 0


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(text.split(","))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        raise ArgumentTypeError(f"{', '.join(unknown)}: {', '.join(FORMATS)}")
    return wanted
