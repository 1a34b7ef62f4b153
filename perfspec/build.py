"""Plain data that the schema has accepted, built into the model."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from perfspec.code import ProjectCode
from perfspec.finding import Waiver
from perfspec.model import (
    Activity,
    Adjustment,
    Budget,
    Department,
    Indicator,
    Milestone,
    Project,
    Safeguard,
    SpendingPlan,
    Stage,
    Unit,
)
from perfspec.profile import Category, Profile
from perfspec.target import Target

Data = dict[str, Any]

ROWS = 10_000  # that are kept: the same ones come again and again


def build_profile(name: str, data: Data) -> Profile:
    return Profile(
        name=name,
        title=data["title"],
        source=data["source"],
        money_unit=data["money_unit"],
        plan_months=tuple(int(month) for month in data.get("plan_months", ())),
        categories=tuple(Category(first, second) for first, below in data["categories"].items() for second in below),
        form_title=data["form"]["title"],
        columns=tuple(data["form"]["columns"]),
        required=tuple(data.get("required", ())),
        required_categories=tuple(data.get("required_categories", ())),
        weights=tuple((first, Decimal(points)) for first, points in data.get("weights", {}).items()),
        bases=tuple(data.get("bases", ())),
    )


def build_department(data: Data) -> Department:
    return Department(
        code=data["code"],
        name=data["name"],
        year=int(data["year"]),
        region=data["region"],
        profile=data.get("profile"),
        stage=Stage(data.get("stage", Stage.APPROVED)),
        units=tuple(Unit(code=unit["code"], name=unit["name"]) for unit in data["units"]),
        goal=data["goal"],
        activities=tuple(_activity(activity, int(data["year"])) for activity in data["activities"]),
        safeguards=tuple(_safeguard(safeguard) for safeguard in data["safeguards"]),
        waivers=build_waivers(data),
    )


def build_project(data: Data, profile: Profile, year: int) -> Project:
    """A project in the terms of a profile; the year completes dates that are written without one.

    Raises ValueError for a code or a category that `check` has not let through.
    """
    code = ProjectCode.parse(data["code"])
    if code is None:
        raise ValueError(f"not a project code: {data['code']}")
    return Project(
        code=code,
        name=data["name"],
        title=data.get("title"),
        unit=data["unit"],
        activity=data.get("activity"),
        budget=_budget(data["budget"]),
        purpose=data.get("purpose"),
        spending_plan=_spending_plan(data.get("spending_plan", {})),
        goals=tuple(data["goals"]),
        indicators=tuple(_indicator(item, year, _category(item, profile)) for item in data["indicators"]),
        waivers=build_waivers(data),
        adjustments=tuple(_adjustment(item) for item in data.get("adjustments", ())),
    )


def _adjustment(data: Data) -> Adjustment:
    return Adjustment(
        reason=data["reason"],
        document=data["document"],
        date=str(data["date"]),
        changes=tuple(map(str, data.get("changes", ()))),
    )


def build_waivers(data: Data) -> tuple[Waiver, ...]:
    return tuple(Waiver(**{key: str(value) for key, value in item.items()}) for item in data.get("waivers", ()))


@lru_cache(maxsize=64)
def month_of(key: str) -> int | None:
    """The number of a month key: 6 of `6月`; None where the key is not a month."""
    match = re.fullmatch(r"([1-9]|1[0-2])月", key)
    return int(match[1]) if match else None


def _activity(data: Data, year: int) -> Activity:
    return Activity(
        name=data["name"],
        goals=tuple(data["goals"]),
        indicators=tuple(_indicator(item, year) for item in data["indicators"]),
    )


def _safeguard(data: Data) -> Safeguard:
    return Safeguard(name=data["name"], measures=tuple(data.get("measures", ())), text=data.get("text"))


def _budget(data: Data) -> Budget:
    return Budget(total=Decimal(data["total"]), fiscal=_decimal(data.get("fiscal")), other=_decimal(data.get("other")))


def _spending_plan(data: Data) -> SpendingPlan:
    months = {month_of(key): percent for key, percent in data.items()}
    ordered = sorted((month, Decimal(percent)) for month, percent in months.items() if month is not None)
    return SpendingPlan(tuple(Milestone(month, percent) for month, percent in ordered))


def _category(data: Data, profile: Profile) -> Category:
    category = profile.category(data["category"])
    if category is None:
        raise ValueError(f"not a category of {profile.name}: {data['category']}")
    return category


def _indicator(data: Data, year: int, category: Category | None = None) -> Indicator:
    """A row with a place of its own; rows that are written alike are built once."""
    row = _row(
        year,
        category,
        data["name"],
        data.get("description"),
        data.get("unit"),
        _written(data.get("target")),
        data.get("basis"),
        data.get("basis_document"),
        _written(data.get("weight")),
        _written(data.get("baseline")),
        tuple(data["scale"].items()) if "scale" in data else (),
    )
    return row.again()


@lru_cache(maxsize=ROWS)
def _row(
    year: int,
    category: Category | None,
    name: str,
    description: str | None,
    unit: str | None,
    target: str | None,
    basis: str | None,
    basis_document: str | None,
    weight: str | None,
    baseline: str | None,
    scale: tuple[tuple[str, str], ...],
) -> Indicator:
    """The row of these texts; numbers are given as texts too, for 1.0 and 1.00 are equal and yet not alike."""
    return Indicator(
        category=category,
        name=name,
        description=description,
        unit=unit,
        target=_target(target, year, unit),
        basis=basis,
        basis_document=basis_document,
        weight=None if weight is None else Decimal(weight),
        baseline=_target(baseline, year, unit),
        scale=scale,
    )


def _written(value: str | int | Decimal | None) -> str | None:
    return value if value is None or isinstance(value, str) else f"{Decimal(value):f}"


def _target(text: str | None, year: int, unit: str | None) -> Target | None:
    return None if text is None else Target.parse(text, year=year, unit=unit or "")


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)
