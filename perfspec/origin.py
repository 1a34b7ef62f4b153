"""Where each value of the model stands: in which file, and at which path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from perfspec.model import Department, Project
from perfspec.place import Path
from perfspec.remember import remembered
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


class Origins(Mapping[int, Origin]):
    """The origins of a department and of projects by the `id()` of a value, made when asked for; of a project the last
    one's are kept, for a document may have many."""

    def __init__(
        self, department: Department, file: YamlFile, projects: Iterable[Project], sources: Mapping[int, YamlFile]
    ) -> None:
        self._of_department = dict(department_origins(department, file))
        self._owners = {id(value): project for project in projects for value in (project, *project.indicators)}
        self._sources = sources
        self._of_project = remembered(self._made)

    def _made(self, project: Project) -> dict[int, Origin]:
        return project_origins(project, self._sources[id(project)])

    def __getitem__(self, key: int) -> Origin:
        found = self._of_department.get(key)
        return found if found is not None else self._of_project(self._owners[key])[key]

    def __iter__(self) -> Iterator[int]:
        return chain(self._of_department, self._owners)

    def __len__(self) -> int:
        return len(self._of_department) + len(self._owners)


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
