"""Text laid out in the columns of a terminal: wrapped where Chinese may be broken, with what is behind it hanging."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from perfspec.reports.excerpt import inert, width

Span = tuple[str, str]  # a text and the code of its colour, empty where it has none
LEAST = 24  # columns that a text is given however narrow the terminal is
# what is not broken: a foreign word or a number with its sign, an opening sign before it, a closing one behind it
WORD = re.compile(r"[（《“‘≥≤≧≦]*(?:[!-~−]+|.)[，。；：、！？）》”’]*|[（《“‘≥≤≧≦]+", re.DOTALL)


def laid_out(spans: Iterable[Span], *, columns: int | None, hang: int = 0, colour: bool = False) -> Iterator[str]:
    """Spans as lines of at most so many columns, all but the first one pushed in by `hang`.

    Without columns there is one line. What could steer a terminal becomes visible marks; so does a line break.
    """
    lines: list[list[Span]] = [[]]
    room, used = max(columns or 0, hang + LEAST), 0
    for text, code in spans:
        for word in WORD.findall(inert(text.replace("\n", "↵"))):
            for part in _parts(word, room - hang) if columns else [word]:
                if columns and used + width(part.rstrip()) > room and used > hang:
                    lines.append([(" " * hang, "")])
                    used, part = hang, part.lstrip()
                lines[-1].append((part, code))
                used += width(part)
    for line in lines:
        yield "".join(_painted(line, colour)).rstrip()


def painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text


def _painted(line: Iterable[Span], colour: bool) -> Iterator[str]:
    """Neighbours of one colour are painted in one go."""
    text, last = "", ""
    for part, code in line:
        if code != last:
            yield painted(text, last if colour else "")
            text, last = "", code
        text += part
    yield painted(text, last if colour else "")


def _parts(word: str, room: int) -> Iterator[str]:
    """A word that is wider than a line, in pieces that are not."""
    start = used = 0
    for position, sign in enumerate(word):
        if used + width(sign) > room and position > start:
            yield word[start:position]
            start, used = position, 0
        used += width(sign)
    yield word[start:]
