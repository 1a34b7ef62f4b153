"""What libyaml stumbled over, told as what a person did: a quote left open, a line indented wrongly."""

from __future__ import annotations

import re
from typing import Any

from perfspec.yamlfile import faults
from perfspec.yamlfile.compose import Built
from perfspec.yamlfile.limits import MAX_DEPTH
from perfspec.yamlfile.sourcetext import Spot
from perfspec.yamlfile.tree import Node

# A line up to the blank behind its colon: dashes, key, colon.
ENTRY = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:-(?: +|$))*)"
    r"(?:(?P<key>\"[^\"\n]*\" *|'[^'\n]*' *|[^\s\"'#&*!|>%@`{}\[\],:][^:\n]*):(?= |\r?$))?",
    re.MULTILINE,
)
_CLOSING = {"[": "]", "{": "}"}


def diagnose(text: str, built: Built) -> Spot:
    """The fault behind the error that ended reading, at the place that a person has to change."""
    error: Any = built.error
    at = _index(getattr(error, "problem_mark", None), text)
    opened = _index(getattr(error, "context_mark", None), text)
    problem, context = f"{getattr(error, 'problem', '')}", f"{getattr(error, 'context', '')}"
    return (
        _unclosed_quote(text, built, at, opened, problem, context)
        or _special_sign(text, at, opened, problem, context)
        or _bracket(text, built, at)
        or _line(text, built, at, opened, problem)
        or Spot(faults.NOT_YAML, at, min(at + 1, len(text)), {"problem": problem or f"{error}"})
    )


def _unclosed_quote(text: str, built: Built, at: int, opened: int, problem: str, context: str) -> Spot | None:
    last = built.last
    if "quoted scalar" in context:
        if "end of stream" in problem or "document indicator" in problem:
            return _sign(faults.UNCLOSED_QUOTE, text, opened, "quote")
        return _sign(faults.BACKSLASH, text, max(opened, text.rfind("\\", 0, at + 1)), "sign")
    if "simple key" in context and text[opened : opened + 1] in ('"', "'"):
        return _sign(faults.UNCLOSED_QUOTE, text, opened, "quote")
    if last is None or last.style not in ('"', "'") or text[last.end_mark.index : at].strip(" "):
        return None
    if last.start_mark.line < last.end_mark.line:
        return _sign(faults.UNCLOSED_QUOTE, text, last.start_mark.index, "quote")
    if last.end_mark.index <= at < line_end(text, last.end_mark.index) and text[at] not in ":,]}":
        return Spot(faults.AFTER_QUOTE, at, line_end(text, at))
    return None


def _special_sign(text: str, at: int, opened: int, problem: str, context: str) -> Spot | None:
    if "nesting depth" in problem:
        return Spot(faults.TOO_DEEP, at, at + 1, {"limit": MAX_DEPTH})
    if "cannot start any token" in problem:
        return _sign(faults.BAD_START, text, at, "sign")
    if "scanning a block scalar" in context:
        fault = faults.COMPARISON if text[opened : opened + 1] == ">" else faults.BAD_START
        return _sign(fault, text, opened, "sign")
    if "directive" in context or "directive" in problem or "incompatible YAML" in problem:
        start = line_start(text, at if "directive" not in context else opened)
        return Spot(faults.DIRECTIVE, start, line_end(text, start))
    if "anchor" in context or "alias" in context or "tag" in context or "tag handle" in problem:
        return _sign(faults.STAR_TEXT, text, opened if context else at, "sign")
    return None


def _bracket(text: str, built: Built, at: int) -> Spot | None:
    if not built.brackets:
        return None
    opened = built.brackets[-1]
    bracket = text[opened]
    if line_start(text, at) == line_start(text, opened) and text[at : at + 1] not in ("]", "}", "", "\n", "\r"):
        return None
    return Spot(faults.UNCLOSED_BRACKET, opened, opened + 1, {"bracket": bracket, "closing": _CLOSING.get(bracket, "")})


def _line(text: str, built: Built, at: int, opened: int, problem: str) -> Spot | None:
    entry = _entry(text, at)
    first = entry.end("indent")
    if "could not find expected ':'" in problem:
        return _no_colon(text, opened)
    if "mapping values are not allowed" in problem:
        before = _entry_before(text, at)
        if entry["key"] is None or entry.end() <= at or before is None:
            return Spot(faults.SECOND_COLON, at, at + 1)
        if before["key"] is None and _column(text, before) == _column(text, entry):
            return _no_colon(text, before.end())
        return _indentation(text, first, _column(text, before) - len(entry["dashes"]))
    if "block sequence entries are not allowed" in problem:
        fault = faults.LIST_ON_KEY_LINE if text[at + 1 : line_end(text, at)].strip() else faults.BAD_START
        return _sign(fault, text, at, "sign") if at > first else None
    if at != first:
        return None
    if "did not find expected key" in problem:
        if text[at : at + 1] == ":":
            return Spot(faults.EMPTY_KEY, at, at + 1)
        if entry["dashes"]:
            return Spot(faults.DASH_AMONG_KEYS, at, at + 1)
        before = _entry_before(text, at)
        columns = [opened - line_start(text, opened), *([_column(text, before)] if before else [])]
        return _indentation(
            text, at, min(columns, key=lambda column: (abs(column - at + line_start(text, at)), -column))
        )
    if "'-' indicator" in problem:
        before = _entry_before(text, at)
        if entry["dashes"] or before is None:
            return _indentation(text, at, opened - line_start(text, opened))
        return _indentation(text, at, _column(text, before))
    root = built.root
    if "document start" in problem and isinstance(root, Node) and not root.flow:
        return _indentation(text, root.index, at - line_start(text, at))
    return None


def _indentation(text: str, at: int, expected: int) -> Spot | None:
    blanks = at - line_start(text, at)
    if blanks == expected or expected < 0:
        return None
    entry = _entry(text, at)
    end = entry.end() if entry.end() > at else at + 1
    return Spot(faults.INDENTATION, at, end, {"blanks": blanks, "expected": expected})


def _no_colon(text: str, at: int) -> Spot:
    entry = _entry(text, at)
    start = entry.end("dashes")
    return Spot(faults.NO_COLON, start, max(start + 1, line_end(text, at)))


def _sign(fault: Any, text: str, at: int, name: str) -> Spot:
    return Spot(fault, at, min(at + 1, len(text)), {name: text[at : at + 1]})


def _entry(text: str, at: int) -> re.Match[str]:
    found = ENTRY.match(text, line_start(text, at))
    assert found is not None  # noqa: S101  every part of it may be empty
    return found


def _entry_before(text: str, at: int) -> re.Match[str] | None:
    """The last line before that has content and is not a comment."""
    start = line_start(text, at)
    while start > 0:
        start = line_start(text, start - 1)
        content = text[start : line_end(text, start)].strip()
        if content and not content.startswith("#"):
            return _entry(text, start)
    return None


def _column(text: str, entry: re.Match[str]) -> int:
    return entry.end("dashes") - entry.start()


def _index(mark: Any, text: str) -> int:
    return 0 if mark is None else min(int(mark.index), len(text))


def line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end
