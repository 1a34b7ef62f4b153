"""What people are told of a change, whatever the format."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfspec.approval import Need, need
from perfspec.diff.words import Part, Piece, pieces
from perfspec.reports.change_values import elided
from tests.reports.change_sample import HEATING, LIBRARY, PROJECTS, SCHOOL, compared, edited, files, sample


def test_one_line_says_what_became_of_projects_promises_and_money(tmp_path: Path) -> None:
    assert sample(tmp_path).summary == (
        "4 个项目和部门整体变更：新增项目 1、删去项目 1、放宽 3、收紧 1、改了口径 1、删去 1、改动 3、改名 1、"
        "移动 1、意思不变 1；预算 184.50 → 222.50 万元（+20.6%）"
    )


@pytest.mark.parametrize(
    ("edits", "summary", "english"),
    [
        (
            ("≥18所", "≥17所"),
            "1 个项目变更：放宽 1；预算 48.00 万元，没有变",
            "1 project changed: 1 loosened; budget 48.00 万元, unchanged",
        ),
        (
            ("48.00", "48.01"),
            "1 个项目变更；预算 48.00 → 48.01 万元（+0.02%）",
            "1 project changed; budget 48.00 → 48.01 万元 (+0.02 %)",
        ),
        (
            ("≥18所", "18所以上"),
            "1 个项目变更：意思不变 1；预算 48.00 万元，没有变",
            "1 project changed: 1 same meaning; budget 48.00 万元, unchanged",
        ),
    ],
)
def test_the_line_of_a_small_change(tmp_path: Path, edits: tuple[str, str], summary: str, english: str) -> None:
    old = files({HEATING: PROJECTS[HEATING]})
    new = files({HEATING: edited(PROJECTS[HEATING], (edits,))})
    assert compared(tmp_path, old, new).summary == summary
    assert compared(tmp_path, old, new, "en").summary == english


def test_a_target_and_its_unit_are_one_change_to_a_reader(tmp_path: Path) -> None:
    plain = edited(PROJECTS[HEATING], (("target: ≥18所", "unit: 所, target: ≥18"),))
    other = edited(PROJECTS[HEATING], (("target: ≥18所", "unit: 个班, target: ≥90"),))
    told = compared(tmp_path, files({HEATING: plain}), files({HEATING: other}))
    assert [(row.verdict, row.spot, row.pieces) for row in told.rows] == [
        ("改了口径", "数量指标/补助学校/指标值", (Piece(Part.SAME, "≥18所 → ≥90个班"),))
    ]
    assert told.summary == "1 个项目变更：改了口径 1；预算 48.00 万元，没有变"
    assert [group.balance for group in told.groups] == ["预算 48.00 万元；补助学校 改了口径"]
    assert [change.field for change in told.review.changes] == ["unit", "target"]
    same = compared(tmp_path, files(PROJECTS), files(PROJECTS | {HEATING: plain}))
    assert same.summary == "1 个项目变更：意思不变 1；预算 264.50 万元，没有变"
    assert [need(change) for change in told.review.changes] == [None, Need.REDEFINED]


def test_without_a_change_there_is_nothing_to_tell(tmp_path: Path) -> None:
    told = compared(tmp_path, files(PROJECTS), files(PROJECTS))
    assert (told.summary, told.second_line, told.rows) == ("没有变更", "", ())


def test_a_new_document_is_told_with_its_department(tmp_path: Path) -> None:
    told = compared(tmp_path, {}, files({HEATING: PROJECTS[HEATING]}))
    assert [(group.name, group.rows[0].verdict) for group in told.groups] == [
        ("冬季取暖补助", "新增项目"),
        ("部门整体绩效目标", "新增部门整体"),
    ]
    assert told.summary == "1 个项目和部门整体变更：新增项目 1、新增部门整体 1；预算 0 → 48.00 万元"


def test_the_loosened_ones_come_first_and_of_those_what_is_gone(tmp_path: Path) -> None:
    rows = sample(tmp_path).rows
    assert [row.verdict for row in rows[:4]] == ["删去项目", "放宽（删去）", "放宽 29.2%", "放宽"]
    tones = [row.tone for row in rows]
    assert tones == sorted(
        tones, key=["loosened", "redefined", "raised", "lowered", "later", "earlier", "tightened", "none"].index
    )


def test_every_change_is_told_in_its_group_once(tmp_path: Path) -> None:
    told = sample(tmp_path)
    grouped = [row.change for group in told.groups for row in group.rows]
    assert sorted(map(id, grouped)) == sorted(map(id, told.review.changes))
    assert len(grouped) == 16


def test_money_stands_beside_the_promises(tmp_path: Path) -> None:
    balances = {group.code: group.balance for group in sample(tmp_path).groups}
    assert balances[SCHOOL] == ("预算 100.00 → 120.00 万元（+20%）；维修校舍面积 −29%，验收合格率 放宽，完工时间 收紧")
    assert balances[LIBRARY] == "预算 36.50 万元；淘汰旧书 删去，借阅量 改了口径"
    assert balances[""] == ""


LONG = "完成校舍维修，" * 100


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (LONG + "甲" + LONG, LONG + "乙" + LONG, "…舍维修，[甲]{乙}完成校舍…"),
        ("甲" + LONG + "甲", "乙" + LONG + "乙", "[甲]{乙}完成校舍…舍维修，[甲]{乙}"),
        ("甲" * 50, "乙" * 50, "[甲甲甲甲甲甲甲甲甲…]{乙乙乙乙乙乙乙乙乙…}"),
        (LONG, LONG, "完成校舍维修，完成校舍维修，完成校舍维…"),
        ("甲" * 50, "乙", "[甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲…]{乙}"),
        ("甲", "乙", "[甲]{乙}"),
    ],
)
def test_a_long_text_is_cut_to_what_changed(old: str, new: str, told: str) -> None:
    marks = {Part.SAME: "{}", Part.REMOVED: "[{}]", Part.ADDED: "{{{}}}"}
    found = elided(pieces(old, new), 4, 20)
    assert "".join(marks[piece.part].format(piece.text) for piece in found) == told


def test_what_fits_is_left_whole() -> None:
    whole = (Piece(Part.SAME, "甲" * 5), Piece(Part.ADDED, "乙"), Piece(Part.SAME, "丙" * 5))
    assert elided(whole, 4, 100) == whole
