"""`perfspec diff --git-driver`: git's external diff of one file, for `git diff` and `git log -p`.

Git names the file, gives both versions in files of its own, and stops altogether where a driver fails: so this one
tells what it can of any file in any folder, and of one that cannot be understood, its lines.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from perfspec.check import is_unread
from perfspec.code import ProjectCode
from perfspec.commands.session import language_of, workspace_of
from perfspec.commands.terminal import terminal
from perfspec.conformity import read_faults
from perfspec.diff import Change, ChangedProject
from perfspec.diff.words import Part, lines
from perfspec.error import PerfspecError
from perfspec.finding import Finding
from perfspec.reading import read_file
from perfspec.reports.change_text import BOLD, FAINT, Line, group_lines
from perfspec.reports.change_view import ChangeReport
from perfspec.reports.columns import laid_out
from perfspec.reports.run import said
from perfspec.review import DocumentReview, Review
from perfspec.versions import changed_department, changed_project
from perfspec.workspace import DEPARTMENT
from perfspec.yamlfile import MAX_BYTES, YamlFile

MONEY_UNIT = "万元"  # of amounts outside of a workspace
AROUND = 3  # lines beside a changed one
SIGNS = {Part.SAME: (" ", ""), Part.REMOVED: ("-", "31"), Part.ADDED: ("+", "32")}
GIVEN = 7  # path, old file, its id and mode, new file, its id and mode; of a renamed file two more


def run(options: Namespace) -> int:
    """Tell of the file that git asks about. Raises PerfspecError for arguments that git does not give."""
    given: Sequence[str] = options.revisions
    lang = _language(options)
    at = terminal()
    if len(given) == 1:
        told: Iterator[Line] = iter([([(given[0], BOLD), ("：还没有合并" if lang == "zh" else ": unmerged", "")], 2)])
    elif len(given) < GIVEN:
        raise PerfspecError(
            "--git-driver 由 git 调用：git config diff.perfspec.command 'perfspec diff --git-driver'",
            "--git-driver is called by git: git config diff.perfspec.command 'perfspec diff --git-driver'",
        )
    else:
        renamed = given[GIVEN] if len(given) > GIVEN else ""
        told = _told(given[0], renamed, _file(given[1]), _file(given[4]), lang, at.colour)
    for spans, hang in told:
        for line in laid_out(spans, columns=at.columns, hang=hang, colour=at.colour):
            print(line)
    return 0


def _language(options: Namespace) -> str:
    try:
        return language_of(options, workspace_of(options))
    except PerfspecError:
        return language_of(options)


def _file(name: str) -> Path | None:
    return None if name == os.devnull else Path(name)


def _told(path: str, renamed: str, old: Path | None, new: Path | None, lang: str, colour: bool) -> Iterator[Line]:
    schema = "department" if path.rpartition("/")[2] == DEPARTMENT else "project"
    ours, theirs = (read_file(file, path) if file else None for file in (old, new))
    faults = [(side, _faults(side, schema)) for side in (ours, theirs) if side is not None]
    yield [(f"{path} → {renamed}" if renamed else path, BOLD)], 2
    if any(findings for _, findings in faults):
        yield from _by_lines(old, new, [(side is theirs, findings) for side, findings in faults], lang)
        return
    report = ChangeReport(review=_review(path, schema, ours, theirs), lang=lang)
    for group in report.groups:
        yield from group_lines(group, colour)
    if not report.groups:
        yield [(report.say("  意思和文字都没有变", "  neither meaning nor words changed"), FAINT)], 2


def _faults(source: YamlFile, schema: str) -> list[Finding]:
    return [finding for finding in read_faults(source, schema) if is_unread(finding)]


def _review(path: str, schema: str, old: YamlFile | None, new: YamlFile | None) -> Review:
    """One file as a review: its changes, without anything that other files would add."""
    project: ChangedProject | None = None
    changes: tuple[Change, ...] = ()
    if schema == "project":
        data = next(side.data for side in (new, old) if side)
        year = _year(path, data["code"])
        project, _ = changed_project(data["code"], (None, old), (None, new), (year, year), was_approved=False)
        changes = project.changes
    else:
        changes = tuple(change for change, _ in changed_department(old, new))
    document = DocumentReview(
        name=path,
        title=path,
        changes=changes,
        projects=(project,) if project is not None and changes else (),
        unread=(),
        brought=(),
        removed=(),
        asked=(),
        totals=(),
        money_unit=MONEY_UNIT,
        is_whole=False,
        sources={},
    )
    return Review(old="", new="", documents=(document,))


def _year(path: str, code: str) -> int:
    """The year of a project: its department's where that lies beside it, else the one in its code."""
    beside = read_file(Path(path).parent / DEPARTMENT, DEPARTMENT)
    if isinstance(beside.data, dict) and str(beside.data.get("year", "")).isdecimal():
        return int(beside.data["year"])
    parsed = ProjectCode.parse(code)
    return parsed.year if parsed else 2000


def _by_lines(
    old: Path | None, new: Path | None, faults: Sequence[tuple[bool, list[Finding]]], lang: str
) -> Iterator[Line]:
    """What is wrong in the file, and its lines, for there is no meaning to tell."""
    for is_new, findings in faults:
        side = ("新的", "the new one")[lang == "en"] if is_new else ("旧的", "the old one")[lang == "en"]
        for finding in findings:
            place = f"{finding.place.line}:{finding.place.column}"
            yield [(f"  {side} {place} {finding.rule} {said(finding, lang)}", "33")], 4
    shown = list(lines(_text(old), _text(new)))
    near = {n + far for n, line in enumerate(shown) if line.part is not Part.SAME for far in range(-AROUND, AROUND + 1)}
    last = -1
    for number, line in enumerate(shown):
        if number not in near:
            continue
        if number > last + 1:
            yield [("…", FAINT)], 0
        last = number
        sign, code = SIGNS[line.part]
        yield [(f"{sign}{line.text.rstrip()}", code)], 1


def _text(path: Path | None) -> str:
    if path is None or path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES).decode("utf-8", "replace")
