"""Data that others have written has its shape, or has not."""

from __future__ import annotations

from typing import Any

import pytest

from perfspec.shape import Maybe, fits

GOOD: list[tuple[Any, Any]] = [
    ("a", str),
    (1, int),
    (True, bool),
    (None, Maybe(int)),
    ([], [int]),
    ([1, 2], [int]),
    ([1, "a"], (int, str)),
    ({"a": [1]}, {"a": [int]}),
    ([None, {"a": 1}], [Maybe({"a": int})]),
]
BAD: list[tuple[Any, Any]] = [
    (1, str),
    (True, int),
    (1, bool),
    (1.0, int),
    (None, int),
    ("a", Maybe(int)),
    ([1, "a"], [int]),
    ("ab", [str]),
    ([1], (int, int)),
    ([1, 2, 3], (int, int)),
    ({"a": 1, "b": 2}, {"a": int}),
    ({}, {"a": int}),
    ([], {}),
]


@pytest.mark.parametrize(("value", "shape"), GOOD)
def test_what_fits(value: Any, shape: Any) -> None:
    assert fits(value, shape)


@pytest.mark.parametrize(("value", "shape"), BAD)
def test_what_does_not_fit(value: Any, shape: Any) -> None:
    assert not fits(value, shape)
