"""Text made inert for Markdown (CommonMark and GitHub's dialect): every character is shown as it was written."""

from __future__ import annotations

import re

# an empty comment: GitHub resolves mentions, issue numbers and emoji after Markdown, where a backslash does not help
STOP = "<!-- -->"

_ALWAYS = re.compile(r"[\\`*_\[\]|~$]")
_ENTITY = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_LINK = re.compile(r"(?i)(?:(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.))")  # also behind Chinese, where no word begins
_REFERENCE = re.compile(r"@(?=\S)|#(?=[0-9])|(?i:GH)(?=-[0-9])|:(?=[A-Za-z0-9_+\\-]+:)")
_AT_START = re.compile(r"(?:#{1,6}|[-+])(?=\s|$)|>|(?:-[ \t]*){3,}$|=+$")
_NUMBER_AT_START = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """The text as Markdown that stands in one line: in a paragraph, a heading, a list item or a table cell."""
    return "<br>".join(_line(line.strip(" \t")) for line in text.splitlines() if line.strip())


def _line(line: str) -> str:
    """What could begin a block is escaped at the start of the line only, so that 2023.6 and -5 stay as they are."""
    start = _AT_START.match(line) or _NUMBER_AT_START.match(line)
    number = start[1] if start and start.re is _NUMBER_AT_START else ""
    rest = _inline(line[len(number) :])
    return f"{number}\\{rest}" if start else rest


def _inline(text: str) -> str:
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = text.replace("<", "&lt;")
    text = _LINK.sub(r"\g<0>\\", text)
    return _REFERENCE.sub(rf"\g<0>{STOP}", text)
