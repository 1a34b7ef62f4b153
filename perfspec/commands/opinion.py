"""`perfspec opinion`: the review opinion on a document, or on one project."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import (
    add_page,
    add_paths,
    add_rules_from,
    add_trusted,
    judging,
    language_of,
    print_findings,
    put_page,
    terms_of,
    workspace_of,
)
from perfspec.error import PerfspecError

if TYPE_CHECKING:
    from perfspec.opinion import Opinion
    from perfspec.packs import RuleBook
    from perfspec.workspace import Workspace

HELP = ("写出审核意见", "write the review opinion")
DESCRIPTION = (
    "写出文本的审核意见：按完整性、相关性、适当性、可行性归类的问题、怎样改，和建议的等级（优、良、中、差）及其算法。\n"
    "路径是项目文件时只写这个项目的。已记入基线的问题照样计分；豁免的列出来，不扣分。",
    "Write the review opinion on a document: its faults by completeness, relevance, appropriateness and feasibility,\n"
    "what to write instead, and a proposed grade with its arithmetic. The path of a project gives the opinion on that\n"
    "project alone. Findings of the baseline count in full; waived ones are listed and cost nothing.",
)


def configure(parser: Parser, say: Say) -> None:
    add_paths(
        parser, say, "只写这些文本或项目的（默认全部文本）", "only these documents or projects (default: all documents)"
    )
    parser.add_argument(
        "--project",
        metavar=say("项目编码", "CODE"),
        help=say("只写这个项目的", "the opinion on this project alone"),
    )
    add_page(parser, say)
    add_trusted(parser, say)
    add_rules_from(parser, say)


def run(options: Namespace) -> int:
    with judging(options, workspace_of(options, *options.paths)) as workspace:
        return _print(options, workspace)


def _print(options: Namespace, workspace: Workspace) -> int:
    from perfspec.commands.select import checked_documents
    from perfspec.opinion import opinion
    from perfspec.scoring import load_scoring

    lang = language_of(options, workspace)
    terms = terms_of(options, workspace)
    scoring = load_scoring(workspace)
    checked = checked_documents(workspace, options.paths, terms)
    unread = [each for each in checked if each.document is None]
    if unread:
        for each in unread:
            print_findings([one for one in each.findings if one.rule not in terms.book.ids], each.sources.get, lang)
        return 1
    opinions = [opinion(each.document, each.findings, scoring) for each in checked if each.document is not None]
    codes = [options.project] if options.project else [path.stem for path in options.paths if _is_project(path)]
    written = [*_written(opinions, codes, terms.book, options.format, workspace.folders("templates"), lang)]
    if options.format == "html" and len(written) > 1:
        names = "、".join(each.document.name for each in opinions)
        raise PerfspecError(
            f"一个网页只写一份意见，写明是哪一份：{names}", f"A page holds one opinion, name the document: {names}"
        )
    text = "\n".join(written)
    put_page(options, text)
    return 0


def _is_project(path: Path) -> bool:
    return path.is_file() and path.name != "department.yaml"


def _written(
    opinions: Sequence[Opinion], codes: Sequence[str], book: RuleBook, format: str, folders: Sequence[Path], lang: str
) -> Iterator[str]:
    """The opinions on the projects of these codes, else on the documents."""
    from perfspec.publish.templates import render_opinion, render_table_opinion

    if not codes:
        for each in opinions:
            yield render_opinion(each, book, format, folders, lang)
    for code in codes:
        tables = [(each, table) for each in opinions for table in each.projects if table.code == code]
        if not tables:
            raise PerfspecError(f"没有编码为 {code} 的项目", f"There is no project {code}")
        for each, table in tables:
            yield render_table_opinion(each, table, format, folders, lang)
