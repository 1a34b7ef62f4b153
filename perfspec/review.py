"""The review of a change: what became of the documents, which findings it brings and removes, and the money before and
after.

Only what the change touches is read: its files and their departments. A document that is small enough is read whole on
both sides, so that rules across files are judged as well and its totals are complete.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import PurePosixPath

from perfspec import schema
from perfspec.approval import DEFAULT, FILE, Approval, Asked, asked, build_approvals
from perfspec.check import Checked, Terms, check, is_unread
from perfspec.diff import Change, ChangedProject, Kind
from perfspec.engine import judge_changes
from perfspec.error import PerfspecError
from perfspec.finding import Finding
from perfspec.model import Document, Stage
from perfspec.moved import moved
from perfspec.origin import Origin
from perfspec.place import Place
from perfspec.revision import SUBMODULE, Tree, changed, entries, read_all, submodules
from perfspec.scope import is_within
from perfspec.sides import Sides, code_of, pairs, sides
from perfspec.versions import NOT_THERE, Side, changed_department, changed_project
from perfspec.workspace import DEPARTMENT, PROJECTS, Workspace
from perfspec.yamlfile import YamlFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The money of a unit before and after, in the profile's money unit; a unit of None is the whole."""

    unit: str | None
    name: str
    old: Decimal
    new: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file that could not be compared, because of what is wrong in it on one side."""

    file: str
    is_new: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReview:
    """What became of one document.

    Without `is_whole` only the changed files were read: totals are those of the changed projects, and rules across
    files did not run.
    """

    name: str
    title: str
    changes: tuple[Change, ...] = ()
    projects: tuple[ChangedProject, ...] = ()
    unread: tuple[Unread, ...] = ()
    brought: tuple[Finding, ...] = ()
    removed: tuple[Finding, ...] = ()
    asked: tuple[Asked, ...] = ()  # changes that need an approval, open ones first
    totals: tuple[Total, ...] = ()
    money_unit: str = ""
    is_whole: bool = True
    sources: Mapping[str, YamlFile] = field(default_factory=dict)  # of the new side, by file
    names: Mapping[str, str] = field(default_factory=dict)  # of the projects that were read, by their code


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review of everything between two states of a workspace; documents without a change are left out."""

    old: str
    new: str
    documents: tuple[DocumentReview, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for document in self.documents for change in document.changes)

    @property
    def brought(self) -> tuple[Finding, ...]:
        return tuple(finding for document in self.documents for finding in document.brought)

    @property
    def removed(self) -> tuple[Finding, ...]:
        return tuple(finding for document in self.documents for finding in document.removed)

    @property
    def pending(self) -> tuple[Asked, ...]:
        """The changes that still need an approval."""
        return tuple(each for document in self.documents for each in document.asked if each.approval is None)


def review(
    workspace: Workspace, old: Tree, new: Tree, terms: Terms, *, only: Sequence[str] = (), whole: bool | None = None
) -> Review:
    """What stands between two states, or what the paths `only` alone do where some are given.

    `whole` reads documents whole, or never, instead of by their size. Raises PerfspecError where git cannot tell.
    """
    found = pairs(changed(old, new), old, new)
    approvals = read_approvals(new) if found else ()
    documents = [
        _document(workspace, sides(workspace, pair, old, new, only, whole), terms, approvals) for pair in found
    ]
    links = [_submodule(path) for path in submodules(old, new) if is_within(path, only)]
    told = tuple(each for each in (*documents, *links) if _says_something(each))
    return Review(old=old.name, new=new.name, documents=tuple(sorted(told, key=lambda document: document.name)))


def read_approvals(state: Tree) -> tuple[Approval, ...]:
    """The approvals in a state, none where it has no such file.

    Raises PerfspecError with the findings where the file is wrong.
    """
    found = read_all(state, entries(state, [FILE]))
    if not found:
        return ()
    source = found[FILE]
    findings = source.findings or tuple(schema.faults(source, "approvals"))
    if findings:
        raise PerfspecError(f"{FILE} 有错，先改好它", f"{FILE} is wrong; mend it first", findings)
    return build_approvals(source.data)


def _says_something(document: DocumentReview) -> bool:
    return bool(document.changes or document.unread or document.brought or document.removed)


def _submodule(path: str) -> DocumentReview:
    """A repository of its own in the place of a document: it is named, and fails, for nobody can see what changed."""
    finding = SUBMODULE.at(Place(file=path))
    return DocumentReview(
        name=PurePosixPath(path).relative_to(PROJECTS).as_posix(),
        title=path,
        unread=(Unread(file=path, is_new=True, findings=(finding,)),),
        brought=(finding,),
    )


