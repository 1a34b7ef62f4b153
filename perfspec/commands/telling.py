"""A report told where it was asked for: on standard output or in a file."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from perfspec.atomic import write_file
from perfspec.error import PerfspecError
from perfspec.reports import text
from perfspec.reports.run import Run

FORMATS = ("text", "json")


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


def write(path: Path, report: str) -> None:
    """Put a report into a file. Raises PerfspecError where that cannot be done."""
    if path.exists() and not path.is_file():
        raise PerfspecError(f"{path} 不是普通文件，没有写", f"{path} is no regular file and was not written")
    try:
        write_file(path, report.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> PerfspecError:
    return PerfspecError(f"{path} 写不了：{error.strerror}", f"{path} cannot be written: {error.strerror}")
