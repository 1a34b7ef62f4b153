"""The review of a change: read from git without checking anything out, with findings, money and approvals."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from perfspec.approval import Need
from perfspec.check import Terms
from perfspec.diff import Effect, Kind
from perfspec.error import PerfspecError
from perfspec.packs import load_rules
from perfspec.review import Review, review
from perfspec.revision import folder, merge_base, open_repository, staged, tree, working_tree
from perfspec.workspace import open_workspace
from tests import history
from tests.history import FIRST, FOLDER, edit, git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def root(past: Path, tmp_path: Path) -> Path:
    """A copy of the history, to be changed by the test."""
    return Path(shutil.copytree(past, tmp_path / "工作区 乙"))


def compared(root: Path, old: str, new: str | None = None, **options) -> Review:
    workspace = open_workspace(root)
    repository = open_repository(root)
    now = working_tree(repository) if new is None else tree(repository, new)
    terms = Terms(book=load_rules(workspace), today=date(2023, 3, 1))
    return review(workspace, tree(repository, old), now, terms, **options)


def told(found: Review) -> list[tuple[str, str, str]]:
    return [(str(change.kind), str(change.effect), change.where) for change in found.changes]


EXPECTED = {
    "a-target-lowered": [("changed", "loosened", "数量指标/乡镇数量/指标值")],
    "a-target-raised": [("changed", "tightened", "服务对象满意度指标/满意度/指标值")],
    "a-target-in-yuan": [("rewritten", "same", "成本指标/按标准安排经费/指标值")],
    "a-target-made-words": [("changed", "redefined", "时效指标/按时间进度完成/指标值")],
    "an-indicator-renamed": [("renamed", "", "质量指标/系统正常使用率/三级指标")],
    "an-indicator-moved": [("moved", "", "社会效益指标/优化支出效益/二级指标")],
    "an-indicator-added": [("added", "tightened", "数量指标/培训人次")],
    "an-indicator-removed": [("removed", "loosened", "时效指标/按时间进度完成")],
    "the-budget-raised-with-an-adjustment": [
        ("changed", "raised", "预算规模/预算数"),
        ("changed", "raised", "预算规模/财政资金"),
        ("added", "", "调整记录"),
    ],
    "the-plan-delayed": [("removed", "later", "资金支出计划/6月"), ("added", "same", "资金支出计划/12月")],
    "a-project-added": [("added", "tightened", "")],
    "its-file-renamed": [],
    "a-merge": [("changed", "tightened", "分项绩效目标/组织开展税源调查分析/绩效指标/重点税源监控率/指标值")],
}


@pytest.mark.parametrize("step", EXPECTED)
def test_each_step_of_the_history_is_told_as_what_it_is(past: Path, step: str) -> None:
    assert told(compared(past, history.before(step), step)) == EXPECTED[step]


def test_the_rules_about_changes_judge_the_steps(past: Path) -> None:
    def rules(step: str) -> list[str]:
        found = compared(past, history.before(step), step).brought
        return sorted({finding.rule for finding in found if finding.rule.startswith(("PS7", "PS09"))})

    assert rules("a-target-lowered") == ["PS701"]
    assert rules("a-target-made-words") == ["PS704"]
    assert rules("an-indicator-removed") == ["PS701"]
    assert rules("the-budget-raised-with-an-adjustment") == []
    assert rules("a-target-raised") == rules("a-target-in-yuan") == rules("an-indicator-added") == []
    assert rules("a-merge") == []  # of the department, which has no project


def test_findings_come_and_go_with_a_change(past: Path) -> None:
    found = compared(past, history.before("the-plan-delayed"), "the-plan-delayed")
    assert "PS107" in {finding.rule for finding in found.removed}
    assert "PS109" in {finding.rule for finding in found.brought}


def test_money_before_and_after_by_unit_and_in_all(past: Path) -> None:
    (document,) = compared(past, "published", "the-budget-raised-with-an-adjustment").documents
    assert [(total.unit, str(total.old), str(total.new)) for total in document.totals] == [
        ("318001", "19576.52", "19576.73"),
        ("318003", "8.00", "8.00"),
        (None, "19584.52", "19584.73"),
    ]
    assert document.money_unit == "万元"


def test_a_large_document_is_read_only_where_it_changed(past: Path) -> None:
    (document,) = compared(past, "published", "a-target-lowered", whole=False).documents
    assert not document.is_whole
    assert set(document.sources) == {FIRST.as_posix(), (FOLDER / "department.yaml").as_posix()}
    assert [(total.unit, str(total.new)) for total in document.totals] == [("318001", "1.05"), (None, "1.05")]


def test_the_working_tree_with_new_and_deleted_files(root: Path) -> None:
    edit(root, FIRST, ("≥15个", "≥21个"))
    (root / FOLDER / "13020823P000245100013.yaml").unlink()
    shutil.copy(root / FIRST, root / FOLDER / "13020823P000400100010.yaml")
    edit(root, FOLDER / "13020823P000400100010.yaml", ("13020823P00023510001U", "13020823P000400100010"))
    found = compared(root, "HEAD")
    assert [(change.project, change.kind) for change in found.changes if change.field == "project"] == [
        ("13020823P000245100013", Kind.REMOVED),
        ("13020823P000400100010", Kind.ADDED),
    ]
    assert ("changed", "tightened", "数量指标/乡镇数量/指标值") in told(found)


def test_the_index_is_what_is_staged(root: Path) -> None:
    edit(root, FIRST, ("≥15个", "≥21个"))
    git(root, "add", "-A")
    edit(root, FIRST, ("≥21个", "≥30个"))
    workspace, repository = open_workspace(root), open_repository(root)
    found = review(workspace, tree(repository, "HEAD"), staged(repository), Terms())
    assert [change.new for change in found.changes] == ["≥21个"]


def test_three_dots_start_where_two_branches_parted(past: Path) -> None:
    workspace, repository = open_workspace(past), open_repository(past)
    base = merge_base(repository, "its-file-renamed", "other")
    found = review(workspace, base, tree(repository, "other"), Terms())
    assert told(found) == EXPECTED["a-merge"]


@pytest.mark.parametrize("step", history.STEPS)
def test_what_is_said_of_the_same_spot_before_and_after_has_neither_come_nor_gone(past: Path, step: str) -> None:
    found = compared(past, history.before(step), step)
    brought, removed = (
        {(each.rule, each.project, each.where, each.message()) for each in findings}
        for findings in (found.brought, found.removed)
    )
    assert not brought & removed


def test_two_folders_without_git(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(root / "projects", other / "projects")
    shutil.copy(root / "perfspec.yaml", other)
    edit(other, FIRST, ("≥15个", "≥21个"))
    found = review(open_workspace(root), folder(root), folder(other), Terms())
    assert [(change.effect, change.new) for change in found.changes] == [(Effect.TIGHTENED, "≥21个")]


def test_a_file_that_does_not_parse_is_told_and_the_rest_is_compared(root: Path) -> None:
    edit(root, FIRST, ("goals:", "goals"))
    edit(root, FOLDER / "department.yaml", ("target: ≥85%", "target: ≥90%"))
    found = compared(root, "HEAD")
    (document,) = found.documents
    assert [(each.file, each.is_new) for each in document.unread] == [(FIRST.as_posix(), True)]
    assert [change.new for change in found.changes] == ["≥90%"]
    assert not [finding for finding in found.removed if finding.place.file == FIRST.as_posix()]
    whole = document.totals[-1]
    assert (whole.old, whole.new) == (Decimal("19595.47"), Decimal("19595.47"))  # without the project on either side


def test_what_others_are_no_different_for_is_not_brought_by_a_file_that_does_not_parse(root: Path) -> None:
    edit(root, FIRST, ("goals:", "goals"))
    found = compared(root, "HEAD")
    assert [(finding.rule, finding.place.file) for finding in found.brought] == [("PS001", FIRST.as_posix())]
    assert found.removed == ()


def test_a_waiver_taken_out_brings_what_it_hid(root: Path) -> None:
    edit(root, FIRST, ("fiscal: 1.26", "fiscal: 1.25"))
    git(root, "commit", "-q", "-a", "-m", "odd")
    waiver = "waivers:\n  - {rule: PS104, reason: 另有安排, by: 绩效科}\n"
    with (root / FIRST).open("a", encoding="utf-8") as stream:
        stream.write(waiver)
    git(root, "commit", "-q", "-a", "-m", "waived")

    def open_ones(old: str, new: str) -> list[list[bool]]:
        found = compared(root, old, new)
        return [[each.is_open for each in side if each.rule == "PS104"] for side in (found.brought, found.removed)]

    assert open_ones("HEAD~1", "HEAD") == [[False], [True]]
    assert open_ones("HEAD", "HEAD~1") == [[True], [False]]


def test_a_document_whose_folder_was_renamed_is_the_same(root: Path) -> None:
    git(root, "mv", FOLDER.as_posix(), "projects/丰润财政")
    edit(root, Path("projects/丰润财政") / FIRST.name, ("≥15个", "≥21个"))
    found = compared(root, "HEAD")
    assert told(found) == [("changed", "tightened", "数量指标/乡镇数量/指标值")]
    assert {finding.rule for finding in found.brought} <= {"PS301"}
    assert [document.name for document in found.documents] == ["丰润财政"]
    assert {(str(total.old), str(total.new)) for total in found.documents[0].totals if total.unit is None} == {
        ("19596.73", "19596.73")
    }


def test_paths_are_told_of_as_if_nothing_else_had_changed(past: Path) -> None:
    department = (FOLDER / "department.yaml").as_posix()
    found = compared(past, "published", "a-merge", only=[department])
    assert told(found) == EXPECTED["a-merge"]
    assert found.brought == ()
    assert {finding.place.file for finding in found.removed} == {department}
    assert [(str(total.old), str(total.new)) for total in found.documents[0].totals][-1] == ("19584.52", "19584.52")


def test_a_path_stands_for_its_project_under_its_other_name_too(root: Path) -> None:
    other = FOLDER / "改名.yaml"
    git(root, "mv", FIRST.as_posix(), other.as_posix())
    edit(root, other, ("≥15个", "≥21个"))
    for path in (FIRST, other):
        for whole in (True, False):
            found = compared(root, "HEAD", only=[path.as_posix()], whole=whole)
            assert told(found) == [("changed", "tightened", "数量指标/乡镇数量/指标值")]


def test_with_a_broken_department_no_project_has_vanished(root: Path) -> None:
    edit(root, FIRST, ("≥15个", "≥14个"))
    edit(root, FOLDER / "department.yaml", ("year: 2023", "year 2023"))
    found = compared(root, "HEAD")
    assert [change.new for change in found.changes] == ["≥14个"]
    assert not [finding for finding in found.brought if finding.rule.startswith("PS7")]
    assert (found.removed, found.documents[0].totals) == ((), ())


def test_links_and_submodules_are_named_and_not_followed(root: Path) -> None:
    secret = root.parent / "secret.yaml"
    secret.write_text("code: 1\n", encoding="utf-8")
    (root / FOLDER / "link.yaml").symlink_to(secret)
    sub = root / FOLDER / "sub.yaml"
    sub.mkdir()
    git(sub, "init", "-q", "-b", "main")
    (sub / "a").touch()
    git(sub, "add", "-A")
    git(sub, "commit", "-q", "-m", "sub")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "odd")
    (document,) = compared(root, "HEAD~1", "HEAD").documents
    assert {finding.message() for each in document.unread for finding in each.findings} == {
        "这不是普通文件（link），没有读",
        "这是子模块，没有读",
    }


def test_a_submodule_in_the_place_of_a_document_is_named(root: Path) -> None:
    sub = root / "projects" / "子模块"
    sub.mkdir()
    git(sub, "init", "-q", "-b", "main")
    (sub / "a.yaml").touch()
    git(sub, "add", "-A")
    git(sub, "commit", "-q", "-m", "sub")

    def unread(found: Review) -> list[tuple[str, str]]:
        names = [(each.file, each.findings[0].message()) for document in found.documents for each in document.unread]
        assert [finding.place.file for finding in found.brought] == [file for file, _ in names]
        return names

    expected = [("projects/子模块", "这是子模块，没有读")]
    assert unread(compared(root, "HEAD")) == expected
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "with a submodule")
    assert unread(compared(root, "HEAD~1", "HEAD")) == expected
    assert unread(compared(root, "HEAD")) == []
    assert unread(compared(root, "HEAD~1", "HEAD", only=[FOLDER.as_posix()])) == []


@pytest.mark.parametrize("revision", ["nonsense", "--output=x", "HEAD:projects", "main^{tree}"])
def test_an_unknown_revision_is_refused_in_a_sentence(past: Path, revision: str) -> None:
    with pytest.raises(PerfspecError) as stopped:
        tree(open_repository(past), revision)
    assert "不认识" in stopped.value.zh


def test_a_shallow_clone_says_how_to_fetch_the_rest(past: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", "--no-local", str(past), str(shallow))
    with pytest.raises(PerfspecError) as stopped:
        tree(open_repository(shallow), "HEAD~3")
    assert "git fetch --unshallow" in stopped.value.zh


def test_outside_of_git_two_folders_are_suggested(tmp_path: Path) -> None:
    with pytest.raises(PerfspecError) as stopped:
        open_repository(tmp_path)
    assert "--no-index" in stopped.value.zh


def test_a_workspace_in_a_folder_of_a_repository(root: Path) -> None:
    inner = root / "部门 一"
    inner.mkdir()
    for name in ("perfspec.yaml", "projects"):
        git(root, "mv", name, f"部门 一/{name}")
    git(root, "commit", "-q", "-m", "moved")
    edit(inner, FIRST, ("≥15个", "≥21个"))
    assert told(compared(inner, "HEAD")) == [("changed", "tightened", "数量指标/乡镇数量/指标值")]


def test_nothing_is_checked_out_and_no_hook_or_filter_runs(root: Path) -> None:
    marker = root / "ran"
    (root / ".git" / "hooks" / "post-checkout").write_text(f"#!/bin/sh\ntouch '{marker}'\n", encoding="utf-8")
    (root / ".git" / "hooks" / "post-checkout").chmod(0o755)
    (root / ".gitattributes").write_text("*.yaml diff=evil\n", encoding="utf-8")
    git(root, "config", "diff.evil.textconv", f"touch '{marker}'; cat")
    git(root, "config", "diff.evil.command", f"touch '{marker}'; true")
    edit(root, FIRST, ("≥15个", "≥21个"))
    assert compared(root, "published").changes
    assert compared(root, "HEAD").changes
    assert not marker.exists()


def test_what_needs_an_approval_and_when_it_lapses(root: Path, run) -> None:
    edit(root, FIRST, ("≥15个", "≥12个"))
    (asked,) = compared(root, "HEAD").pending
    assert (asked.need, asked.approval, asked.lapsed) == (Need.LOOSENED, None, None)
    options = ("--all", "--by", "绩效科", "--reason", "撤并", "--document", "丰财〔2023〕1号", "--date", "2023-03-01")
    assert run("approve", "HEAD", "-C", root, *options)[0] == 0
    found = compared(root, "HEAD")
    assert found.pending == ()
    assert found.documents[0].asked[0].approval.document == "丰财〔2023〕1号"
    edit(root, FIRST, ("≥12个", "不少于12个"))
    assert compared(root, "HEAD").pending == ()
    edit(root, FIRST, ("不少于12个", "≥10个"))
    (asked,) = compared(root, "HEAD").pending
    assert asked.lapsed is not None
    assert asked.lapsed.what == "≥15个 → ≥12个"


def test_the_policy_says_which_changes_need_an_approval(root: Path) -> None:
    edit(root, FIRST, ("≥15个", "≥12个"), ("spending_plan: {12月: 100}", "spending_plan: {10月: 50, 12月: 100}"))
    edit(root, Path("perfspec.yaml"), ("profile: hebei\n", "profile: hebei\napproval: {required: [goal]}\n"))
    assert compared(root, "HEAD").pending == ()
    edit(root, Path("perfspec.yaml"), ("[goal]", "[loosened, plan]"))
    assert [asked.need for asked in compared(root, "HEAD").pending] == [Need.LOOSENED]


def test_a_draft_needs_no_approval(root: Path) -> None:
    edit(root, FOLDER / "department.yaml", ("year: 2023\n", "year: 2023\nstage: draft\n"))
    git(root, "commit", "-q", "-a", "-m", "draft")
    edit(root, FIRST, ("≥15个", "≥12个"))
    assert compared(root, "HEAD").pending == ()


def test_rules_from_the_base_judge_what_a_change_brings(root: Path, run) -> None:
    (root / "rules").mkdir()
    (root / "rules" / "evil.py").write_text("raise SystemExit('ran')\n", encoding="utf-8")
    edit(root, Path("perfspec.yaml"), ("profile: hebei\n", "profile: hebei\nrules: {PS701: off}\n"))
    edit(root, FIRST, ("≥15个", "≥12个"), ("fiscal: 1.26", "fiscal: 1.25"))
    code, out, _ = run("check", "-C", root, "--rules-from", "HEAD")
    assert code == 1
    assert " PS104: " in out
    assert run("diff", "HEAD", "-C", root, "--rules-from", "HEAD")[0] in (0, 1)
    assert run("check", "-C", root, "--rules-from", "nonsense")[0] == 2


def test_check_changed_since_looks_at_what_changed_and_says_so(root: Path, run) -> None:
    edit(root, FIRST, ("fiscal: 1.26", "fiscal: 1.25"))
    code, out, err = run("check", "-C", root, "--changed-since", "HEAD")
    assert code == 1
    assert " PS104: " in out
    assert "HEAD 以来改动了 1 个文件，只检查它们；跨项目的规则看了整份文本" in err
    other = [line for line in out.splitlines() if line.startswith("projects/") and FIRST.as_posix() not in line]
    assert not [line for line in other if " PS1" in line or " PS2" in line]
    git(root, "checkout", "-q", ".")
    assert run("check", "-C", root, "--changed-since", "HEAD")[0] == 0


def test_changed_since_looks_at_all_projects_where_their_department_changed(root: Path, run) -> None:
    edit(root, FOLDER / "department.yaml", ("year: 2023", "year: 2024"))
    _, out, err = run("check", "-C", root, "--changed-since", "HEAD")
    assert out.count(" PS101: ") == 24
    assert "改动了 1 个文件，部门文件也改了，整份文本都检查" in err


def test_a_finding_about_all_rows_stays_the_same_when_one_of_them_changes(past: Path) -> None:
    found = compared(past, "published", "a-target-lowered")
    about_rows = {finding.rule for finding in (*found.brought, *found.removed) if finding.where == "绩效指标"}
    assert about_rows <= {"PS701", "PS708"}


def test_changed_since_keeps_to_its_paths_and_sees_what_a_deleted_file_leaves(root: Path, run) -> None:
    edit(root, FIRST, ("fiscal: 1.26", "fiscal: 1.25"))
    other = root / FOLDER / "department.yaml"
    assert " PS104: " not in run("check", "-C", root, "--changed-since", "HEAD", other)[1]
    assert " PS104: " in run("check", "-C", root, "--changed-since", "HEAD", root / FIRST)[1]
    assert run("check", "-C", root, "--changed-since", "HEAD", root.parent)[0] == 2
    nested = root / FOLDER / "nested"
    nested.mkdir()
    shutil.copy(other, nested)
    (root / FIRST).unlink()
    _, out, err = run("check", "-C", root, "--changed-since", "HEAD")
    assert "1 个文件" in err
    assert out.count("2 份文本，1 个文件") == 1
