"""Plain scalars by the core schema of YAML 1.2, only stricter: what could be misread stays text."""

from __future__ import annotations

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

MAX_DIGITS = 100  # a longer number is text: nobody budgets it, and int() refuses it from 4,300 digits on

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
FIRST_SIGNS = "0123456789+-~nNtTfF"  # any other first character means text; the empty text passes too


def plain(text: str) -> Scalar:
    """The value that unquoted text stands for: `1.10` keeps both digits; `0012`, `1e3` and `2023-06-30` are text."""
    if text[:1] not in FIRST_SIGNS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER.fullmatch(text)
    if number is None or len(text) > MAX_DIGITS:
        return text
    return int(text) if number[1] is None else Decimal(text)
