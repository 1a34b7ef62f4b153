"""`perfspec diff`: what a change of the documents means."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import (
    add_output,
    add_rules_from,
    fails,
    inside,
    judging,
    language_of,
    terms_of,
    workspace_of,
)
from perfspec.commands.terminal import Terminal, terminal
from perfspec.error import PerfspecError
from perfspec.revision import Tree
from perfspec.workspace import PROJECTS, Workspace

if TYPE_CHECKING:
    from perfspec.reports.change_view import ChangeReport

FORMATS = ("text", "markdown", "json", "html")
HELP = ("看一次变更改了什么", "what a change of the documents means")
DESCRIPTION = (
    "比较两个版本的绩效目标：哪些指标值收紧、放宽、改了口径，钱怎么变，带来和消除了哪些问题，谁要批准。\n\n"
    "  perfspec diff main            main 和现在的文件比\n"
    "  perfspec diff --cached HEAD   HEAD 和已暂存的比\n"
    "  perfspec diff v1 v2           两个版本比，也可以写 v1..v2；v1...v2 从分开的地方比起\n"
    "  perfspec diff --no-index 甲 乙  两个文件夹比，不用 git",
    "Compare two versions of the targets: what was tightened, loosened or redefined, how the money moved, which\n"
    "findings came and went, and who has to approve what.\n\n"
    "  perfspec diff main            main against the files as they are now\n"
    "  perfspec diff --cached HEAD   HEAD against what is staged\n"
    "  perfspec diff v1 v2           two revisions, also v1..v2; v1...v2 starts where they parted\n"
    "  perfspec diff --no-index A B  two folders, without git",
)


def configure(parser: Parser, say: Say) -> None:
    add_states(parser, say)
    add_rules_from(parser, say)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help=say(
            "输出格式：text 给终端，markdown 给合并请求，json 给程序，html 是一个网页",
            "text for a terminal, markdown for a pull request, json for programs, html for a page of its own",
        ),
    )
    add_output(parser, say)
    parser.add_argument(
        "--fail-on",
        choices=["error", "warning", "info", "never"],
        help=say(
            "带来这一级别以上的问题、或有变更没人同意时不通过（默认看 perfspec.yaml）",
            "fail on findings brought of this level, and on changes without consent (default: perfspec.yaml)",
        ),
    )
    parser.add_argument(
        "--whole",
        action="store_true",
        default=None,
        help=say("文本再大也整份读，算全部合计、运行跨项目的规则", "read documents whole, however large"),
    )
    parser.add_argument(
        "--git-driver",
        action="store_true",
        help=say(
            "由 git diff 和 git log -p 调用（见 docs/reviewing-a-change.md）", "called by git diff and git log -p"
        ),
    )


def add_states(parser: Parser, say: Say) -> None:
    """The two states that a command compares."""
    parser.add_argument(
        "revisions",
        nargs="+",
        metavar=say("版本", "REVISION"),
        help=say("一个或两个版本，后面可以写路径", "one or two revisions; paths may follow"),
    )
    parser.add_argument("--cached", action="store_true", help=say("和已暂存的比", "compare with what is staged"))
    parser.add_argument("--no-index", action="store_true", help=say("比较两个文件夹", "compare two folders"))


def run(options: Namespace) -> int:
    if options.git_driver:
        from perfspec.commands import gitdriver

        return gitdriver.run(options)
    from perfspec.commands.telling import write
    from perfspec.reports.change_view import ChangeReport
    from perfspec.review import review

    with judging(options, workspace_of(options)) as workspace:
        old, new, paths = states(options, workspace)
        found = review(workspace, old, new, terms_of(options, workspace), only=paths, whole=options.whole)
        told = ChangeReport(review=found, lang=language_of(options, workspace), folder=workspace.in_repository)
        report = _report(told, options, workspace)
    if options.output is None:
        sys.stdout.write(report)
    else:
        write(options.output, [report])
        print(told.summary)
    is_failing = fails(found.brought, options.fail_on or workspace.fail_on) or bool(found.pending)
    return 1 if is_failing and options.fail_on != "never" else 0


def _report(told: ChangeReport, options: Namespace, workspace: Workspace) -> str:
    from perfspec.reports import change_html, change_json, change_markdown, change_text

    match options.format:
        case "markdown":
            return change_markdown.report(told)
        case "json":
            return change_json.report(told)
        case "html":
            return change_html.report(told, workspace.folders("templates"))
    at = terminal() if options.output is None else Terminal(columns=None, colour=False)
    return change_text.report(told, columns=at.columns, colour=at.colour)


def states(options: Namespace, workspace: Workspace) -> tuple[Tree, Tree, list[str]]:
    """The two states that are named, and the paths behind them, relative to the workspace.

    Raises PerfspecError for a revision, a folder or a path that is not there.
    """
    from perfspec.revision import has

    old, new, words = _folders(options) if options.no_index else _revisions(options, workspace)
    paths = inside(workspace, words)
    for word, path in zip(words, paths, strict=True):
        if not has(old, path) and not has(new, path):
            raise PerfspecError(f"{word} 在两个版本里都没有", f"{word} is in neither of the two")
    return old, new, paths


def _folders(options: Namespace) -> tuple[Tree, Tree, list[str]]:
    from perfspec import revision

    words = list(options.revisions)
    if len(words) < 2:
        raise PerfspecError("--no-index 后面写两个文件夹", "name two folders behind --no-index")
    for word in words[:2]:
        if not (Path(word) / PROJECTS).is_dir():
            raise PerfspecError(
                f"{word} 里没有 {PROJECTS}/；写工作区的文件夹，文本在它的 {PROJECTS}/ 里",
                f"{word} has no {PROJECTS}/; name the folder of a workspace, whose documents are in its {PROJECTS}/",
            )
    return revision.folder(Path(words[0]).resolve()), revision.folder(Path(words[1]).resolve()), words[2:]


def _revisions(options: Namespace, workspace: Workspace) -> tuple[Tree, Tree, list[str]]:
    from perfspec import revision

    repository = revision.open_repository(workspace.root)
    first, *rest = options.revisions
    for dots in ("...", ".."):
        one, mark, other = first.partition(dots)
        if mark:
            one, other = one or "HEAD", other or "HEAD"
            old = revision.merge_base(repository, one, other) if dots == "..." else revision.tree(repository, one)
            return old, revision.tree(repository, other), rest
    old = revision.tree(repository, first)
    if options.cached:
        return old, revision.staged(repository), rest
    if rest and not _is_path(rest[0], old, workspace):
        return old, revision.tree(repository, rest[0]), rest[1:]
    return old, revision.working_tree(repository), rest


def _is_path(word: str, old: Tree, workspace: Workspace) -> bool:
    """Whether a word that may be a revision is a path: one that is there, or that was and is deleted."""
    from perfspec.revision import has

    path = Path(word)
    is_inside = path.resolve().is_relative_to(workspace.root)
    return path.exists() or (is_inside and has(old, inside(workspace, [path])[0]))
