"""PS201, PS202 and PS227: which indicators a project has."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from perfspec.workspace import builtin_profile
from tests.rules import at, findings, hits

HEBEI = builtin_profile("hebei")


def rows(*given: str) -> str:
    return "indicators:\n" + "".join(f"  - {{{text}}}\n" for text in given)


QUANTITY = "category: 数量指标, name: 维修面积, target: ≥8000平方米"
QUALITY = "category: 质量指标, name: 验收合格率, target: =100%"
EFFECT = "category: 社会效益指标, name: 受益人数, target: ≥5200人"
DRAFT = "department: {stage: draft}\n"


def test_ps201_output_and_effects_are_required() -> None:
    assert hits("PS201", rows(QUANTITY, QUALITY)) == [("indicators", "error", "没有效益指标")]
    assert hits("PS201", rows(EFFECT)) == [("indicators", "error", "没有产出指标")]
    assert at("PS201", rows(QUANTITY, EFFECT)) == []
    (found,) = findings("PS201", rows(QUANTITY))
    assert found.advice() == "补上效益指标，至少一条：经济效益指标、社会效益指标、生态效益指标、可持续影响指标"


def test_ps202_quantity_and_quality_are_required() -> None:
    assert hits("PS202", rows(QUANTITY, EFFECT)) == [("indicators", "error", "没有质量指标")]
    assert hits("PS202", rows(QUALITY, EFFECT)) == [("indicators", "error", "没有数量指标")]
    assert at("PS202", rows(QUANTITY, QUALITY)) == []


def test_ps202_leaves_a_whole_first_level_to_ps201() -> None:
    assert at("PS202", rows(EFFECT)) == []
    second_alone = replace(HEBEI, required_categories=("数量指标",))
    assert at("PS202", rows(EFFECT), second_alone) == ["error"]


@pytest.mark.parametrize("rule", ["PS201", "PS202"])
def test_a_draft_may_still_lack_them_and_a_stroke_is_none(rule: str) -> None:
    lacking = rows(QUANTITY) if rule == "PS201" else rows(QUANTITY, EFFECT)
    assert at(rule, DRAFT + lacking) == ["warning"]
    assert at(rule, lacking, replace(HEBEI, required_categories=())) == []
    stroke = (
        "category: 社会效益指标, name: 无, target: /" if rule == "PS201" else "category: 质量指标, name: /, target: /"
    )
    assert at(rule, rows(QUANTITY, EFFECT if rule == "PS202" else QUALITY, stroke)) == ["error"]


def weighted(*weights: object) -> str:
    kinds = (QUANTITY, QUALITY, EFFECT)
    return rows(*(text + (f", weight: {w}" if w is not None else "") for text, w in zip(kinds, weights, strict=True)))


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ((40, 30, 30), []),
        ((40, 30, 20), []),
        ((33.5, 33.5, 33), []),
        ((40, 30, 29.9), ["error"]),
        ((40, 30, 40), ["error"]),
        ((4, 3, 2), ["error"]),
        ((None, None, None), []),
        ((40, None, 60), ["warning"]),
        ((90, None, 0), ["warning"]),
        ((0, 0, 90), []),
    ],
)
def test_ps227_the_weights_make_the_full_score(weights: tuple[object, ...], expected: list[str]) -> None:
    assert at("PS227", weighted(*weights)) == expected


def test_ps227_says_what_is_wrong() -> None:
    assert hits("PS227", weighted(40, 30, 10)) == [
        ("indicators", "error", "各指标的权重加起来是80分，应当是90 或 100分")
    ]
    assert hits("PS227", weighted(40, None, None)) == [
        ("indicators.1.weight", "warning", "“验收合格率”没有写权重，其他指标写了")
    ]
    assert at("PS227", DRAFT + weighted(40, 30, 10)) == ["warning"]
    assert at("PS227", weighted(40, 30, 10), totals=("80",)) == []
    stroke = "category: 时效指标, name: 无"
    assert at("PS227", rows(f"{QUANTITY}, weight: 100", stroke)) == []


def test_ps227_the_profile_may_say_what_each_category_weighs() -> None:
    profile = replace(
        HEBEI, weights=(("产出指标", Decimal(50)), ("效益指标", Decimal(30)), ("满意度指标", Decimal(10)))
    )
    assert at("PS227", weighted(20, 30, 30), profile) == []
    assert hits("PS227", weighted(20, 40, 30), profile) == [
        ("indicators", "error", "产出指标的权重加起来是60分，应当是50分")
    ]
    assert at("PS227", weighted(20, 40, 40), profile) == ["error", "error"]
