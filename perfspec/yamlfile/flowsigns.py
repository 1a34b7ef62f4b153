"""Full-width punctuation inside `{…}` and `[…]`, where commas, colons and brackets are structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from perfspec.finding import Fault
from perfspec.yamlfile import faults

Change = tuple[Fault, int, str, str, dict[str, str]]

_TOKEN = re.compile(
    r"(?<![^\s{\[,:，：｛［])(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')"  # a quote inside a text opens nothing
    r"|(?P<wide_quoted>[“”‘’＂＇][^“”‘’＂＇\"',，{}\[\]]*[“”‘’＂＇](?=\s*[,，:：}\]｝］]))"
    r"|(?P<open>[{\[｛［])|(?P<close>[}\]｝］])|(?P<comma>[,，])|(?P<colon>[:：﹕∶])|(?P<comment>(?<=\s)#.*)"
    r"|[^\"'“”‘’＂＇{}\[\]｛｝［］,，:：﹕∶#]+|."
)
_MOST_TOKENS = 100_000  # of one line
_DEPTH = 50  # deeper ones are refused anyway
_NAME = 80  # characters of a name that are remembered for its message
_ASCII = {"｛": "{", "｝": "}", "［": "[", "］": "]", "，": ","}


def flow_signs(text: str, brackets: list[str]) -> Iterator[Change]:
    """What to change from a bracket on, up to its end or the end of the line.

    `brackets` are those that are open; the list is kept up to date for the next line.
    """
    inner = 0  # full-width brackets that belong to the text of a value
    name, colon, fresh = "", False, True  # the text since the last comma; whether a colon or nothing came since
    for token in islice(_TOKEN.finditer(text), _MOST_TOKENS):
        sign, at, kind = token[0], token.start(), token.lastgroup
        if kind == "comment":
            return
        if kind == "open" and sign in "｛［" and not fresh:
            inner += 1
        elif kind == "close" and sign in "｝］" and inner:
            inner -= 1
        elif kind in ("open", "close", "comma"):
            if sign in _ASCII:
                new = _ASCII[sign] + (" " if sign == "，" else "")
                yield faults.WIDE_SIGN, at, sign, new, {"wide": sign, "ascii": _ASCII[sign]}
            if kind == "open":
                brackets.append(_ASCII.get(sign, sign))
            elif kind == "close" and brackets:
                brackets.pop()
            if not 0 < len(brackets) <= _DEPTH:
                return
            name, colon, fresh, inner = "", False, kind != "close", 0
        elif kind == "colon" and brackets[-1:] == ["{"] and not colon and name.strip():
            follows = text[token.end() : token.end() + 1]
            if sign != ":":
                yield faults.WIDE_COLON, at, sign, ":" if follows == " " else ": ", {"key": name.strip(" \"'")}
            elif follows not in ("", " ", ",", "}", "]") and name.strip()[-1] not in "\"'":
                yield faults.NO_BLANK, at, sign, ": ", {"key": name.strip()}
            colon, fresh = True, True
        else:
            if kind == "wide_quoted" and fresh:
                yield faults.WIDE_QUOTE, at, sign, f'"{sign[1:-1]}"', {"quote": sign[0] + sign[-1]}
            name, fresh = (name + sign)[-_NAME:], fresh and not sign.strip()
