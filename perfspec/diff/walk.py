"""Two versions of one file compared, field by field and row by row; order and layout are no change.

The plain data is walked, not the model: so every field of the schema is told, also one that is added to it later.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from perfspec import labels
from perfspec.diff import likeness
from perfspec.diff.change import Change, Effect, Kind
from perfspec.diff.effect import Meaning, of_amount, of_month, of_target, target
from perfspec.diff.matching import match
from perfspec.place import Path
from perfspec.spot import Spots, canonical, digest

Data = dict[str, Any]

LEAST_ROW, LEAST_TEXT = 0.5, 0.4  # how alike a renamed row and a reworded text are at least
IDENTITY = {  # of rows, the strictest first; others are told by their name
    "indicators": (("category", "name"), ("name",)),
    "units": (("code",),),
    "waivers": (("rule", "at"), ("rule",)),
    "adjustments": (("document", "date"), ("document",)),
}
KINDS = {"name": Kind.RENAMED, "category": Kind.MOVED}
AMOUNTS = ("total", "fiscal", "other", "weight")


@dataclass(frozen=True, kw_only=True)
class Files:
    """The two versions of a file, whose they are, and the years of their documents."""

    schema: str
    project: str | None
    owner: str  # what fingerprints belong to: the project's code, or the department
    old: Data
    new: Data
    old_year: int
    new_year: int

    @cached_property
    def old_spots(self) -> Spots:
        return Spots(schema=self.schema, data=self.old)

    @cached_property
    def new_spots(self) -> Spots:
        return Spots(schema=self.schema, data=self.new)


def diff(files: Files) -> list[Change]:
    """The changes between two versions of a file, in the order of the form."""
    return list(_mappings(files, files.old, files.new, (), ()))


def _mappings(files: Files, old: Data, new: Data, old_path: Path, new_path: Path) -> Iterator[Change]:
    known = labels.fields(files.schema, *new_path)
    keys = [*known, *(key for key in {**old, **new} if key not in known)]
    for key in keys:
        if key in old and key in new:
            yield from _values(files, old, new, key, old_path, new_path)
        elif key in old or key in new:
            yield _change(files, old, new, key, old_path, new_path)


def _values(files: Files, old: Data, new: Data, key: str, old_path: Path, new_path: Path) -> Iterator[Change]:
    one, other = old[key], new[key]
    below = (*old_path, key), (*new_path, key)
    if isinstance(one, dict) and isinstance(other, dict):
        yield from _mappings(files, one, other, *below)
    elif isinstance(one, list) and isinstance(other, list):
        yield from _lists(files, one, other, *below)
    elif type(one) is not type(other) or str(one) != str(other):
        yield _change(files, old, new, key, old_path, new_path)


def _lists(files: Files, old: list[Any], new: list[Any], old_path: Path, new_path: Path) -> Iterator[Change]:
    """Rows by their identity and then by the rest of what they say; texts by themselves."""
    name = str(new_path[-1])
    is_rows = all(isinstance(item, dict) for item in (*old, *new))
    matched = match(
        old,
        new,
        keys=_keys(name) if is_rows else (str,),
        likeness=likeness.rows if is_rows else (lambda one, other: likeness.texts(str(one), str(other))),
        least=LEAST_ROW if is_rows else LEAST_TEXT,
        written=lambda item: canonical([item], 0, files.new_year),
    )
    partner = {other: one for one, other in matched.pairs}
    for position in matched.removed:
        yield _change(files, old, None, position, old_path, new_path)
    for position in range(len(new)):
        if position not in partner:
            yield _change(files, None, new, position, old_path, new_path)
        elif is_rows:
            one = partner[position]
            yield from _mappings(files, old[one], new[position], (*old_path, one), (*new_path, position))
        elif old[partner[position]] != new[position]:
            yield _change(files, old, new, position, old_path, new_path, partner[position])


def _keys(name: str) -> tuple[Callable[[Data], Hashable], ...]:
    def by(fields: tuple[str, ...]) -> Callable[[Data], Hashable]:
        return lambda row: tuple(str(row.get(key)) for key in fields)

    return tuple(map(by, IDENTITY.get(name, (("name",),))))


def _change(
    files: Files,
    old: Any,
    new: Any,
    key: str | int,
    old_path: Path,
    new_path: Path,
    old_key: int | None = None,
) -> Change:
    """The change of one field of two mappings, or of one item of two lists; one of them may not have it."""
    at = key if old_key is None else old_key
    is_old, is_new = _has(old, at), _has(new, key)
    old_value, new_value = (old[at] if is_old else None), (new[key] if is_new else None)
    paths = _path(old_path, at, is_old), _path(new_path, key, is_new)
    shown, spots = (paths[1], files.new_spots) if is_new else (paths[0], files.old_spots)
    meaning = _meaning(files, old, new, at, key)
    texts = (
        canonical(old, at, files.old_year) if is_old else "",
        canonical(new, key, files.new_year) if is_new else "",
    )
    above = files.old_spots.at(old_path) if is_old or not is_new else files.new_spots.at(new_path)
    field = key if isinstance(key, str) else str(new_path[-1])
    return Change(
        kind=_kind(key, is_old, is_new, texts),
        effect=meaning.effect,
        schema=files.schema,
        project=files.project,
        old_path=paths[0],
        new_path=paths[1],
        where="/".join(spots.at(shown)),
        where_en="/".join(spots.at(shown, "en")),
        field=field,
        label=labels.label(files.schema, *shown),
        old=old_value,
        new=new_value,
        by=meaning.by,
        percent=meaning.percent,
        unit=meaning.unit,
        old_target=target(old, files.old_year) if isinstance(old, dict) else None,
        new_target=target(new, files.new_year) if isinstance(new, dict) else None,
        fingerprint=digest("change", files.owner, *above, field, "\x1e", *texts),
    )


def _path(above: Path, key: str | int, is_there: bool) -> Path:
    """The path of a value; of an item that is not in the list, the list."""
    return (*above, key) if is_there or isinstance(key, str) else above


def _has(here: Any, key: str | int) -> bool:
    if isinstance(here, list):
        return isinstance(key, int) and key < len(here)
    return isinstance(here, dict) and key in here


def _kind(key: str | int, is_old: bool, is_new: bool, texts: tuple[str, str]) -> Kind:
    if not is_old:
        return Kind.ADDED
    if not is_new:
        return Kind.REMOVED
    if texts[0] == texts[1]:
        return Kind.REWRITTEN
    return KINDS.get(str(key), Kind.CHANGED)


def _meaning(files: Files, old: Any, new: Any, at: str | int, key: str | int) -> Meaning:
    old_value, new_value = (old[at] if _has(old, at) else None), (new[key] if _has(new, key) else None)
    if isinstance(key, int):
        row = old_value if old_value is not None else new_value
        if isinstance(row, dict) and "target" in row and (old_value is None or new_value is None):
            return Meaning(effect=Effect.TIGHTENED if old_value is None else Effect.LOOSENED)
        return Meaning()
    if key == "target" or (key == "unit" and _is_promise(old or {}, new or {})):
        return of_target(target(old or {}, files.old_year), target(new or {}, files.new_year))
    if key in AMOUNTS:
        return of_amount(old_value, new_value)
    if key.endswith("月"):
        return of_month(old or {}, new or {}, key)
    return Meaning()


def _is_promise(old: Data, new: Data) -> bool:
    """Whether a unit alone makes the promise another one. Where the target changes with it, that tells what they do
    together, so that it is said and counted once."""
    return "target" in old and "target" in new and str(old["target"]) == str(new["target"])
