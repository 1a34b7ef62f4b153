"""A call that is still under way after so many ticks of the timer has taken too long."""

from __future__ import annotations

import pytest

from perfspec.watch import TooLong, Watch


def ticks(watch: Watch, most: int = 10) -> int:
    """How many ticks a call outlives."""
    for tick in range(most):
        try:
            watch._tick(0, None)
        except TooLong:
            return tick
    return most


@pytest.mark.parametrize(("patience", "outlived"), [(1, 1), (2, 2), (5, 5)])
def test_a_call_outlives_as_many_ticks_as_there_is_patience(patience: int, outlived: int) -> None:
    watch = Watch(0.5)
    watch.patience = patience
    watch.call = 1
    assert ticks(watch) == outlived
    assert watch.limit == 0.5 * patience


def test_nothing_is_too_long_between_calls() -> None:
    assert ticks(Watch(1.0)) == 10


def test_another_call_has_the_whole_time_again() -> None:
    watch = Watch(1.0)
    watch.patience = 3
    watch.call = 1
    assert ticks(watch, 3) == 3
    watch.call = 3
    assert ticks(watch) == 3
