"""Two versions of one file as a project or department with its changes, and where each change stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from perfspec import labels
from perfspec.diff import Change, ChangedProject, Effect, Files, Kind, diff
from perfspec.model import Project
from perfspec.origin import Origin
from perfspec.spot import Spots, canonical, digest
from perfspec.yamlfile import YamlFile

Side = tuple[Project | None, YamlFile | None]  # a project as it was or is, and its file
NOT_THERE: Side = (None, None)


def changed_project(
    code: str, old: Side, new: Side, years: tuple[int, int], *, was_approved: bool
) -> tuple[ChangedProject, dict[int, Origin]]:
    """A project with its changes, and where it and each of them stands, by `id()`; one of the sides may be missing."""
    changes = _changes(code, old[1], new[1], *years)
    source = new[1] or old[1]
    data = source.data if source is not None else {}
    project = ChangedProject(
        code=code,
        name=str(data.get("title") or data.get("name") or code),
        old=old[0],
        new=new[0],
        changes=tuple(changes),
        was_approved=was_approved,
    )
    if source is None:
        return project, {}
    spots = Spots(schema="project", data=source.data)
    origin = Origin(source=source, spots=spots, path=(), owner=code, project=code)
    return project, {id(project): origin} | dict(_origins(changes, origin, old[1]))


def _origins(changes: Iterable[Change], now: Origin, old: YamlFile | None) -> Iterator[tuple[int, Origin]]:
    """Where each change stands: what was removed, in the old file."""
    before = now if old is None else replace(now, source=old, spots=replace(now.spots, data=old.data))
    for change in changes:
        yield id(change), replace(before if change.kind is Kind.REMOVED else now, path=change.path)


def _changes(code: str, old: YamlFile | None, new: YamlFile | None, old_year: int, new_year: int) -> list[Change]:
    if old is not None and new is not None:
        files = Files(
            schema="project",
            project=code,
            owner=code,
            old=old.data,
            new=new.data,
            old_year=old_year,
            new_year=new_year,
        )
        return diff(files)
    return [
        _whole("project", code, code, None if old is None else old.data, None if new is None else new.data, new_year)
    ]


def changed_department(old: YamlFile | None, new: YamlFile | None) -> list[tuple[Change, Origin]]:
    """The changes of a department, each with where it stands; one of its files may be missing."""
    there = new or old
    if there is None:
        return []
    owner = f"{there.data['code']}-{there.data['year']}"
    if old is None or new is None:
        data = None if old is None else old.data, None if new is None else new.data
        changes = [_whole("department", None, owner, *data, int(there.data["year"]))]
    else:
        files = Files(
            schema="department",
            project=None,
            owner=owner,
            old=old.data,
            new=new.data,
            old_year=int(old.data["year"]),
            new_year=int(new.data["year"]),
        )
        changes = diff(files)
    spots = Spots(schema="department", data=there.data)
    origins = dict(_origins(changes, Origin(source=there, spots=spots, path=(), owner=owner, project=None), old))
    return [(change, origins[id(change)]) for change in changes]


def _whole(schema: str, project: str | None, owner: str, old: Any, new: Any, year: int) -> Change:
    """A whole file that was added or removed; a project promises what was not promised before."""
    kind = Kind.ADDED if old is None else Kind.REMOVED
    promise = Effect.TIGHTENED if old is None else Effect.LOOSENED
    meant = canonical([old if new is None else new], 0, year)
    return Change(
        kind=kind,
        effect=promise if project else Effect.NONE,
        schema=schema,
        project=project,
        old_path=(),
        new_path=(),
        where="",
        where_en="",
        field=schema,
        label="项目" if project else labels.label(schema),
        old=old,
        new=new,
        fingerprint=digest("change", owner, schema, str(kind), meant),
    )
