"""The published text becomes the files of the reference document, and nothing is lost on the way."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from perfspec.importers.hebei import Imported, read_document
from perfspec.workspace import builtin_profile
from tests.conftest import REPOSITORY

SOURCE = REPOSITORY / "tests" / "data" / "fengrun-finance-2023.txt"
COMMITTED = REPOSITORY / "projects" / "fengrun-finance-2023"
TEXT = SOURCE.read_text(encoding="utf-8")


def imported(text: str) -> Imported:
    return read_document(text, "text.txt", builtin_profile("hebei"), {})


def rules(document: Imported) -> list[str]:
    return [finding.rule for finding in document.findings]


def test_the_reference_text_gives_the_committed_files_byte_for_byte(run, tmp_path: Path) -> None:
    code, out, _ = run("import", SOURCE, "-o", tmp_path / "out")
    made = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert code == 0
    assert "24 个文件，23 个项目，139 条指标，共 19,584.52 万元" in out
    assert made == {path.name: path.read_bytes() for path in COMMITTED.iterdir()}


def test_a_text_without_amounts_sums_to_nothing(run, tmp_path: Path) -> None:
    source = tmp_path / "text.txt"
    source.write_text(TEXT.replace("\t", ""), encoding="utf-8")
    assert run("import", source, "-o", tmp_path / "out", "--partial")[1].endswith("0 条指标，共 0 万元\n")


def test_the_counts_of_the_reference_document() -> None:
    document = imported(TEXT)
    activities = document.department["activities"]
    indicators = [indicator for activity in activities for indicator in activity["indicators"]]
    assert len(document.projects) == 23
    assert sum(len(project["indicators"]) for project in document.projects) == 139
    assert sum(project["budget"]["total"] for project in document.projects) == Decimal("19584.52")
    assert len(activities) == 11
    assert len(indicators) == 41
    assert sum("target" not in indicator for indicator in indicators) == 6
    assert len(document.department["safeguards"]) == 8
    assert [unit["code"] for unit in document.department["units"]] == ["318001", "318003"]


def test_the_department_is_told_by_its_text() -> None:
    department = imported(TEXT).department
    assert {key: department[key] for key in ("code", "name", "year", "region")} == {
        "code": "318",
        "name": "唐山市丰润区财政局",
        "year": 2023,
        "region": "130208",
    }


def test_stray_blanks_are_reported_where_they_stand() -> None:
    document = imported(TEXT)
    numbers = {project["code"]: position for position, project in enumerate(document.projects, start=1)}
    stray = [numbers[finding.project] for finding in document.findings if finding.rule == "PS110" and finding.project]
    assert stray == [7, 9, 11, 13, 17, 22, 22, 23]  # the list of the catalogue
    assert all(TEXT.split("\n")[finding.place.line - 1] for finding in document.findings)


def test_a_note_names_the_line_of_the_source() -> None:
    note = next(finding for finding in imported(TEXT).findings if finding.project == "13020823P000245100013")
    assert note.place.line == 2110
    assert "工期完工时间" in note.message()


def test_an_empty_line_inside_a_cell_does_not_end_its_row() -> None:
    project = imported(TEXT).projects[21]
    assert project["indicators"][0] == {
        "category": "数量指标",
        "name": "审计数量",
        "description": "用于购买软件服务数量",
        "target": "≥1个",
        "basis": "年初计划",
    }


def test_an_empty_paragraph_inside_the_goals_keeps_both_goals() -> None:
    text = TEXT.replace("\n2.及时足额拨付一事一议经费", "\n\n2.及时足额拨付一事一议经费", 1)
    assert imported(text).projects[0] == imported(TEXT).projects[0]
    assert rules(imported(text)).count("PS110") == rules(imported(TEXT)).count("PS110") + 1


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("\t≥21个\n", "", 111),  # a cell is missing: the row is short by one
        ("\t≥21个\n", "\t≥21个\n\t另一格\n", 111),  # a cell too many
        ("\t数量指标\n\t乡镇数量", "\t数目指标\n\t乡镇数量", 111),  # no such category
        ("\t1.05\n\t其中", "\t一万\n\t其中", 76),  # not a number
        ("（一）规范财税收入管理", "规范财税收入管理", 43),  # a line that belongs to nothing
        ("\t单位：万元", "\t单位：元", 68),
    ],
)
def test_what_cannot_be_placed_is_an_error_at_its_line(old: str, new: str, line: int) -> None:
    broken = imported(TEXT.replace(old, new, 1))
    lines = [finding.place.line for finding in broken.findings if finding.rule == "PS112"]
    assert any(abs(found - line) <= 8 for found in lines), lines


def test_an_unplaced_line_makes_the_import_fail_unless_partial(run, tmp_path: Path) -> None:
    source = tmp_path / "text.txt"
    source.write_text(TEXT.replace("\t≥21个\n", "", 1), encoding="utf-8")
    out = tmp_path / "out"
    assert run("import", source, "-o", out)[0] == 1
    assert not out.exists()
    assert run("import", source, "-o", out, "--partial")[0] == 0
    assert len(list(out.iterdir())) == 24


def test_a_file_that_differs_is_not_overwritten(run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(COMMITTED, out)
    changed = out / "13020823P00023510001U.yaml"
    changed.write_text("mine\n", encoding="utf-8")
    code, _, err = run("import", SOURCE, "-o", out)
    assert code == 2
    assert changed.name in err
    assert changed.read_text(encoding="utf-8") == "mine\n"
    assert run("import", SOURCE, "-o", out, "--force")[0] == 0
    assert changed.read_bytes() == (COMMITTED / changed.name).read_bytes()


def test_text_saved_by_older_windows_programs_is_read(run, tmp_path: Path) -> None:
    source = tmp_path / SOURCE.name
    source.write_bytes(TEXT.replace("\n", "\r\n").encode("gb18030"))
    assert run("import", source, "-o", tmp_path / "out")[0] == 0
    same = "13020823P000245100013.yaml"
    assert (tmp_path / "out" / same).read_bytes() == (COMMITTED / same).read_bytes()


def test_the_report_as_json(run, tmp_path: Path) -> None:
    code, out, _ = run("import", SOURCE, "-o", tmp_path / "out", "--format", "json")
    report = json.loads(out)
    assert code == 0
    assert {finding["rule"] for finding in report["findings"]} == {"PS110", "PS111"}
    assert all(finding["file"] == SOURCE.name and finding["line"] >= 1 for finding in report["findings"])


def test_a_text_that_tells_nothing_of_the_department_asks_for_it(run, tmp_path: Path) -> None:
    source = tmp_path / "text.txt"
    source.write_text(TEXT.replace("唐山市丰润区财政局为区政府工作部门", "我们", 1), encoding="utf-8")
    code, out, _ = run("import", source, "-o", tmp_path / "out")
    assert code == 1
    assert "--name" in out
    assert run("import", source, "-o", tmp_path / "out", "--name", "唐山市丰润区财政局")[0] == 0


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"\t\n" * 1000, "第二部分\n1.甲绩效目标表\n\t\n".encode()])
def test_odd_texts_end_with_a_message(run, tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "text.txt"
    source.write_bytes(content)
    code, _, err = run("import", source, "-o", tmp_path / "out")
    assert code in (1, 2)
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()
