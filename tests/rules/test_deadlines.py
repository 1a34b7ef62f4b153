"""PS416: deadlines in the goals; the one of the sample project is 2024年8月31日前."""

from __future__ import annotations

import pytest

from tests.rules import at, hits

TWO = """
indicators:
  - {category: 时效指标, name: 设计完成时间, target: 2024年3月31日前}
  - {category: 时效指标, name: 完工时间, target: 2024年10月31日前}
"""


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("2024年6月底前完成维修", ["info"]),
        ("6月底前完成维修", ["info"]),
        ("2024年6月30日前完成维修", ["info"]),
        ("2024年6月中旬以前完成维修", ["info"]),
        ("2024年10月31日前完成维修", []),
        ("3月底前完成设计、10月底之前完工", []),
        ("3月底前完成设计、9月底前完工", ["info"]),
        ("5月底前完成设计、9月底前完工", ["info"]),
        ("2025年6月底前完成维修", []),
        ("6月完成维修", []),
        ("完成16月前的事", ["warning"]),
        ("2024年6月31日前完成维修", ["warning"]),
        ("2024年2月29日前完成维修", ["info"]),
        ("2023年2月29日前完成维修", ["warning"]),
        ("6月前期工作", []),
        ("1月底前完成设计", ["info"]),
        ("12月底前完成维修", ["info"]),
        ("13月底前完成维修", ["warning"]),
        ("2023年9月底前完成设计", []),
        ("2024年6月31日前完成设计、2024年9月31日前完成维修", ["warning"]),
    ],
)
def test_the_month_of_a_goal_is_one_of_the_targets(goal: str, expected: list[str]) -> None:
    assert at("PS416", f"goals: [{goal}]{TWO}") == expected


def test_both_are_told_at_the_goal() -> None:
    assert hits("PS416", f"goals: [好, 9月底前完工]{TWO}") == [
        (
            "goals.1",
            "info",
            "绩效目标“9月底前完工”说的是 9 月，时效指标里没有这个月的期限，只有“2024年3月31日前”、“2024年10月31日前”",
        )
    ]


def test_without_a_date_among_the_targets_nothing_is_compared() -> None:
    rows = "indicators:\n  - {category: 时效指标, name: 响应时间, target: ≤2小时}\n"
    assert at("PS416", f"goals: [9月底前完工]\n{rows}") == []
