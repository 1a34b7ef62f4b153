"""Every text of a document, with the path at which it stands."""

from __future__ import annotations

from perfspec.build import build_department, build_project
from perfspec.texts import joined, texts
from perfspec.workspace import builtin_profile

PROJECT = {
    "code": "41010524P00000110001A",
    "name": "名称",
    "title": "标题",
    "unit": "105001",
    "activity": "活动",
    "budget": {"total": 1},
    "purpose": "用途",
    "goals": ["目标一", "目标二"],
    "indicators": [
        {
            "category": "质量指标",
            "name": "指标",
            "description": "描述",
            "target": "优",
            "basis": "依据",
            "basis_document": "文件",
            "scale": {"优": "好", "良": "可"},
        },
        {"category": "数量指标", "name": "数量"},
    ],
}
DEPARTMENT = {
    "code": "105",
    "name": "部门",
    "year": 2024,
    "region": "410105",
    "units": [{"code": "105001", "name": "单位"}],
    "goal": "总体",
    "activities": [{"name": "活动", "goals": ["目标"], "indicators": [{"name": "指标", "target": "≥1"}]}],
    "safeguards": [{"name": "措施", "measures": ["甲", "乙"]}, {"name": "保障", "text": "正文"}],
}


def shown(subject) -> dict[str, str]:
    return {".".join(map(str, path)): text for path, text in texts(subject)}


def test_the_texts_of_a_project() -> None:
    project = build_project(PROJECT, builtin_profile("hebei"), 2024)
    assert shown(project) == {
        "name": "名称",
        "title": "标题",
        "activity": "活动",
        "purpose": "用途",
        "goals.0": "目标一",
        "goals.1": "目标二",
        "indicators.0.name": "指标",
        "indicators.0.description": "描述",
        "indicators.0.target": "优",
        "indicators.0.basis": "依据",
        "indicators.0.basis_document": "文件",
        "indicators.0.scale.优": "好",
        "indicators.0.scale.良": "可",
        "indicators.1.name": "数量",
    }


def test_the_texts_of_a_department() -> None:
    assert shown(build_department(DEPARTMENT)) == {
        "name": "部门",
        "units.0.name": "单位",
        "goal": "总体",
        "activities.0.name": "活动",
        "activities.0.goals.0": "目标",
        "activities.0.indicators.0.name": "指标",
        "activities.0.indicators.0.target": "≥1",
        "safeguards.0.name": "措施",
        "safeguards.0.measures.0": "甲",
        "safeguards.0.measures.1": "乙",
        "safeguards.1.name": "保障",
        "safeguards.1.text": "正文",
    }


def test_the_texts_as_one_have_a_line_each() -> None:
    department = build_department(DEPARTMENT)
    assert joined(department).split("\n") == [text for _, text in texts(department)]
