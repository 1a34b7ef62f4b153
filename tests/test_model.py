"""Facts that the model derives for rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from perfspec.model import Indicator
from perfspec.profile import Category
from tests.reference import small_document

QUANTITY = Category("产出指标", "数量指标")


def test_an_indicator_stands_in_its_category_of_either_level() -> None:
    indicator = Indicator(category=QUANTITY, name="数量")
    assert indicator.is_in("数量指标")
    assert indicator.is_in("产出指标")
    assert not indicator.is_in("质量指标")
    assert not Indicator(name="数量").is_in("数量指标")


def test_a_row_that_is_there_again_is_equal_and_another_value() -> None:
    row = Indicator(category=QUANTITY, name="数量")
    other = row.again()
    assert other == row
    assert other is not row
    assert other.written is row.written
    assert Indicator(category=QUANTITY, name="数量").written is not row.written
    assert replace(row, name="个数").written is not row.written


@pytest.mark.parametrize(
    ("name", "expected"), [("无", True), ("/", True), ("不适用", True), ("无障碍设施数", False), ("数量", False)]
)
def test_a_row_may_say_that_there_is_none(name: str, expected: bool) -> None:
    assert Indicator(name=name).is_void is expected


def test_words_are_looked_for_in_names_and_what_stands_beside_them() -> None:
    assert Indicator(name="数量", description="乡镇的个数").text == "数量\n乡镇的个数"
    assert Indicator(name="数量").text == "数量\n"
    (project,) = small_document(name="道路维修", purpose="修路").projects
    assert project.subject == "道路维修\n修路"
    (project,) = small_document(name="道路维修").projects
    assert project.subject == "道路维修\n"
