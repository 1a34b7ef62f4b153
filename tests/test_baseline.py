"""The baseline: old findings are known, new ones fail, mended ones leave it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from perfspec import sweep
from perfspec.baseline import kept, lines, parse
from tests.rules import findings

FILE = Path("projects") / "fengrun-finance-2023" / "13020823P00023510001U.yaml"


def edit(workspace: Path, old: str, new: str) -> None:
    text = (workspace / FILE).read_text(encoding="utf-8")
    assert old in text
    (workspace / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def known(run, workspace: Path) -> Path:
    """A workspace whose findings are all known."""
    (workspace / "perfspec.yaml").write_text("profile: hebei\nfail_on: info\n", encoding="utf-8")
    (workspace / "baseline.jsonl").unlink()
    assert run("check", "-C", workspace)[0] == 1
    assert run("baseline", "-C", workspace)[0] == 0
    return workspace


def test_known_findings_do_not_fail_and_are_counted(run, known: Path) -> None:
    code, out, _ = run("check", "-C", known)
    assert code == 0
    assert re.search(r"没有新的问题；基线中已知 \d+ 处", out)
    code, out, _ = run("check", "-C", known, "--no-baseline")
    assert code == 1
    assert "基线" not in out
    assert run("check", "-C", known, "--no-baseline", "--fail-on", "never")[0] == 0


def test_a_folder_in_its_place_is_told_in_a_sentence(run, workspace: Path) -> None:
    (workspace / "baseline.jsonl").unlink()
    (workspace / "baseline.jsonl").mkdir()
    code, _, told = run("baseline", "-C", workspace)
    assert code == 2
    assert told == f"perfspec: {workspace / 'baseline.jsonl'} 不是普通文件，没有写\n"


def test_a_new_finding_fails(run, known: Path) -> None:
    edit(known, "fiscal: 1.05", "fiscal: 1.04")
    code, out, _ = run("check", "-C", known)
    assert code == 1
    assert [line for line in out.splitlines() if " PS104: " in line]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("budget: {total: 1.05, fiscal: 1.05}", "# 批复\nbudget:\n  total: 1.05\n  fiscal: 1.050"),
        ("goals:", "goals:   # 两条"),
    ],
)
def test_layout_and_comments_leave_a_finding_known(run, known: Path, old: str, new: str) -> None:
    edit(known, old, new)
    assert run("check", "-C", known)[0] == 0


def test_a_mended_finding_is_told_until_the_baseline_is_written_again(run, known: Path) -> None:
    edit(known, "fiscal: 1.05", "fiscal: 1.05, other: 0.00")
    assert "基线中已改好" in run("check", "-C", known)[1]
    run("baseline", "-C", known)
    assert "基线中已改好" not in run("check", "-C", known)[1]


def test_reading_faults_are_not_accepted(run, workspace: Path) -> None:
    edit(workspace, "goals:", "gaols:")
    code, out, _ = run("baseline", "-C", workspace)
    assert code == 0
    assert "处读文件的问题不能记" in out
    assert run("check", "-C", workspace)[0] == 1
    assert "PS01" not in (workspace / "baseline.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(("file", "old"), [(FILE, "goals:"), (FILE.with_name("department.yaml"), "units:")])
def test_what_a_broken_file_hides_is_neither_mended_nor_forgotten(run, known: Path, file: Path, old: str) -> None:
    before = (known / "baseline.jsonl").read_bytes()
    good = (known / file).read_text(encoding="utf-8")
    (known / file).write_text(good.replace(old, f"{old[:-1]}x:", 1), encoding="utf-8")
    assert "基线中已改好" not in run("check", "-C", known)[1]
    assert run("baseline", "-C", known)[0] == 0
    (known / file).write_text(good, encoding="utf-8")
    assert run("baseline", "-C", known)[0] == 0
    assert (known / "baseline.jsonl").read_bytes() == before
    (known / file).write_text(good.replace(old, f"{old[:-1]}x:", 1), encoding="utf-8")
    run("baseline", "-C", known)
    (known / file).write_text(good, encoding="utf-8")
    assert run("check", "-C", known)[0] == 0


def test_what_a_process_that_was_killed_would_have_said_is_not_forgotten(run, known: Path, monkeypatch) -> None:
    before = (known / "baseline.jsonl").read_bytes()
    assert before
    monkeypatch.setattr(
        sweep, "sweep", lambda workspace, folders, *_, **__: (sweep.killed(workspace, each) for each in folders)
    )
    assert run("baseline", "-C", known)[0] == 0
    assert (known / "baseline.jsonl").read_bytes() == before


def test_the_file_has_a_sorted_line_for_each_finding_and_is_the_same_each_time(run, known: Path) -> None:
    path = known / "baseline.jsonl"
    before = path.read_bytes()
    lines = before.decode().splitlines()
    assert lines == sorted(lines)
    assert json.loads(lines[0]).keys() == {"document", "project", "rule", "where", "fingerprint"}
    run("baseline", "-C", known)
    assert path.read_bytes() == before


def test_only_the_documents_asked_for_are_written_anew(run, known: Path) -> None:
    path = known / "baseline.jsonl"
    other = '{"document": "another", "project": "", "rule": "PS105", "where": "", "fingerprint": "0"}\n'
    path.write_text(other + path.read_text(encoding="utf-8"), encoding="utf-8")
    run("baseline", "-C", known, known / FILE)
    assert other in path.read_text(encoding="utf-8")
    run("baseline", "-C", known)
    assert other not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["nonsense", "[]", "{}", "1", '{"document": []}', "[" * 100_000])
def test_a_broken_baseline_stops_the_run_and_is_written_anew(run, known: Path, line: str) -> None:
    path = known / "baseline.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    code, _, err = run("check", "-C", known)
    assert code == 2
    assert "perfspec baseline" in err
    assert run("baseline", "-C", known)[0] == 0
    assert run("check", "-C", known)[0] == 0


def line(document: str, rule: str) -> str:
    return json.dumps({"document": document, "rule": rule, "fingerprint": "0123456789abcdef"})


def test_a_broken_line_is_told_by_its_number() -> None:
    with pytest.raises(ValueError, match=r"^2$"):
        parse(line("甲", "PS104") + "\n{}\n")


def test_old_lines_of_documents_that_could_not_be_judged_stay_once() -> None:
    old = [line("甲", "PS104"), line("乙", "PS104"), "no line", line("甲", "PS105"), line("甲", "PS105")]
    assert list(kept(old, [line("甲", "PS105")], {"乙"})) == [line("甲", "PS104"), line("甲", "PS105")]


def test_a_line_is_written_in_chinese_with_or_without_a_project() -> None:
    (finding,) = findings("PS104", "budget: {total: 10.00, fiscal: 8.00, other: 1.00}")
    of_nobody = replace(finding, project=None)
    said = '{"document": "甲", "project": "%s", "rule": "PS104", "where": "%s", "fingerprint": "%s"}'
    assert list(lines("甲", [finding, of_nobody])) == [
        said % ("", finding.where, finding.fingerprint),
        said % (finding.project, finding.where, finding.fingerprint),
    ]


def test_as_many_findings_are_known_as_the_baseline_holds() -> None:
    (finding,) = findings("PS104", "budget: {total: 10.00, fiscal: 8.00, other: 1.00}")
    baseline = parse("\n".join(lines("甲", [finding, finding])))
    assert [each.baselined for each in baseline.applied("甲", [finding] * 3)] == [True, True, False]
