"""The sentences for schema faults: one function for each keyword of JSON Schema that our schemas use."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from perfspec import labels
from perfspec.finding import Fault, Finding
from perfspec.place import Path
from perfspec.schema.faults import (
    BLANK_TEXT,
    EMPTY,
    EMPTY_LIST,
    EXCLUDED,
    LINE_BREAK,
    MISSING,
    MISSPELT,
    MORE,
    MOST,
    NEAR_VALUE,
    NOT_ALLOWED,
    OTHER_TYPE,
    REPEATED,
    STRAY_BLANK,
    TOO_LARGE,
    TOO_SMALL,
    UNKNOWN,
    UNKNOWN_MONTH,
    WRONG_FORM,
    WRONG_TYPE,
)
from perfspec.yamlfile import YamlFile, read

TYPES = {  # what a type is called by people
    "object": ("几行“字段: 内容”", "a mapping of fields"),
    "array": ("一条一行的清单（每行以“- ”开头）", "a list"),
    "string": ("文字", "text"),
    "number": ("数", "a number"),
    "integer": ("整数", "a whole number"),
    "boolean": ("true 或 false", "true or false"),
    "null": ("空的", "empty"),
}
SUGGESTIONS = 50  # unknown keys of one object for which the nearest known one is looked up
SHOWN = 60  # characters of a value that a message shows

Worded = Iterator[Finding]
Error = Any  # a ValidationError of jsonschema, whose attributes are untyped


def missing_field(source: YamlFile, name: str, path: Path) -> Finding:
    """The finding that a field is missing, at the place of what should hold it."""
    about = _about(name, path)
    about["example"] = f"{about['key']}: {about['example']}"
    return MISSING.at(source.place(path), **about)


def not_one_of(source: YamlFile, name: str, path: Path, value: Any, allowed: list[Any]) -> Finding:
    """The finding that a value is not among the allowed ones, with the nearest of them."""
    about = _about(name, path)
    about["value"] = _shown(_written(value))
    about["allowed"] = tuple(map(str, allowed))
    nearest = get_close_matches(str(value)[:SHOWN], [str(item) for item in allowed], n=1, cutoff=0.5)
    if nearest:
        return NEAR_VALUE.at(source.place(path), nearest=nearest[0], **about)
    return NOT_ALLOWED.at(source.place(path), **about)


def word(source: YamlFile, name: str, error: Error) -> Worded:
    """The findings behind one error of `jsonschema`."""
    say = WORDINGS[str(error.validator)] if error.validator else _excluded
    yield from say(source, name, tuple(error.absolute_path), error)


def _about(name: str, path: Path) -> dict[str, Any]:
    """The values that every message may use: what the field is called and how it is written."""
    field = labels.subschema(name, path)
    key = next((step for step in reversed(path) if isinstance(step, str)), name)
    return {
        "label": labels.label(name, *path),
        "key": key,
        "description": field.get("description", ""),
        "description_en": field.get("$comment", ""),
        "example": _example(field),
    }


def _example(field: dict[str, Any]) -> str:
    """The first example of a field; where only its own fields have examples, the first of them."""
    for example in field.get("examples", []):
        return _written(example)
    for key, inner in field.get("properties", {}).items():
        return f"{key}: {_example(inner)}"
    return "…"


def _first_line(name: str, path: Path) -> str:
    """How a field's example begins where lists and fields stand on lines of their own."""
    field = labels.subschema(name, path)
    example = next(iter(field.get("examples", ())), None)
    if isinstance(example, dict) and example:
        return next(f"{key}: {_written(item)}" for key, item in example.items())
    if isinstance(example, list) and example:
        return f"- {_written(example[0])}"
    return f"- {_example(labels.subschema(name, (*path, 0)))}" if "items" in field else _example(field)


def _required(source: YamlFile, name: str, path: Path, error: Error) -> Worded:
    missing = [key for key in error.validator_value if key not in error.instance]
    # jsonschema reports each missing key by itself; its message begins with the key
    key = next(key for key in missing if error.message.startswith(repr(key)))
    yield missing_field(source, name, (*path, key))


def _unknown(source: YamlFile, name: str, path: Path, error: Error) -> Worded:
    known = labels.fields(name, *path)
    unknown = [key for key in error.instance if key not in known]
    for count, key in enumerate(unknown[:MOST]):
        place = source.key_place((*path, key))
        nearest = _nearest_key(name, path, key, known) if count < SUGGESTIONS else None
        if "12月" in known:
            yield UNKNOWN_MONTH.at(place, key=_shown(key))
        elif nearest:
            label = labels.label(name, *path, nearest)
            yield MISSPELT.at(place, key=_shown(key), nearest=nearest, label=f"（{label}）" if label != nearest else "")
        else:
            yield UNKNOWN.at(place, key=_shown(key), known=tuple(known))
    if len(unknown) > MOST:
        yield MORE["PS011"].at(source.key_place((*path, unknown[MOST])), count=len(unknown) - MOST)


def _nearest_key(name: str, path: Path, key: str, known: tuple[str, ...]) -> str | None:
    """The known key that was meant: by its Chinese title, or by its spelling."""
    titles = {labels.label(name, *path, field): field for field in known}
    if key in titles:
        return titles[key]
    near = get_close_matches(key[:SHOWN].lower(), known, n=1) or get_close_matches(key[:SHOWN], titles, n=1, cutoff=0.5)
    return titles.get(near[0], near[0]) if near else None


