"""The one dictionary of field names: the Chinese word of a field is its `title` in the schema."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any

from perfspec.place import Path
from perfspec.resources import builtin

SCHEMAS = ("project", "department", "settings", "profile", "approvals", "opinion")


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of that name as plain data."""
    text = (builtin("schemas") / f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return loaded


def subschema(name: str, path: Path) -> dict[str, Any]:
    """The part of a schema that describes the value at a path; empty where the schema knows no such field.

    Positions in a list may be left out: `("indicators", "target")` is the target of any indicator.
    """
    here = resolve(name, schema(name))
    for step in path:
        items = resolve(name, here.get("items", {}))
        if isinstance(step, int):
            here = items
            continue
        owner = items or here
        patterns = iter(owner.get("patternProperties", {}).values())
        known = owner.get("properties", {}).get(step) or next(patterns, None) or owner.get("additionalProperties")
        here = resolve(name, known or {})
    return here


def label(name: str, *path: str | int, lang: str = "zh") -> str:
    """What people call the field at a path: its Chinese title, or its key for readers of English.

    A list position is left out: `label("project", "indicators", 3, "target")` is 指标值, and a text of a list is called
    as the list is. A key that the schema does not know, and a key that is itself Chinese (`6月`), is its own name.
    """
    keys = [step for step in path if isinstance(step, str)]
    key = keys[-1] if keys else name
    if lang == "en" or not key.isascii():
        return key
    here = subschema(name, path)
    if "title" not in here and path and isinstance(path[-1], int):
        here = subschema(name, path[:-1])
    return str(here.get("title", key))


def fields(name: str, *path: str | int) -> tuple[str, ...]:
    """The keys that an object of the schema may have, in the order of the form."""
    return tuple(subschema(name, path).get("properties", {}))


def resolve(name: str, here: dict[str, Any]) -> dict[str, Any]:
    """Follow `$ref` into the schema's `$defs`; what stands beside the reference wins."""
    while isinstance(here, dict) and "$ref" in here:
        target = schema(name)["$defs"][here["$ref"].removeprefix("#/$defs/")]
        here = {**target, **{key: value for key, value in here.items() if key != "$ref"}}
    return here if isinstance(here, dict) else {}