def _document(workspace: Workspace, both: Sides, terms: Terms, approvals: tuple[Approval, ...]) -> DocumentReview:
    before, after = (check(workspace, files, terms) for files in (both.old, both.new))
    unread = _unread(before, both.paths), _unread(after, both.paths)
    paths = [path for path in both.paths if path not in unread[0] | unread[1]]
    projects, origins = _projects(before, after, paths)
    is_told = any(PurePosixPath(path).name == DEPARTMENT for path in paths)
    about_department = changed_department(both.old.department, both.new.department) if is_told else []
    of_department = [change for change, _ in about_department]
    origins |= {id(change): origin for change, origin in about_department}
    base = after.sound or before.sound
    judged = [project for project in projects if _is_built(project)]
    about = judge_changes(base, judged, of_department, origins, terms.book) if base else []
    broken = [
        files.department is not None and side.sound is None
        for files, side in zip((both.old, both.new), (before, after), strict=True)
    ]
    left_out = _codes((before, after), unread[0] | unread[1])
    brought, removed = moved(*_comparable(workspace, both, (before, after), unread[0] | unread[1], left_out, terms))
    removed = [finding for finding in removed if finding.place.file not in unread[1] and not broken[1]]  # nobody knows
    changes = tuple(of_department + [change for project in projects for change in project.changes])
    policy = (workspace.approval if workspace.approval is not None else DEFAULT) if _was_approved(before) else ()
    return DocumentReview(
        name=both.new.name,
        title=f"{base.department.name} {base.department.year}" if base else both.new.name,
        changes=changes,
        projects=tuple(projects),
        unread=tuple(
            Unread(file=file, is_new=bool(is_new), findings=tuple(findings))
            for is_new, side in enumerate(unread)
            for file, findings in side.items()
        ),
        brought=tuple(sorted([*about, *brought], key=lambda finding: finding.sort_key)),
        removed=tuple(removed),
        asked=tuple(asked(changes, approvals, policy)),
        totals=() if any(broken) else tuple(_totals(before.sound, after.sound, left_out)),
        money_unit=base.profile.money_unit if base else "",
        is_whole=both.is_whole,
        sources=after.sources,
        names=_names(before.sound) | _names(after.sound) | {each.code: each.name for each in projects},
    )


def _names(document: Document | None) -> dict[str, str]:
    return {project.code.text: project.heading for project in document.projects} if document else {}


def _comparable(
    workspace: Workspace,
    both: Sides,
    checked: tuple[Checked, Checked],
    unread: Collection[str],
    codes: Collection[str],
    terms: Terms,
) -> list[list[Finding]]:
    """The findings of both sides. What rules across files find is told as if a project that cannot be read on one side
    were on neither: it has not gone, and the others are no different for it."""
    if not unread:
        return [list(side.findings) for side in checked]
    across = {rule.id for rule in terms.book.rules if rule.subject is Document}
    found = []
    for files, side in zip((both.old, both.new), checked, strict=True):
        kept = tuple(each for each in files.projects if each.file not in unread and code_of(each) not in codes)
        lesser = check(workspace, replace(files, projects=kept), terms)
        own = [finding for finding in side.findings if finding.rule not in across]
        found.append(own + [finding for finding in lesser.findings if finding.rule in across])
    return found


def _is_built(project: ChangedProject) -> bool:
    """Whether its model is there on each side that has its file: with a broken department, none is."""
    kinds = {change.kind for change in project.changes if change.field == "project"}
    return (project.old is not None or Kind.ADDED in kinds) and (project.new is not None or Kind.REMOVED in kinds)


def _unread(side: Checked, paths: Iterable[str]) -> dict[str, list[Finding]]:
    """The changed files of a side that cannot be compared, with what is wrong in them."""
    wrong: dict[str, list[Finding]] = {}
    for finding in side.findings:
        if is_unread(finding) and finding.place.file in paths:
            wrong.setdefault(finding.place.file, []).append(finding)
    return wrong


def _projects(before: Checked, after: Checked, paths: list[str]) -> tuple[list[ChangedProject], dict[int, Origin]]:
    """The projects of some files with their changes, and where each project and change stands."""
    ours, theirs = _by_code(before, paths), _by_code(after, paths)
    was_approved = _was_approved(before)
    found: list[ChangedProject] = []
    origins: dict[int, Origin] = {}
    for code in sorted(ours.keys() | theirs.keys()):
        sides = ours.get(code, NOT_THERE), theirs.get(code, NOT_THERE)
        project, places = changed_project(code, *sides, (_year(before), _year(after)), was_approved=was_approved)
        if project.changes:
            found.append(project)
            origins |= places
    return found, origins


def _was_approved(before: Checked) -> bool:
    return before.sound is not None and before.sound.department.stage is Stage.APPROVED


def _by_code(side: Checked, paths: list[str]) -> dict[str, Side]:
    models = {project.code.text: project for project in side.sound.projects} if side.sound else {}
    files = [side.sources[path] for path in paths if path in side.sources and not path.endswith(f"/{DEPARTMENT}")]
    return {source.data["code"]: (models.get(source.data["code"]), source) for source in files}


def _year(side: Checked) -> int:
    return side.sound.department.year if side.sound else 0


def _codes(sides: Iterable[Checked], paths: Iterable[str]) -> set[str]:
    """The codes of the projects in some files, of either side."""
    codes = {code_of(side.sources[path]) for path in paths for side in sides if path in side.sources}
    return {code for code in codes if code is not None}


def _totals(old: Document | None, new: Document | None, without: set[str]) -> list[Total]:
    """The money of each unit, and of the whole, of what was read; `without` are projects that are known on one side."""
    names: dict[str, str] = {}
    money: list[dict[str | None, Decimal]] = [{}, {}]
    for side, document in enumerate((old, new)):
        for project in document.projects if document else ():
            if project.code.text in without:
                continue
            unit = document.department.unit(project.unit) if document else None
            names[project.unit] = unit.name if unit else project.unit
            for key in (project.unit, None):
                money[side][key] = money[side].get(key, Decimal(0)) + project.budget.total
    zero = Decimal(0)
    units = [*sorted(names), None]
    return [
        Total(unit=unit, name=names[unit] if unit else "", old=money[0].get(unit, zero), new=money[1].get(unit, zero))
        for unit in units
    ]
