"""One dictionary of field names: the schema's titles."""

from __future__ import annotations

import pytest

from perfspec.labels import SCHEMAS, fields, label, subschema


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("project", "indicators", 3, "target"), "指标值"),
        (("project", "indicators", "target"), "指标值"),
        (("project", "goals", 1), "绩效目标"),
        (("project", "budget", "total"), "预算数"),
        (("project", "spending_plan", "6月"), "6月"),
        (("project", "indicators", 0, "scale", "优"), "优"),
        (("department", "activities", 0, "indicators", 1, "name"), "指标名称"),
        (("department", "units", 0, "code"), "单位编码"),
        (("project", "nmae"), "nmae"),
        (("project", "nmae", "below"), "below"),
    ],
)
def test_the_chinese_word_of_a_field_is_its_title(path: tuple[str, ...], expected: str) -> None:
    assert label(*path) == expected


def test_readers_of_english_see_the_key() -> None:
    assert label("project", "indicators", 3, "target", lang="en") == "target"


def test_fields_stand_in_the_order_of_the_form() -> None:
    assert fields("project")[:3] == ("code", "name", "title")
    assert fields("project", "indicators", 0)[:2] == ("category", "name")
    assert fields("project", "code") == ()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_has_a_title(name: str) -> None:
    assert subschema(name, ())["title"]
