"""The tree that stands beside the data and knows where every key and value begins and ends."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

from yaml.events import MappingStartEvent

from perfspec.place import Path

Span = tuple[int, int]


class Node:
    """Where a mapping or list stands: its first and last event, its keys and its values."""

    __slots__ = ("children", "end", "keys", "start")

    def __init__(self, start: Any) -> None:
        self.start = start  # an event of PyYAML, as are the end, the keys and those children that are scalars
        self.end = start
        self.keys: dict[Any, Any] = {}
        self.children: Any = {} if isinstance(start, MappingStartEvent) else []

    @property
    def flow(self) -> bool:
        return bool(getattr(self.start, "flow_style", False))

    @property
    def index(self) -> int:
        return int(self.start.start_mark.index)


class LeftOut:
    """Stands for a key whose value is not taken over; it leaves the data when the file has been read."""

    __slots__ = ("key",)

    def __init__(self, key: str) -> None:
        self.key = key


class Spans(NamedTuple):
    """Where the values and keys of a tree stand in the text that was parsed."""

    root: Any
    text: str

    def value(self, path: Path) -> Span:
        return value_span(self.root, path, self.text)

    def key(self, path: Path) -> Span | None:
        return key_span(self.root, path)


def key_span(root: Any, path: Path) -> Span | None:
    """Where the key stands that a path ends with, if there is one."""
    if not path:
        return None
    node, found = _walk(root, path[:-1])
    key = node.keys.get(path[-1]) if isinstance(node, Node) and found == len(path) - 1 else None
    return None if key is None else event_span(key)


def value_span(root: Any, path: Path, text: str) -> Span:
    """Where the value of a path stands, or its nearest ancestor that exists; an empty value stands at its key."""
    if root is None:
        return 0, 0
    node, found = _walk(root, path)
    if isinstance(node, Node):
        return node.index, end_of(node, text)
    start, end = event_span(node)
    if start < end:
        return start, start + len(text[start:end].rstrip(" \r\n"))
    key = key_span(root, path[:found])
    if key is not None:
        return key
    return (start - 1, start) if text[start - 1 : start] == "-" else (start, start)


def event_span(event: Any) -> Span:
    return event.start_mark.index, event.end_mark.index


def end_of(node: Any, text: str) -> int:
    """Where the last scalar or bracket of a value ends."""
    end = 0
    while isinstance(node, Node):
        if node.flow and node.end is not node.start:
            return int(node.end.end_mark.index)
        end = max(end, int(node.start.end_mark.index))
        if isinstance(node.children, list):
            node = node.children[-1] if node.children else None
        else:
            last = next(reversed(node.keys), None)
            end = end if last is None else int(node.keys[last].end_mark.index)
            node = node.children.get(last)
    if node is None:
        return end
    start, stop = event_span(node)
    return max(end, start + len(text[start:stop].rstrip(" \r\n")))


def path_at(root: Any, index: int, column: int, text: str) -> Path:
    """The path of the innermost value that a position belongs to.

    Behind the end of a block the column decides, as it does for what a person would have written there.
    """
    path: list[str | int] = []
    node = root
    while isinstance(node, Node):
        if node.flow and index >= end_of(node, text):
            break
        if isinstance(node.children, dict):
            names = list(node.keys)
            at = bisect_right(names, index, key=lambda name: int(node.keys[name].start_mark.index))
            step: Any = names[at - 1] if at else None
            if at and step not in node.children:
                same_line = text.find("\n", node.keys[step].start_mark.index, index) < 0
                return (*path, getattr(step, "key", step)) if same_line else tuple(path)
        else:
            at = bisect_right(node.children, index, key=lambda item: int(_start(item).start_mark.index))
            step = at - 1 if at else None
        if step is None:
            break
        child = node.children[step]
        first = _start(child).start_mark
        inside = index < end_of(child, text)
        if not inside and (not isinstance(child, Node) or first.column > column):
            break
        path.append(step)
        node = child
    return tuple(path)


def _start(child: Any) -> Any:
    return child.start if isinstance(child, Node) else child


def _walk(root: Any, path: Path) -> tuple[Any, int]:
    """The node of a path or of its longest part that exists, and how many steps that part has."""
    node = root
    for found, step in enumerate(path):
        if not isinstance(node, Node):
            return node, found
        try:
            node = node.children[step]
        except (KeyError, IndexError, TypeError):
            return node, found
    return node, len(path)
