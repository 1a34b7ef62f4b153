"""A report told where it was asked for: on standard output, in a file, in the summary of a step of GitHub Actions."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from perfspec import writing
from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import add_output, language_of, print_findings
from perfspec.packs import NO_RULES, RuleBook
from perfspec.reading import read_file
from perfspec.reports import text
from perfspec.reports.found import Found
from perfspec.reports.run import Run
from perfspec.workspace import Workspace

FORMATS = ("text", "json", "markdown", "sarif", "github", "gitlab", "junit")
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"  # names a file that a step appends Markdown to


def add_report(parser: Parser, say: Say) -> None:
    """Format and file of the report, and what fails."""
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help=say(
            "输出格式：text、markdown 给人看，json 给程序读，sarif、github、gitlab、junit 给代码托管平台",
            "text and markdown for people, json for programs, sarif, github, gitlab and junit for what hosts the code",
        ),
    )
    add_output(parser, say)
    parser.add_argument(
        "--fail-on",
        choices=["error", "warning", "info", "never"],
        help=say(
            "有这一级别以上的问题时不通过（默认看 perfspec.yaml）", "the level that fails (default: perfspec.yaml)"
        ),
    )


def conclude(options: Namespace, workspace: Workspace, book: Callable[[], RuleBook], found: Found, fail_on: str) -> int:
    """Tell what was found as the options ask, and give the exit code. The rules are asked for where a report needs
    them."""
    rules = book() if options.format != "text" else NO_RULES
    told = Run(
        found=found,
        lang=language_of(options, workspace),
        book=rules,
        folder=workspace.in_repository,
        fail_on=fail_on,
    )
    if options.format == "text" and options.output is None:
        print_findings(told.open, lambda file: read_file(workspace.root / file, file), told.lang)
        for line in text.footer(told):
            print(line)
    else:
        tell(told, options.format, options.output)
    return 1 if told.is_failing else 0


def tell(run: Run, format: str, output: Path | None) -> None:
    """Write the report in a format. Into a file it goes whole or not at all, and the counts are printed.

    Raises PerfspecError where a file cannot be written.
    """
    report = import_module(f"perfspec.reports.{format}").report(run)
    if output is None:
        sys.stdout.writelines(report)
    else:
        write(output, report)
        for line in text.footer(run):
            print(line)
    if format == "github" and os.environ.get(STEP_SUMMARY):
        _add_summary(Path(os.environ[STEP_SUMMARY]), run)


def write(path: Path, report: Iterable[str]) -> None:
    """Put a report, which comes in parts, into a file. Raises PerfspecError where that cannot be done."""
    writing.write(path, (part.encode("utf-8", "backslashreplace") for part in report))


def _add_summary(path: Path, run: Run) -> None:
    """Append the Markdown report behind what the step has written before, within what GitHub accepts."""
    from perfspec.reports import markdown
    from perfspec.reports.github import SUMMARY_BYTES

    with writing.writing_to(path), path.open("ab") as stream:
        stream.writelines(part.encode() for part in markdown.within(run, SUMMARY_BYTES - stream.tell()))
