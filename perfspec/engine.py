"""Rules run over a document: each hit becomes a finding at its place, and no rule can stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Any

from perfspec import labels
from perfspec.calls import Call, Calls, Context, bound, by_subject, calls_for, surroundings
from perfspec.diff import Change, ChangedProject
from perfspec.finding import Fault, Finding, Severity, Text
from perfspec.hit import Hit
from perfspec.machine import is_of_the_run
from perfspec.model import Activity, Department, Document, Indicator, Project, Safeguard, Stage, Year
from perfspec.origin import Origin, Origins, project_origins
from perfspec.packs import BUILT_IN, RuleBook
from perfspec.place import Path
from perfspec.profile import Profile
from perfspec.rule import Rule
from perfspec.vocabulary import Vocabulary
from perfspec.watch import TooLong, Watch
from perfspec.yamlfile import YamlFile

CRASHED = Fault(
    rule="PS090",
    message=Text(zh="规则 {rule} 在这里没有运行完：{why}", en="Rule {rule} did not run to its end here: {why}"),
    advice=Text(
        zh="文件不用改；请把这条信息告诉写规则的人，或在 perfspec.yaml 里把 {rule} 设为 off",
        en="The file need not change; tell the author of the rule, or set {rule} to off in perfspec.yaml",
    ),
)
STOPPED = replace(
    CRASHED,
    message=Text(
        zh="规则 {rule} 在这里没有运行完：{why}；已经 {times} 次，这份文本的其余部分不再用它检查",
        en="Rule {rule} did not run to its end here: {why}, {times} times now; it runs no further on this document",
    ),
)
MOST_LATE = 3  # times that a rule may take too long in a document before it is no longer run
MOST_HITS = 1_000  # of one rule on one subject, or one for each value below it; more than that is a rule gone astray
SECONDS = 10.0  # that one rule may take on one subject
PROJECTS = 2_000  # for which a rule about the document may take those seconds


Lookup = Callable[[], Mapping[int, Origin]]  # the origins by the `id()` of a value; called only where there is a hit


def judge(
    document: Document, sources: Mapping[int, YamlFile], department: YamlFile, book: RuleBook, *, whole: bool = True
) -> list[Finding]:
    """What the rules have against a document.

    `sources` holds the file of each project by the project's `id()`. Without `whole`, because only some of the
    projects were read, rules whose subject is the document do not run.
    """
    watch = Watch(SECONDS)
    with watch.running():
        return list(_findings(document, sources, department, book, whole, watch))


def _findings(
    document: Document,
    sources: Mapping[int, YamlFile],
    department: YamlFile,
    book: RuleBook,
    whole: bool,
    watch: Watch,
) -> Iterator[Finding]:
    def run(asked: Iterable[Call], origins: Lookup, subject: object) -> list[Finding]:
        return _run(asked, subject, base, origins, watch)

    def on(subject: type) -> list[Call]:
        return bound(calls.on(subject), base)

    def of_rows(owner: Project | Activity, origins: Lookup) -> Iterator[Finding]:
        around = base | {type(owner): owner}
        alone, more = on_rows[type(owner)]
        more = bound(more, around)
        for row in owner.indicators:
            spoke = calls.spoke(row)
            asked = [*alone, *more] if spoke is None else [*spoke, *more]
            found = _run(asked, row, around, origins, watch)
            if spoke is None and not watch.late:
                _keep(calls, row, alone, found)
            yield from found

    base = _base(document, book)
    calls = calls_for(book, document.profile, document.department.year)
    on_rows = {owner: _apart(calls.on(Indicator, owner)) for owner in (Project, Activity)}
    of_projects = on(Project)
    for project in document.projects:
        origins = _once(partial(project_origins, project, sources[id(project)]))
        yield from run(of_projects, origins, project)
        yield from of_rows(project, origins)
    origins = _once(partial(Origins, document.department, department, document.projects if whole else (), sources))
    yield from run(on(Department), origins, document.department)
    of_activities = on(Activity)
    for activity in document.department.activities:
        yield from run(of_activities, origins, activity)
        yield from of_rows(activity, origins)
    of_safeguards = on(Safeguard)
    for safeguard in document.department.safeguards:
        yield from run(of_safeguards, origins, safeguard)
    if whole:
        watch.patience = 1 + len(document.projects) // PROJECTS
        yield from run(on(Document), origins, document)


def judge_changes(
    document: Document,
    projects: Sequence[ChangedProject],
    changes: Sequence[Change],
    origins: Mapping[int, Origin],
    book: RuleBook,
) -> list[Finding]:
    """What the rules about changes have against the change of a document.

    `document` is the new one, `changes` are those of the department; `origins` says, by `id()`, where each project and
    each change stands.
    """
    watch = Watch(SECONDS)
    base = _base(document, book)
    found: list[Finding] = []
    with watch.running():
        about = [(subject, {ChangedProject: each}) for each in projects for subject in (each, *each.changes)]
        about += [(change, {}) for change in changes]
        for subject, around in about:
            context = base | around | {type(subject): subject}
            fitting = (
                call for call in by_subject(book)[type(subject)] if context.keys() >= set(call.rule.surroundings)
            )
            found += _run(bound(fitting, context), subject, context, lambda: origins, watch)
    return found


def _once(made: Lookup) -> Lookup:
    """The same, made when it is first asked for; lighter than `functools.cache`, for mostly nobody asks."""
    found: list[Mapping[int, Origin]] = []

    def ask() -> Mapping[int, Origin]:
        if not found:
            found.append(made())
        return found[0]

    return ask


def _base(document: Document, book: RuleBook) -> Context:
    """What is around everything in a document."""
    department = document.department
    return {
        Document: document,
        Department: department,
        Profile: document.profile,
        Vocabulary: book.vocabulary,
        Year: Year(department.year),
    }


def _apart(calls: Sequence[Call]) -> tuple[list[Call], list[Call]]:
    """The calls on a row by itself, and those that need to know what is around it."""
    return [call for call in calls if call.around is not None], [call for call in calls if call.around is None]


def _keep(calls: Calls, row: Indicator, alone: Sequence[Call], found: list[Finding]) -> None:
    """Keep which of the calls on a row by itself had something to say, where each of them ran to its end."""
    rules = {finding.rule for finding in found}
    if CRASHED.rule not in rules:
        calls.keep(row, [call for call in alone if call.rule.id in rules] if rules else ())


def _run(calls: Iterable[Call], subject: object, around: Context, origins: Lookup, watch: Watch) -> list[Finding]:
    """The findings of rules on a subject with what is around it. A rule that fails has one finding, which says so.

    Most calls yield nothing, and nothing is made for them.
    """
    document, late = around[Document], watch.late
    found: list[Finding] = []
    for rule, function, given in calls:
        if late and late[rule.id] == MOST_LATE:
            continue
        try:
            watch.call += 1
            if given is None:
                given = surroundings(rule, around | {type(subject): subject}) or ()
            hits_of_it = iter(function(subject, *given))
            for first in hits_of_it:
                hits = [first, *islice(hits_of_it, MOST_HITS)]
                if len(hits) > MOST_HITS:
                    hits += _more_hits(hits_of_it, max(MOST_HITS, len(origins())))
                found += [_finding(rule, hit, origins(), document) for hit in hits]
        except KeyboardInterrupt:
            raise
        except TooLong:
            late[rule.id] += 1
            fault = STOPPED if late[rule.id] == MOST_LATE else CRASHED
            found.append(_crashed(rule, subject, origins(), document, f"{watch.limit:.0f} s", fault))
        except BaseException as error:  # whatever a rule raises is its own affair
            if rule.pack == BUILT_IN and is_of_the_run(error):
                raise
            found.append(_crashed(rule, subject, origins(), document, _said(error)))
        finally:
            watch.call += 1
    return found


def _more_hits(given: Iterator[Hit], most: int) -> list[Hit]:
    """What a rule yields beyond the first hits, where there may be more of them. Raises ValueError where it goes on."""
    more = list(islice(given, most - MOST_HITS))
    if len(more) == most - MOST_HITS:
        raise ValueError(f"more than {most} hits")
    return more


def _finding(rule: Rule, hit: Hit, origins: Mapping[int, Origin], document: Document) -> Finding:
    """The hit as a finding. Raises where the hit names no place in a file or its message lacks a value."""
    if not isinstance(hit, Hit):
        raise TypeError(f"it yields {type(hit).__name__}; yield {rule.subject.__name__.lower()}.at(…)")
    origin = origins.get(id(hit.subject))
    if origin is None:
        raise ValueError(f"it points at a {type(hit.subject).__name__} that does not stand there")
    path = (*origin.path, *hit.path)
    _must_exist(origin, path)
    fault = rule.faults[hit.say]
    severity = hit.severity or fault.severity
    if rule.draft is not None and document.department.stage is Stage.DRAFT:
        severity = max(severity, rule.draft, key=list(Severity).index)
    finding = Finding(
        fault=fault,
        place=origin.source.place(path),
        severity=severity,
        values=tuple((name, _shown(value)) for name, value in hit.values.items()),
        project=origin.project,
        where="/".join(origin.spots.at(path)),
        where_en="/".join(origin.spots.at(path, "en")),
        fingerprint=origin.spots.fingerprint(rule.id, origin.owner, path, document.department.year),
        fix=hit.fix,
    )
    finding.message(), finding.advice(), finding.message("en"), finding.advice("en")  # a placeholder may be missing
    return finding


def _must_exist(origin: Origin, path: Path) -> None:
    """Every step leads to a value or to a field that the schema knows."""
    here = origin.source.data
    for depth, step in enumerate(path):
        if isinstance(step, int):
            known = isinstance(here, list) and 0 <= step < len(here)
            here = here[step] if known else None
        else:
            inside = isinstance(here, dict) and step in here
            known = inside or bool(labels.subschema(origin.spots.schema, path[: depth + 1]))
            here = here[step] if inside else None
        if not known:
            raise ValueError(f"it points at {'.'.join(map(str, path))}, which does not exist")


def _crashed(
    rule: Rule, subject: object, origins: Mapping[int, Origin], document: Document, why: str, fault: Fault = CRASHED
) -> Finding:
    origin = origins.get(id(subject)) or next(iter(origins.values()))
    finding = fault.at(origin.source.place(origin.path), rule=rule.id, why=why, times=MOST_LATE)
    owner = f"{origin.owner}/{rule.id}"
    key = origin.spots.fingerprint("PS090", owner, origin.path, document.department.year)
    return replace(finding, project=origin.project, fingerprint=key)


def _said(error: BaseException) -> str:
    """An exception in one line; its own text may raise or be endless."""
    try:
        text = " ".join(str(error).split())
    except Exception:
        text = ""
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__


def _shown(value: Any) -> Any:
    """A value as it is filled into a sentence: a whole number of a Decimal without an exponent."""
    if isinstance(value, Decimal) and value == value.to_integral_value() and value.as_tuple().exponent > 0:  # type: ignore[operator]
        return Decimal(f"{value:f}")
    return value
