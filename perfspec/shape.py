"""Whether JSON data that others have written has the shape that it must have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Maybe:
    """A shape, or null."""

    shape: Any


def fits(value: Any, shape: Any) -> bool:
    """Whether data has a shape: a type, where true and false are no numbers; a mapping with exactly these keys; a list
    of any length with items of one shape; a tuple, which is a list of these shapes; or `Maybe` one of these."""
    match shape:
        case Maybe():
            return value is None or fits(value, shape.shape)
        case dict():
            is_one = isinstance(value, dict) and value.keys() == shape.keys()
            return is_one and all(fits(value[key], part) for key, part in shape.items())
        case [part]:
            return isinstance(value, list) and all(fits(item, part) for item in value)
        case tuple():
            is_one = isinstance(value, list) and len(value) == len(shape)
            return is_one and all(map(fits, value, shape))
        case _:
            return type(value) is shape
