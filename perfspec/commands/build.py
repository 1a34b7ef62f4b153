"""`perfspec build`: everything that is published, into one folder."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from perfspec.commands.parser import Parser, Say
from perfspec.commands.progress import progress
from perfspec.commands.session import (
    add_paths,
    add_trusted,
    language_of,
    print_findings,
    say_for,
    terms_of,
    workspace_of,
)
from perfspec.error import PerfspecError
from perfspec.workspace import PROJECTS, DocumentFolder, Workspace

if TYPE_CHECKING:
    from perfspec.check import Terms
    from perfspec.opinion import Opinion
    from perfspec.publish.publication import Publication
    from perfspec.scoring import Scoring

FORMATS = ("md", "html", "docx", "pdf", "xlsx", "site")

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
        metavar=say("格式", "FORMATS"),
        help=say(
            f"用逗号隔开的格式：{','.join(FORMATS)}（默认：这台机器上能生成的全部）",
            f"formats, separated by commas: {','.join(FORMATS)} (default: all that this machine can make)",
        ),
    )
    parser.add_argument(
        "--only-changed",
        action="store_true",
        help=say("没有变的沿用上次生成的文件", "take over from the last build what has not changed"),
    )
    parser.add_argument(
        "--watch",
        action="store_true",
        help=say("文件一变就重新生成，按 Ctrl-C 结束", "build again whenever a file changes, until Ctrl-C"),
    )
    add_trusted(parser, say)


def run(options: Namespace) -> int:
    workspace = workspace_of(options, *options.paths)
    formats = _able(options.to, workspace.folders("templates"), say_for(options, workspace))
    if not options.watch:
        return _build(options, workspace, formats)
    from perfspec.commands.watching import watching

    options.only_changed = True
    return watching(workspace, options, lambda known: _build(options, known, formats))


def _build(options: Namespace, workspace: Workspace, formats: Sequence[str]) -> int:
    from perfspec.commands.select import document_folders_of
    from perfspec.publish.output import publish
    from perfspec.scoring import load_scoring
    from perfspec.writing import writing_to

    say = say_for(options, workspace)
    terms = terms_of(options, workspace, lang="en")  # rule pages are in both languages
    folders = document_folders_of(workspace, options.paths)
    if not _can_be_read(options, workspace, folders, terms):
        print(say("有错误，没有生成", "There are errors; nothing was made"))
        return 1
    publication = partial(_publication, workspace, terms, load_scoring(workspace))
    lines: list[str] = []
    with writing_to(options.output), progress() as show:
        publish(
            map(publication, folders),
            formats,
            options.output,
            only_changed=options.only_changed,
            told=lambda path, count: show(say(f"第 {count} 个文件 {path}", f"file {count} {path}")),
            done=lambda one, kept: lines.extend(_said(one, formats, kept, options.output, say)),
        )
    for line in lines:
        print(line)
    return 0


def _can_be_read(options: Namespace, workspace: Workspace, folders: Sequence[DocumentFolder], terms: Terms) -> bool:
    """Whether all documents can be published, after a look at each; what is wrong in their files is printed."""
    from perfspec.check import keeps_from_publishing
    from perfspec.commands.looking import jobs_for
    from perfspec.reading import read_file
    from perfspec.reports.found import Found
    from perfspec.sweep import sweep

    say = say_for(options, workspace)
    with progress() as show:
        show(say("检查……", "checking …"))
        found = Found(
            replace(each, findings=tuple(one for one in each.findings if one.rule not in terms.book.ids))
            for each in sweep(workspace, folders, lambda: terms, jobs=jobs_for(folders))
        )
    print_findings(found.findings, lambda file: read_file(workspace.root / file, file), language_of(options, workspace))
    return not any(map(keeps_from_publishing, found.findings))


def _able(asked: Sequence[str] | None, folders: Sequence[Path], say: Say) -> list[str]:
    """The formats that can be made here. Raises PerfspecError where one that is asked for cannot."""
    from perfspec.publish.formats import FORMATS as KNOWN

    able = []
    for name in asked or KNOWN:
        missing = KNOWN[name].missing(folders)
        if missing is None:
            able.append(name)
        elif asked:
            raise missing
        else:
            print(say(f"没有生成 {name}：{missing.zh}", f"{name} is left out: {missing.en}"), file=sys.stderr)
    return able


def _publication(workspace: Workspace, terms: Terms, scoring: Scoring, at: DocumentFolder) -> Publication:
    """A document to be published, read and checked anew. Raises PerfspecError where it can no longer be read."""
    from perfspec.check import check
    from perfspec.histories import histories
    from perfspec.opinion import opinion
    from perfspec.publish.publication import Publication
    from perfspec.revision import revision_of
    from perfspec.workspace import read_document

    checked = check(workspace, read_document(workspace, at), terms)
    folder = f"{PROJECTS}/{checked.name}"
    if checked.document is None:
        raise PerfspecError(
            f"{folder} 刚才变了，现在读不懂；没有生成", f"{folder} has changed meanwhile and is wrong; nothing was made"
        )
    return Publication(
        opinion=opinion(checked.document, checked.findings, scoring),
        book=terms.book,
        folders=workspace.folders("templates"),
        revision=revision_of(workspace.root, folder),
        histories=histories(workspace.root, folder),
    )


def _said(
    publication: Publication, formats: Collection[str], kept: Collection[str], output: Path, say: Say
) -> Iterator[str]:
    """What was made of a document, and the files that a person opens first, by format."""
    from perfspec.publish.formats import FORMATS as KNOWN

    for line in _summary(publication.opinion):
        yield say(*line)
    for format in (KNOWN[name] for name in KNOWN if name in formats):
        same = say("（没有变）", " (unchanged)") if format.name in kept else ""
        for file in format.main:
            yield f"  {(output / publication.document.name / file).as_posix()}{same}"


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
    wanted = tuple(name.strip().lower() for name in text.split(","))
    unknown = [f"“{name}”" for name in wanted if name not in FORMATS]
    if unknown:
        raise ArgumentTypeError(f"{', '.join(unknown)}: {', '.join(FORMATS)}")
    return wanted
