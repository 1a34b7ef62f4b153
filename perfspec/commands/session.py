"""What every command needs first: the workspace and the language that are asked for."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from perfspec.commands.parser import Say, speaker
from perfspec.finding import Finding, Severity
from perfspec.reports import text
from perfspec.workspace import Workspace, find_root, open_workspace
from perfspec.yamlfile import YamlFile


def workspace_of(options: Namespace, *hints: Path) -> Workspace:
    """The workspace named with -C, else the one around the first path, else the one around the current folder.

    Raises PerfspecError where there is none or its settings are wrong.
    """
    named = getattr(options, "workspace", None)
    start = Path(named) if named else next((path for path in hints if path.exists()), Path())
    return open_workspace(find_root(start))


def language_of(options: Namespace, workspace: Workspace | None = None) -> str:
    """--lang first, then PERFSPEC_LANG, then the workspace's settings, then Chinese."""
    asked = getattr(options, "lang", None) or os.environ.get("PERFSPEC_LANG")
    if asked in ("zh", "en"):
        return str(asked)
    return workspace.language if workspace is not None else "zh"


def say_for(options: Namespace, workspace: Workspace | None = None) -> Say:
    return speaker(language_of(options, workspace))


def fails(findings: Iterable[Finding], level: str) -> bool:
    """Whether a finding reaches the level that fails; nothing reaches `never`."""
    if level == "never":
        return False
    return any(finding.severity.reaches(Severity(level)) for finding in findings)


def print_findings(findings: Iterable[Finding], sources: Mapping[str, YamlFile], lang: str) -> None:
    """Grouped with excerpts on a terminal, one line each elsewhere."""
    if sys.stdout.isatty():
        colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        columns = shutil.get_terminal_size().columns
        said = text.grouped(findings, sources, lang, columns=columns, colour=colour)
    else:
        said = text.lines(findings, lang)
    for line in said:
        print(line)
