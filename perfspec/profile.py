"""A profile (方案): what differs between authorities and years."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Category:
    """A two-level category of indicators: 一级指标 and 二级指标."""

    first: str
    second: str

    def is_in(self, category: str) -> bool:
        """Whether it is the category of that name or lies below it."""
        return category in (self.first, self.second)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The taxonomy, the form and the fields that one authority asks for."""

    name: str
    title: str
    source: str
    money_unit: str
    plan_months: tuple[int, ...]
    categories: tuple[Category, ...]
    form_title: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    required_categories: tuple[str, ...] = ()  # of either level
    weights: tuple[tuple[str, Decimal], ...] = ()  # first-level category, points of its indicators together
    bases: tuple[str, ...] = ()  # what the basis of a target may be; empty where the form does not say

    def category(self, second: str) -> Category | None:
        """The category with that second-level name; None where the taxonomy does not know it."""
        return self._by_second.get(second)

    def below(self, first: str) -> tuple[str, ...]:
        """The second-level names below a first-level name."""
        return tuple(category.second for category in self.categories if category.first == first)

    @cached_property
    def _by_second(self) -> dict[str, Category]:
        return {category.second: category for category in reversed(self.categories)}  # of equals the first
