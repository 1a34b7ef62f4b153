"""How one key or value is written: as its author did where that is known, else plain where every reader sees text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perfspec.yamlfile import punctuation

# What YAML 1.1 or 1.2 reads as something else than text: numbers in all their forms, dates, times, booleans, null.
_NOT_TEXT = re.compile(
    r"""[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]*)?
      | [-+]?\.[0-9_]+(?:[eE][-+]?[0-9]+)?
      | [-+]?0[xob][0-9a-fA-F_]+
      | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)
      | [-+]?[0-9][0-9_:.\-TtZ +]*
      | ~ | null | Null | NULL | = | <<
      | y | Y | n | N | (?i:yes|no|on|off|true|false)
    """,
    re.VERBOSE,
)
_START = re.compile(r"(?!---|\.\.\.)(?:[^-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=\S))")  # how plain text may start
_UNPRINTABLE = "\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_INNER = re.compile(rf":(?:\s|$)|\s#|[\x00-\x1f{_UNPRINTABLE}]")
_FLOW_INNER = re.compile(r"[,\[\]{}:?]|^-")
_NOT_IN_BLOCK = re.compile(rf"\A\s|\s\Z|\s\n|[\x00-\x09\x0b-\x1f{_UNPRINTABLE}]")

_WIDE = re.compile("[：﹕∶“”‘’＂＇，｛｝［］＃－—–−]")  # in a key each of them looks like a slip
_LOOK_CLOSELY = "# ：\u3000\n"  # a harmless line without which most texts get a quick look only
_AROUND = {  # where a text is tried
    (False, False): "k: {0}\nl:\n  - {0}\n",
    (False, True): "k: 1\n{0}: 1\n",
    (True, False): "k: {{k: {0}, l: [{0}]}}\n",
    (True, True): "k: {{{0}: 1}}\n",
}


@dataclass(frozen=True, slots=True)
class ScalarText:
    """A text, number, boolean, null, or empty list or mapping."""

    value: Any
    lines: tuple[str, ...] = ()  # as its author wrote it, behind the first line without the margin; empty for data
    flow: bool = False  # whether it was written between brackets, where other signs are allowed than outside

    def outside(self) -> tuple[str, ...]:
        """The lines that stand outside of brackets."""
        if self.lines:
            return self.lines if not self.flow or self._fits() else (one_line(self.value),)
        if isinstance(self.value, str) and "\n" in self.value and not _NOT_IN_BLOCK.search(self.value):
            return ("|-", *self.value.split("\n"))
        return (one_line(self.value),)

    def inside(self) -> str:
        """The text that stands between brackets; empty for a text that its author wrote in several lines."""
        if self._is_long():
            return ""
        written = any(self.lines) and (self.flow or self._fits(flow=True))
        return self.lines[0] if written else one_line(self.value, flow=True)

    def before_colon(self, flow: bool = False) -> str:
        """The text of a key."""
        written = self.lines and not self._is_long() and (self.flow == flow or self._fits(flow, key=True))
        return self.lines[0] if written else one_line(self.value, flow, key=True)

    def _is_long(self) -> bool:
        return len(self.lines) > 1 or is_block(self.lines)

    def _fits(self, flow: bool = False, key: bool = False) -> bool:
        return self.lines[0][:1] in ('"', "'", "") or fits(self.lines[0], flow, key)


def is_block(lines: tuple[str, ...]) -> bool:
    """Whether the lines are a block of text with its header."""
    return lines[:1] != () and lines[0][:1] in ("|", ">")


def one_line(value: Any, flow: bool = False, key: bool = False) -> str:
    """Data as it is written in one line."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        return value if fits(value, flow, key) and not _NOT_TEXT.fullmatch(value) else quoted(value)
    return str(value)


def quoted(text: str) -> str:
    """Text between double quotes; the few characters that YAML forbids are escaped."""
    written = json.dumps(text, ensure_ascii=False)
    return re.sub(f"[{_UNPRINTABLE}]", lambda found: f"\\u{ord(found[0]):04x}", written)


def fits(text: str, flow: bool = False, key: bool = False) -> bool:
    """Whether a text can stand without quotes: YAML takes no part of it for a sign, and our reader for a slip."""
    if not _START.match(text) or text != text.strip() or _INNER.search(text):
        return False
    if (flow and _FLOW_INNER.search(text)) or (key and _WIDE.search(text)):
        return False
    edits, spots, *_ = punctuation.corrections(_LOOK_CLOSELY + _AROUND[flow, key].format(text))
    return not edits and not spots
