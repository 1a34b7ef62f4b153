"""Rules about a change of a project: PS701 to PS708."""

from __future__ import annotations

import pytest

from perfspec.examples import Example, findings_of
from perfspec.packs import load_rules
from perfspec.workspace import builtin_profile, builtin_workspace

BOOK = load_rules(builtin_workspace())
HEBEI = builtin_profile("hebei")


def found(rule: str, text: str) -> list[str]:
    """The messages of a rule about `old:` and `new:`."""
    findings = findings_of(BOOK.rule(rule), Example(text=text, is_bad=True), BOOK, HEBEI)
    assert {finding.rule for finding in findings} <= {rule}
    return [finding.message() for finding in findings]


def rows(old: str, new: str, extra: str = "") -> str:
    def row(fields: str) -> str:
        return f"{{indicators: [{{category: 质量指标, name: 合格率, description: 验收合格的面积占比, {fields}}}]}}"

    return f"old: {row(old)}\nnew: {row(new)}\n{extra}"


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("target: =100%", "target: ≥95%", 1),
        ("target: ≥95%", "target: =100%", 0),
        ("target: ≥95%", "target: 95%以上", 0),
        ("target: ≥95%", "target: ≥95%, basis: 行业标准", 0),
        ("target: ≥95%", "target: ≥95个", 0),
    ],
)
def test_a_loosened_target_needs_an_adjustment(old: str, new: str, count: int) -> None:
    assert len(found("PS701", rows(old, new))) == count


def test_an_adjustment_covers_the_change_that_it_names_and_no_other() -> None:
    text = rows("target: =100%", "target: ≥95%")
    findings = findings_of(BOOK.rule("PS701"), Example(text=text, is_bad=True), BOOK, HEBEI)
    fingerprint = dict(findings[0].values)["fingerprint"]
    adjusted = text.rstrip().removesuffix("}") + (
        ", adjustments: [{reason: 上级调整, document: 财预〔2024〕1号, date: 2024-03-01, changes: ['FINGERPRINT']}]}\n"
    )
    assert found("PS701", adjusted.replace("FINGERPRINT", fingerprint)) == []
    assert len(found("PS701", adjusted.replace("FINGERPRINT", "0123456789abcdef"))) == 1


MONEY = "old: {{budget: {{total: {0}}}}}\nnew: {{budget: {{total: {1}}}}}\n"


@pytest.mark.parametrize(
    ("old", "new", "raised", "large"),
    [
        ("100.00", "100.01", 1, 0),
        ("100.00", "110.00", 1, 0),
        ("100.00", "110.01", 1, 1),
        ("100.00", "90.00", 0, 0),
        ("100.00", "89.99", 0, 1),
        ("100.00", "100.0", 0, 0),
        ("0", "50", 1, 0),
    ],
)
def test_money_that_moves(old: str, new: str, raised: int, large: int) -> None:
    text = MONEY.format(old, new)
    assert (len(found("PS702", text)), len(found("PS703", text))) == (raised, large)


def test_the_messages_tell_old_new_and_percent() -> None:
    text = MONEY.format("100.00", "125.00")
    assert found("PS702", text) == ["预算数从 100.00 提高到 125.00（+25.0%），没有一个指标值收紧"]
    assert found("PS703", text) == ["预算数从 100.00 变为 125.00（+25.0%），没有说明"]


def test_more_money_with_a_tightened_target_is_well() -> None:
    old = "old: {budget: {total: 100}, indicators: [{category: 数量指标, name: 面积, target: ≥80平方米}]}\n"
    new = "new: {budget: {total: 150}, indicators: [{category: 数量指标, name: 面积, target: ≥%s平方米}]}\n"
    assert found("PS702", old + new % 90) == []
    assert len(found("PS702", old + new % 70)) == 1


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("target: =100%", "target: 优", 1),
        ("target: =100%", "target: 持续提高", 1),
        ("target: 2024年6月底前", "target: 按期完成各项工作", 1),
        ("target: =100%", "target: ≥90%", 0),
        ("target: 优", "target: 良", 0),
    ],
)
def test_a_measurable_target_stays_so(old: str, new: str, count: int) -> None:
    assert len(found("PS704", rows(old, new))) == count


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("target: ≥80个", "target: ≥80台", ["指标值从“≥80个”改为“≥80台”，口径变了，不能比较"]),
        ("target: ≥80个", "target: 优", []),
        ("target: ≥80个", "target: ≥70个", []),
        (
            "target: ≥80个, basis: 行业标准",
            "target: ≥80个, basis: 历史标准",
            ["确定依据从“行业标准”改为“历史标准”"],
        ),
        ("target: ≥80个", "target: ≥80个, basis: 历史标准", []),
    ],
)
def test_unit_and_basis_stay(old: str, new: str, messages: list[str]) -> None:
    assert found("PS705", rows(old, new)) == messages


def test_a_name_and_its_target_are_not_changed_at_once() -> None:
    old = "old: {indicators: [{category: 质量指标, name: 合格率, description: 合格的面积占比, target: =100%}]}\n"
    new = "new: {indicators: [{category: 质量指标, name: 一次合格率, description: 合格的面积占比, target: %s}]}\n"
    assert found("PS706", old + new % "≥95%") == ["指标从“合格率”改名为“一次合格率”，同时改了指标值（=100% → ≥95%）"]
    assert found("PS706", old + new % "=100%") == []
    assert found("PS706", old + new % "100%") == []
    assert found("PS706", "new: {name: 中小学校舍大修}\n") == []


def test_a_project_that_is_there_or_is_new_has_not_vanished() -> None:
    assert found("PS707", "new: null\n") == ["项目“农村中小学校舍维修”整个删去了，预算 120.00"]
    assert found("PS707", "old: null\nnew: {}\n") == []
    assert found("PS707", "new: {purpose: 用于维修校舍}\n") == []


def test_a_waiver_comes_alone() -> None:
    waiver = "waivers: [{rule: PS104, reason: 另有安排, by: 绩效科}]"
    assert found("PS708", f"new: {{purpose: 用于维修校舍, {waiver}}}\n") == ["同一次变更里加上或放宽了对 PS104 的豁免"]
    assert found("PS708", f"new: {{{waiver}}}\n") == []
    assert found("PS708", f"old: {{{waiver}}}\nnew: {{purpose: 用于维修校舍}}\n") == []
