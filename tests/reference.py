"""The reference document, read from the published text among the fixtures, and small documents for one point."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from perfspec.build import build_department, build_project
from perfspec.importers.hebei import read_document
from perfspec.model import Document, published_order
from perfspec.resources import builtin
from perfspec.workspace import builtin_profile

TEXT = Path(__file__).parent / "data" / "fengrun-finance-2023.txt"
TEMPLATES = (builtin("templates"),)
CODE = "13020823P00023510001U"


@cache
def reference() -> Document:
    """The 23 projects of the county finance bureau."""
    profile = builtin_profile("hebei")
    imported = read_document(TEXT.read_text(encoding="utf-8"), TEXT.name, profile, {})
    return document(imported.department, *imported.projects)


def document(department: dict[str, Any], *projects: dict[str, Any], profile: str = "hebei") -> Document:
    """A document built from plain data."""
    rules = builtin_profile(profile)
    built = build_department(department)
    return Document(
        name="reference",
        department=built,
        projects=published_order(built, tuple(build_project(project, rules, built.year) for project in projects)),
        profile=rules,
    )


def small_department(**changes: Any) -> dict[str, Any]:
    return {
        "code": "318",
        "name": "某局",
        "year": 2023,
        "region": "130208",
        "units": [{"code": "318001", "name": "某局本级"}],
        "goal": "做好工作。",
        "activities": [],
        "safeguards": [],
        **changes,
    }


def small_project(**changes: Any) -> dict[str, Any]:
    return {
        "code": CODE,
        "name": "某项目",
        "unit": "318001",
        "budget": {"total": 5},
        "goals": ["目标"],
        "indicators": [{"category": "数量指标", "name": "数量", "target": "≥21个"}],
        **changes,
    }


def small_document(profile: str = "hebei", **changes: Any) -> Document:
    """A document with one project, which differs from the least in the given fields."""
    return document(small_department(), small_project(**changes), profile=profile)
