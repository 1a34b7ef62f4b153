"""A clerk starts from nothing: init, new, a project by hand, check, build."""

from __future__ import annotations

from pathlib import Path

import pytest

CODE = "41010524P00000110001A"

HAND_WRITTEN = """\
code: 41010524P00000110001A
name: 城区中小学校舍维修
unit: "105001"
budget: {total: 320.50, fiscal: 300, other: 20.50}
goals: [完成12所学校的校舍维修]
indicators:
  - {category: 经济成本指标, name: 每平方米维修成本, target: ≤260元/平方米, weight: 20}
  - {category: 数量指标, name: 维修校舍面积, target: ≥12000平方米, weight: 20}
  - {category: 质量指标, name: 验收合格率, target: =100%, weight: 20}
  - {category: 时效指标, name: 完工时间, target: 2024年8月25日前, weight: 10}
  - {category: 社会效益指标, name: 受益学生数, target: ≥9000人, weight: 20}
  - {category: 服务对象满意度指标, name: 师生满意度, target: ≥95%, weight: 10}
"""


@pytest.mark.parametrize("profile", ["hebei", "mof-2015", "mof-2021"])
def test_a_new_workspace_checks_and_builds(run, tmp_path: Path, profile: str) -> None:
    root = tmp_path / "新的 工作区"
    assert run("init", root, "--profile", profile, "--year", "2024")[0] == 0
    assert run("new", CODE, "-C", root, "--name", "校舍维修")[0] == 0
    code, out, _ = run("check", "-C", root)
    assert code == 0
    assert "PS015" in out  # what is still to be filled in is said at its line
    assert "错误" not in out
    assert run("build", "-C", root, "-o", tmp_path / "dist")[0] == 0
    assert run("fmt", "-C", root, "--check")[0] == 0


def test_a_bureau_of_another_region(run, tmp_path: Path) -> None:
    assert run("init", tmp_path, "--profile", "mof-2021", "--year", "2024", "--document", "教育局")[0] == 0
    folder = tmp_path / "projects" / "教育局"
    department = (folder / "department.yaml").read_text(encoding="utf-8")
    (folder / "department.yaml").write_text(department.replace("000001", "105001"), encoding="utf-8")
    (folder / f"{CODE}.yaml").write_text(HAND_WRITTEN, encoding="utf-8")
    code, out, _ = run("check", folder / f"{CODE}.yaml")
    assert code == 0, out
    code, out, _ = run("render", folder / f"{CODE}.yaml")
    assert code == 0
    assert "成本指标" in out
    assert "经济成本指标" in out
    assert "≤260元/平方米" in out


def test_init_overwrites_nothing_and_brings_schemas_up_to_date(run, tmp_path: Path) -> None:
    run("init", tmp_path, "--year", "2024")
    settings = tmp_path / "perfspec.yaml"
    settings.write_text("profile: mof-2021 # ours\n", encoding="utf-8")
    schema = tmp_path / "schemas" / "project.schema.json"
    schema.write_text("{}", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert run("init", tmp_path)[0] == 0
    assert settings.read_text(encoding="utf-8") == "profile: mof-2021 # ours\n"
    assert "项目编码" in schema.read_text(encoding="utf-8")
    assert sorted(tmp_path.rglob("*")) == before


def test_init_with_an_unknown_profile(run, tmp_path: Path) -> None:
    code, _, err = run("init", tmp_path / "w", "--profile", "mof-1999")
    assert code == 2
    assert "mof-2021" in err
    assert not (tmp_path / "w").exists()


def test_new_overwrites_nothing(run, tmp_path: Path) -> None:
    run("init", tmp_path, "--year", "2024")
    assert run("new", CODE, "-C", tmp_path)[0] == 0
    code, _, err = run("new", CODE, "-C", tmp_path)
    assert code == 2
    assert "不会覆盖" in err


@pytest.mark.parametrize("code", ["", "123", "13020823P0002351000", "../../../etc/passwd", "13020823P00023510001Ｕ"])
def test_new_refuses_what_is_not_a_code(run, tmp_path: Path, code: str) -> None:
    run("init", tmp_path, "--year", "2024")
    assert run("new", code, "-C", tmp_path)[0] == 2


def test_new_refuses_an_unknown_unit(run, tmp_path: Path) -> None:
    run("init", tmp_path, "--year", "2024")
    code, _, err = run("new", CODE, "-C", tmp_path, "--unit", "999999")
    assert code == 2
    assert "000001" in err


def test_new_does_not_build_on_a_broken_department(run, tmp_path: Path) -> None:
    run("init", tmp_path, "--year", "2024", "--document", "d")
    (tmp_path / "projects" / "d" / "department.yaml").write_text("name: 甲\n", encoding="utf-8")
    code, _, err = run("new", CODE, "-C", tmp_path)
    assert code == 2
    assert "department.yaml:1:1" in err
