"""A report told where it was asked for: on standard output, in a file, in the summary of a step of GitHub Actions."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

from perfspec.atomic import write_file
from perfspec.error import PerfspecError
from perfspec.reports import text
from perfspec.reports.run import Run

FORMATS = ("text", "json", "markdown", "sarif", "github", "gitlab", "junit")
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"  # names a file that a step appends Markdown to


def tell(run: Run, format: str, output: Path | None) -> None:
    """Write the report in a format. Into a file it goes whole or not at all, and the counts are printed.

    Raises PerfspecError where a file cannot be written.
    """
    report = str(import_module(f"perfspec.reports.{format}").report(run))
    if output is None:
        sys.stdout.write(report)
    else:
        write(output, report)
        for line in text.footer(run):
            print(line)
    if format == "github" and os.environ.get(STEP_SUMMARY):
        _add_summary(Path(os.environ[STEP_SUMMARY]), run)


def write(path: Path, report: str) -> None:
    """Put a report into a file. Raises PerfspecError where that cannot be done."""
    if path.exists() and not path.is_file():
        raise PerfspecError(f"{path} 不是普通文件，没有写", f"{path} is no regular file and was not written")
    try:
        write_file(path, report.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise _unwritable(path, error) from error


def _add_summary(path: Path, run: Run) -> None:
    """Append the Markdown report behind what the step has written before, within what GitHub accepts."""
    from perfspec.reports import markdown
    from perfspec.reports.github import SUMMARY_BYTES

    try:
        with path.open("ab") as stream:
            stream.write(markdown.within(run, SUMMARY_BYTES - stream.tell()).encode())
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> PerfspecError:
    return PerfspecError(f"{path} 写不了：{error.strerror}", f"{path} cannot be written: {error.strerror}")
