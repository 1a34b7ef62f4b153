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


def test_what_was_loosened_or_taken_out_is_named() -> None:
    removed = "{category: 质量指标, name: 合格率, description: 验收合格的面积占比, target: =100%}"
    kept = "{category: 数量指标, name: 面积, target: ≥80平方米}"
    row = f"old: {{indicators: [{removed}, {kept}]}}\nnew: {{indicators: [{kept}]}}\n"
    assert found("PS701", row) == ["删去了“合格率”，没有调整记录"]
    target = rows("target: =100%", "basis: 行业标准")
    assert found("PS701", target) == ["删去了“质量指标/合格率/指标值”，没有调整记录"]
    loosened = rows("target: =100%", "target: ≥95%")
    assert found("PS701", loosened) == ["指标值放宽了：=100% → ≥95%，没有调整记录"]


def test_another_unit_of_the_project_is_no_loosened_promise() -> None:
    assert found("PS701", 'new: {unit: "318002"}\n') == []


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


def test_money_where_there_was_none_has_no_percent() -> None:
    assert found("PS702", MONEY.format("0", "50")) == ["预算数从 0 提高到 50（+0.0%），没有一个指标值收紧"]


def test_only_the_total_is_the_money_of_a_project() -> None:
    parts = "old: {budget: {total: 100, fiscal: 50, other: 50}}\nnew: {budget: {total: 100, fiscal: 80, other: 20}}\n"
    halved = rows("target: ≥80个", "target: ≥40个")
    assert [found(rule, text) for rule in ("PS702", "PS703") for text in (parts, halved)] == [[]] * 4


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
        ("basis: 行业标准", "target: 优", 0),
        ("target: =100%", "basis: 行业标准", 0),
        ("target: ≥80, basis: 行业标准", "target: 优, basis: 历史标准", 1),
        ("target: ≥80, unit: 件", "target: 优, unit: 箱", 1),
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
        ("target: ≥80个, basis: 历史标准", "target: ≥80个", []),
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


ROWS = "{indicators: [%s]}"
AREA = "{category: 数量指标, name: %s, description: 维修的面积之和, target: %s}"
SHARE = "{category: 质量指标, name: %s, description: 合格的面积占比, %s}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([SHARE % ("合格率", "basis: 行业标准")], [SHARE % ("一次合格率", "basis: 行业标准, target: ≥95%")]),
        ([SHARE % ("合格率", "target: =100%, basis: 甲")], [SHARE % ("一次合格率", "target: =100%, basis: 乙")]),
        ([SHARE % ("合格数", "target: ≥8, unit: 件")], [SHARE % ("一次合格数", "target: ≥8, unit: 箱")]),
        ([SHARE % ("合格率", "target: =100%, basis: 甲　乙")], [SHARE % ("合格率", "target: ≥95%, basis: 甲 乙")]),
        (
            [AREA % ("面积", "≥8平方米"), SHARE % ("合格率", "target: =100%")],
            [AREA % ("维修面积", "≥8平方米"), SHARE % ("合格率", "target: ≥95%")],
        ),
        (
            [AREA % ("面积", "≥8平方米"), SHARE % ("合格率", "target: =100%")],
            [AREA % ("面积", "≥6平方米"), SHARE % ("一次合格率", "target: =100%")],
        ),
    ],
)
def test_a_new_name_beside_any_other_change_is_only_a_new_name(old: list[str], new: list[str]) -> None:
    assert found("PS706", f"old: {ROWS % ', '.join(old)}\nnew: {ROWS % ', '.join(new)}\n") == []


def test_a_project_that_is_there_or_is_new_has_not_vanished() -> None:
    assert found("PS707", "new: null\n") == ["项目“农村中小学校舍维修”整个删去了，预算 120.00"]
    assert found("PS707", "old: null\nnew: {}\n") == []
    assert found("PS707", "new: {purpose: 用于维修校舍}\n") == []


def test_a_waiver_comes_alone() -> None:
    waiver = "waivers: [{rule: PS104, reason: 另有安排, by: 绩效科}]"
    assert found("PS708", f"new: {{purpose: 用于维修校舍, {waiver}}}\n") == ["同一次变更里加上或放宽了对 PS104 的豁免"]
    assert found("PS708", f"new: {{{waiver}}}\n") == []
    assert found("PS708", f"old: {{{waiver}}}\nnew: {{purpose: 用于维修校舍}}\n") == []


FIRST = "{rule: PS104, reason: 另有安排, by: 绩效科}"
SECOND = "{rule: PS301, reason: 另有安排, by: 绩效科}"
OTHER = "purpose: 用于维修校舍"


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        (f"waivers: [{FIRST}]", f"{OTHER}, waivers: [{FIRST}, {SECOND}]", ["PS301"]),
        (f"waivers: [{FIRST}]", f"waivers: [{FIRST}, {SECOND}]", []),
        (f"waivers: [{FIRST}, {SECOND}]", f"{OTHER}, waivers: [{FIRST}]", []),
        ("", f"{OTHER}, waivers: [{FIRST}, {SECOND}]", ["PS104"]),
        (f"waivers: [{FIRST}]", f"{OTHER}, waivers: [{FIRST.replace('另有', '已有')}]", ["PS104"]),
        (
            f"waivers: [{FIRST}], adjustments: [{{reason: 上级调整, document: 甲, date: 2024-03-01}}]",
            f"waivers: [{SECOND}, {FIRST}], adjustments: [{{reason: 上级又调整, document: 甲, date: 2024-03-02}}]",
            [],
        ),
    ],
)
def test_a_waiver_more_beside_a_change_of_the_content_is_told(old: str, new: str, rules: list[str]) -> None:
    told = [f"同一次变更里加上或放宽了对 {rule} 的豁免" for rule in rules]
    assert found("PS708", f"old: {{{old}}}\nnew: {{{new}}}\n") == told


def test_nobody_waives_the_rule_about_waivers() -> None:
    assert [rule.id for rule in BOOK.rules if rule.id.startswith("PS7") and not rule.is_waivable] == ["PS708"]
