"""The texts of a document: every cell that somebody has written in words, with its path in the file."""

from __future__ import annotations

from collections.abc import Iterator

from perfspec.likeness import half_width, plain, without_batch
from perfspec.model import Department, Indicator, Project
from perfspec.place import Path
from perfspec.remember import kept_alike, remembered
from perfspec.shortened import shortened

Texts = Iterator[tuple[Path, str]]


@remembered
def texts(subject: Project | Department) -> tuple[tuple[Path, str], ...]:
    """The texts of a project or of a department in the order of the form, those that are there; codes are none."""
    found = _of_project(subject) if isinstance(subject, Project) else _of_department(subject)
    return tuple((path, text) for path, text in found if text)


@remembered
def cells(subject: Project | Department) -> tuple[str, ...]:
    """The texts without their paths, for a quick look at each: most have nothing that a rule looks for."""
    if isinstance(subject, Department):
        return tuple(text for _, text in texts(subject))
    found = [subject.name, subject.title, subject.activity, subject.purpose, *subject.goals]
    for row in subject.indicators:
        target = row.target.text if row.target else None
        found += (row.name, row.description, target, row.basis, row.basis_document)
        if row.scale:
            found += (meaning for _, meaning in row.scale)
    return tuple(filter(None, found))


@remembered
def joined(subject: Project | Department) -> str:
    """All texts as one, a line for each: what does not occur here occurs in none of them."""
    return "\n".join(cells(subject))


@kept_alike
def said(row: Indicator) -> int:
    """All that a row says, whatever the width of its signs, its blanks and punctuation, as a hash."""
    category = row.category.second if row.category else ""
    return hash((category, plain(row.name), plain(row.description), half_width(row.target.text if row.target else "")))


NAME = 30  # characters of a name in a message


def called(project: Project) -> str:
    """A project as a message about another one names it, by name and code."""
    return f"“{shortened(project.name, NAME)}”（{project.code}）"


def aim(project: Project) -> str:
    """What the money is for: the purpose, or the goals where the form has no purpose."""
    return without_batch(project.purpose) or plain("".join(project.goals))


def _of_project(project: Project) -> Texts:
    yield ("name",), project.name
    yield ("title",), project.title or ""
    yield ("activity",), project.activity or ""
    yield ("purpose",), project.purpose or ""
    yield from _items(("goals",), project.goals)
    yield from _of_indicators((), project.indicators)


def _of_department(department: Department) -> Texts:
    yield ("name",), department.name
    for position, unit in enumerate(department.units):
        yield ("units", position, "name"), unit.name
    yield ("goal",), department.goal
    for position, activity in enumerate(department.activities):
        path: Path = ("activities", position)
        yield (*path, "name"), activity.name
        yield from _items((*path, "goals"), activity.goals)
        yield from _of_indicators(path, activity.indicators)
    for position, safeguard in enumerate(department.safeguards):
        path = ("safeguards", position)
        yield (*path, "name"), safeguard.name
        yield from _items((*path, "measures"), safeguard.measures)
        yield (*path, "text"), safeguard.text or ""


def _of_indicators(above: Path, indicators: tuple[Indicator, ...]) -> Texts:
    for position, indicator in enumerate(indicators):
        path: Path = (*above, "indicators", position)
        yield (*path, "name"), indicator.name
        yield (*path, "description"), indicator.description or ""
        yield (*path, "target"), indicator.target.text if indicator.target else ""
        yield (*path, "basis"), indicator.basis or ""
        yield (*path, "basis_document"), indicator.basis_document or ""
        for grade, meaning in indicator.scale:
            yield (*path, "scale", grade), meaning


def _items(path: Path, items: tuple[str, ...]) -> Texts:
    return (((*path, position), item) for position, item in enumerate(items))
