"""`perfspec diff` as people run it, and as git does."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

from perfspec.reports.change_html import TEMPLATE
from tests import history
from tests.conftest import REPOSITORY
from tests.history import FIRST, FOLDER, edit, git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

Run = Callable[..., tuple[int, str, str]]
LOOSENED = "1 个项目变更：放宽 1；预算 19,584.52 万元，没有变"


@pytest.fixture
def changed(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in git, with one target lowered and nothing committed of it."""
    git(workspace, "init", "-q", "-b", "main")
    history.commit(workspace, "published")
    edit(workspace, FIRST, ("≥21个", "≥15个"))
    monkeypatch.chdir(workspace)
    monkeypatch.delenv("GIT_PAGER_IN_USE", raising=False)
    return workspace


def test_the_files_are_compared_with_a_revision(changed: Path, run: Run) -> None:
    code, out, _ = run("diff", "HEAD")
    assert code == 1  # it is to be approved
    assert out.splitlines()[:2] == ["绩效目标变更  HEAD → 现在的文件", LOOSENED]
    assert "  放宽 28.6%  数量指标/乡镇数量/指标值  ≥21个 → ≥15个\n" in out


def test_the_language_is_asked_for(changed: Path, run: Run) -> None:
    out = run("diff", "HEAD", "--lang", "en")[1]
    assert "  loosened by 28.6 %  数量指标/乡镇数量/target  ≥21个 → ≥15个\n" in out


