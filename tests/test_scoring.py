"""The numbers of a review opinion: data with a basis, which a workspace may replace."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from perfspec import labels
from perfspec.error import PerfspecError
from perfspec.finding import Block, Severity
from perfspec.resources import builtin
from perfspec.scoring import Grade, Scoring, load_scoring, parse
from perfspec.workspace import open_workspace
from perfspec.yamlfile import read
from tests.conftest import REPOSITORY
from tests.data.schema_faults import OPINION


def scoring(old: str = "", new: str = "") -> Scoring:
    """The scoring of a bureau of its own, with one change."""
    assert old in OPINION
    return parse(read(OPINION.replace(old, new, 1).encode(), "rules/opinion.yaml"))


def builtin_scoring() -> Scoring:
    return parse(read((builtin("rules") / "opinion.yaml").read_bytes(), "opinion.yaml"))


def test_the_builtin_scoring_is_what_the_documentation_says() -> None:
    given = builtin_scoring()
    page = (REPOSITORY / "docs" / "opinion.md").read_text(encoding="utf-8")
    each = given.each
    for said in (
        f"错误 error −{each[Severity.ERROR]}，警告 warning −{each[Severity.WARNING]}，",
        f"提示 info {each[Severity.INFO]}；",
        f"最多扣 {given.repeats} 处",
        f"{given.full[Block.COMPLETE]} 分减去扣分",
        f"有错误时不高于 {given.error_ceiling} ",
        f"项目 {100 - given.department}% ＋ 部门整体绩效目标 {given.department}%",
        "，".join(f"{level.at_least} {level.grade.say('zh')}" for level in given.levels[:3]),
    ):
        assert said in page
    assert dict(given.full) == dict.fromkeys(Block, Decimal(25))
    assert [given.each[severity] for severity in Severity] == [10, 3, 0]
    assert (given.repeats, given.error_ceiling, given.is_by_budget, given.department) == (2, 79, True, 20)
    assert [(level.grade.say("zh"), level.at_least) for level in given.levels] == [
        ("优", 90),
        ("良", 80),
        ("中", 60),
        ("差", 0),
    ]


def test_every_number_says_where_it_comes_from() -> None:
    bases = builtin_scoring().bases
    assert len(bases) == 4
    for basis in bases:
        assert "perfspec 自己的建议" in basis.zh
        assert "perfspec's own proposal" in basis.en


def test_a_table_with_an_error_is_fair_at_best() -> None:
    given = builtin_scoring()
    assert given.level(given.error_ceiling).grade is Grade.FAIR


@pytest.mark.parametrize(
    ("points", "grade", "above"),
    [
        ("100", "excellent", None),
        ("90", "excellent", None),
        ("89.99", "good", 90),
        ("80", "good", 90),
        ("79.99", "fair", 80),
        ("60", "fair", 80),
        ("59.99", "poor", 60),
        ("0", "poor", 60),
    ],
)
def test_a_grade_begins_at_its_threshold(points: str, grade: str, above: int | None) -> None:
    given = builtin_scoring()
    level = given.level(Decimal(points))
    assert (level.grade, given.above(level)) == (grade, above)


def test_words_of_blocks_severities_and_grades_are_those_of_the_schema() -> None:
    for block in Block:
        assert labels.label("opinion", "blocks", "points", str(block)) == block.say("zh")
    for severity in Severity:
        assert labels.label("opinion", "deductions", "points", str(severity)) == severity.say("zh")
    for grade in Grade:
        assert labels.label("opinion", "grades", "levels", str(grade)) == grade.say("zh")
        assert grade.say("en") == grade


def test_a_text_without_english_is_chinese() -> None:
    given = scoring()
    assert [basis.say("en") for basis in given.bases] == [*["本局的规定"] * 3, "Our own rule"]
    assert [level.then.say("en") for level in given.levels[:2]] == ["goes on", "完善后进入下一步"]
    assert given.levels[0].then.say("zh") == "直接进入下一步"


def test_a_workspaces_own_file_wins(workspace: Path) -> None:
    assert load_scoring(open_workspace(workspace)) == builtin_scoring()
    (workspace / "rules").mkdir()
    (workspace / "rules" / "opinion.yaml").write_text(OPINION, encoding="utf-8")
    own = load_scoring(open_workspace(workspace))
    assert own == scoring()
    assert (own.full[Block.RELEVANT], own.each[Severity.INFO], own.levels[0].then.zh) == (
        30,
        Decimal("0.5"),
        "直接进入下一步",
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "complete: 20",
            "complete: 20.5",
            "rules/opinion.yaml: the points of the four blocks must make 100, they make 100.5",
        ),
        ("warning: 3", "warning: 10.1", "rules/opinion.yaml: a lighter fault must not cost more than a heavier one"),
        ("info: 0.5", "info: 3.1", "rules/opinion.yaml: a lighter fault must not cost more than a heavier one"),
        (
            "at_least: 80",
            "at_least: 90",
            "rules/opinion.yaml: the thresholds must fall from excellent to fair and stay above 0",
        ),
        (
            "at_least: 60",
            "at_least: 0",
            "rules/opinion.yaml: the thresholds must fall from excellent to fair and stay above 0",
        ),
    ],
)
def test_numbers_that_do_not_fit_are_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(PerfspecError) as refused:
        scoring(old, new)
    assert refused.value.en == said
    assert refused.value.zh.startswith("rules/opinion.yaml：")


def test_equal_deductions_fit() -> None:
    assert scoring("{error: 10, warning: 3, info: 0.5}", "{error: 3, warning: 3, info: 3}").each[Severity.INFO] == 3


def test_a_broken_file_is_told_at_its_line(run, workspace: Path) -> None:
    (workspace / "rules").mkdir()
    (workspace / "rules" / "opinion.yaml").write_text(OPINION.replace("repeats: 2", "repeats: 零"), encoding="utf-8")
    code, _, err = run("opinion", "-C", workspace)
    assert code == 2
    assert err.startswith("rules/opinion.yaml:8:12: 错误 PS012")
    assert "rules/opinion.yaml 有错，先改好它" in err


def test_a_link_is_not_followed(run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text(OPINION, encoding="utf-8")
    (workspace / "rules").mkdir()
    (workspace / "rules" / "opinion.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert run("opinion", "-C", workspace)[0] == 2
