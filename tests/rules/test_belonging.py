"""Indicators that belong to their project, and those that were copied from another field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from perfspec.layout import dump
from perfspec.yamlfile import read
from tests.rules import book, findings, hits

GOOD: list[dict[str, Any]] = read((Path(__file__).parent.parent / "data" / "good_rows.yaml").read_bytes(), "rows").data


def found(project: dict[str, Any], *rows: dict[str, str], id: str = "PS412") -> list[tuple[str, str, str]]:
    data = {
        "name": "项目",
        "activity": "工作",
        "purpose": "用途",
        "goals": ["目标"],
        **project,
        "indicators": list(rows),
    }
    return hits(id, dump(data, "project", ""))


def counted(row: str, category: str = "数量指标") -> dict[str, str]:
    name, _, description = row.partition("|")
    return {"category": category, "name": name, **({"description": description} if description else {})}


@pytest.mark.parametrize("project", GOOD, ids=lambda project: project["name"])
def test_no_rule_about_names_and_wording_objects_to_a_good_project(project: dict[str, Any]) -> None:
    about = {key: project[key] for key in ("name", "purpose", "goals")}
    rows = [counted(row) for row in project["rows"]]
    chapter = [rule.id for rule in book().rules if rule.id.startswith("PS4")]
    assert {id: found(about, *rows, id=id) for id in chapter} == {id: [] for id in chapter}


def test_good_projects_are_of_many_fields() -> None:
    assert len({project["name"] for project in GOOD}) == len(GOOD) >= 80


@pytest.mark.parametrize(
    ("name", "row", "things"),
    [
        ("印刷费", "审计数量", "“审计”"),
        ("网络运行维护费", "购买数量|用于购买电脑数量", "“电脑”"),
        ("社会福利院取暖", "公路养护里程", "“公路”"),
        ("县志编纂", "受检畜禽头数", "“畜禽”"),
        ("农药减量示范", "办理法律援助件数|值班律师人数", "“法律援助”"),
        ("路灯电费", "种植玉米面积|农机和农药补贴", "“农机”、“农药”"),
        ("路灯电费", "COD削减量", "“COD”"),
    ],
)
def test_a_row_of_another_field(name: str, row: str, things: str) -> None:
    cell = "description" if "|" in row and things[1:3] in row.partition("|")[2] else "name"
    ((path, severity, message),) = found({"name": name}, counted(row))
    assert (path, severity) == (f"indicators.0.{cell}", "warning")
    assert message == f"“{row.partition('|')[0]}”说的是{things}，项目的名称、用途和目标都没有提到"


def test_a_thing_is_at_home_where_the_project_speaks_of_its_field() -> None:
    row = counted("受检畜禽头数")
    assert len(found({}, row)) == 1
    for about in (
        {"name": "养殖场检疫"},
        {"title": "养殖场检疫"},
        {"activity": "养殖业监管"},
        {"purpose": "用于养殖场检疫"},
        {"goals": ["养殖场全部检疫"]},
    ):
        assert found(about, row) == []


def test_one_thing_at_home_is_enough() -> None:
    assert found({"name": "律师值班"}, counted("法律援助和畜禽保险案件数")) == []


def test_a_word_in_common_is_enough_but_for_general_ones() -> None:
    assert found({"name": "机票订购"}, counted("畜禽机票张数")) == []
    assert found({"name": "机票订购"}, counted("畜禽头数|往返机票张数")) == []
    assert len(found({"name": "数量购买"}, counted("畜禽购买数量"))) == 1
    assert len(found({"name": "AB机票"}, counted("畜禽CD张数"))) == 1
    assert found({"name": "AB机票"}, counted("畜禽ab张数")) == []
    assert len(found({"name": "订票"}, counted("畜票头数禽，畜禽"))) == 1


def test_what_is_done_in_passing_is_told_only_where_nothing_of_its_own_is_counted() -> None:
    aside, own, other = counted("印刷册数"), counted("机票张数"), counted("法律援助件数")
    about = {"name": "机票订购"}
    assert [path for path, _, _ in found(about, aside)] == ["indicators.0.name"]
    assert found(about, aside, own) == []
    assert [path for path, _, _ in found(about, aside, other)] == ["indicators.0.name", "indicators.1.name"]
    assert [path for path, _, _ in found(about, own, other)] == ["indicators.1.name"]
    quality = counted("印刷合格率", "质量指标")
    assert found(about, own, quality) == []
    assert len(found(about, quality)) == 1
    assert len(found(about, counted("印刷和法律援助"), own)) == 1


def test_only_so_many_rows_are_looked_at_for_something_of_its_own() -> None:
    about, aside, own = {"name": "机票订购"}, counted("印刷册数"), counted("机票张数")
    assert found(about, *[aside] * 49, own) == []
    assert len(found(about, *[aside] * 50, own)) == 50


def test_satisfaction_is_compared_with_satisfaction_and_benefits_are_left_alone() -> None:
    about, own = {"name": "机票订购"}, counted("机票张数")
    aside = counted("学生满意度", "服务对象满意度指标")
    assert len(found(about, own, aside)) == 1
    assert found(about, own, aside, counted("旅客满意度", "服务对象满意度指标")) == []
    assert found(about, own, counted("畜禽存栏增长率", "经济效益指标")) == []
    assert len(found(about, own, counted("畜禽成活率", "质量指标"))) == 1
    assert len(found(about, own, counted("每头畜禽成本", "成本指标"))) == 1


def test_what_to_write_instead() -> None:
    (found,) = findings("PS412", "category: 数量指标\nname: 法律援助件数\ndescription: 件")
    assert found.advice() == "核对是不是从别的项目抄来的：换成本项目做的事；确是本项目要做的，在用途或目标里写明"
