"""Names of sheets that spreadsheets accept: short, without their signs, and no two the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 31  # characters, counted as UTF-16 does
_SIGNS = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
RESERVED = ("history",)


def sheet_names(titles: Iterable[str]) -> tuple[str, ...]:
    """A name for each title; where two would be the same, whatever their case, the later one has a number."""
    names: dict[str, str] = {}
    for title in titles:
        name = _name(title)
        number = 1
        while name.casefold() in names or name.casefold() in RESERVED:
            number += 1
            name = _name(title, f"（{number}）")
        names[name.casefold()] = name
    return tuple(names.values())


def _name(title: str, ending: str = "") -> str:
    kept = _CONTROLS.sub("", title.translate(_SIGNS)).strip()
    return _clipped(kept, LONGEST - len(ending)).rstrip() + ending or "_"


def _clipped(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
