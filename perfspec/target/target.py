"""A target (指标值) is a set of acceptable outcomes; what is met, tightened or loosened follows from that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

from perfspec.target.duedate import Deadline, Period
from perfspec.target.meaning import Meaning
from perfspec.target.outcome import Actual, outcome
from perfspec.target.quantity import Measure, Quantity
from perfspec.target.scale import Grade
from perfspec.target.wording import LONGEST, Asked, Direction, Trend, Words, read


class Kind(StrEnum):
    BOUND = "bound"
    RANGE = "range"
    DEADLINE = "deadline"
    PERIOD = "period"
    GRADE = "grade"
    TREND = "trend"
    TEXT = "text"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    SAME = "same"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    REDEFINED = "redefined"


_KINDS = {Deadline: Kind.DEADLINE, Period: Kind.PERIOD, Grade: Kind.GRADE, Trend: Kind.TREND, Words: Kind.TEXT}


@dataclass(frozen=True, kw_only=True)
class Target:
    """What an indicator must reach: the text byte for byte, and what it asks for.

    `asked` is a value of the kind's own class with the facts of that kind: match on it (`case Deadline(day=day)`) or
    use the properties below, which are None or empty for other kinds.
    """

    text: str
    year: int
    asked: Asked

    @classmethod
    def parse(cls, text: str, year: int = 2023, unit: str = "") -> Target:
        """The target that a text states; never raises, what cannot be computed is of kind text.

        `year`, that of the document, completes dates without one. `unit` is that of an indicator whose unit has a field
        of its own; it counts where the text names none.
        """
        parse = _parse if len(text) <= LONGEST else _parse.__wrapped__
        return parse(text, year, unit)

    @cached_property
    def kind(self) -> Kind:
        if isinstance(self.asked, Measure):
            return Kind.RANGE if self.asked.is_range else Kind.BOUND
        return _KINDS.get(type(self.asked), Kind.NOT_APPLICABLE)

    @cached_property
    def meaning(self) -> Meaning:
        """The set itself: hashable, and equal exactly when compare says same."""
        return self.asked.meaning

    @property
    def canonical(self) -> str:
        """The target in its shortest usual form (≥95%, 2023年12月31日前, 90%至95%), which parses to the same set.

        Numbers and units stay as written, so ≥0.30万元 and ≥3000元 differ here; equal sets have equal `meaning`.
        """
        return str(self.asked)

    @property
    def is_measurable(self) -> bool:
        """Whether it has a measure or a date; a grade or trend needs a scale or a baseline beside it."""
        return isinstance(self.asked, Measure | Deadline | Period)

    @cached_property
    def quantity(self) -> Quantity | None:
        """Value and unit of a bound as written; of a range the lower end."""
        return self.asked.quantity if isinstance(self.asked, Measure) else None

    @cached_property
    def lower(self) -> Quantity | None:
        return self.asked.lower if isinstance(self.asked, Measure) else None

    @cached_property
    def upper(self) -> Quantity | None:
        return self.asked.upper if isinstance(self.asked, Measure) else None

    @cached_property
    def sign(self) -> str:
        """One of = ≥ > ≤ < for a bound, otherwise empty."""
        return self.asked.sign if isinstance(self.asked, Measure) else ""

    @cached_property
    def is_duration(self) -> bool:
        return self.quantity is not None and self.quantity.unit.is_time

    @cached_property
    def is_change(self) -> bool:
        """Whether it asks for a change and not for a level: 较上年增长5%."""
        return isinstance(self.asked, Measure) and bool(self.asked.change)

    @cached_property
    def is_share(self) -> bool:
        """Whether it is the level of a ratio: ≥95%, 0.5‰; a growth of 5% is none."""
        return self.quantity is not None and self.quantity.unit.is_ratio and not self.is_change

    @cached_property
    def is_part(self) -> bool:
        """Whether it asks for a share that is less than the whole: ≥95%."""
        return self.is_share and self.lower is not None and self.lower.base < 1

    @cached_property
    def has_figures(self) -> bool:
        """Whether the text holds a number other than a year; words with one may still be judged: 每月25日前."""
        return bool(re.search(r"\d", re.sub(r"(?:19|20)\d\d(?!\d)", "", self.text)))

    @property
    def due(self) -> date | None:
        """The day of a deadline, the last day of a period."""
        if isinstance(self.asked, Deadline):
            return self.asked.day
        return self.asked.last if isinstance(self.asked, Period) else None

    @property
    def year_written(self) -> bool:
        """Whether the text of a deadline or period names its year; False for other kinds."""
        return isinstance(self.asked, Deadline | Period) and self.asked.year_written

    @property
    def grade(self) -> Grade | None:
        return self.asked if isinstance(self.asked, Grade) else None

    @property
    def direction(self) -> Direction | None:
        return self.asked.direction if isinstance(self.asked, Trend) else None

    def met(self, actual: Actual) -> bool | None:
        """Whether the actual result lies in the set; None where that cannot be told.

        A bare number has the target's own written unit: ≤3万元 is met by 2.5. A text is read as a target is, and may be
        as vague: for ≥90%, 95%以上 is a yes, and 85%以上 cannot be told. Raises TypeError for a float.
        """
        result = outcome(actual, self.asked, self.year)
        if result is None or result.line != self.meaning.line:
            return None
        if result.within(self.meaning):
            return True
        return False if result.apart(self.meaning) else None


def compare(old: Target | str, new: Target | str) -> Verdict:
    """What became of a target: the same set, a proper subset (tightened), a proper superset (loosened), or another."""
    before, after = (
        target.meaning if isinstance(target, Target) else Target.parse(target).meaning for target in (old, new)
    )
    if before == after:
        return Verdict.SAME
    if after.within(before):
        return Verdict.TIGHTENED
    return Verdict.LOOSENED if before.within(after) else Verdict.REDEFINED


@lru_cache(maxsize=4096)
def _parse(text: str, year: int, unit: str) -> Target:
    return Target(text=text, year=year, asked=read(text, year, unit))
