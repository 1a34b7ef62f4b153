"""What a target means: a set of acceptable outcomes, as an interval on a line."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Point = int | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Every outcome on one line between two ends; an end that is None reaches to infinity.

    Hashable, and equal exactly when the sets are equal. The line is what must agree for two targets to be compared:
    kind and dimension for amounts, the scale for grades, the words themselves for a text.
    """

    line: tuple[str, ...]
    low: Point | None = None
    high: Point | None = None
    low_open: bool = False
    high_open: bool = False

    @property
    def is_empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def meet(self, other: Meaning) -> Meaning:
        """The outcomes in both sets of one line."""
        low, low_open = _inner(self.low, self.low_open, other.low, other.low_open, upward=True)
        high, high_open = _inner(self.high, self.high_open, other.high, other.high_open, upward=False)
        return Meaning(line=self.line, low=low, high=high, low_open=low_open, high_open=high_open)

    def within(self, other: Meaning) -> bool:
        return self.line == other.line and self.meet(other) == self

    def apart(self, other: Meaning) -> bool:
        return self.line != other.line or self.meet(other).is_empty


def _inner(a: Point | None, a_open: bool, b: Point | None, b_open: bool, *, upward: bool) -> tuple[Point | None, bool]:
    """Of two ends the one further inside; an open end lies inside a closed one at the same point."""
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if (a > b) == upward else (b, b_open)
