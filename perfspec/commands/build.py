"""`perfspec build`: everything that is published, into one folder."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import (
    add_paths,
    add_trusted,
    language_of,
    print_findings,
    say_for,
    terms_of,
    workspace_of,
)

if TYPE_CHECKING:
    from perfspec.opinion import Opinion

FORMATS = ("md", "html")

HELP = ("生成公开的全部文件", "make everything that is published")
DESCRIPTION = (
    "检查全部文本，然后把每份文本、它的审核意见和每张绩效目标表生成到一个文件夹。文件读不懂时什么也不生成；\n"
    "规则发现的问题写进审核意见，不妨碍公开。生成到一半被打断时，原来的文件夹保持原样。",
    "Check all documents, then write each document, the opinion on it and each target table into one folder. Nothing\n"
    "is made where a file cannot be read; what the rules find goes into the opinion and keeps nothing from being\n"
    "published. A build that is broken off leaves the old folder as it was.",
)


def configure(parser: Parser, say: Say) -> None:
    add_paths(parser, say, "只生成这些文本（默认全部）", "only these documents (default: all)")
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
    add_trusted(parser, say)


def run(options: Namespace) -> int:
    from perfspec.commands.select import checked_documents
    from perfspec.opinion import opinion
    from perfspec.publish.output import publish
    from perfspec.scoring import load_scoring

    workspace = workspace_of(options, *options.paths)
    say = say_for(options, workspace)
    terms = terms_of(options, workspace)
    checked = checked_documents(workspace, options.paths, terms)
    read = [finding for each in checked for finding in each.findings if finding.rule not in terms.book.ids]
    sources = {file: source for each in checked for file, source in each.sources.items()}
    print_findings(read, sources, language_of(options, workspace))
    if any(each.document is None for each in checked):
        print(say("有错误，没有生成", "There are errors; nothing was made"))
        return 1
    scoring = load_scoring(workspace)
    opinions = [opinion(each.document, each.findings, scoring) for each in checked if each.document is not None]
    made = publish(opinions, terms.book, options.to, workspace.folders("templates"), options.output)
    for reviewed in opinions:
        for line in _summary(reviewed):
            print(say(*line))
        for name in made[reviewed.document.name]:
            print(f"  {(options.output / name).as_posix()}")
    return 0


def _summary(opinion: Opinion) -> Iterator[tuple[str, str]]:
    """What was made, in Chinese and English: the document, and the grade that is proposed."""
    from perfspec.publish.figures import points

    document, grade, value = opinion.document, opinion.level.grade, points(opinion.points)
    department, count, unit = document.department, len(document.projects), document.profile.money_unit
    yield (
        f"{department.name} {department.year}年：{count} 个项目，共 {document.total:,f} {unit}",
        f"{department.name} {department.year}: {count} projects, {document.total:,f} {unit}",
    )
    yield (
        f"审核意见：建议等级为“{grade.say('zh')}”，{value} 分",
        f"Review opinion: {grade.say('en')} is proposed, {value} points",
    )


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(text.split(","))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        raise ArgumentTypeError(f"{', '.join(unknown)}: {', '.join(FORMATS)}")
    return wanted
