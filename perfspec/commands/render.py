"""`perfspec render`: one target table or one whole document, to standard output or a file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import add_page, fails, language_of, print_findings, put_page, workspace_of
from perfspec.error import PerfspecError

HELP = ("生成一个项目的绩效目标表，或整份文本", "render one table or one whole document")
DESCRIPTION = (
    "生成绩效目标表或整份文本。路径是项目文件（或项目编码）时生成一张表；是文本的文件夹时生成整份文本；\n"
    "不写路径时生成工作区里唯一的文本。",
    "Render a target table or a whole document: a project's file (or code) gives one table, a document's folder the\n"
    "whole document, and nothing the only document of the workspace.",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "path",
        nargs="?",
        metavar=say("路径", "PATH"),
        help=say("项目文件、项目编码或文本的文件夹", "a project's file or code, or a document's folder"),
    )
    add_page(parser, say)


def run(options: Namespace) -> int:
    from perfspec.code import ProjectCode
    from perfspec.commands.select import whole_documents
    from perfspec.publish.templates import render_document, render_table

    is_code = options.path is not None and ProjectCode.parse(options.path) is not None
    path = None if is_code or options.path is None else Path(options.path)
    workspace = workspace_of(options, *([path] if path else []))
    lang = language_of(options, workspace)
    documents, findings, sources = whole_documents(workspace, [path] if path else [])
    code = options.path if is_code else path.stem if path and path.is_file() else None
    if fails(findings, "error"):
        print_findings(findings, sources.get, lang)
        return 1
    folders = workspace.folders("templates")
    wanted = [
        (document, project) for document in documents for project in document.projects if project.code.text == code
    ]
    if wanted:
        text = render_table(*wanted[0], options.format, folders)
    elif is_code:
        raise PerfspecError(f"没有编码为 {code} 的项目", f"There is no project {code}")
    elif len(documents) == 1:
        text = render_document(documents[0], options.format, folders)
    else:
        names = "、".join(document.name for document in documents)
        raise PerfspecError(
            f"工作区里有几份文本，写明是哪一份：{names}", f"The workspace has several documents, name one: {names}"
        )
    put_page(options, text)
    return 0
