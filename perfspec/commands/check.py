"""`perfspec check`: what is wrong in the documents, all at once."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from functools import cache

from perfspec.check import Checked, Terms, check
from perfspec.commands.looking import look
from perfspec.commands.parser import Parser, Say, positive, written
from perfspec.commands.repeat import run_and_keep
from perfspec.commands.session import (
    add_paths,
    add_rules_from,
    add_trusted,
    inside,
    judging,
    language_of,
    say_for,
    terms_of,
    workspace_of,
)
from perfspec.commands.telling import add_report, conclude
from perfspec.error import PerfspecError
from perfspec.reports.found import Found
from perfspec.sweep import swept_of
from perfspec.workspace import Workspace, document_folders, documents

APART = (  # options that cannot go together
    ("shard", "changed_since"),
    ("shard", "fix"),
    ("cluster", "changed_since"),
    ("cluster", "rules_from"),
    ("cluster", "jobs"),
)

HELP = ("检查绩效目标文件", "check the documents")
DESCRIPTION = (
    "检查绩效目标文件，一次说出全部问题：在哪个文件、哪一行、应当写什么。\n\n"
    "退出码：0 通过；1 有达到 --fail-on 级别的问题；2 没法检查；3 perfspec 自身出错。",
    "Check the documents and say everything that is wrong at once: file, line, and what to write instead.\n\n"
    "Exit codes: 0 passed; 1 findings at or above --fail-on; 2 the run could not be done; 3 a fault of perfspec.",
)


def configure(parser: Parser, say: Say) -> None:
    add_paths(parser, say, "只检查这些文件或文件夹（默认全部）", "only these files or folders (default: all)")
    add_report(parser, say)
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
        type=positive,
        metavar=say("数", "N"),
        help=say(
            "同时用几个进程（默认：文件多时每个处理器一个）",
            "processes (default: one for each core where files are many)",
        ),
    )
    parser.add_argument(
        "--cluster",
        type=written,
        metavar=say("地址", "ADDRESS"),
        help=say(
            "在 dask.distributed 集群上检查，例如 tcp://10.0.0.1:8786；各台机器要能读到同一个工作区",
            "check on a dask.distributed cluster, such as tcp://10.0.0.1:8786, whose machines see this workspace",
        ),
    )
    parser.add_argument(
        "--shard",
        type=written,
        metavar="i/n",
        help=say(
            "只检查 n 份中的第 i 份，结果写到 -o 的文件，由 perfspec merge 合成报告",
            "check the i-th of n shares into the file of -o; perfspec merge makes the report of them",
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
        type=written,
        metavar=say("版本", "REVISION"),
        help=say(
            "只检查这个 git 版本以来改动的文件，以及改动会影响到的跨项目规则",
            "only the files that changed since this git revision, and the rules across files that they can affect",
        ),
    )


def run(options: Namespace) -> int:
    _refuse_contradictions(options)
    with judging(options, workspace_of(options, *options.paths)) as workspace:
        return run_and_keep(options, workspace, lambda: _checked(options, workspace))


def _checked(options: Namespace, workspace: Workspace) -> int:
    terms = cache(lambda: terms_of(options, workspace))
    if options.fix:
        mended = _mend(workspace, _changed(options, workspace, terms()))
        print(say_for(options, workspace)(f"改好 {mended} 处", f"{mended} findings were mended"), file=sys.stderr)
    if options.shard:
        from perfspec.commands.sharing import check_share

        return check_share(options, workspace)
    found = _look(options, workspace, terms)
    return conclude(options, workspace, lambda: terms().book, found, options.fail_on or workspace.fail_on)


def _refuse_contradictions(options: Namespace) -> None:
    """Raises PerfspecError for options that cannot go together."""
    for pair in APART:
        if all(getattr(options, name) for name in pair):
            one, other = (f"--{name.replace('_', '-')}" for name in pair)
            raise PerfspecError(f"{one} 和 {other} 不能同时写", f"{one} and {other} cannot go together")


def _look(options: Namespace, workspace: Workspace, terms: Callable[[], Terms]) -> Found:
    """What is asked for, checked: everything, some paths, or what changed since a revision."""
    if options.changed_since:
        return Found(map(swept_of, _changed(options, workspace, terms())))
    folders = list(document_folders(workspace, options.paths))
    return look(options, workspace, folders, terms, language_of(options, workspace))


def _changed(options: Namespace, workspace: Workspace, terms: Terms) -> Iterable[Checked]:
    if not options.changed_since:
        return (check(workspace, files, terms) for files in documents(workspace, options.paths))
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


def _mend(workspace: Workspace, checked: Iterable[Checked]) -> int:
    """Write the fixes into the files; how many there were."""
    from perfspec.fixes import fixed
    from perfspec.writing import write_text

    count = 0
    for document in checked:
        for file, source in document.sources.items():
            path = workspace.root / file
            after, done = fixed(source, [finding for finding in document.findings if finding.place.file == file])
            if done and path.read_bytes() == source.source.encode():  # nobody has changed it meanwhile
                write_text(path, after.source)
                count += len(done)
    return count
