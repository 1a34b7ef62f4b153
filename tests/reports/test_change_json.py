"""The review of a change as JSON: held to its schema, with every digit."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from perfspec.diff import Kind
from perfspec.reports import change_json
from perfspec.reports.change_json import plain
from tests.conftest import REPOSITORY
from tests.reports.change_sample import sample, saying_so
from tests.reports.sample import HOSTILE

SCHEMA = json.loads((REPOSITORY / "schemas" / "changes.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def no_float(text: str) -> Any:
    raise AssertionError(text)


def load(text: str) -> dict[str, Any]:
    """The report as data; it has no number with a point."""
    data: dict[str, Any] = json.loads(text, parse_float=no_float)
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    return data


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sample_is_as_it_was_read(golden: Callable[[str, str], None], tmp_path: Path, lang: str) -> None:
    golden(f"changes.{lang}.json", change_json.report(sample(tmp_path, lang)))


def test_the_schema_is_one_and_closed() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for part in (SCHEMA, *SCHEMA["$defs"].values()):
        if "properties" in part:
            assert part["unevaluatedProperties"] is False
            assert set(part["required"]) == set(part["properties"])


def test_the_report_has_what_the_schema_says(tmp_path: Path) -> None:
    told = sample(tmp_path)
    data = load(change_json.report(told))
    assert len(data["changes"]) == len(told.review.changes)
    assert {change["kind"] for change in data["changes"]} == set(map(str, Kind))
    assert (len(data["findings"]["brought"]), len(data["findings"]["removed"])) == (4, 1)
    assert [(total["unit"], total["old"], total["new"]) for total in data["totals"]] == [
        ("000001", "148.00", "120.00"),
        ("000002", "36.50", "102.50"),
        (None, "184.50", "222.50"),
    ]
    assert [each["side"] for each in data["unread"]] == ["new"]
    assert [each["approval"] is None for each in data["approvals"]] == [True] * 7 + [False]


def test_one_change_in_full(tmp_path: Path) -> None:
    data = load(change_json.report(sample(tmp_path)))
    (change,) = [change for change in data["changes"] if change["where"] == "数量指标/维修校舍面积/指标值"]
    assert change == {
        "document": "教育局-2024",
        "project": "41010524P00001110001A",
        "name": "城区中小学校舍维修",
        "path": ["indicators", 0, "target"],
        "old_path": ["indicators", 0, "target"],
        "where": "数量指标/维修校舍面积/指标值",
        "field": "target",
        "label": "指标值",
        "kind": "changed",
        "verdict": "loosened",
        "said": "放宽 29.2%",
        "old": "≥12000平方米",
        "new": "≥8500平方米",
        "by": "-3500",
        "percent": "-29.1666666667",
        "unit": "平方米",
        "fingerprint": "049d6dae41fea467",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_any_data_is_carried_as_it_is(text: str) -> None:
    told = saying_so(text)
    data = load(change_json.report(told))
    assert data["changes"][0]["new"] == told.review.changes[0].new


def test_the_summary_is_all_that_the_language_changes_besides_messages(tmp_path: Path) -> None:
    zh, en = (load(change_json.report(sample(tmp_path / lang, lang))) for lang in ("zh", "en"))
    for one, other in zip(zh["changes"], en["changes"], strict=True):
        assert {key for key in one if one[key] != other[key]} <= {"said"}
    assert zh["totals"] == en["totals"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0000001"), "0.0000001"),
        (100, "100"),
        ({"甲": [Decimal("0.10"), True, None, "文"]}, {"甲": ["0.10", True, None, "文"]}),
    ],
)
def test_numbers_keep_their_digits(value: Any, written: Any) -> None:
    assert plain(value) == written
