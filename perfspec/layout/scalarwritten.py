"""A scalar as its author wrote it, taken out of the file: quotes, escapes and line breaks as they were."""

from __future__ import annotations

import re
from typing import Any

from perfspec.layout.scalartext import ScalarText
from perfspec.yamlfile.scalars import plain

_HEADER = re.compile(r"([|>])([-+0-9]*) *(#.*)?")
_LAST_BLANK = re.compile(r"\\(?:(?P<last> (?= *\n))|.)", re.DOTALL)


def written(event: Any, text: str, flow: bool, is_key: bool) -> tuple[ScalarText, str, bool]:
    """The scalar of an event, the comment on its first line, and whether a blank line follows."""
    if event.style in ("|", ">"):
        return _block(text, event.value)
    value = event.value if event.style or is_key else plain(event.value)
    return ScalarText(value, _folded(text), flow), "", False


def _folded(text: str) -> tuple[str, ...]:
    """The lines of a plain or quoted scalar, without the blanks around line breaks, which mean nothing."""
    if text[:1] == '"':  # an escaped blank does mean something, and would not be seen at the end of a line
        text = _LAST_BLANK.sub(lambda found: r"\x20" if found["last"] else found[0], text)
    first, *rest = text.split("\n")
    if not rest:
        return (first,)
    return (first.rstrip(" "), *(line.strip(" ") for line in rest[:-1]), rest[-1].lstrip(" "))


def _block(text: str, value: str) -> tuple[ScalarText, str, bool]:
    """A block of text with the comment of its header, and whether a blank line follows."""
    header, *raw = text.split("\n")
    sign, marks, comment = _HEADER.match(header).groups("")  # type: ignore[union-attr]
    first, solid = (next((line for line in lines if line.strip(" ")), "") for lines in (raw, value.split("\n")))
    if value and not solid:
        return ScalarText(value), comment, False
    indent = _blanks(first) - _blanks(solid)
    lines = [line[indent:] for line in raw]
    while lines and not lines[-1]:
        del lines[-1]
    blank = len(raw) - len(lines) > 1
    if "+" in marks:
        lines += [""] * (len(value) - len(value.rstrip("\n")) - 1)
    if value and not value.endswith("\n") and "-" not in marks:  # the file ends here, without a line break
        marks = f"{marks.replace('+', '')}-"
    return ScalarText(value, (sign + re.sub("[1-9]", "2", marks), *lines)), comment, blank


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
