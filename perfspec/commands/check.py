"""`perfspec check`: what is wrong in the documents, all at once."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from time import monotonic

from perfspec.check import Checked, Terms, check
from perfspec.commands.parser import Parser, Say
from perfspec.commands.progress import progress
from perfspec.commands.session import (
    add_paths,
    add_rules_from,
    add_trusted,
    inside,
    judging,
    language_of,
    print_findings,
    say_for,
    terms_of,
    workspace_of,
)
from perfspec.commands.telling import FORMATS, tell
from perfspec.finding import Finding
from perfspec.packs import NO_RULES, RuleBook
from perfspec.recall import key_of, recalled
from perfspec.reports import text
from perfspec.reports.run import Run
from perfspec.reports.summary import Summary
from perfspec.sweep import Swept, Told, sweep, swept_of
from perfspec.workspace import Workspace, document_folders, documents, read_file
from perfspec.yamlfile import YamlFile

MANY = 1_024  # files from which on several processes are worth their start

HELP = ("检查绩效目标文件", "check the documents")
DESCRIPTION = (
    "检查绩效目标文件，一次说出全部问题：在哪个文件、哪一行、应当写什么。\n\n"
    "退出码：0 通过；1 有达到 --fail-on 级别的问题；2 没法检查；3 perfspec 自身出错。",
    "Check the documents and say everything that is wrong at once: file, line, and what to write instead.\n\n"
    "Exit codes: 0 passed; 1 findings at or above --fail-on; 2 the run could not be done; 3 a fault of perfspec.",
)


def configure(parser: Parser, say: Say) -> None:
    add_paths(parser, say, "只检查这些文件或文件夹（默认全部）", "only these files or folders (default: all)")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help=say(
            "输出格式：text、markdown 给人看，json 给程序读，sarif、github、gitlab、junit 给代码托管平台",
            "text and markdown for people, json for programs, sarif, github, gitlab and junit for what hosts the code",
        ),
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=say("文件", "FILE"),
        help=say("把报告写到文件（默认标准输出）", "write the report to a file (default: standard output)"),
    )
    parser.add_argument(
        "--fail-on",
        choices=["error", "warning", "info", "never"],
        help=say(
            "有这一级别以上的问题时不通过（默认看 perfspec.yaml）", "the level that fails (default: perfspec.yaml)"
        ),
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help=say(
            "改正只有一种改法的问题（空着的其他资金、不成对的括号、不规范的符号），其他内容一个字不动",
            "mend what has one right answer (blank other funds, unpaired brackets, odd signs) and touch nothing else",
        ),
    )
    parser.add_argument(
        "--no-baseline",
        action="store_true",
        help=say("不看基线，已知的问题也算", "ignore the baseline: known findings fail too"),
    )
    parser.add_argument(
        "--jobs",
        type=int,
        metavar=say("数", "N"),
        help=say(
            "同时用几个进程（默认：文件多时每个处理器一个）",
            "processes (default: one for each core where files are many)",
        ),
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help=say("不用缓存，全部重新检查", "check everything anew and leave the cache alone"),
    )
    add_trusted(parser, say)
    add_rules_from(parser, say)
    parser.add_argument(
        "--changed-since",
        metavar=say("版本", "REVISION"),
        help=say(
            "只检查这个 git 版本以来改动的文件，以及改动会影响到的跨项目规则",
            "only the files that changed since this git revision, and the rules across files that they can affect",
        ),
    )


def run(options: Namespace) -> int:
    with judging(options, workspace_of(options, *options.paths)) as workspace:
        return _checked(options, workspace)


def _checked(options: Namespace, workspace: Workspace) -> int:
    lang = language_of(options, workspace)
    terms = cache(lambda: terms_of(options, workspace))
    if options.fix:
        mended = _mend(workspace, _changed(options, workspace, terms()))
        print(say_for(options, workspace)(f"改好 {mended} 处", f"{mended} findings were mended"), file=sys.stderr)
    found = _look(options, workspace, terms)
    told = _run(options, workspace, lang, terms().book if options.format != "text" else NO_RULES, found)
    if options.format == "text" and options.output is None:
        print_findings(told.open, _sources(workspace, told.open), lang)
        for line in text.footer(told):
            print(line)
    else:
        tell(told, options.format, options.output)
    return 1 if any(map(told.fails, told.findings)) else 0


def _look(options: Namespace, workspace: Workspace, terms: Callable[[], Terms]) -> list[Swept]:
    """What is asked for, checked: everything, some paths, or what changed since a revision."""
    if options.changed_since:
        return [swept_of(each) for each in _changed(options, workspace, terms())]
    folders = list(document_folders(workspace, options.paths))
    lang = language_of(options, workspace)  # English sentences are loaded where they are asked for
    files = sum(len(folder.names) for folder in folders)
    jobs = options.jobs or (os.cpu_count() or 1 if files >= MANY else 1)
    say = say_for(options, workspace)
    with progress() as show:
        told = _pace(files, lambda *words: show(say(*words)))
        if options.no_cache:
            return list(sweep(workspace, folders, terms, jobs=jobs, told=told))
        key = key_of(workspace, lang, options.no_baseline, options.trusted_rules_only, date.today())
        return list(recalled(workspace, folders, terms, key, jobs=jobs, told=told))


def _pace(files: int, show: Callable[[str, str], None]) -> Told:
    """Tells how many files were checked, how many in a second, and how many seconds are left."""
    done, start = 0, monotonic()

    def told(count: int) -> None:
        nonlocal done
        done += count
        rate = done / max(monotonic() - start, 1e-9)
        left = (files - done) / rate
        show(
            f"{done}/{files} 个文件，每秒 {rate:.0f} 个，还要 {left:.0f} 秒",
            f"{done}/{files} files, {rate:.0f} a second, {left:.0f} s left",
        )

    return told


def _changed(options: Namespace, workspace: Workspace, terms: Terms) -> list[Checked]:
    if not options.changed_since:
        return [check(workspace, files, terms) for files in documents(workspace, options.paths)]
    from perfspec.scope import since

    checked, paths = since(workspace, options.changed_since, terms, inside(workspace, options.paths))
    say = say_for(options, workspace)
    across = "跨项目的规则看了整份文本" if all(each.is_whole for each in checked) else "跨项目的规则没有运行"
    across_en = (
        "rules across files saw whole documents" if all(each.is_whole for each in checked) else "not across files"
    )
    is_more = sum(len(each.sources) for each in checked) > len(paths)
    seen, seen_en = "只检查它们", "were checked"
    if is_more:
        seen, seen_en = "部门文件也改了，整份文本都检查", "were checked, with all of a document whose department did"
    print(
        say(
            f"{options.changed_since} 以来改动了 {len(paths)} 个文件，{seen}；{across}",
            f"{len(paths)} files changed since {options.changed_since} and {seen_en}; {across_en}",
        ),
        file=sys.stderr,
    )
    return checked


def _sources(workspace: Workspace, findings: Iterable[Finding]) -> dict[str, YamlFile]:
    """The files that findings speak of, for excerpts: those on a terminal alone show any."""
    if not sys.stdout.isatty():
        return {}
    return {file: read_file(workspace.root / file, file) for file in {finding.place.file for finding in findings}}


def _run(options: Namespace, workspace: Workspace, lang: str, book: RuleBook, found: Sequence[Swept]) -> Run:
    findings = tuple(finding for document in found for finding in document.findings)
    files = tuple(file for document in found for file in document.files)
    gone = sum(document.gone for document in found)
    return Run(
        findings=findings,
        summary=Summary.of(findings, documents=len(found), files=len(files), gone=gone),
        lang=lang,
        book=book,
        files=files,
        folder=workspace.in_repository,
        fail_on=options.fail_on or workspace.fail_on,
        is_whole=all(document.is_whole for document in found),
    )


def _mend(workspace: Workspace, checked: Iterable[Checked]) -> int:
    """Write the fixes into the files; how many there were."""
    from perfspec.atomic import write_file
    from perfspec.fixes import fixed

    count = 0
    for document in checked:
        for file, source in document.sources.items():
            path = workspace.root / file
            after, done = fixed(source, [finding for finding in document.findings if finding.place.file == file])
            if done and path.read_bytes() == source.source.encode():  # nobody has changed it meanwhile
                write_file(path, after.source.encode())
                count += len(done)
    return count
