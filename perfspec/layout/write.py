"""The canonical layout of a perfspec file, for plain data and for a file that was read with its comments.

Fields stand in the order of the schema, two blanks indent a level, small tables of numbers (`budget`, `spending_plan`)
stand in one line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from perfspec import labels
from perfspec.layout.scalartext import ScalarText, is_block
from perfspec.place import Path

FLOW = frozenset({"budget", "spending_plan"})  # fields that stand in one line
WIDTH = 120  # the longest such line
LONGEST_KEY = 1000  # a longer one needs a question mark; YAML's own limit is 1024


@dataclass(slots=True, kw_only=True)
class Item:
    """A key with its value, an item of a list, or the whole file, with the comments around it.

    An empty text among the comments is a blank line. Items with keys are a mapping; a list of items is never empty.
    """

    key: ScalarText | None = None
    value: ScalarText | list[Item] = field(default_factory=lambda: ScalarText(None))
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)
    parted: bool = False  # a comment stands behind the last item of its value


def modeline(schema: str) -> str:
    """The header by which an editor finds the schema of a file in a document's folder."""
    return f"yaml-language-server: $schema=../../schemas/{schema}.schema.json"


def dump(data: dict[str, Any], schema: str, header: str = "") -> str:
    """The canonical text of a file; `header` is put before it as a comment line.

    Keys that the schema does not know keep their order, behind the others.
    """
    root = Item(value=_tree(data), above=[f"# {header}"] if header else [])
    return write(root, schema)


def write(root: Item, schema: str) -> str:
    """The canonical text of a file; puts the items into order on the way."""
    _arrange(root, schema, ())
    writer = _Writer()
    writer.comments(root.above, 0)
    if isinstance(root.value, list):
        writer.block(root.value, 0, "")
    else:
        writer.text(root.value.outside(), 2, "", "")
    writer.comments(root.below, 0)
    return "\n".join(writer.lines) + "\n"


def _tree(value: Any) -> ScalarText | list[Item]:
    if value and isinstance(value, dict):
        return [Item(key=ScalarText(key), value=_tree(inner)) for key, inner in value.items()]
    if value and isinstance(value, list):
        return [Item(value=_tree(inner)) for inner in value]
    return ScalarText(value)


def _arrange(item: Item, schema: str, path: Path) -> None:
    """Put keys into order; what stands between a dash and its first key moves to the line of the dash or above it."""
    if isinstance(item.value, ScalarText):
        return
    known = labels.fields(schema, *path)
    rank = {key: position for position, key in enumerate(known)}
    item.value.sort(key=lambda inner: rank.get(inner.key.value, len(known)) if inner.key else 0)
    first = item.value[0]
    dashed = item.key is None and path != ()
    if dashed and item.beside:
        if first.beside:
            item.above.append(item.beside)
        else:
            first.beside = item.beside
        item.beside = ""
    for position, inner in enumerate(item.value):
        _arrange(inner, schema, (*path, inner.key.value if inner.key else position))
    while first.above[:1] == [""]:
        del first.above[0]
    if dashed:
        item.above += first.above
        first.above = []


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.open = False  # whether a blank line would become part of the text above it

    def comments(self, comments: Iterable[str], indent: int) -> None:
        for comment in comments:
            if comment:
                self.line(" " * indent + comment)
            elif self.lines and not self.open:
                self.lines.append("")

    def line(self, text: str, comment: str = "") -> None:
        self.lines.append(f"{text}  {comment}" if comment else text)
        self.open = False

    def block(self, items: list[Item], indent: int, lead: str) -> None:
        """Items below each other; `lead` is what stands on the line of the first one already."""
        for item in items:
            self.comments(item.above, indent)
            lead = lead or " " * indent
            self.item(item, indent, lead if item.key else f"{lead}- ")
            lead = ""

    def item(self, item: Item, indent: int, lead: str) -> None:
        if item.key:
            lead = self.key(item.key, indent, lead)
        if isinstance(item.value, ScalarText):
            self.text(item.value.outside(), indent + 2, lead, item.beside)
        elif line := _table(item, WIDTH - len(lead)):
            self.line(lead + line, item.beside)
        elif item.key:
            self.line(lead.rstrip(), item.beside)
            self.block(item.value, indent + 2, "")
        else:
            self.block(item.value, indent + 2, lead)
        self.comments(item.below, indent + 2)

    def key(self, key: ScalarText, indent: int, lead: str) -> str:
        text = key.before_colon()
        if len(text) <= LONGEST_KEY:
            return f"{lead}{text}: "
        self.line(f"{lead}? {text}")
        return " " * indent + ": "

    def text(self, lines: tuple[str, ...], indent: int, lead: str, comment: str) -> None:
        *before, last = [f"{lead}{lines[0]}".rstrip(), *(" " * indent + line if line else "" for line in lines[1:])]
        if is_block(lines):
            self.line(f"{lead}{lines[0]}", comment)
            self.lines += [*before[1:], last] if before else []
            self.open = "+" in lines[0]
        else:
            self.lines += before
            self.line(last, comment)


def _table(item: Item, width: int) -> str:
    """A small table of numbers in one line; empty for another item, and where it cannot be one line."""
    if item.key is None or item.key.value not in FLOW or isinstance(item.value, ScalarText) or item.parted:
        return ""
    line = _inline(item.value) if item.value[0].key else ""
    return line if len(line) <= width else ""


def _inline(items: list[Item]) -> str:
    """Items in one line between brackets; empty where comments or texts of several lines forbid it."""
    parts = []
    for item in items:
        if any(item.above) or item.beside or any(item.below):
            return ""
        text = _inline(item.value) if isinstance(item.value, list) else item.value.inside()
        if not text:
            return ""
        parts.append(f"{item.key.before_colon(flow=True)}: {text}" if item.key else text)
    return f"{{{', '.join(parts)}}}" if items[0].key else f"[{', '.join(parts)}]"
