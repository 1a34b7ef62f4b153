"""PS223, PS224 and PS230: the rows of a table."""

from __future__ import annotations

import pytest

from tests.rules import at, hits, row


def activity(name: str, description: str) -> str:
    indicators = f"[{{name: {name}, description: {description}, target: ≥90%}}]"
    return f"department:\n  activities:\n    - {{name: 预算编制, goals: [批复], indicators: {indicators}}}\n"


@pytest.mark.parametrize(
    ("name", "description", "expected"),
    [
        ("使用率", "使用率", ["warning"]),
        ("使用率", "使用率。", ["warning"]),
        ("使用率", "反映使用率情况", ["warning"]),
        ("使用情况", "使用", ["warning"]),
        ("使用率", "设备使用率", []),
        ("使用率", "使用中的设备占比", []),
    ],
)
def test_ps223_a_description_says_more(name: str, description: str, expected: list[str]) -> None:
    assert at("PS223", row(category="质量指标", name=name, description=description)) == expected


def test_ps223_of_an_activity_leaves_filling_words_to_another_rule() -> None:
    assert hits("PS223", activity("知晓率", "知晓率")) == [
        ("activities.0.indicators.0.description", "warning", "“知晓率”的描述只是把名称又写了一遍")
    ]
    assert at("PS223", activity("知晓率", "知晓率情况")) == []


@pytest.mark.parametrize("cell", ["", ", description: /", ", description: 无", ", description: ——"])
def test_ps223_a_description_is_there_where_the_form_has_a_column_for_it(cell: str) -> None:
    given = f"indicators:\n  - {{category: 质量指标, name: 使用率{cell}}}\n"
    assert hits("PS223", given) == [("indicators.0.description", "warning", "“使用率”没有写描述")]
    assert at("PS223", given, "mof-2021") == []
    assert at("PS223", given.replace("使用率", "无")) == []
    without = "{name: 预算编制, goals: [批复], indicators: [{name: 使用率, target: ≥90%}]}"
    assert at("PS223", f"department: {{activities: [{without}]}}") == []


@pytest.mark.parametrize(
    "name", ["支出是否超预算", "能否通过", "设备有无故障", "如何使用", "培训多少人", "达标了吗", "完成了？", "完成了?"]
)
def test_ps224_a_question_is_no_name(name: str) -> None:
    assert hits("PS224", row(category="质量指标", name=name)) == [
        ("indicators.1.name", "warning", f"指标名称“{name}”是一个问题")
    ]


@pytest.mark.parametrize("name", ["验收合格率", "拥有无障碍设施数", "有无线网络覆盖率", "么哒社区居民数"])
def test_ps224_a_noun_is(name: str) -> None:
    assert at("PS224", row(category="质量指标", name=name)) == []


def rows(*given: str) -> str:
    return "indicators:\n" + "".join(f"  - {{{text}}}\n" for text in given)


AREA = "category: 数量指标, name: 维修面积"


def test_ps230_the_same_row_twice() -> None:
    twice = rows(f"{AREA}, target: ≥80平方米", f"{AREA}, target: ≥80平方米", f"{AREA}, target: 不少于80平米")
    assert hits("PS230", twice) == [
        ("indicators.1.name", "error", "“维修面积”这一行在数量指标里已经有了"),
        ("indicators.2.name", "error", "“维修面积”这一行在数量指标里已经有了"),
    ]


def test_ps230_the_same_row_in_another_category() -> None:
    other = rows(f"{AREA}, target: ≥80平方米", "category: 质量指标, name: 维修 面积, target: ≥80平方米")
    assert hits("PS230", other) == [("indicators.1.name", "warning", "“维修 面积”这一行在数量指标里已经有了")]


def test_ps230_one_name_with_two_targets() -> None:
    two = rows(f"{AREA}, target: ≥80平方米", f"{AREA}, target: ≥60平方米")
    assert hits("PS230", two) == [
        ("indicators.1.name", "error", "数量指标“维修面积”有两个指标值：≥80平方米 和 ≥60平方米")
    ]


def test_ps230_one_name_and_one_description_with_two_targets() -> None:
    two = rows(f"{AREA}, description: 外墙, target: ≥80平方米", f"{AREA}, description: 外墙, target: ≥60平方米")
    assert at("PS230", two) == ["error"]


@pytest.mark.parametrize(
    ("first", "second"),
    [(", target: ≥60个", ", target: ≥80平方米"), (", description: 外墙, target: ≥80平方米", ", target: ≥60平方米")],
)
def test_ps230_it_does_not_matter_which_of_two_things_comes_first(first: str, second: str) -> None:
    assert (
        at("PS230", rows(AREA + first, AREA + second)) == at("PS230", rows(AREA + second, AREA + first)) == ["warning"]
    )


@pytest.mark.parametrize(
    "second",
    [
        f"{AREA}, target: ≥60个",
        f"{AREA}, description: 外墙, target: ≥60平方米",
        f"{AREA}",
        f"{AREA}, description: 外墙",
    ],
)
def test_ps230_one_name_for_two_things(second: str) -> None:
    assert hits("PS230", rows(f"{AREA}, target: ≥80平方米", second)) == [
        ("indicators.1.name", "warning", "数量指标里有两条“维修面积”，分不清")
    ]


@pytest.mark.parametrize(
    "second",
    [
        "category: 数量指标, name: 更换门窗, target: ≥80平方米",
        "category: 质量指标, name: 维修面积, target: ≥60平方米",
        "category: 质量指标, name: 维修面积, description: 合格, target: ≥80平方米",
        "category: 质量指标, name: 维修面积",
    ],
)
def test_ps230_different_rows(second: str) -> None:
    assert at("PS230", rows(f"{AREA}, target: ≥80平方米", second)) == []


def test_ps230_strokes_may_repeat() -> None:
    assert at("PS230", rows(*["category: 数量指标, name: 无, target: /"] * 2)) == []
    assert at("PS230", rows("category: 数量指标, name: 无", *[f"{AREA}, target: ≥80平方米"] * 2)) == ["error"]


def test_ps230_without_targets_two_rows_are_one() -> None:
    assert hits("PS230", rows(AREA, AREA)) == [("indicators.1.name", "error", "“维修面积”这一行在数量指标里已经有了")]
    assert hits("PS230", rows(AREA, f"{AREA}, target: ≥80平方米")) == [
        ("indicators.1.name", "warning", "数量指标里有两条“维修面积”，分不清")
    ]