@pytest.mark.parametrize(
    ("format", "start"),
    [("markdown", "## 绩效目标变更\n\n**1 个项目变更"), ("json", '{\n "old": "HEAD"'), ("html", "<!DOCTYPE html>")],
)
def test_each_format_is_printed_or_written_whole(changed: Path, run: Run, format: str, start: str) -> None:
    code, out, _ = run("diff", "HEAD", "--format", format, "--fail-on", "never")
    assert (code, out.startswith(start)) == (0, True)
    code, said, _ = run("diff", "HEAD", "--format", format, "-o", "report")
    assert (code, said) == (1, f"{LOOSENED}\n")
    assert (changed / "report").read_text(encoding="utf-8") == out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("HEAD", "HEAD", "nowhere"), "nowhere 在两个版本里都没有"),
        (("HEAD..HEAD", "HEAD"), "HEAD 在两个版本里都没有"),
        (("HEAD", "nowhere"), "git 不认识版本 nowhere"),
        (("HEAD", "HEAD", ".."), "不在工作区里"),
        (("--no-index", "projects", "projects"), "projects 里没有 projects/"),
        (("--no-index", ".", "nowhere"), "nowhere 里没有 projects/"),
        (("--no-index", "."), "写两个文件夹"),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(changed: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run("diff", *words)
    assert (code, out, said in err) == (2, "", True)


def test_a_file_that_was_deleted_is_a_path_and_no_revision(changed: Path, run: Run) -> None:
    (changed / FIRST).unlink()
    assert "1 个项目变更：删去项目 1" in run("diff", "HEAD", FIRST.as_posix())[1]
    assert "没有变更" in run("diff", "HEAD", "HEAD", FIRST.as_posix())[1]


def test_a_file_that_cannot_be_written_stops_the_run(changed: Path, run: Run) -> None:
    code, _, said = run("diff", "HEAD", "-o", "none/report")
    assert (code, "写不了" in said) == (2, True)


def test_the_page_comes_from_the_revision_that_is_trusted(changed: Path, run: Run) -> None:
    template = changed / "templates" / TEMPLATE
    template.parent.mkdir()
    template.write_text("mine", encoding="utf-8")
    assert run("diff", "HEAD", "--format", "html")[1] == "mine\n"
    assert run("diff", "HEAD", "--format", "html", "--rules-from", "HEAD")[1].startswith("<!DOCTYPE html>")


def test_the_same_input_gives_the_same_bytes(changed: Path, run: Run) -> None:
    for format in ("text", "markdown", "json", "html"):
        assert run("diff", "HEAD", "--format", format) == run("diff", "HEAD", "--format", format)


HOSTILE = "甲|乙`丙`<script>alert(1)</script>@everyone#1 https://evil.example **粗**\u202e倒"


@pytest.mark.parametrize("goal", ["目标" * 5_000, f"{HOSTILE}{'长' * 9_000}"])
def test_hostile_files_make_sound_reports(changed: Path, run: Run, goal: str) -> None:
    edit(changed, FIRST, ("  - 保障农村综改工作顺利开展", f"  - {json.dumps(goal)}"))
    edit(changed, FIRST, ("name: 2023年度一事一议监管系统服务费", f"name: {json.dumps(HOSTILE)}"))
    edit(changed, FIRST, ("name: 乡镇数量", f"name: {json.dumps(HOSTILE)}"))
    reports = {format: run("diff", "HEAD", "--format", format)[1] for format in ("text", "markdown", "html", "json")}
    assert len(reports["markdown"]) < 65_000
    html = github_flavored_markdown_to_html(reports["markdown"], options=Options.CMARK_OPT_UNSAFE)
    for told in (html, reports["html"]):
        assert not re.search("<(script|a|img)[ >]", told)
    for told in (reports["markdown"], reports["html"], reports["text"]):
        assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", told)
    assert "@everyone" not in reports["markdown"]


@pytest.fixture
def driven(changed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, with perfspec as git's driver."""
    shutil.copy(REPOSITORY / ".gitattributes", changed)
    words = (sys.executable, "-m", "perfspec", "diff", "--git-driver")
    git(changed, "config", "diff.perfspec.command", shlex.join(words))
    monkeypatch.setenv("PYTHONPATH", os.fspath(REPOSITORY))
    monkeypatch.setenv("NO_COLOR", "1")
    return changed


def test_git_diff_says_what_a_change_means(driven: Path) -> None:
    assert git(driven, "diff", "--ext-diff") == (
        f"{FIRST.as_posix()}\n"
        "13020823P00023510001U 2023年度一事一议监管系统服务费\n"
        "  乡镇数量 −29%\n"
        "  放宽 28.6%  数量指标/乡镇数量/指标值  ≥21个 → ≥15个\n"
    )


def test_git_log_says_it_of_each_commit(driven: Path) -> None:
    history.commit(driven, "lowered")
    git(driven, "mv", FIRST.as_posix(), (FOLDER / "改名.yaml").as_posix())
    history.commit(driven, "renamed")
    (driven / FOLDER / "改名.yaml").unlink()
    history.commit(driven, "removed")
    told = git(driven, "log", "-p", "--ext-diff", "-M", "--format=== %s", "published..", "--", "projects")
    assert told.replace("\n\n", "\n").splitlines() == [
        "== removed",
        (FOLDER / "改名.yaml").as_posix(),
        "13020823P00023510001U 2023年度一事一议监管系统服务费",
        "  删去项目  1.05 万元，6 个指标",
        "== renamed",
        f"{FIRST.as_posix()} → {(FOLDER / '改名.yaml').as_posix()}",
        "  意思和文字都没有变",
        "== lowered",
        FIRST.as_posix(),
        "13020823P00023510001U 2023年度一事一议监管系统服务费",
        "  乡镇数量 −29%",
        "  放宽 28.6%  数量指标/乡镇数量/指标值  ≥21个 → ≥15个",
    ]


def test_the_department_is_told_by_the_driver(driven: Path) -> None:
    edit(driven, FIRST, ("≥15个", "≥21个"))
    edit(driven, FOLDER / "department.yaml", ("target: ≥80%", "target: ≥85%"))
    assert "  收紧 5 个百分点  分项绩效目标/" in git(driven, "diff", "--ext-diff")
    (driven / FOLDER / "department.yaml").unlink()
    assert "  删去部门整体  唐山市丰润区财政局\n" in git(driven, "diff", "--ext-diff")


def test_of_a_file_that_does_not_parse_the_lines_are_told(driven: Path) -> None:
    edit(driven, FIRST, ("goals:", "goals"))
    told = git(driven, "diff", "--ext-diff", "--", FIRST.as_posix()).splitlines()
    assert told[0] == FIRST.as_posix()
    assert told[1].startswith("  新的 8:1 PS001 这一行缺少冒号")
    assert "-goals:" in told
    assert "+goals" in told
    assert "…" in told


def given(folder: Path, old: str | None, new: str | None, path: str = "a.yaml") -> list[str]:
    """The seven arguments of git for two texts, outside of any workspace."""
    names = []
    for name, text in (("old", old), ("new", new)):
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
        names.append(os.devnull if text is None else str(folder / name))
    return [path, names[0], "0" * 40, "100644", names[1], "0" * 40, "100644"]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GIT_PAGER_IN_USE", raising=False)
    return tmp_path


PROJECT = (REPOSITORY / FIRST).read_text(encoding="utf-8")


def test_the_driver_needs_no_workspace(elsewhere: Path, run: Run) -> None:
    later = PROJECT.replace("2023年底完成", "2023年6月底前").replace("total: 1.05", "total: 2.10")
    code, out, _ = run("diff", "--git-driver", *given(elsewhere, PROJECT, later))
    assert code == 0
    assert out.splitlines()[2:] == [
        "  预算 1.05 → 2.10 万元（+100%）；按时间进度完成 收紧",
        "  提高 1.05 万元（100%）  预算规模/预算数  1.05 → 2.10 万元",
        "  收紧  时效指标/按时间进度完成/指标值  2023年底完成 → 2023年6月底前",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (None, PROJECT, "  新增项目  1.05 万元，6 个指标"),
        (PROJECT, None, "  删去项目  1.05 万元，6 个指标"),
        (PROJECT, PROJECT.replace("\n", "\n\n# 注释\n"), "  意思和文字都没有变"),
        ("一篇文章\n", "另一篇文章\n", "+另一篇文章"),
        ("", PROJECT, "+name: 2023年度一事一议监管系统服务费"),
        ("a: 1\n", "b: 2\n", "+b: 2"),
        ("- 甲\n", "- 乙\n", "+- 乙"),
        ("\x00\x01", "\udcff".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "-��"),
        (None, "", None),
    ],
)
def test_the_driver_tells_something_of_any_file(
    elsewhere: Path, run: Run, old: str | None, new: str | None, told: str | None
) -> None:
    code, out, err = run("diff", "--git-driver", *given(elsewhere, old, new))
    assert (code, err) == (0, "")
    assert out.startswith("a.yaml\n")
    assert told is None or told in out.splitlines()


def test_the_driver_takes_what_git_gives_for_unmerged_and_renamed_files(elsewhere: Path, run: Run) -> None:
    assert run("diff", "--git-driver", "a.yaml") == (0, "a.yaml：还没有合并\n", "")
    renamed = [*given(elsewhere, PROJECT, PROJECT), "b.yaml", "similarity index 100%\n"]
    assert run("diff", "--git-driver", *renamed)[1] == "a.yaml → b.yaml\n  意思和文字都没有变\n"
    code, _, said = run("diff", "--git-driver", "a", "b")
    assert (code, "由 git 调用" in said) == (2, True)


def test_the_driver_speaks_to_a_pager_in_colours_and_columns(
    elsewhere: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"GIT_PAGER_IN_USE": "true", "COLUMNS": "40", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    lowered = given(elsewhere, PROJECT, PROJECT.replace("≥21个", "≥15个"))
    out = run("diff", "--git-driver", *lowered)[1]
    assert "  \x1b[31m放宽 28.6%\x1b[0m  数量指标/乡镇数量/指标值\n    ≥21个 → ≥15个\n" in out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("diff", "--git-driver", *lowered)[1]


def test_json_is_what_programs_read(changed: Path, run: Run) -> None:
    data = json.loads(run("diff", "HEAD", "--format", "json")[1])
    (change,) = data["changes"]
    assert (change["kind"], change["verdict"], change["old"], change["new"]) == (
        "changed",
        "loosened",
        "≥21个",
        "≥15个",
    )
