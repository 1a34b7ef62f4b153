"""Texts that a spreadsheet would take for a formula, and how they are defused.

A spreadsheet that opens a CSV file runs a cell that begins with one of `= + - @`, also in full width and behind blanks.
An apostrophe in front makes it text. So that it can be told from one that was written, a text that begins with an
apostrophe is given a second one: taking one away gives back every text. Plain numbers (-5, +1.5, -5%) stay.
"""

from __future__ import annotations

import re

MARK = "'"
_UNSEEN = r"\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff"
_STARTS = re.compile(rf"[{_UNSEEN}]*[=+\-@＝＋－＠﹦﹢﹣﹫−\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?%?")


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet might compute the text instead of showing it."""
    return bool(_STARTS.match(text)) and not _NUMBER.fullmatch(text)


def defused(text: str) -> str:
    """The text as it may stand in a cell of a CSV file."""
    return MARK + text if text.startswith(MARK) or starts_formula(text) else text


def restored(cell: str) -> str:
    """The text that a defused cell stands for."""
    return cell.removeprefix(MARK)
