"""Plain data that the schema has accepted, built into the model."""

from __future__ import annotations

import re
from decimal import Decimal
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
    unit = data.get("unit")
    return Indicator(
        category=category,
        name=data["name"],
        description=data.get("description"),
        unit=unit,
        target=_target(data.get("target"), year, unit),
        basis=data.get("basis"),
        basis_document=data.get("basis_document"),
        weight=_decimal(data.get("weight")),
        baseline=_target(data.get("baseline"), year, unit),
        scale=tuple(data.get("scale", {}).items()),
    )


def _target(value: str | int | Decimal | None, year: int, unit: str | None) -> Target | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else f"{Decimal(value):f}"
    return Target.parse(text, year=year, unit=unit or "")


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)
