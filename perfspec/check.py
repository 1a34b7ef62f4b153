"""Check documents: read, held to the schema and to the profile, built where nothing stands in the way, and held to the
rules.

Checking never writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from perfspec.baseline import Baseline
from perfspec.build import build_department, build_project
from perfspec.conformity import BLANK, check_project, read_faults
from perfspec.engine import judge
from perfspec.finding import Fault, Finding, Severity, Text
from perfspec.model import Department, Document, Project, published_order
from perfspec.packs import NO_RULES, RuleBook
from perfspec.place import Path
from perfspec.profile import Profile
from perfspec.spot import digest
from perfspec.waivers import waived
from perfspec.workspace import DocumentFiles, Workspace, find_profile, profile_names
from perfspec.yamlfile import YamlFile

UNKNOWN_PROFILE = Fault(
    rule="PS013",
    message=Text(zh="没有方案“{name}”", en="There is no profile {name}"),
    advice=Text(
        zh="可以写：{known}；或在工作区的 rules/profiles/ 里加上它",
        en="Write one of: {known}; or add it below rules/profiles/",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What documents are judged by: the rules, the findings that are known already, and the day."""

    book: RuleBook = NO_RULES
    baseline: Baseline = field(default_factory=Baseline)
    today: date = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What checking a document gave: the findings of the files that were asked for, in order, and the document where
    its files are what they must be."""

    name: str
    findings: tuple[Finding, ...]
    document: Document | None
    sound: Document | None  # the document without the projects whose files are wrong
    sources: dict[str, YamlFile]  # by file, for excerpts
    gone: int = 0  # findings of the baseline that are no longer there
    is_whole: bool = True  # whether rules across files ran


NO_TERMS = Terms()  # nothing but reading and the schemas


def check(workspace: Workspace, files: DocumentFiles, terms: Terms = NO_TERMS) -> Checked:
    """Everything that is wrong in a document, all at once: in its files and, where they can be read, by the rules."""
    findings = list(files.findings)
    profile = _find_profile(workspace, files, findings)
    department, built = _built(files, profile, findings)
    findings = [_fingerprinted(finding) for finding in findings]
    document = None
    if profile is not None and department is not None:
        projects = published_order(department, tuple(project for project, _ in built))
        document = Document(name=files.name, department=department, projects=projects, profile=profile)
        sources = {id(project): source for project, source in built}
        findings += _ruled(document, sources, files, terms, findings)
    asked = files.is_department_asked
    above = files.department.file if files.department is not None else None
    told = [finding for finding in findings if asked or finding.place.file != above]
    told = terms.baseline.applied(files.name, sorted(told, key=lambda finding: finding.sort_key))
    return Checked(
        name=files.name,
        findings=tuple(told),
        document=document if not any(map(keeps_from_publishing, findings)) else None,
        sound=document,
        sources={source.file: source for source in (files.department if asked else None, *files.projects) if source},
        gone=terms.baseline.gone(files.name, told) if files.is_whole and not any(map(is_unread, told)) else 0,
        is_whole=files.is_whole,
    )


def _built(
    files: DocumentFiles, profile: Profile | None, findings: list[Finding]
) -> tuple[Department | None, list[tuple[Project, YamlFile]]]:
    """The department, and each project with its file, as far as the files are what they must be; what is wrong joins
    the findings. A project is built as soon as it is read: what its file says is then needed no more."""
    if files.department is not None:
        findings += read_faults(files.department, "department")
    units = _unit_codes(files.department)
    department = None
    if profile is not None and files.department is not None and not any(map(is_unread, findings)):
        department = build_department(files.department.data)
    built = []
    for source in files.projects:
        found = check_project(source, profile, units)
        findings += found
        if profile is not None and department is not None and not any(map(is_unread, found)):
            built.append((build_project(source.data, profile, department.year), source))
    return department, built


def is_unread(finding: Finding) -> bool:
    """Whether a fault keeps its file from being understood: it is not YAML, or not what the schema asks for."""
    return finding.severity is Severity.ERROR and finding.rule.startswith(("PS00", "PS01"))


def keeps_from_publishing(finding: Finding) -> bool:
    """Whether a document with this finding is none that can be published: a file is not understood, or has the wrong
    name."""
    return is_unread(finding) or (finding.severity is Severity.ERROR and finding.rule.startswith("PS02"))


def _ruled(
    document: Document,
    sources: dict[int, YamlFile],
    files: DocumentFiles,
    terms: Terms,
    read: Sequence[Finding],
) -> Iterator[Finding]:
    """What the rules find, file by file, with the file's waivers applied; `read` is what was found before."""
    if terms.book is NO_RULES or files.department is None:
        return
    found: dict[str, list[Finding]] = {}
    blank = _unfilled(read)
    for finding in judge(document, sources, files.department, terms.book, whole=files.is_whole):
        path = finding.place.path
        if not any(path[: len(part)] == part for part in blank.get(finding.place.file, ())):
            found.setdefault(finding.place.file, []).append(finding)
    owners: list[tuple[YamlFile, Department | Project]] = [(files.department, document.department)]
    owners += [(sources[id(project)], project) for project in document.projects]
    for source, owner in owners:
        of_file = found.get(source.file, [])
        yield from waived(of_file, owner.waivers, source, terms.book, terms.today, complete=files.is_whole)


def _unfilled(findings: Iterable[Finding]) -> dict[str, list[Path]]:
    """By file, the rows in which something is still to be filled in, and such fields of no row: rules wait for what
    comes."""
    found: dict[str, list[Path]] = {}
    for finding in findings:
        if finding.fault is BLANK:
            path = finding.place.path
            found.setdefault(finding.place.file, []).append(path[:-1] or path)
    return found


def _fingerprinted(finding: Finding) -> Finding:
    """A fault of reading, told by its place in the data: there is no model to tell it by."""
    path = "/".join(map(str, finding.place.path))
    owner = finding.project or finding.place.file
    return replace(finding, fingerprint=digest(finding.rule, owner, path, finding.message("en")))


def _find_profile(workspace: Workspace, files: DocumentFiles, findings: list[Finding]) -> Profile | None:
    """The profile that the document names, else the workspace's."""
    data = files.department.data if files.department is not None else None
    own = data.get("profile") if isinstance(data, dict) else None
    name = own if isinstance(own, str) else workspace.profile
    profile = find_profile(workspace, name)
    if profile is None and files.department is not None:
        known = tuple(profile_names(workspace))
        place = files.department.place(("profile",))
        findings.append(UNKNOWN_PROFILE.at(place, name=name, known=known))
    return profile


def _unit_codes(department: YamlFile | None) -> tuple[str, ...]:
    data = department.data if department is not None else None
    units = data.get("units") if isinstance(data, dict) else None
    if not isinstance(units, list):
        return ()
    return tuple(str(unit["code"]) for unit in units if isinstance(unit, dict) and "code" in unit)
