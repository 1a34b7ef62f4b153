"""Charts as values: exact numbers for the words and the table, and whole or rounded numbers for the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from perfspec.publish.figures import money

FULL = 1000  # units of a drawing that the longest bar takes
LEFT, RIGHT, TOP, BOTTOM = 64, 616, 36, 232  # where a curve is drawn, in a view of 640 by 272
WIDTH, HEIGHT = 640, 272


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar with its exact amount; `href` leads to what it stands for, where there is a page."""

    label: str
    amount: Decimal
    share: str
    length: str
    href: str = ""

    @property
    def amount_text(self) -> str:
        return money(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a stacked bar."""

    kind: str
    count: int
    start: str
    length: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A bar of parts that follow each other."""

    label: str
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on an axis: where, and what it says."""

    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point of a curve: the month by whose end so much is reached, in money and in percent, and where it is drawn."""

    month: int
    amount: Decimal
    percent: Decimal
    x: str
    y: str

    @property
    def amount_text(self) -> str:
        return money(self.amount.normalize())

    @property
    def percent_text(self) -> str:
        return f"{_rounded(self.percent, 2).normalize():f}%"

    @property
    def percent_shown(self) -> str:
        """Short, for the drawing."""
        return f"{_rounded(self.percent, 1).normalize():f}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A curve over the months of a year, from nothing at its beginning."""

    dots: tuple[Dot, ...]
    line: str  # the corners of the drawing
    area: str
    scale: tuple[Tick, ...]
    months: tuple[Tick, ...]


def bars(items: Sequence[tuple[str, str, Decimal]], total: Decimal) -> tuple[Bar, ...]:
    """A bar for each label, address and amount in their order; the longest is as long as can be."""
    longest = max((amount for _, _, amount in items), default=Decimal(0))
    return tuple(
        Bar(label=label, href=href, amount=amount, share=percent(amount, total), length=_length(amount, longest))
        for label, href, amount in items
    )


def stacks(rows: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> tuple[Stack, ...]:
    """A stacked bar for each label with the counts of its kinds."""
    longest = Decimal(max((sum(count for _, count in parts) for _, parts in rows), default=0))
    return tuple(Stack(label=label, parts=tuple(_parts(parts, longest))) for label, parts in rows)


def _parts(counts: Sequence[tuple[str, int]], longest: Decimal) -> Iterable[Part]:
    starts = accumulate((count for _, count in counts), initial=0)
    for (kind, count), start in zip(counts, starts, strict=False):
        yield Part(
            kind=kind, count=count, start=_length(Decimal(start), longest), length=_length(Decimal(count), longest)
        )


def curve(points: Sequence[tuple[int, Decimal, Decimal]]) -> Curve:
    """A curve through points of month, amount and percent."""
    most = max((percent for _, _, percent in points), default=Decimal(0))
    top = max(Decimal(100), most)
    dots = tuple(
        Dot(month=month, amount=amount, percent=percent, x=_x(month), y=_y(percent, top))
        for month, amount, percent in points
    )
    corners = [f"{_x(0)},{_y(Decimal(0), top)}", *(f"{dot.x},{dot.y}" for dot in dots)]
    if most >= 100 and dots[-1].month < 12:
        corners.append(f"{_x(12)},{dots[-1].y}")  # all is paid, and stays so
    foot = f"{corners[-1].partition(',')[0]},{_y(Decimal(0), top)}"
    return Curve(
        dots=dots,
        line=" ".join(corners),
        area=" ".join((*corners, foot)),
        scale=tuple(Tick(at=_y(Decimal(step), top), text=f"{step}%") for step in (0, 25, 50, 75, 100)),
        months=tuple(Tick(at=_x(month), text=f"{month}月") for month in range(1, 13)),
    )


def percent(part: Decimal, whole: Decimal) -> str:
    """A part of the whole as a percentage with one decimal; empty where there is no whole.

    What is there is never 0.0%, and what is not all is never 100.0%.
    """
    if not whole:
        return ""
    exact = part / whole * 100
    if 0 < exact < Decimal("0.05"):
        return "<0.1%"
    return ">99.9%" if Decimal("99.95") <= exact < 100 else f"{_rounded(exact, 1):f}%"


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _length(amount: Decimal, longest: Decimal) -> str:
    """Of the longest bar; what is there at all is seen."""
    if amount <= 0 or longest <= 0:
        return "0"
    return f"{max(Decimal(2), _rounded(amount * FULL / longest, 0)):f}"


def _x(month: int) -> str:
    return f"{LEFT + (RIGHT - LEFT) * month // 12}"


def _y(percent: Decimal, top: Decimal) -> str:
    share = min(max(percent, Decimal(0)), top) / top
    return f"{_rounded(BOTTOM - (BOTTOM - TOP) * share, 1):f}"
