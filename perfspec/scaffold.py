"""What a new workspace, document or project starts with: valid files with blanks to fill in.

A blank is a text in 〔〕; `check` warns of each one that is left (PS015).
"""

from __future__ import annotations

from typing import Any

from perfspec.layout import dump, modeline
from perfspec.profile import Profile

Data = dict[str, Any]


def settings(profile: str, language: str) -> str:
    """The text of perfspec.yaml."""
    data: Data = {"profile": profile}
    if language != "zh":
        data["language"] = language
    return dump(data, "settings", "yaml-language-server: $schema=schemas/settings.schema.json")


def department(year: int) -> str:
    """The text of a department.yaml in which everything is still to be filled in, except the year."""
    data: Data = {
        "code": "000",
        "name": "〔部门名称〕",
        "year": year,
        "region": "000000",
        "units": [{"code": "000001", "name": "〔预算单位名称〕"}],
        "goal": "〔部门全年的总体绩效目标〕",
        "activities": [
            {
                "name": "〔工作活动名称〕",
                "goals": ["〔这项工作要达到的目标〕"],
                "indicators": [{"name": "〔指标名称〕", "description": "〔指标反映什么〕", "target": "〔指标值〕"}],
            }
        ],
        "safeguards": [{"name": "〔保障措施〕", "measures": ["〔一条措施〕"]}],
    }
    return dump(data, "department", modeline("department"))


def project(code: str, name: str, unit: str, profile: Profile) -> str:
    """The text of a project with one indicator for each category of the profile."""
    data: Data = {
        "code": code,
        "name": name,
        "unit": unit,
        "budget": {"total": 0},
        "goals": ["〔项目要达到的目标〕"],
        "indicators": [_indicator(category.second, profile) for category in profile.categories],
    }
    if "purpose" in profile.required:
        data["purpose"] = "〔钱用来做什么〕"
    if profile.plan_months:
        data["spending_plan"] = {f"{month}月": 100 for month in profile.plan_months[-1:]}
    return dump(data, "project", modeline("project"))


def _indicator(category: str, profile: Profile) -> Data:
    blanks = {"name": "〔指标名称〕", "description": "〔指标反映什么〕", "target": "〔指标值〕", "basis": "〔依据〕"}
    return {"category": category, **{key: blanks[key] for key in profile.columns if key in blanks}}
