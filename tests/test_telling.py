"""Where reports go: standard output, a file that is written whole or not at all, the summary of a step."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import jsonschema_rs
import pytest
from lxml import etree

from perfspec.commands.telling import FORMATS
from perfspec.reports.github import SUMMARY_BYTES
from perfspec.reports.json import finding_data
from perfspec.workspace import open_workspace
from tests.conftest import REPOSITORY
from tests.reports import sarifmultitool
from tests.reports.sample import FINDINGS
from tests.test_check import FIRST, edit

STARTS = {
    "text": "projects/",
    "json": '{"findings": [\n',
    "markdown": "## 绩效目标检查结果\n",
    "sarif": '{\n "$schema": "https://docs.oasis-open.org/sarif/',
    "github": "::error file=projects/",
    "gitlab": '[\n {"description": ',
    "junit": '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ',
}


@pytest.fixture(autouse=True)
def no_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests may themselves run in a step of GitHub Actions."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


@pytest.fixture
def faulty(workspace: Path) -> Path:
    """A workspace with one error, a name that is no unit of the department, and what the rules find."""
    edit(workspace, 'unit: "318001"', 'unit: "318002"')
    return workspace


def test_every_format_is_tried_here_and_documented() -> None:
    page = (REPOSITORY / "docs" / "reports.md").read_text(encoding="utf-8")
    assert set(STARTS) == set(FORMATS)
    assert re.findall(r"^\| `(\w+)` \| [^`]*\|$", page.partition("\n## ")[0], re.MULTILINE) == list(FORMATS)


def test_every_field_of_json_is_documented() -> None:
    page = (REPOSITORY / "docs" / "reports.md").read_text(encoding="utf-8")
    listed = page.partition("each finding：")[2].partition("。")[0]
    assert re.findall(r"`(\w+)`", listed) == list(finding_data(FINDINGS[0], "zh"))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_goes_to_standard_output_and_to_a_file(run, faulty: Path, tmp_path: Path, format: str) -> None:
    code, out, err = run("check", "-C", faulty, "--format", format)
    assert (code, err) == (1, "")
    assert out.startswith(STARTS[format])
    file = tmp_path / "报告"
    code, told, err = run("check", "-C", faulty, "--format", format, "-o", file)
    assert (code, err) == (1, "")
    assert file.read_text(encoding="utf-8") == out
    assert told.startswith("1 份文本，24 个文件：错误 ")
    assert out.endswith("\n")


def test_the_whole_reference_document_makes_valid_reports(run, workspace: Path, tmp_path: Path) -> None:
    def told(format: str) -> str:
        code, out, _ = run("check", "-C", workspace, "--format", format, "--no-baseline", "--fail-on", "never")
        assert code == 0
        return out

    known = len(json.loads(told("json"))["findings"])
    assert known >= 23
    schema = json.loads((REPOSITORY / "tests/data/reports/codequality.schema.json").read_text(encoding="utf-8"))
    issues = json.loads(told("gitlab"))
    jsonschema_rs.validator_for(schema).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == known
    etree.XMLSchema(etree.parse(REPOSITORY / "tests/data/reports/junit-10.xsd")).assertValid(
        etree.fromstring(told("junit").encode())
    )
    assert len(json.loads(told("sarif"))["runs"][0]["results"]) == known


@pytest.mark.skipif(bool(sarifmultitool.missing()), reason=sarifmultitool.missing())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_log_of_the_reference_document_is_valid(run, workspace: Path, tmp_path: Path, lang: str) -> None:
    _, log, _ = run("check", "-C", workspace, "--format", "sarif", "--lang", lang)
    jsonschema_rs.validator_for(sarifmultitool.schema()).validate(json.loads(log))
    assert [each for each in sarifmultitool.complaints(log, tmp_path) if "SARIF2005" not in each] == []


def test_text_in_a_file_is_one_line_for_each_finding(run, faulty: Path, tmp_path: Path) -> None:
    run("check", "-C", faulty, "-o", tmp_path / "a.txt")
    lines = (tmp_path / "a.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(f"projects/fengrun-finance-2023/{FIRST}:4:7: 错误 PS021: ") for line in lines)
    assert lines[-1].startswith("1 份文本，24 个文件：错误 ")


def test_an_old_report_stays_where_no_new_one_can_be_written(run, faulty: Path, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "report.json"
    file.write_text("old", encoding="utf-8")

    def broken(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    code, _, err = run("check", "-C", faulty, "--format", "json", "-o", file)
    assert code == 2
    assert "磁盘满了；腾出地方再运行" in err
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["report.json"]
    assert file.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(("name", "said"), [("", "不是普通文件"), ("nowhere/a.json", "写不了")])
def test_a_file_that_cannot_be_written_stops_the_run_with_a_sentence(
    run, faulty: Path, tmp_path: Path, name: str, said: str
) -> None:
    code, _, err = run("check", "-C", faulty, "--format", "json", "-o", tmp_path / name)
    assert code == 2
    assert said in err


def test_a_step_summary_is_appended_to(run, faulty: Path, tmp_path: Path, monkeypatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# 前一步\n\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    _, out, _ = run("check", "-C", faulty, "--format", "github", "--no-baseline")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# 前一步\n\n## 绩效目标检查结果\n")
    assert text.removeprefix("# 前一步\n\n") == run("check", "-C", faulty, "--format", "markdown", "--no-baseline")[1]
    assert "还有" in out  # more than ten infos


def test_a_step_summary_stays_within_its_limit(run, faulty: Path, tmp_path: Path, monkeypatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * (SUMMARY_BYTES - 1_500))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("check", "-C", faulty, "--format", "github", "--no-baseline")
    assert SUMMARY_BYTES - 1_500 < summary.stat().st_size <= SUMMARY_BYTES
    assert "摘要放不下" in summary.read_text(encoding="utf-8")


def test_only_the_format_of_github_writes_a_step_summary(run, faulty: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    run("check", "-C", faulty, "--format", "sarif")
    assert not (tmp_path / "summary.md").exists()


def test_a_step_summary_that_cannot_be_written_is_told(run, faulty: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    code, out, err = run("check", "-C", faulty, "--format", "github")
    assert code == 2
    assert out.startswith("::error ")
    assert "写不了" in err


def test_reports_name_files_from_the_root_of_the_repository(run, faulty: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert open_workspace(faulty.resolve()).in_repository == "工作区 one"
    told = json.loads(run("check", "-C", faulty, "--format", "gitlab")[1])
    assert told[0]["location"]["path"].startswith("工作区 one/projects/")
    assert json.loads(run("check", "-C", faulty, "--format", "json")[1])["findings"][0]["file"].startswith("projects/")


@pytest.mark.parametrize(("git", "way"), [(".", ""), ("..", ".one"), ("../..", "a/.one")])
def test_the_way_from_the_repository_to_the_workspace(tmp_path: Path, git: str, way: str) -> None:
    root = tmp_path / "a" / ".one"
    root.mkdir(parents=True)
    (root / "perfspec.yaml").write_text("profile: hebei\n", encoding="utf-8")
    (root / git / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")  # as in a worktree
    assert open_workspace(root).in_repository == way


def test_a_workspace_outside_a_repository_is_its_own_root(workspace: Path) -> None:
    if any((folder / ".git").exists() for folder in workspace.parents):
        pytest.skip("the folder for temporary files lies in a repository")
    assert open_workspace(workspace).in_repository == ""


def test_a_partial_run_says_so(run, faulty: Path) -> None:
    path = faulty / "projects" / "fengrun-finance-2023" / FIRST
    assert "只看了部分文件" in run("check", path, "--format", "markdown")[1]
    assert "只看了部分文件" in run("check", path)[1]
    assert "只看了部分文件" not in run("check", "-C", faulty)[1]


def test_a_file_whose_name_is_no_text_is_told_in_every_format(run, workspace: Path) -> None:
    name = os.fsencode(workspace / "projects" / "fengrun-finance-2023") + b"/\xff\n::error::.yaml"
    try:
        Path(os.fsdecode(name)).write_text("code: [\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    for format in FORMATS:
        code, out, err = run("check", "-C", workspace, "--format", format)
        assert (code, err) == (1, "")
        if format in ("json", "sarif", "gitlab"):
            json.loads(out)
        elif format == "junit":
            etree.fromstring(out.encode())
        elif format in ("github", "text"):
            assert "\n::error::.yaml" not in out
