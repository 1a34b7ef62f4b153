"""A file as items with the comments and blank lines that belong to them.

libyaml tells where scalars and brackets stand. Between them stand only blanks, comments and the signs of structure, so
that is where this looks. (ruamel.yaml was tried: it hangs a comment on the key before it, where it stays when keys
move, drops comments between brackets, unescapes quoted text, and turns `+5` into 5 and 13020823E00023510001 into .inf.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from perfspec.layout.scalartext import ScalarText, is_block
from perfspec.layout.scalarwritten import written
from perfspec.layout.write import Item
from perfspec.yamlfile.compose import events

MODELINE = "# yaml-language-server:"
_GAP = re.compile(r"#[^\n]*|[^ ]")
_FAR = 1 << 30


@dataclass(slots=True)
class _Spot:
    """An item and the columns that decide which comments behind it are its own."""

    item: Item
    column: int
    inner: int  # a comment from this column on belongs to the item
    block: bool = False  # whether its value is a collection without brackets


@dataclass(slots=True)
class _Collection:
    holder: _Spot
    items: list[Item]
    mapping: bool
    flow: bool
    column: int
    key: _Spot | None = None  # the key that waits for its value


def items(text: str) -> Item:
    """The root of a text that was read without a fault."""
    reader = _Reader(text)
    for event in iter(events(text), None):
        reader.event(event)
    reader.gap(len(text))
    reader.settle(0, [])
    return reader.root


def comments(root: Item) -> list[str]:
    """All comments below and around an item."""
    inner = [comment for item in root.value for comment in comments(item)] if isinstance(root.value, list) else []
    return [comment for comment in (*root.above, root.beside, *root.below) if comment] + inner


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0  # up to where the text was read
    root: Item = field(default_factory=Item)
    open: list[_Collection] = field(default_factory=list)
    last: list[_Spot] = field(default_factory=list)  # from the root to the item that began or ended last
    pending: list[tuple[int, str]] = field(default_factory=list)  # comments with their columns, and blank lines
    blank: bool = True  # whether nothing stands on this line so far
    touched: bool = False  # whether the last item began or ended on this line

    def __post_init__(self) -> None:
        self.last.append(_Spot(self.root, -1, 0))

    def event(self, event: Any) -> None:
        self.gap(event.start_mark.index)
        end: int = event.end_mark.index
        match event:
            case ScalarEvent():
                self.scalar(event)
            case MappingStartEvent() | SequenceStartEvent():
                self.start(event)
            case MappingEndEvent() | SequenceEndEvent():
                self.end(event)
            case DocumentStartEvent() | DocumentEndEvent():
                self.at = max(self.at, end)

    def gap(self, end: int) -> None:
        """Comments, blank lines and dashes up to a position."""
        for found in _GAP.finditer(self.text, self.at, max(self.at, end)):
            sign = found[0]
            if sign == "\n":
                if self.blank:
                    self.pending.append((0, ""))
                self.blank, self.touched = True, False
                continue
            if sign[0] == "#":
                self.comment(found.start(), sign.rstrip(" "))
            else:
                if sign == "-":
                    self.begin(self.open[-1])
                self.touched = sign != "?"
            self.blank = False
        self.at = max(self.at, end)

    def comment(self, at: int, comment: str) -> None:
        item = self.last[-1].item
        if self.touched and item is not self.root:
            item.above += [item.beside] if item.beside else []
            item.beside = comment
        else:
            line = self.text[self.text.rfind("\n", 0, at) + 1 : at + 1]
            self.pending.append((len(line) - len(line.lstrip(" ")), comment))

    def settle(self, depth: int, above: list[str]) -> None:
        """Give the pending comments to the items that ended, as their columns say, or to the item that begins."""
        ended = self.last[depth:]
        blanks: list[str] = []
        for column, comment in self.pending:
            if not comment:
                blanks = [""]
                continue
            while ended and not ended[-1].column < column >= ended[-1].inner:
                ended.pop()
            if ended:
                ended[-1].item.below += [*blanks, comment]
                ended[-1].item.parted |= ended[-1].block
            else:
                above += [*blanks, comment]
            blanks = []
        above += blanks
        self.pending.clear()

    def begin(self, collection: _Collection) -> _Spot:
        """A new item in a collection."""
        depth = len(self.open)
        spot = _Spot(Item(), collection.column, collection.column + 1)
        if collection.flow:
            del self.last[depth:]
        self.settle(depth, spot.item.above)
        if depth == 1 and not collection.items and not collection.flow:
            self.root.above, spot.item.above = _header(spot.item.above)
        collection.items.append(spot.item)
        self.last[depth:] = [spot]
        return spot

    def value(self) -> _Spot:
        """The item whose value begins here."""
        if not self.open:
            return self.last[0]
        collection = self.open[-1]
        if collection.key:
            spot, collection.key = collection.key, None
            return spot
        return self.begin(collection) if collection.flow else self.last[-1]

    def lift(self, item: Item) -> None:
        """Comments between a key and its value stand above the key."""
        item.above += [comment for _, comment in self.pending if comment or item is self.root]
        self.pending.clear()

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        collection = self.open[-1] if self.open else None
        is_key = collection is not None and collection.mapping and collection.key is None
        scalar, comment, blank = written(
            event, self.text[start:end], collection is not None and collection.flow, is_key
        )
        if collection and is_key:
            spot = collection.key = self.begin(collection)
            spot.item.key = scalar
        else:
            spot = self.value()
            spot.item.value = scalar
            if start < end:
                self.lift(spot.item)
            if is_block(scalar.lines) and spot.item is not self.root:
                spot.inner = _FAR
        if start < end:
            self.at, self.touched = end, True
            if comment:
                self.comment(start, comment)
            self.blank = self.text[end - 1] == "\n"
            self.touched = not self.blank
            self.pending += [(0, "")] if blank else []

    def start(self, event: Any) -> None:
        spot = self.value()
        flow, column = bool(event.flow_style), event.start_mark.column
        if flow:
            self.lift(spot.item)
        else:
            spot.inner, spot.block = column, True
        inner: list[Item] = []
        spot.item.value = inner
        self.open.append(_Collection(spot, inner, isinstance(event, MappingStartEvent), flow, column))

    def end(self, event: Any) -> None:
        collection = self.open.pop()
        holder = collection.holder
        if collection.flow:
            comments = [comment for _, comment in self.pending if comment]
            holder.item.below += comments
            holder.item.parted |= bool(comments)
            self.pending.clear()
            del self.last[len(self.open) + 1 :]
            self.gap(event.end_mark.index)
        if not collection.items:
            holder.item.value = ScalarText({} if collection.mapping else [])


def _header(above: list[str]) -> tuple[list[str], list[str]]:
    """What stands above the first key: the header of the file, and the comments of the key.

    The header goes up to the last blank line or modeline.
    """
    length = 0
    for position, comment in enumerate(above):
        if not comment or comment.startswith(MODELINE):
            length = position + 1
    return above[:length], above[length:]
