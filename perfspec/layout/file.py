"""The canonical layout of a file that somebody wrote, with every comment and every value as it was."""

from __future__ import annotations

from collections import Counter
from typing import Any

from perfspec import yamlfile
from perfspec.layout import comments
from perfspec.layout.write import write
from perfspec.yamlfile import YamlFile


def layout(source: YamlFile, schema: str) -> str:
    """The text of a file in canonical layout.

    Raises ValueError for a file that was not read whole: what was not understood would be lost.
    """
    if not source.whole:
        raise ValueError(f"{source.file} was not read whole")
    root = comments.items(source.source.replace("\r\n", "\n"))
    kept = Counter(comments.comments(root))
    text = write(root, schema)
    again = yamlfile.read(text.encode(), source.file)
    if not again.whole or not same(again.data, source.data) or Counter(comments.comments(comments.items(text))) != kept:
        raise AssertionError(f"the layout of {source.file} would change what it says")
    return text


def same(one: Any, other: Any) -> bool:
    """Whether two files say the same: types and digits count, the order of keys does not."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return str(one) == str(other)
