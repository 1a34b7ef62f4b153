"""PS233: a target against what was reached before."""

from __future__ import annotations

import pytest

from tests.rules import at, hits, row


def one(target: str, baseline: str, **settings: int) -> list[str]:
    return at("PS233", row(category="质量指标", name="验收合格率", target=target, baseline=baseline), **settings)


@pytest.mark.parametrize(
    ("target", "baseline", "expected"),
    [
        ("≥95%", "97%", ["info"]),
        (">95%", "97%", ["info"]),
        ("≥97%", "97%", []),
        ("≥98%", "97%", []),
        ("=95%", "97%", []),
        ("≤3%", "2%", ["info"]),
        ("<3%", "2%", ["info"]),
        ("≤2%", "2%", []),
        ("≤1%", "2%", []),
        ("≥80个", "10个", ["warning"]),
        ("≥79个", "10个", []),
        ("≤10个", "80个", ["warning"]),
        ("≤11个", "80个", []),
        ("≥4.5万吨", "43800吨", []),
        ("≥9.5%", "97个", []),
        ("=0个", "97个", []),
        ("≥9个", "0个", []),
        ("优", "良", []),
        ("≥9个", "优", []),
        ("增长5%", "增长97%", []),
    ],
)
def test_ps233_a_target_is_no_worse_than_before(target: str, baseline: str, expected: list[str]) -> None:
    assert one(target, baseline) == expected


def test_ps233_says_so_and_has_a_setting() -> None:
    fields = {"category": "质量指标", "name": "验收合格率"}
    assert hits("PS233", row(**fields, target="≥95%", baseline="97%")) == [
        ("indicators.1.target", "info", "“验收合格率”的指标值是“≥95%”，还不如基准值“97%”")
    ]
    assert hits("PS233", row(**fields, target="≥9.5%", baseline="97%")) == [
        ("indicators.1.target", "warning", "“验收合格率”的指标值是“≥9.5%”，基准值是“97%”，相差8倍以上")
    ]
    assert one("≥20个", "10个", times=2) == ["warning"]
    assert at("PS233", row(**fields, target="≥9.5%")) == []
