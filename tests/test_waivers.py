"""Waivers: who answers for a finding, and what is wrong with one that does no work."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from perfspec.check import Terms, check
from perfspec.packs import load_rules
from perfspec.workspace import documents, open_workspace

PROJECT = "13020823P00023510001U"
FILE = Path("projects") / "fengrun-finance-2023" / f"{PROJECT}.yaml"
GOOD = "rule: PS105, reason: 没有其他资金, by: 绩效科"


def found(workspace: Path, waivers: str, today: date = date(2023, 6, 30), one: bool = False) -> list[Any]:
    """Rule, line, severity and whether it is waived, of what the project and its waivers have."""
    path = workspace / FILE
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"waivers:\n{waivers}")
    opened = open_workspace(workspace)
    (files,) = documents(opened, [path] if one else [])
    terms = Terms(book=load_rules(opened), today=today)
    return [
        (finding.rule, finding.message(), str(finding.severity), finding.waiver is not None)
        for finding in check(opened, files, terms).findings
        if finding.project == PROJECT and finding.rule in ("PS105", "PS091", "PS014", "PS010")
    ]


@pytest.mark.parametrize("at", ["", ", at: 预算规模", ", at: 预算规模/其他资金", ", until: 2023-06-30"])
def test_a_waived_finding_is_told_and_does_not_fail(workspace: Path, at: str) -> None:
    assert found(workspace, f"  - {{{GOOD}{at}}}\n") == [("PS105", "“其他资金”是空格", "info", True)]


@pytest.mark.parametrize(
    ("waiver", "said", "severity"),
    [
        ("rule: PS105", "没有写理由、同意人", "error"),
        ("rule: PS105, by: 绩效科", "没有写理由", "error"),
        ("rule: PS105, reason: 没有", "没有写同意人", "error"),
        (f"{GOOD}, until: 2023-06-29", "到 2023-06-29 为止，已经过期", "warning"),
        (f"{GOOD}, at: 预算规模/其他", "PS105 的问题不在“预算规模/其他”，在“预算规模/其他资金”", "warning"),
        (f"{GOOD}, at: 预算", "没有用到：PS105 的问题不在“预算”", "warning"),
        ("rule: PS104, reason: 有, by: 绩效科", "没有用到：这里没有 PS104", "warning"),
        ("rule: PS106, reason: 有, by: 绩效科", "没有用到：这里没有 PS106", "warning"),
        ("rule: PS999, reason: 有, by: 绩效科", "没有规则 PS999", "error"),
        ("rule: PS010, reason: 有, by: 绩效科", "PS010 不能豁免", "error"),
        ("rule: PS091, reason: 有, by: 绩效科", "PS091 不能豁免", "error"),
    ],
)
def test_a_waiver_that_does_no_work_is_a_finding(workspace: Path, waiver: str, said: str, severity: str) -> None:
    own, other = sorted(found(workspace, f"  - {{{waiver}}}\n"))
    assert (own[0], own[2], own[3]) == ("PS091", severity, False)
    assert said in own[1]
    assert other == ("PS105", "“其他资金”是空格", "info", False)


def test_of_two_waivers_for_one_finding_the_second_is_unused(workspace: Path) -> None:
    rules = [rule for rule, *_ in found(workspace, f"  - {{{GOOD}}}\n  - {{{GOOD}}}\n")]
    assert rules == ["PS105", "PS091"]


def test_an_unused_waiver_is_not_told_where_some_rules_did_not_run(workspace: Path) -> None:
    waiver = "  - {rule: PS104, reason: 有, by: 绩效科}\n"
    assert [rule for rule, *_ in found(workspace, waiver, one=True)] == ["PS105"]


def test_every_report_lists_what_is_waived(run, workspace: Path) -> None:
    found(workspace, f"  - {{{GOOD}}}\n")
    _, out, _ = run("check", "-C", workspace, "--format", "json")
    waived = [each for each in json.loads(out)["findings"] if each["waived"]]
    assert [(each["rule"], each["project"]) for each in waived] == [("PS105", PROJECT)]
    _, out, _ = run("check", "-C", workspace)
    assert "已豁免 1 处" in out
    assert f"{PROJECT}.yaml:5:9: 提示 PS105" not in out


def test_a_rule_may_say_that_it_cannot_be_waived(workspace: Path) -> None:
    (workspace / "rules").mkdir()
    (workspace / "rules" / "own.py").write_text(
        "from perfspec.model import Project\nfrom perfspec.rule import Block, Hits, rule\n\n"
        '@rule("PS105X".replace("PS105X", "XX001"), cites=["hebei-form"], block=Block.COMPLETE, message="错", '
        'waivable=False)\ndef f(project: Project) -> Hits:\n    "标题。"\n    yield project.at("name")\n',
        encoding="utf-8",
    )
    (own, *_) = found(workspace, "  - {rule: XX001, reason: 有, by: 绩效科}\n")[-1:]
    assert own[1] == "XX001 不能豁免"


def test_a_bad_date_is_told_by_the_schema(workspace: Path) -> None:
    assert ("PS014", "error") in [
        (rule, severity) for rule, _, severity, _ in found(workspace, f"  - {{{GOOD}, until: 明年}}\n")
    ]
