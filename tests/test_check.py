"""What `check` says of a document: every fault at its place, all at once, in words that say what to write."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from perfspec.check import Terms, check
from perfspec.packs import load_rules
from perfspec.reading import read_file
from perfspec.workspace import documents, open_workspace
from perfspec.yamlfile import MAX_BYTES, read

FIRST = "13020823P00023510001U.yaml"
DOCUMENT = Path("projects") / "fengrun-finance-2023"


def edit(workspace: Path, old: str, new: str, file: str = FIRST) -> Path:
    path = workspace / DOCUMENT / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def found(workspace: Path, file: str = "") -> list[tuple[str, int, int]]:
    """Rule, line and column of each finding in the files whose name ends so."""
    opened = open_workspace(workspace)
    return [
        (finding.rule, finding.place.line, finding.place.column)
        for files in documents(opened)
        for finding in check(opened, files).findings
        if finding.place.file.endswith(file)
    ]


def test_the_reference_document_is_clean(workspace: Path) -> None:
    assert found(workspace) == []


def test_the_reference_document_builds_in_its_published_order(workspace: Path) -> None:
    opened = open_workspace(workspace)
    (files,) = documents(opened)
    document = check(opened, files).document
    assert document is not None
    assert len(document.projects) == 23
    assert str(document.total) == "19584.52"
    assert [project.heading for project in document.projects][:2] == [
        "2023年度一事一议监管系统服务费",
        "（2）10月份追加防疫物资专项款1000万",
    ]
    assert document.projects[-1].heading == "国资事务中心：商业用房维修"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: 2023年度一事一议监管系统服务费\n", "", ("PS010", 2, 1)),
        ("name: 2023", "nmae: 2023", ("PS011", 3, 1)),
        ("name: 2023", "项目名称: 2023", ("PS011", 3, 1)),
        ("basis: 合同要求", "bassis: 合同要求", ("PS011", 31, 5)),
        ('unit: "318001"', "unit: 318001", ("PS012", 4, 7)),
        ("total: 1.05", "total: 1.05万元", ("PS012", 5, 17)),
        ("target: ≥21个", "target:", ("PS012", 15, 5)),
        ("goals:\n", "goals: 保障\nold:\n", ("PS012", 8, 8)),
        ("total: 1.05", "total: -1.05", ("PS013", 5, 17)),
        ("{6月: 100}", "{6月: 101}", ("PS013", 7, 21)),
        ("category: 数量指标", "category: 数量", ("PS013", 12, 15)),
        ("category: 数量指标", "category: 产出指标", ("PS013", 12, 15)),
        ("category: 数量指标", "category: 经济成本指标", ("PS013", 12, 15)),
        ("{6月: 100}", "{5月: 100}", ("PS013", 7, 17)),
        ("{6月: 100}", "{13月: 100}", ("PS011", 7, 17)),
        ("purpose: 用于", "purpose: ' 用于", ("PS001", 6, 10)),
        ("name: 乡镇数量", 'name: " 乡镇数量"', ("PS014", 13, 11)),
        ("name: 乡镇数量", 'name: ""', ("PS014", 13, 11)),
        ("name: 乡镇数量", 'name: "乡镇\\n数量"', ("PS014", 13, 11)),
        ('unit: "318001"', 'unit: "318002"', ("PS021", 4, 7)),
        ("code: 13020823P00023510001U", "code: 13020823P00023510002U", ("PS020", 2, 7)),
        ("code: 13020823P00023510001U", "code: 13020823P000235", ("PS014", 2, 7)),
        ("purpose: 用于全区21个乡镇一事一议工作正常开展\n", "", ("PS010", 2, 1)),
        ("name: 乡镇数量", "name: 〔指标名称〕", ("PS015", 13, 11)),
        ("name: 2023", "name：2023", ("PS005", 3, 5)),
    ],
)
def test_a_clerks_mistake_is_found_at_its_place(
    workspace: Path, old: str, new: str, expected: tuple[str, int, int]
) -> None:
    edit(workspace, old, new)
    assert expected in found(workspace)


def test_one_cause_has_one_finding(workspace: Path) -> None:
    edit(workspace, "name: 2023", "nmae: 2023")
    edit(workspace, "purpose:", "purpos:")  # a field that only the profile requires
    assert found(workspace) == [("PS011", 3, 1), ("PS011", 6, 1)]


def test_all_faults_are_found_at_once(workspace: Path) -> None:
    edit(workspace, "total: 1.05", "total: 约一万")
    edit(workspace, "≥21个", "≥21个\n    weigth: 10")
    edit(workspace, "category: 质量指标", "category: 品质指标")
    edit(workspace, 'unit: "318003"', 'unit: "318009"', "13020823P000245100013.yaml")
    assert [rule for rule, _, _ in found(workspace)] == ["PS012", "PS011", "PS013", "PS021"]


def test_a_second_document_hides_no_fault_of_the_first(workspace: Path) -> None:
    edit(workspace, "total: 1.05", "total: 约一万")
    edit(workspace, "purpose:", "---\npurpose:")
    assert [rule for rule, _, _ in found(workspace)] == ["PS012", "PS003"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("unit: ", "unit ", 4),
        ("unit: ", " unit: ", 4),
        ("indicators:", "indicators", 11),
        ("indicators:", "   indicators:", 11),
        ("unit: ", "<<: ", 4),
    ],
)
def test_a_broken_line_hides_no_fault_of_another_field(workspace: Path, old: str, new: str, line: int) -> None:
    edit(workspace, old, new)
    edit(workspace, "total: 1.05", "total: 约一万")
    assert sorted(found(workspace))[-1] == ("PS012", 5, 17)
    assert [place[1] for place in found(workspace)] == sorted([5, line])


def test_a_broken_file_does_not_hide_the_others(workspace: Path) -> None:
    edit(workspace, "goals:", "goals: [")
    edit(workspace, 'unit: "318003"', 'unit: "318009"', "13020823P000245100013.yaml")
    assert {rule for rule, _, _ in found(workspace)} >= {"PS001", "PS021"}


def test_what_could_not_be_read_is_not_reported_as_missing(workspace: Path) -> None:
    edit(workspace, "goals:", 'goals: "')
    assert "PS010" not in {rule for rule, _, _ in found(workspace)}


def test_faults_of_the_department_are_found(workspace: Path) -> None:
    edit(workspace, "year: 2023", "year: 二〇二三", "department.yaml")
    edit(workspace, "  - name: 绩效评价", "  - nam: 绩效评价", "department.yaml")
    edit(workspace, "    text: 充分", "    measures: [甲]\n    text: 充分", "department.yaml")
    assert [rule for rule, _, _ in found(workspace)] == ["PS012", "PS011", "PS011"]


def test_an_unknown_profile_is_named_at_its_line(workspace: Path) -> None:
    edit(workspace, "year: 2023", "year: 2023\nprofile: henan", "department.yaml")
    assert found(workspace) == [("PS013", 5, 10)]


def test_a_folder_without_department_is_a_finding(workspace: Path) -> None:
    (workspace / DOCUMENT / "department.yaml").unlink()
    assert [rule for rule, _, _ in found(workspace)] == ["PS022"]


def test_a_yml_file_is_not_passed_over_in_silence(workspace: Path) -> None:
    path = workspace / DOCUMENT / FIRST
    path.rename(path.with_suffix(".yml"))
    assert [rule for rule, _, _ in found(workspace)] == ["PS020"]


def test_a_link_is_not_followed(workspace: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1\n", encoding="utf-8")
    path = workspace / DOCUMENT / FIRST
    path.unlink()
    path.symlink_to(secret)
    assert found(workspace) == [("PS001", 1, 1)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(workspace: Path) -> None:
    path = workspace / DOCUMENT / FIRST
    path.unlink()
    os.mkfifo(path)
    assert found(workspace) == [("PS001", 1, 1)]


def test_a_huge_file_is_not_read_whole(workspace: Path) -> None:
    path = workspace / DOCUMENT / FIRST
    with path.open("wb") as stream:
        stream.truncate(10 * 1024 * 1024)
    assert found(workspace) == [("PS004", 1, 1)]


def test_ten_thousand_faults_are_counted_and_not_all_listed(workspace: Path) -> None:
    text = (workspace / DOCUMENT / FIRST).read_text(encoding="utf-8")
    text += "".join(f"字段{number}: 1\n" for number in range(10_000))
    (workspace / DOCUMENT / FIRST).write_text(text, encoding="utf-8")
    opened = open_workspace(workspace)
    (files,) = documents(opened)
    findings = check(opened, files).findings
    assert [finding.rule for finding in findings] == ["PS011"] * 101
    assert "还有 9900 处" in findings[-1].message()


def test_json_has_everything_a_program_needs(run, workspace: Path) -> None:
    edit(workspace, "target: ≥21个", "targt: ≥21个")
    code, out, _ = run("check", "-C", workspace, "--format", "json")
    report = json.loads(out)
    assert code == 1
    (found,) = [entry for entry in report["findings"] if entry["rule"] == "PS011"]
    assert re.fullmatch("[0-9a-f]{16}", found.pop("fingerprint"))
    assert [found] == [
        {
            "rule": "PS011",
            "severity": "error",
            "file": f"projects/fengrun-finance-2023/{FIRST}",
            "line": 15,
            "column": 5,
            "end_line": 15,
            "end_column": 10,
            "path": ["indicators", 0, "targt"],
            "project": "13020823P00023510001U",
            "message": "这里没有“targt”这个字段",
            "advice": "改写为 target（指标值）",
            "where": "",
            "block": "complete",
            "cites": [],
            "waived": False,
            "baselined": False,
            "waiver": None,
        }
    ]
    assert report["summary"].keys() == {"documents", "files", "error", "warning", "info", "waived", "baselined"}
    errors = [entry for entry in report["findings"] if entry["severity"] == "error" and not entry["baselined"]]
    assert (report["summary"]["files"], report["summary"]["error"]) == (24, len(errors))


def test_english_stands_beside_chinese(run, workspace: Path) -> None:
    edit(workspace, "target: ≥21个", "targt: ≥21个")
    _, out, _ = run("check", "-C", workspace, "--lang", "en")
    assert f"{FIRST}:15:5: error PS011: There is no field `targt` here. Write `target` instead" in out


def test_only_the_files_asked_for_are_checked(run, workspace: Path) -> None:
    edit(workspace, 'unit: "318001"', 'unit: "318002"')
    other = workspace / DOCUMENT / "13020823P000245100013.yaml"
    assert run("check", workspace / DOCUMENT / FIRST)[0] == 1
    code, out, _ = run("check", other)
    assert code == 0
    assert "1 个文件" in out


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_the_level_that_fails_can_be_chosen(run, workspace: Path, level: str, code: int) -> None:
    edit(workspace, "name: 乡镇数量", "name: 〔指标名称〕")  # a warning
    assert run("check", "-C", workspace, "--fail-on", level)[0] == code
    with (workspace / "perfspec.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"fail_on: {level}\n")
    assert run("check", "-C", workspace)[0] == code


def test_wrong_settings_stop_the_run_with_their_findings(run, workspace: Path) -> None:
    (workspace / "perfspec.yaml").write_text("profil: hebei\nlanguage: 中文\n", encoding="utf-8")
    code, _, err = run("check", "-C", workspace)
    assert code == 2
    assert "perfspec.yaml:1:1" in err
    assert "perfspec.yaml:2:11" in err


def test_a_workspace_may_have_its_own_profile(workspace: Path) -> None:
    own = workspace / "rules" / "profiles" / "county.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "title: 某县\nsource: 某县财政局表样\nmoney_unit: 万元\nplan_months: [6, 12]\n"
        "categories: {产出指标: [数量指标, 质量指标]}\nform: {title: 绩效目标表, columns: [name, target]}\n",
        encoding="utf-8",
    )
    (workspace / "perfspec.yaml").write_text("profile: county\n", encoding="utf-8")
    edit(workspace, "{6月: 100}", "{12月: 100}")
    rules = {(rule, line) for rule, line, _ in found(workspace, FIRST)}
    assert ("PS013", 22) in rules  # 时效指标 is not in this profile
    assert ("PS013", 7) not in rules


def test_a_wrong_profile_stops_the_run_with_its_findings(run, workspace: Path) -> None:
    own = workspace / "rules" / "profiles" / "county.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("title: 某县\n", encoding="utf-8")
    (workspace / "perfspec.yaml").write_text("profile: county\n", encoding="utf-8")
    code, _, err = run("check", "-C", workspace)
    assert code == 2
    assert "rules/profiles/county.yaml:1:1: 错误 PS010" in err


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("1,050.5", "写成：1050.5"),
        ("0.5", "写成：0.5"),
        ("007", "写成：7"),
        ("1,05", "写上数，例如：1.05"),
        ("12万元", "写成：12"),
        ("10500元", "写上数，例如：1.05"),
        ("约一万", "写上数，例如：1.05"),
    ],
)
def test_an_amount_is_never_advised_in_another_unit(workspace: Path, written: str, advice: str) -> None:
    edit(workspace, "total: 1.05", f'total: "{written}"')
    (files,) = documents(opened := open_workspace(workspace))
    assert [finding.advice("zh") for finding in check(opened, files).findings] == [advice]


def advised(workspace: Path, field: str, written: str) -> list[str]:
    """What is advised, in both languages, where a field of the first project says nothing but that."""
    path = workspace / DOCUMENT / FIRST
    old = path.read_text(encoding="utf-8")
    new = re.sub(rf"(?m)^{field}:.*\n(?:[ -].*\n)*", f"{field}: {written}\n", old)
    assert new != old
    path.write_text(new, encoding="utf-8")
    (files,) = documents(opened := open_workspace(workspace))
    return [finding.advice(lang) for finding in check(opened, files).findings for lang in ("zh", "en")]


LONG = "保障农村综改工作顺利开展" * 6


@pytest.mark.parametrize(
    ("field", "written", "zh", "en"),
    [
        (
            "budget",
            "12",
            "写上几行“字段: 内容”，例如：total: 1.05",
            "Write a mapping of fields, for example: total: 1.05",
        ),
        (
            "spending_plan",
            "x",
            "写上几行“字段: 内容”，例如：6月: 50",
            "Write a mapping of fields, for example: 6月: 50",
        ),
        ("goals", "保障供应", "写成：- 保障供应", "Write: - 保障供应"),
        (
            "goals",
            LONG,
            "写上一条一行的清单（每行以“- ”开头），例如：- 保障农村综改工作顺利开展",
            "Write a list, for example: - 保障农村综改工作顺利开展",
        ),
        (
            "indicators",
            "x",
            "写上一条一行的清单（每行以“- ”开头），例如：- category: 数量指标",
            "Write a list, for example: - category: 数量指标",
        ),
    ],
)
def test_what_is_advised_has_the_layout_that_it_names(
    workspace: Path, field: str, written: str, zh: str, en: str
) -> None:
    assert advised(workspace, field, written) == [zh, en]


@pytest.mark.parametrize(
    "text",
    [
        "2025",
        "12.50",
        "true",
        "null",
        "~",
        "保障: 供应",
        "a #b",
        "a:",
        "[a",
        "*x",
        "- x",
        "{a}",
        "'a",
        "%a",
        "@a",
        " a ",
        "好的",
    ],
)
def test_a_text_that_becomes_a_list_is_advised_as_it_is_read_again(workspace: Path, text: str) -> None:
    zh, _ = advised(workspace, "goals", json.dumps(text, ensure_ascii=False))
    line = zh.removeprefix("写成：")
    assert read(line.encode(), "a.yaml").data == [text.strip()]


@pytest.mark.parametrize("text", ["", "  ", "a" * 61])
def test_what_cannot_be_written_in_one_line_is_shown_an_example(workspace: Path, text: str) -> None:
    assert advised(workspace, "goals", json.dumps(text))[0].startswith("写上")


@pytest.mark.parametrize("written", ["-5", "1" * 61, "12" + " " * 70 + "元", ".5", "1e3"])
def test_a_number_that_would_be_refused_is_not_advised(workspace: Path, written: str) -> None:
    edit(workspace, "total: 1.05", f'total: "{written}"')
    (files,) = documents(opened := open_workspace(workspace))
    assert [finding.advice("zh") for finding in check(opened, files).findings] == ["写上数，例如：1.05"]


def test_a_year_with_a_fraction_is_not_advised(workspace: Path) -> None:
    path = workspace / DOCUMENT / "department.yaml"
    path.write_text(re.sub("(?m)^year: .*", 'year: "2024.5"', path.read_text(encoding="utf-8")), encoding="utf-8")
    (files,) = documents(opened := open_workspace(workspace))
    assert check(opened, files).findings[0].advice("en") == "Write a whole number, for example: 2023"


def test_a_list_has_the_commas_of_its_language(workspace: Path) -> None:
    zh, en = advised(workspace, "budget", "{total: 1, fiscal: 1, zzzz: 1}")
    assert (zh, en) == ("可用的字段：total、fiscal、other", "Known fields: total, fiscal, other")


def test_a_file_that_is_mere_text_is_shown_how_it_begins(workspace: Path) -> None:
    (workspace / DOCUMENT / FIRST).write_text("abc\n", encoding="utf-8")
    (files,) = documents(opened := open_workspace(workspace))
    (finding,) = check(opened, files).findings
    assert finding.advice("zh") == "写上几行“字段: 内容”，例如：code: 13020823P00023510001U"


def test_a_copied_file_is_held_to_the_rules_though_its_name_is_wrong(workspace: Path) -> None:
    folder = workspace / DOCUMENT
    shutil.copy(folder / FIRST, folder / "13020823P00099910001U.yaml")
    opened = open_workspace(workspace)
    (files,) = documents(opened)
    findings = check(opened, files, Terms(book=load_rules(opened))).findings
    assert [finding.rule for finding in findings if finding.rule in ("PS020", "PS103")] == ["PS020", "PS103"]


@pytest.mark.parametrize("size", [0, 3, MAX_BYTES, 2 * MAX_BYTES])
def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"name: a\n"[:size] + b"#" * (size - 8))
    status = path.lstat()
    monkeypatch.setattr(Path, "lstat", lambda _: status)
    text = f"name: {'a' * size}\n"
    path.write_text(text, encoding="utf-8")
    source = read_file(path, "a.yaml")
    if len(text) <= MAX_BYTES:
        assert source.data == {"name": "a" * size or None}
    else:
        assert [finding.rule for finding in source.findings] == ["PS004"]
