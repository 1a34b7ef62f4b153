"""`rules` and `explain`: what people see of the rules, and the generated pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perfspec.packs import load_rules
from perfspec.rulepage import index, markdown
from perfspec.workspace import builtin_workspace
from tests.conftest import REPOSITORY

BOOK = load_rules(builtin_workspace(), lang="en")


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_the_page_of_a_rule_is_fresh(rule) -> None:
    committed = (REPOSITORY / "docs" / "rules" / f"{rule.id}.md").read_text(encoding="utf-8")
    assert committed == markdown(rule, BOOK), "run: make docs"


def test_the_list_of_rules_is_fresh_and_no_page_is_left_over() -> None:
    folder = REPOSITORY / "docs" / "rules"
    assert (folder / "README.md").read_text(encoding="utf-8") == index(BOOK), "run: make docs"
    assert {path.stem for path in folder.glob("*.md")} == {"README", *(rule.id for rule in BOOK.rules)}


def test_rules_lists_every_rule_with_what_must_hold(run, workspace: Path) -> None:
    _, out, _ = run("rules", "-C", workspace)
    assert "  PS104  错误  预算数等于财政资金与其他资金之和\n" in out
    assert all(f"  {rule.id}  " in out for rule in BOOK.rules)
    _, out, _ = run("rules", "-C", workspace, "--lang", "en")
    assert "  PS104  error  The budget is the sum of fiscal and other funds\n" in out
    _, out, _ = run("rules", "-C", workspace, "--format", "json")
    assert [each["id"] for each in json.loads(out)] == [rule.id for rule in BOOK.rules]


def test_rules_work_without_a_workspace(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "PS104" in run("rules")[1]
    code, out, _ = run("explain", "PS104")
    assert code == 0
    assert "在这里发现 0 处" in out


def test_the_examples_of_all_rules_hold(run, workspace: Path) -> None:
    code, out, _ = run("rules", "-C", workspace, "--test")
    assert code == 0, out
    assert out.endswith("0 个不对\n")


def test_explain_tells_what_a_rule_finds_here(run, workspace: Path) -> None:
    code, out, _ = run("explain", "ps105", "-C", workspace)
    assert code == 0
    assert out.startswith("# PS105 ")
    assert "## 依据 · Sources" in out
    assert "在这里发现 23 处" in out
    assert out.count("提示 PS105") == 23


def test_explain_knows_the_faults_of_reading(run, workspace: Path) -> None:
    code, out, _ = run("explain", "PS020", "-C", workspace)
    assert code == 0
    assert "把文件改名为" in out


def test_explain_suggests_the_nearest_rule(run, workspace: Path) -> None:
    code, _, err = run("explain", "PS1O4", "-C", workspace)
    assert code == 2
    assert "PS104" in err
