"""What every command needs first: the workspace and the language that are asked for."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from perfspec.baseline import FILE, Baseline, read_baseline
from perfspec.check import Terms
from perfspec.commands.parser import Parser, Say, speaker, written
from perfspec.error import PerfspecError
from perfspec.finding import Finding
from perfspec.packs import load_rules
from perfspec.reports import run, text
from perfspec.workspace import SETTINGS, Workspace, builtin_workspace, find_root, open_workspace
from perfspec.yamlfile import YamlFile


def workspace_of(options: Namespace, *hints: Path) -> Workspace:
    """The workspace named with -C, else the one around the first path, else the one around the current folder.

    Raises PerfspecError where there is none or its settings are wrong.
    """
    return open_workspace(find_root(start_of(options, *hints)))


def start_of(options: Namespace, *hints: Path) -> Path:
    """Where the workspace is looked for, upwards."""
    named = getattr(options, "workspace", None)
    return Path(named) if named else next((path for path in hints if path.exists()), Path())


def add_paths(parser: Parser, say: Say, zh: str, en: str) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar=say("路径", "PATH"), help=say(zh, en))


def add_output(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=say("文件", "FILE"),
        help=say("写到文件（默认标准输出）", "write to a file (default: standard output)"),
    )


def add_page(parser: Parser, say: Say) -> None:
    """In which format one page is written, and where to."""
    parser.add_argument(
        "--format", choices=["md", "html"], default="md", help=say("md 或 html（默认 md）", "md or html (default md)")
    )
    add_output(parser, say)


def put_page(options: Namespace, text: str) -> None:
    """Write a page where it was asked for. Raises PerfspecError where that cannot be done."""
    if options.output is None:
        sys.stdout.write(text)
        return
    from perfspec.writing import write_text

    write_text(options.output, text)


def add_trusted(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "--trusted-rules-only",
        action="store_true",
        help=say(
            "只运行 perfspec 自带的规则，不运行工作区 rules/ 里的代码",
            "run the built-in rules alone, and no code of the workspace",
        ),
    )


def add_rules_from(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "--rules-from",
        type=written,
        metavar=say("版本", "REVISION"),
        help=say(
            "设置、规则、模板和基线取自这个 git 版本，不用变更自己带来的",
            "take settings, rules, templates and baseline from this git revision, not from what a change brings",
        ),
    )


@contextmanager
def judging(options: Namespace, workspace: Workspace) -> Iterator[Workspace]:
    """The workspace, with settings, rules, templates and baseline of the revision that --rules-from names.

    Raises PerfspecError where git does not know the revision, or where it has no settings.
    """
    revision = options.rules_from
    if not revision:
        yield workspace
        return
    from perfspec.revision import export, open_repository, tree
    from perfspec.writing import temporary_folder

    with temporary_folder() as folder:
        export(tree(open_repository(workspace.root), revision), [SETTINGS, "rules", "templates", FILE], folder)
        if not (folder / SETTINGS).is_file():
            raise PerfspecError(f"版本 {revision} 里没有 {SETTINGS}", f"There is no {SETTINGS} in {revision}")
        yield replace(open_workspace(folder), root=workspace.root, assets=folder)


def workspace_or_builtin(options: Namespace) -> Workspace:
    """The workspace as above; where none is named and none is around, one that holds what comes with perfspec."""
    try:
        return workspace_of(options)
    except PerfspecError as error:
        if getattr(options, "workspace", None) or error.findings:
            raise
        return builtin_workspace()


def inside(workspace: Workspace, paths: Iterable[str | Path]) -> list[str]:
    """Paths as the workspace writes them. Raises PerfspecError for one that is not in it."""
    found = [Path(path).resolve() for path in paths]
    for path in found:
        if not path.is_relative_to(workspace.root):
            raise PerfspecError(f"{path} 不在工作区里", f"{path} is not in the workspace")
    return [path.relative_to(workspace.root).as_posix() for path in found]


def language_of(options: Namespace, workspace: Workspace | None = None) -> str:
    """--lang first, then PERFSPEC_LANG, then the workspace's settings, then Chinese."""
    asked = getattr(options, "lang", None) or os.environ.get("PERFSPEC_LANG")
    if asked in ("zh", "en"):
        return str(asked)
    return workspace.language if workspace is not None else "zh"


def say_for(options: Namespace, workspace: Workspace | None = None) -> Say:
    return speaker(language_of(options, workspace))


def terms_of(options: Namespace, workspace: Workspace, *, lang: str = "") -> Terms:
    """The rules and the baseline that documents are judged by, as the options ask; rules have English beside their
    Chinese where that is the language.

    Raises PerfspecError for rules that cannot be loaded and a baseline that cannot be read.
    """
    trusted = getattr(options, "trusted_rules_only", False)
    book = load_rules(workspace, lang=lang or language_of(options, workspace), trusted_only=trusted)
    baseline = Baseline() if getattr(options, "no_baseline", False) else read_baseline(workspace)
    return Terms(book=book, baseline=baseline, today=date.today())


def fails(findings: Iterable[Finding], level: str) -> bool:
    """Whether one of the findings fails the run at that level."""
    return any(run.fails(finding, level) for finding in findings)


def print_findings(findings: Iterable[Finding], source_of: Callable[[str], YamlFile | None], lang: str) -> None:
    """Grouped with excerpts on a terminal, one line each elsewhere."""
    if sys.stdout.isatty():
        colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        columns = shutil.get_terminal_size().columns
        said = text.grouped(findings, source_of, lang, columns=columns, colour=colour)
    else:
        said = text.lines(findings, lang)
    for line in said:
        print(line)
