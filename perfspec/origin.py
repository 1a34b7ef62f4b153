"""Where each value of the model stands: in which file, and at which path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from perfspec.model import Department, Project
from perfspec.place import Path
from perfspec.spot import Spots
from perfspec.yamlfile import YamlFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a value of the model comes from: its file, the path in it, and whose it is."""

    source: YamlFile
    spots: Spots  # of the file's data
    path: Path
    owner: str  # what its fingerprints belong to
    project: str | None


def all_origins(
    department: Department, file: YamlFile, projects: Iterable[Project], sources: Mapping[int, YamlFile]
) -> dict[int, Origin]:
    """The origins of a department and of projects."""
    found = dict(department_origins(department, file))
    for project in projects:
        found |= project_origins(project, sources[id(project)])
    return found


def project_origins(project: Project, source: YamlFile) -> dict[int, Origin]:
    spots = Spots(schema="project", data=source.data)

    def origin(*path: str | int) -> Origin:
        return Origin(source=source, spots=spots, path=path, owner=project.code.text, project=project.code.text)

    rows = enumerate(project.indicators)
    return {id(project): origin()} | {id(row): origin("indicators", position) for position, row in rows}


def department_origins(department: Department, source: YamlFile) -> Iterator[tuple[int, Origin]]:
    spots = Spots(schema="department", data=source.data)
    owner = f"{department.code}-{department.year}"

    def origin(*path: str | int) -> Origin:
        return Origin(source=source, spots=spots, path=path, owner=owner, project=None)

    yield id(department), origin()
    for position, unit in enumerate(department.units):
        yield id(unit), origin("units", position)
    for position, activity in enumerate(department.activities):
        yield id(activity), origin("activities", position)
        for row, indicator in enumerate(activity.indicators):
            yield id(indicator), origin("activities", position, "indicators", row)
    for position, safeguard in enumerate(department.safeguards):
        yield id(safeguard), origin("safeguards", position)
