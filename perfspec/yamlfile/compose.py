"""From libyaml's events to plain data, with a tree beside it that knows where everything stands."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from perfspec.place import Path
from perfspec.yamlfile import faults, scalars, sourcetext
from perfspec.yamlfile.limits import MAX_DEPTH, MAX_EVENTS
from perfspec.yamlfile.sourcetext import MAX_FAULTS, EnoughError, Spot
from perfspec.yamlfile.tree import LeftOut, Node

_MARK = re.compile(r"[&!][^\s,\[\]{}]*")


class Built(NamedTuple):
    data: Any
    root: Any
    spots: list[Spot]
    unread: list[Path]
    is_partial: bool
    met: dict[int, Path]  # the paths of those holes that were met on the way
    error: yaml.YAMLError | None
    last: Any  # the last scalar before the error
    brackets: list[int]  # where the brackets were opened that are open at the error


def events(text: str) -> Any:
    """libyaml's parser, or the pure one where PyYAML was built without libyaml."""
    if yaml.__with_libyaml__:
        return yaml.cyaml.CParser(text).get_event  # type: ignore[attr-defined]
    return yaml.SafeLoader(text).get_event


def build(text: str, holes: frozenset[int] | set[int] = frozenset()) -> Built:
    """Data from text, as far as libyaml can read it.

    `holes` are positions of keys, and of the places behind dashes, whose value was blanked: they are left out.
    """
    plain = scalars.plain
    scrub = sourcetext.REMOVED in text
    unusual = "&" in text or "!" in text
    escapes = "\\" in text
    spots: list[Spot] = []
    unread: list[Path] = []
    is_partial = False
    met: dict[int, Path] = {}
    left_out: list[tuple[Any, Any, LeftOut]] = []
    stack: list[tuple[Any, Any, Any, Any, Any]] = []
    top: list[Any] = []
    top_node = Node(Event())
    node, data, children, keys, key = top_node, top, top_node.children, None, None
    documents = 0
    scalar: Any = None
    error = None

    def path(*last: Any) -> Path:
        steps = [*(frame[4] if frame[3] is not None else len(frame[1]) - 1 for frame in stack), *last][1:]
        return tuple(step.key if isinstance(step, LeftOut) else step for step in steps)

    def note(spot: Spot) -> None:
        if len(spots) == MAX_FAULTS:
            raise EnoughError(spot.start)
        spots.append(spot)

    def leave_out(name: str) -> LeftOut:
        skipped = LeftOut(name)
        left_out.append((data, children, skipped))
        return skipped

    try:
        for event in islice(iter(events(text), None), MAX_EVENTS):
            kind = event.__class__
            if kind is ScalarEvent:
                scalar = event
                value = event.value
                if unusual and (event.anchor is not None or event.tag is not None):
                    note(_marked(text, event))
                    if event.tag is not None:
                        unread.append(path(len(data) if keys is None else key or value))
                if scrub:
                    value = value.replace(sourcetext.REMOVED, "")
                if escapes and event.style == '"' and (codes := sourcetext.forbidden(value)):
                    note(_spot(faults.ESCAPED, event, code=codes))
                    value = sourcetext.without_forbidden(value)
                if event.style and event.end_mark.line > event.start_mark.line and _swallows(text, event, node):
                    note(Spot(faults.UNCLOSED_QUOTE, *_sign(event), {"quote": event.style}))
                    unread.append(path())
                if keys is None:
                    if holes and event.start_mark.index in holes:
                        met[event.start_mark.index] = path(len(data))
                    data.append(value if event.style or event.tag else plain(value))
                    children.append(event)
                elif key is None:
                    key = value
                    if key in keys:
                        note(_spot(faults.KEY_TWICE, event, key=key, first=keys[key].start_mark.index))
                        key = leave_out(key)
                    elif holes and event.start_mark.index in holes:
                        met[event.start_mark.index] = path(key)
                        key = leave_out(key)
                    elif not event.style and (value == "<<" or not value):
                        fault = faults.MERGE_KEY if value else faults.EMPTY_KEY
                        note(_spot(fault, event))
                        key = leave_out(key)
                        if path():
                            unread.append(path())
                        else:
                            is_partial = True
                    keys[key] = event
                else:
                    data[key] = value if event.style or event.tag else plain(value)
                    children[key] = event
                    key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) >= MAX_DEPTH:
                    note(Spot(faults.TOO_DEEP, *_range(event), {"limit": MAX_DEPTH}))
                    unread.append(())
                    break
                if unusual and (event.anchor is not None or event.tag is not None):
                    note(_marked(text, event))
                inner: Any = {} if kind is MappingStartEvent else []
                inner_node = Node(event)
                if keys is None:
                    data.append(inner)
                    children.append(inner_node)
                elif key is None:
                    note(_spot(faults.COMPLEX_KEY, event))
                    unread.append(path())
                else:
                    data[key] = inner
                    children[key] = inner_node
                stack.append((node, data, children, keys, key))
                node, data, children, key = inner_node, inner, inner_node.children, None
                keys = node.keys if kind is MappingStartEvent else None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node.end = event
                node, data, children, keys, key = stack.pop()
                if keys is not None:
                    key = leave_out("?") if key is None else None
            elif kind is AliasEvent:
                note(_spot(faults.ALIAS, event, name=event.anchor))
                if keys is None:
                    unread.append(path(len(data)))
                    data.append(None)
                    children.append(event)
                elif key is None:
                    unread.append(path())
                    key = leave_out("*")
                else:
                    unread.append(path(key))
                    key = None
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    note(_spot(faults.SECOND_DOCUMENT, event))
                    is_partial = True
                    break
                if event.version or event.tags:
                    note(_spot(faults.DIRECTIVE, event))
            elif kind is StreamEndEvent:
                break
        else:
            note(_spot(faults.TOO_MANY, event, limit=MAX_EVENTS // 2))
            unread.append(())
    except yaml.YAMLError as problem:
        error = problem
    except EnoughError:
        unread.append(())
    for frame_data, frame_children, skipped in left_out:
        frame_data.pop(skipped, None)
        frame_children.pop(skipped, None)
    brackets = [
        n.start.start_mark.index
        for n in [*(frame[0] for frame in stack), node]
        if getattr(n.start, "flow_style", False)
    ]
    root = top_node.children[0] if top else None
    return Built(top[0] if top else None, root, spots, unread, is_partial, met, error, scalar, brackets)


def _range(event: Any) -> tuple[int, int]:
    start: int = event.start_mark.index
    return start, max(start + 1, event.end_mark.index)


def _spot(fault: Any, event: Any, **values: Any) -> Spot:
    return Spot(fault, *_range(event), values)


def _sign(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.start_mark.index + 1


def _swallows(text: str, event: Any, node: Node) -> bool:
    """Whether a quoted value runs on over lines that are not indented deeper than its block: a quote left open."""
    if event.style not in "\"'" or node.flow or node.start.start_mark is None:
        return False
    column = int(node.start.start_mark.column)
    more = text[event.start_mark.index : event.end_mark.index].split("\n")[1:]
    return any(line.strip() and len(line) - len(line.lstrip(" ")) <= column for line in more)


def _marked(text: str, event: Any) -> Spot:
    """The spot of an anchor or a tag, which stand before their value."""
    mark = _MARK.match(text, event.start_mark.index)
    sign = "" if mark is None else mark[0]
    start = event.start_mark.index
    fault = faults.ANCHOR if event.anchor is not None else faults.TAG
    return Spot(fault, start, start + max(1, len(sign)), {"name": sign.removeprefix("&")})