def _type(source: YamlFile, name: str, path: Path, error: Error) -> Worded:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    about = _about(name, path)
    about["expected"] = "或".join(TYPES[kind][0] for kind in wanted)
    about["expected_en"] = " or ".join(TYPES[kind][1] for kind in wanted)
    if error.instance is None:
        yield EMPTY.at(source.place(path), **about)
        return
    about["actual"], about["actual_en"] = _kind_of(error.instance)
    rewritten = _rewritten(error.instance, wanted[0], name, path)
    if rewritten:
        yield WRONG_TYPE.at(source.place(path), rewritten=rewritten, **about)
    else:
        yield OTHER_TYPE.at(source.place(path), **about | {"example": _first_line(name, path)})


def _rewritten(value: Any, wanted: str, name: str, path: Path) -> str | None:
    """The user's own value, whole, as the field takes it, where that can be told; 10500元 is no amount in 万元."""
    if wanted == "string" and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f'"{value}"'
    if not isinstance(value, str) or len(value) > SHOWN:
        return None
    if wanted in ("number", "integer"):
        return _number(value, wanted == "integer", labels.subschema(name, path))
    if wanted == "array" and (text := value.strip()) and labels.subschema(name, (*path, 0)).get("type") == "string":
        lines = (f"- {text}", f"- {json.dumps(text, ensure_ascii=False)}")
        return next((line for line in lines if _reads(line, [text])), None)
    return None


def _number(text: str, is_whole: bool, field: dict[str, Any]) -> str | None:
    found = _NUMBER.fullmatch(text.translate(FULL_WIDTH))
    number = found[1] + found[2].replace(",", "") + (found[3] or "") if found else ""
    if not number or (is_whole and "." in number) or Decimal(number) < field.get("minimum", -Decimal("inf")):
        return None
    return number


def _reads(line: str, data: Any) -> bool:
    """Whether a line of YAML says just that."""
    found = read(line.encode("utf-8", "surrogatepass"), "")
    return found.whole and found.data == data


_NUMBER = re.compile(r"\s*([+-]?)0*([1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)(\.\d+)?\s*(?:%|万元|万|年)?\s*", re.ASCII)
FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("．"): ".", ord("，"): ",", ord("％"): "%"}


def _kind_of(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return (f"“{str(value).lower()}”", str(value).lower())
    if isinstance(value, dict):
        return TYPES["object"]
    if isinstance(value, list):
        return TYPES["array"]
    if isinstance(value, str):
        return (f"文字“{_shown(value)}”", f"the text {_shown(value)!r}")
    return (f"数 {_shown(str(value))}", f"the number {_shown(str(value))}")


def _enum(source: YamlFile, name: str, path: Path, error: Error) -> Worded:
    yield not_one_of(source, name, path, error.instance, error.validator_value)


def _any_of(source: YamlFile, name: str, path: Path, error: Error) -> Worded:
    """The alternatives are a list of values and a pattern for others; a wrong type has its own finding."""
    if isinstance(error.instance, str):
        enum = next(branch for branch in error.context or () if branch.validator == "enum")
        yield not_one_of(source, name, path, error.instance, enum.validator_value)


def _limit(fault: Fault) -> Callable[[YamlFile, str, Path, Error], Worded]:
    def say(source: YamlFile, name: str, path: Path, error: Error) -> Worded:
        yield fault.at(
            source.place(path),
            **_about(name, path),
            limit=error.validator_value,
            value=_shown(str(error.instance)),
        )

    return say


def _bare(fault: Fault) -> Callable[[YamlFile, str, Path, Error], Worded]:
    def say(source: YamlFile, name: str, path: Path, error: Error) -> Worded:
        yield fault.at(source.place(path), **_about(name, path))

    return say


def _pattern(source: YamlFile, name: str, path: Path, error: Error) -> Worded:
    value = str(error.instance)
    place = source.place(path)
    about = _about(name, path)
    if not value.strip():
        yield BLANK_TEXT.at(place, **about)
    elif value != value.strip():
        yield STRAY_BLANK.at(place, **about)
    elif "\n" in value or "\r" in value:
        yield LINE_BREAK.at(place, **about)
    else:
        yield WRONG_FORM.at(place, **about, value=_shown(value))


def _excluded(source: YamlFile, name: str, path: Path, error: Error) -> Worded:
    """The schema `false`: a key that may not stand beside another; `jsonschema` tells its value and not the key."""
    parent = source.data
    for step in path:
        parent = parent[step]
    key = next((key for key, value in parent.items() if value is error.instance), "")
    yield EXCLUDED.at(source.key_place((*path, key)), **_about(name, (*path, key)))


def _written(value: Any) -> str:
    """A value as a clerk would write it in one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value) if re.fullmatch(r"[0-9.]+", value) else value
    return "" if value is None else str(value)


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


WORDINGS: dict[str, Callable[[YamlFile, str, Path, Error], Worded]] = {
    "required": _required,
    "unevaluatedProperties": _unknown,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _enum,
    "anyOf": _any_of,
    "minimum": _limit(TOO_SMALL),
    "maximum": _limit(TOO_LARGE),
    "minItems": _bare(EMPTY_LIST),
    "minProperties": _bare(EMPTY_LIST),
    "uniqueItems": _bare(REPEATED),
    "pattern": _pattern,
}
