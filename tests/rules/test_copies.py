"""PS512: texts copied from another project of the document."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.rules import findings

Data = dict[str, Any]
EFFECT = {"category": "社会效益指标", "name": "养老机构护理纠纷下降率", "target": "≥20%"}
OWN = {
    "training": [{"category": "数量指标", "name": "培训护理员人数", "target": "≥240人"}],
    "furnace": [{"category": "数量指标", "name": "更新火化炉台数", "target": "=2台"}],
}


def training(**fields: Any) -> Data:
    given: Data = {
        "code": "41010524P00000110001A",
        "name": "养老护理员职业技能培训",
        "purpose": "用于培训240名护理员",
        "goals": ["提高护理水平"],
        "indicators": [*OWN["training"], EFFECT],
    }
    return given | fields


def furnace(*rows: Data, **fields: Any) -> Data:
    given: Data = {
        "code": "41010524P00000210001A",
        "name": "火化炉更新",
        "purpose": "用于更换2台火化炉",
        "goals": ["减少废气"],
        "indicators": [*OWN["furnace"], *rows],
    }
    return given | fields


def told(*projects: Data) -> list[tuple[str, str]]:
    """Code and path of each finding."""
    text = json.dumps({"projects": projects}, ensure_ascii=False)
    found = findings("PS512", text)
    return [(str(each.project)[9:15], ".".join(map(str, each.place.path))) for each in found]


def test_a_row_of_another_project_is_found_where_nothing_else_speaks_of_it() -> None:
    assert told(training(), furnace(EFFECT)) == [("000002", "indicators.1.name")]
    (one,) = findings("PS512", json.dumps({"projects": [training(), furnace(EFFECT)]}, ensure_ascii=False))
    assert str(one.severity) == "warning"
    assert one.message() == (
        "“养老机构护理纠纷下降率”与项目“养老护理员职业技能培训”（41010524P00000110001A）一字不差，"
        "说的是那个项目的事，本项目的其他内容都没有提到"
    )


@pytest.mark.parametrize("field", ["purpose", "goals"])
def test_a_purpose_or_goal_of_another_project_is_found(field: str) -> None:
    text: Any = "提高养老护理员的技能"
    given = text if field == "purpose" else [text]
    place = "purpose" if field == "purpose" else "goals.0"
    assert told(training(**{field: given}), furnace(**{field: given})) == [("000002", place)]


@pytest.mark.parametrize(
    "change",
    [
        {"target": "≥30%"},
        {"description": "比上年下降"},
        {"category": "可持续影响指标"},
        {"name": "养老机构护理纠纷减少率"},
    ],
)
def test_a_row_that_is_not_the_same_is_not_copied(change: Data) -> None:
    assert told(training(), furnace(EFFECT | change)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "护理院火化炉更新"},
        {"title": "护理院火化炉更新"},
        {"purpose": "用于护理院"},
        {"goals": ["避免纠纷"]},
        {"activity": "养老服务"},
    ],
)
def test_a_project_that_speaks_of_it_may_have_the_row(fields: Data) -> None:
    assert told(training(), furnace(EFFECT, **fields)) == []


@pytest.mark.parametrize(
    "row",
    [
        {"category": "质量指标", "name": "验收合格率", "target": "=100%"},
        {"category": "服务对象满意度指标", "name": "群众满意度", "target": "≥90%"},
        {"category": "社会效益指标", "name": "有效投诉件数", "target": "≤5件"},
        {"category": "社会效益指标", "name": "培训合格人数", "target": "≥200人"},
    ],
)
def test_what_every_project_may_say_is_not_copied(row: Data) -> None:
    assert told(training(indicators=[*OWN["training"], row]), furnace(row)) == []


def test_one_word_of_the_name_is_enough_where_the_purpose_has_more() -> None:
    row = {"category": "社会效益指标", "name": "技能竞赛获奖人数", "target": "≥5人"}
    both = training(indicators=[*OWN["training"], row]), furnace(row)
    assert told(*both) == []
    assert told(both[0] | {"purpose": "用于技能竞赛"}, both[1]) == [("000002", "indicators.1.name")]


def test_copies_are_found_among_many() -> None:
    many = [furnace(EFFECT, code=f"41010524P{number:06}10001A") for number in range(2, 30)]
    assert [code for code, _ in told(training(), *many)] == [f"{number:06}" for number in range(2, 30)]


def test_a_long_text_is_cut_in_the_message() -> None:
    row = EFFECT | {"name": "养老机构护理" + "纠纷" * 30}
    both = [training(indicators=[*OWN["training"], row]), furnace(row)]
    (one,) = findings("PS512", json.dumps({"projects": both}, ensure_ascii=False))
    assert f"“{row['name'][:39]}…”" in one.message()
