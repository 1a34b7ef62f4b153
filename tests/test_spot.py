"""Where a value stands, in the words of its document."""

from __future__ import annotations

from typing import Any

import pytest

from perfspec import spot
from perfspec.spot import Spots

DATA = {
    "indicators": [
        {"category": "数量指标", "name": "数量", "target": "≥1个"},
        {"category": "质量指标", "name": "数量"},
        {"category": "数量指标", "name": "数量"},
        {"category": "数量指标"},
    ],
    "goals": ["甲", "乙"],
    "waivers": [{"rule": "PS104"}, {"rule": "PS301", "until": "2023-12-31"}, {"rule": "PS301"}],
    "adjustments": [{"reason": "调整"}],
}


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        (("indicators", 0, "target"), "数量指标/数量/指标值", "数量指标/数量/target"),
        (("indicators", 1), "质量指标/数量", "质量指标/数量"),
        (("indicators", 2, "unit"), "数量指标/数量#2/计量单位", "数量指标/数量#2/unit"),
        (("indicators", 3, "name"), "4/三级指标", "4/name"),
        (("indicators", 9), "10", "10"),
        (("indicators",), "绩效指标", "indicators"),
        (("goals", 1), "绩效目标/2", "goals/2"),
        (("spending_plan", "6月"), "资金支出计划/6月", "spending_plan/6月"),
        (("waivers", 1, "until"), "豁免/PS301/有效期至", "waivers/PS301/until"),
        (("waivers", 2), "豁免/PS301#2", "waivers/PS301#2"),
        (("adjustments", 0, "date"), "调整记录/1/批准日期", "adjustments/1/date"),
        ((), "", ""),
    ],
)
def test_a_spot_follows_the_names_of_rows_and_fields(path: tuple[str | int, ...], zh: str, en: str) -> None:
    spots = Spots(schema="project", data=DATA)
    assert ("/".join(spots.at(path)), "/".join(spots.at(path, "en"))) == (zh, en)


def test_the_rows_of_a_list_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    names = spot._names
    monkeypatch.setattr(spot, "_names", lambda row: asked.append(row) or names(row))
    rows = [{"category": "数量指标", "name": f"指标{number % 7}"} for number in range(500)]
    spots = Spots(schema="project", data={"indicators": rows})
    assert spots.at(("indicators", 499)) == ("数量指标", "指标2#72")
    for position in range(500):
        spots.at(("indicators", position, "target"))
    assert len(asked) < 4 * len(rows)


def test_a_text_of_a_list_is_the_same_wherever_it_stands() -> None:
    one, other = (Spots(schema="project", data={"goals": goals}) for goals in (["甲", "乙"], ["乙", "甲"]))
    assert one.fingerprint("PS401", "x", ("goals", 0), 2024) == other.fingerprint("PS401", "x", ("goals", 1), 2024)
    assert one.fingerprint("PS401", "x", ("goals", 0), 2024) != one.fingerprint("PS401", "x", ("goals", 1), 2024)
