"""A text of any length in a message: what a reader needs to recognise it."""

from __future__ import annotations


def shortened(text: str, most: int = 40) -> str:
    """The text, or its beginning and an ellipsis, in at most so many characters."""
    return text if len(text) <= most else f"{text[: max(most - 1, 0)]}…"
