"""A file held to its JSON Schema, with the faults as findings in our own words.

`jsonschema-rs` accepts what is right in a hundredth of the time; `jsonschema` says what is wrong with the rest.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from perfspec import labels
from perfspec.finding import Finding
from perfspec.schema.faults import MISSING, MISSPELT, MORE, MOST
from perfspec.schema.words import word
from perfspec.yamlfile import YamlFile

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

END = r"(?![\s\S])"  # how the patterns of the schemas say that nothing follows


def faults(source: YamlFile, name: str) -> list[Finding]:
    """What a file's data has against the schema of that name, in the order of the file.

    Nothing is said about what the reader could not read: it has its own finding.
    """
    if _accepts(name, source.data):
        return []
    counts: Counter[str] = Counter()
    found: dict[Finding, None] = {}
    for error in validator(name).iter_errors(source.data):
        for finding in word(source, name, error):
            if finding in found or _unread(source, finding):
                continue
            is_count = finding.fault is MORE[finding.rule]
            counts[finding.rule] += not is_count
            if is_count or counts[finding.rule] <= MOST:
                found[finding] = None
    told = without_misspelt(list(found))
    for rule, count in counts.items():
        if count > MOST:
            last = max(told, key=lambda finding: (finding.rule == rule, finding.sort_key))
            told.append(MORE[rule].at(last.place, count=count - MOST))
    return sorted(told, key=lambda finding: finding.sort_key)


def without_misspelt(found: list[Finding]) -> list[Finding]:
    """A field that is there under a misspelt key is not missing as well."""
    meant = {
        (*finding.place.path[:-1], dict(finding.values)["nearest"]) for finding in found if finding.fault is MISSPELT
    }
    return [finding for finding in found if not (finding.fault is MISSING and finding.place.path in meant)]


@cache
def validator(name: str) -> Draft202012Validator:
    """The judge of that schema, for data as the reader gives it."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    # 2023.0 is an integer to JSON Schema, and to editors; our reader makes it a Decimal
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: _is_integer(value))
    judge: type[Draft202012Validator] = extend(Draft202012Validator, type_checker=types)  # type: ignore[no-untyped-call]
    return judge(labels.schema(name))


def _accepts(name: str, data: Any) -> bool:
    """Whether the fast judge, where it is installed, accepts the data. It refuses what it cannot judge, and then
    `jsonschema` has the word."""
    fast = fast_validator(name)
    try:
        return fast is not None and bool(fast.is_valid(data))
    except ValueError:  # half a character
        return False


@cache
def fast_validator(name: str) -> Any:
    """The fast judge of that schema; None where it is not installed."""
    try:
        from jsonschema_rs import Draft202012Validator
    except ImportError:
        return None
    return Draft202012Validator(for_rust(labels.schema(name)))


def for_rust(part: Any) -> Any:
    """A schema whose patterns end with `$`: to Rust, as not to Python, it is the end of the text and nothing else, and
    patterns that need not look ahead take half of the time."""
    if isinstance(part, dict):
        return {key: for_rust(inner) for key, inner in part.items()}
    if isinstance(part, list):
        return [for_rust(inner) for inner in part]
    return f"{part.removesuffix(END)}$" if isinstance(part, str) and part.endswith(END) else part


def _is_integer(value: object) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _unread(source: YamlFile, finding: Finding) -> bool:
    path = finding.place.path
    if finding.fault is MISSING and len(path) == 1 and source.is_partial:
        return True
    return any(path[: len(hole)] == hole or (path and hole[: len(path)] == path) for hole in source.unread)
