"""`perfspec verify`: whether a published file says what the source says."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import say_for, workspace_of
from perfspec.error import PerfspecError
from perfspec.reports.excerpt import inert

if TYPE_CHECKING:
    from perfspec.model import Document
    from perfspec.verify import Difference, Verified

MOST = 50  # differences that are shown of one file

HELP = ("核对公开的文件和源文件", "compare a published file with its source")
DESCRIPTION = (
    "读出 HTML、Word、Excel 或 PDF 文件里的绩效目标表，逐格和工作区里的源文件比较，不同的地方一一列出；\n"
    "第一部分的文字也都要在文件里。"
    "退出码：0 全部一致，1 有不同，2 有文件核对不了。",
    "Read the target tables in an HTML, Word, Excel or PDF file and compare them with the workspace, cell by cell;\n"
    "each difference is listed. The sentences of part one must be there, too. Exit code: 0 all is the same,\n"
    "1 something differs, 2 a file cannot be compared.",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "files", nargs="+", type=Path, metavar=say("文件", "FILE"), help=say("公开的文件", "published files")
    )
    parser.add_argument(
        "--document",
        metavar=say("文本", "NAME"),
        help=say(
            "和这份文本比较（默认按摘要和项目编码找）",
            "the document to compare with (default: found by digest and codes)",
        ),
    )


def run(options: Namespace) -> int:
    from perfspec.commands.select import checked_documents

    workspace = workspace_of(options)
    say = say_for(options, workspace)
    named = [workspace.root / "projects" / options.document] if options.document else []
    documents = [each.document for each in checked_documents(workspace, named) if each.document is not None]
    if not documents:
        raise PerfspecError("源文件有错误，先运行 perfspec check", "The source has errors; run perfspec check first")
    worst = 0
    for path in options.files:
        try:
            document, found = _verified(path, documents)
        except PerfspecError as error:
            print(f"perfspec: {inert(say(error.zh, error.en))}", file=sys.stderr)
            worst = 2
            continue
        for line in _lines(path, document, found, say):
            print(inert(line))
        worst = max(worst, 0 if found.is_same else 1)
    return worst


def _verified(path: Path, documents: Sequence[Document]) -> tuple[Document, Verified]:
    """A file compared with the document that it was made of. Raises PerfspecError where that cannot be done."""
    from perfspec.readback.files import read_back
    from perfspec.verify import source_of, verify

    read = read_back(path)
    document = source_of(read, documents)
    if document is None:
        raise PerfspecError(
            f"{path} 里没有工作区里任何项目的绩效目标表",
            f"{path} holds no target table of any project in the workspace",
        )
    return document, verify(read, document)


def _lines(path: Path, document: Document, found: Verified, say: Say) -> Iterator[str]:
    from perfspec.publish.proof import digest

    zh, en = (f"、{found.sentences} 段文字", f" and {found.sentences} sentences") if found.sentences else ("", "")
    if found.is_same:
        yield say(
            f"{path}: {found.tables} 张表、{found.cells} 个单元格{zh}与 {document.name} 一致",
            f"{path}: {found.tables} tables with {found.cells} cells{en} are those of {document.name}",
        )
    for code in found.missing:
        yield say(f"{path}: 缺项目 {code} 的表", f"{path}: the table of project {code} is missing")
    for code in found.foreign:
        yield say(f"{path}: {document.name} 里没有项目 {code}", f"{path}: {document.name} has no project {code}")
    for text in found.unsaid:
        yield say(f"{path}: 没有“{text}”", f"{path}: it does not say “{text}”")
    for each in found.differences[:MOST]:
        yield f"{path}: {_told(each, say)}"
    if len(found.differences) > MOST:
        more = len(found.differences) - MOST
        yield say(f"{path}: 还有 {more} 处不同", f"{path}: {more} more differences")
    if found.proof is None:
        yield say(f"{path}: 没有写明出自哪份数据", f"{path}: it does not say what data it was made of")
    elif found.proof.digest == digest(document):
        said = say("写明的数据摘要与源文件相符：", "it says that it was made of the same data: ")
        yield f"{path}: {said}{found.proof.digest}"
    else:
        said = say("写明出自另一版数据：", "it says that it was made of other data: ")
        yield f"{path}: {said}{found.proof.digest}"
    if found.proof is not None and found.proof.revision:
        yield say(f"{path}: 版本 {found.proof.revision}", f"{path}: revision {found.proof.revision}")


def _told(difference: Difference, say: Say) -> str:
    row, column, table = difference.row, difference.column, difference.table
    spot = say(f"{table} 第 {row} 行第 {column} 格", f"{table}, row {row}, cell {column}")
    if difference.source is None:
        return say(f"{spot}多出“{difference.file}”", f"{spot}: one too many, “{difference.file}”")
    if difference.file is None:
        return say(f"{spot}缺“{difference.source}”", f"{spot}: “{difference.source}” is missing")
    return say(
        f"{spot}是“{difference.file}”，源文件是“{difference.source}”",
        f"{spot}: is “{difference.file}”, the source has “{difference.source}”",
    )
