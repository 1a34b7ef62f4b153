"""Numbers and long texts as a review opinion writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal

from perfspec.shortened import shortened

ASCII = str.maketrans({"＋": " + ", "＝": " = ", "＜": " < ", "≤": " ≤ ", "，": ", "})
NAME, WORDS, SPANS = 60, 300, 12  # characters of a name, of a sentence; spans of numbers that are listed


def points(value: Decimal) -> str:
    """Points with at most two decimals, never rounded up: 79.999 stays below 80."""
    return f"{value.quantize(Decimal('0.01'), ROUND_FLOOR):f}".rstrip("0").rstrip(".")


def money(value: Decimal) -> str:
    return f"{value:,f}"


def share(part: Decimal, whole: Decimal) -> str:
    """A part of the whole as a percentage; empty where there is no whole."""
    return f"{part / whole * 100:.1f}%" if whole else ""


def formula(text: str, lang: str) -> str:
    """A calculation in the signs of the language: full width stays in Chinese."""
    return text.translate(ASCII) if lang == "en" else text


def clipped(text: str, most: int = WORDS) -> str:
    """A text in one line, cut where it is very long."""
    line = " ".join(text[: most * 4].split())
    return shortened(line, most)


def spans(numbers: Iterable[int], comma: str) -> str:
    """Numbers in their order with neighbours drawn together: 2、4–6; the rest of a long list is an ellipsis."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    shown = [_span(run) for run in found[:SPANS]]
    return comma.join(shown) + ("…" if len(found) > SPANS else "")


def _span(run: Sequence[int]) -> str:
    return f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0])
