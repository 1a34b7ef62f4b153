"""Rules of a workspace: what they are given, where their hits stand, and that none stops the others."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest

from perfspec import engine

HEAD = """
from decimal import Decimal
from perfspec.model import Activity, Department, Document, Indicator, Project, Safeguard
from perfspec.profile import Profile
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.vocabulary import Vocabulary

def declare(id, **more):
    words = {"cites": ["hebei-form"], "block": Block.RELEVANT, "message": "错", "severity": Severity.WARNING}
    return rule(id, **(words | more))
"""
PROJECT = "13020823P00023510001U"


@pytest.fixture
def findings(run, workspace: Path):
    """Writes rules into the workspace, checks it, and gives what the rules XX… and the engine found."""

    def findings(body: str, *options: str, settings: str = "") -> list[dict[str, Any]]:
        (workspace / "rules").mkdir(exist_ok=True)
        (workspace / "rules" / "own.py").write_text(HEAD + textwrap.dedent(body), encoding="utf-8")
        with (workspace / "perfspec.yaml").open("a", encoding="utf-8") as stream:
            stream.write(settings)
        code, out, err = run("check", "-C", workspace, "--format", "json", *options)
        assert code in (0, 1), out + err
        return [found for found in json.loads(out)["findings"] if found["rule"].startswith(("XX", "PS09"))]

    return findings


def of_project(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in found if each["project"] == PROJECT]


def test_a_hit_stands_at_its_cell(findings) -> None:
    found = findings(
        """
        @declare("XX001", message="{name}的指标值是{value}", advice="写 {value}")
        def every_target(indicator: Indicator, project: Project, department: Department) -> Hits:
            "标题。"
            if indicator.target and indicator.name == "乡镇数量" and department.year == 2023:
                yield indicator.at("target", name=project.name, value=indicator.target.text)
        """
    )
    (one,) = found
    assert one["file"].endswith(f"{PROJECT}.yaml")
    assert (one["line"], one["column"], one["end_column"]) == (15, 13, 17)
    assert one["path"] == ["indicators", 0, "target"]
    assert one["where"] == "数量指标/乡镇数量/指标值"
    assert one["message"] == "2023年度一事一议监管系统服务费的指标值是≥21个"
    assert one["advice"] == "写 ≥21个"
    assert (one["project"], one["severity"], one["block"]) == (PROJECT, "warning", "relevant")
    assert one["cites"] == ["hebei-form"]
    assert (one["waived"], one["baselined"]) == (False, False)


def test_a_whole_number_is_told_without_an_exponent(findings) -> None:
    found = findings(
        """
        from decimal import Decimal

        @declare("XX001", message="{ten}、{thousand}、{half}")
        def numbers(department: Department) -> Hits:
            "标题。"
            yield department.at("name", ten=Decimal("1E+1"), thousand=Decimal("1E+3"), half=Decimal("0.50"))
        """
    )
    assert [each["message"] for each in found] == ["10、1000、0.50"]


def test_a_missing_field_stands_at_its_parent(findings) -> None:
    found = findings(
        """
        @declare("XX001")
        def a_project_names_its_activity(project: Project) -> Hits:
            "标题。"
            yield project.at("activity")
        """
    )
    (one,) = of_project(found)
    assert (one["line"], one["column"], one["path"], one["where"]) == (2, 1, ["activity"], "工作活动")


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ("a: Indicator", 180),
        ("a: Indicator, b: Project", 139),
        ("a: Indicator, b: Activity", 41),
        ("a: Indicator, b: Activity, c: Project", 0),
        ("a: Activity", 11),
        ("a: Safeguard", 8),
        ("a: Department, b: Document, c: Profile, d: Vocabulary", 1),
        ("a: Document", 1),
        ("a: Project, b: Profile", 23),
        ("a: Project | Department", 24),
        ("a: Safeguard | Activity, b: Department", 19),
        ("a: Project | Activity | Indicator, b: Department", 214),
    ],
)
def test_a_rule_runs_wherever_everything_it_asks_for_is_there(findings, parameters: str, count: int) -> None:
    subject = "a.department" if parameters.startswith("a: Document") else "a"
    found = findings(
        f"""
        @declare("XX001")
        def anything({parameters}) -> Hits:
            "标题。"
            yield {subject}.at()
        """
    )
    assert len(found) == count
    assert {each["rule"] for each in found} <= {"XX001"}


def test_one_of_several_messages_and_a_severity_of_its_own(findings) -> None:
    found = findings(
        """
        @declare("XX001", message={"over": "多{n}", "under": "少"}, advice={"over": "减", "": "看"})
        def several(department: Department) -> Hits:
            "标题。"
            yield department.at("name", say="over", n=Decimal("1E+2"), severity=Severity.ERROR)
            yield department.at("year", say="under")
        """
    )
    assert [(each["message"], each["advice"], each["severity"]) for each in found] == [
        ("多100", "减", "error"),
        ("少", "看", "warning"),
    ]


CRASHES = {
    "raises": "raise RuntimeError('x' * 10**6)",
    "exits": "raise SystemExit(7)",
    "raises what cannot be said": "class E(Exception):\n        def __str__(self): raise ValueError\n    raise E",
    "recurses": "def f(): return f()\n    f()",
    "yields no hit": "yield 1",
    "yields a row that is not there": "yield project.at('indicators', 99, 'target')",
    "yields a field that is not there": "yield project.at('nonsense')",
    "yields below a text": "yield project.at('name', 'x')",
    "yields another's value": "yield department.at('name')",
    "yields a value of its own": "yield Project.at(object(), 'name')",
    "names no message": "yield project.at('name', say='other')",
    "has a placeholder without a value": "yield project.at('name', say='named')",
    "yields without end": "while True: yield project.at('name', say='plain')",
    "never ends": "while True: pass\n    yield",
    "catches what stops it": "while True:\n        try: sum(range(9**6))\n        except Exception: pass\n    yield",
}


@pytest.mark.parametrize("body", CRASHES.values(), ids=CRASHES)
def test_a_rule_that_goes_astray_is_a_finding_and_the_others_go_on(findings, body: str, monkeypatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 0.25)
    found = findings(
        f"""
        @declare("XX001", message={{"plain": "错", "named": "{{name}}"}})
        def astray(project: Project, department: Department) -> Hits:
            "标题。"
            if project.code.text != "{PROJECT}":
                return
            {body.replace(chr(10), chr(10) + "        ")}
            yield

        @declare("XX002")
        def other(project: Project) -> Hits:
            "标题。"
            yield project.at("name")
        """
    )
    assert [each["rule"] for each in found if each["rule"] != "XX002"] == ["PS090"]
    assert len([each for each in found if each["rule"] == "XX002"]) == 23
    (crashed,) = [each for each in found if each["rule"] == "PS090"]
    assert crashed["project"] == PROJECT
    assert crashed["severity"] == "error"
    assert "XX001" in crashed["message"]
    assert len(crashed["message"]) < 400


def test_a_rule_that_takes_too_long_again_and_again_is_no_longer_run(findings, monkeypatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 0.05)
    found = findings(
        """
        @declare("XX001")
        def endless(project: Project) -> Hits:
            "标题。"
            while True:
                pass
            yield

        @declare("XX002")
        def other(project: Project) -> Hits:
            "标题。"
            yield project.at("name")
        """
    )
    late = sorted(each["message"] for each in found if "XX001" in each["message"])
    assert late == [
        "规则 XX001 在这里没有运行完：0 s",
        "规则 XX001 在这里没有运行完：0 s",
        "规则 XX001 在这里没有运行完：0 s；已经 3 次，这份文本的其余部分不再用它检查",
    ]
    assert len([each for each in found if each["rule"] == "XX002"]) == 23


def test_settings_of_the_workspace_change_and_silence_rules(findings) -> None:
    body = """
        @declare("XX001", message="{share} {names} {n} {on}")
        def settings(department: Department, *, share: Decimal = Decimal("0.5"), names: tuple = ("甲",),
                     n: int = 1, on: bool = False) -> Hits:
            "标题。"
            yield department.at("name", share=share, names="".join(names), n=n, on=on)

        @declare("XX002")
        def silent(department: Department) -> Hits:
            "标题。"
            yield department.at("name")

        @declare("XX003")
        def heavier(department: Department) -> Hits:
            "标题。"
            yield department.at("name")

        @declare("XX004")
        def later(department: Department) -> Hits:
            "标题。"
            yield department.at("name")
        """
    found = findings(
        body,
        settings="rules:\n  XX001: {share: 0.25, names: [乙, 丙], n: 3, on: true}\n  XX002: off\n  XX003: error\n"
        "  XX004: {severity: info, since: 2024}\n",
    )
    assert [(each["rule"], each["message"], each["severity"]) for each in found] == [
        ("XX001", "0.25 乙丙 3 True", "warning"),
        ("XX003", "错", "error"),
    ]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("ZZ999: off", "没有规则 ZZ999"),
        ("PS105: {sevrity: info}", "没有参数 sevrity"),
        ("PS105: {severity: heavy}", "severity 写"),
        ("XX001: {n: many}", "n 的写法不对"),
        ("XX001: {n: 1.5}", "n 的写法不对"),
        ("XX001: {since: soon}", "since"),
    ],
)
def test_a_setting_that_no_rule_knows_stops_the_run_and_says_so(run, workspace: Path, setting: str, said: str) -> None:
    (workspace / "rules").mkdir()
    (workspace / "rules" / "own.py").write_text(
        HEAD + '@declare("XX001")\ndef f(project: Project, *, n: int = 1) -> Hits:\n    "标题。"\n    yield\n', "utf-8"
    )
    with (workspace / "perfspec.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"rules:\n  {setting}\n")
    code, _, err = run("check", "-C", workspace)
    assert code == 2
    assert said in err


def test_a_draft_may_lack_what_an_approved_document_must_have(findings, workspace: Path) -> None:
    department = workspace / "projects" / "fengrun-finance-2023" / "department.yaml"
    body = """
        @declare("XX001", severity=Severity.ERROR, draft=Severity.INFO)
        def lighter(department: Department) -> Hits:
            "标题。"
            yield department.at("name")

        @declare("XX002", severity=Severity.INFO, draft=Severity.WARNING)
        def never_heavier(department: Department) -> Hits:
            "标题。"
            yield department.at("name")
        """
    assert [each["severity"] for each in findings(body)] == ["error", "info"]
    text = department.read_text(encoding="utf-8")
    department.write_text(text.replace("year: 2023\n", "year: 2023\nstage: draft\n"), encoding="utf-8")
    assert [each["severity"] for each in findings(body)] == ["info", "info"]


def test_a_rule_is_not_asked_of_the_years_before_it(findings) -> None:
    found = findings(
        """
        @declare("XX001", since=2024)
        def later(department: Department) -> Hits:
            "标题。"
            yield department.at("name")

        @declare("XX002", since=2023)
        def now(department: Department) -> Hits:
            "标题。"
            yield department.at("name")
        """
    )
    assert [each["rule"] for each in found] == ["XX002"]


def test_rules_across_files_run_only_where_all_files_were_read(run, workspace: Path, findings) -> None:
    body = """
        @declare("XX001")
        def across(document: Document) -> Hits:
            "标题。"
            for project in document.projects:
                yield project.at("name")
        """
    assert len(findings(body)) == 23
    one = workspace / "projects" / "fengrun-finance-2023" / f"{PROJECT}.yaml"
    _, out, _ = run("check", one)
    assert "XX001" not in out
    assert "跨项目的规则没有运行" in out


def test_the_rules_run_on_the_good_files_where_another_is_broken(workspace: Path, findings) -> None:
    broken = workspace / "projects" / "fengrun-finance-2023" / f"{PROJECT}.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("goals:", "gaols:"), encoding="utf-8")
    found = findings(
        """
        @declare("XX001")
        def named(project: Project) -> Hits:
            "标题。"
            yield project.at("name")
        """
    )
    assert len(found) == 22
    assert not of_project(found)


def test_trusted_rules_only_runs_no_code_of_the_workspace(findings, workspace: Path) -> None:
    marker = workspace / "ran"
    body = f"""
        open({str(marker)!r}, "w").close()

        @declare("XX001")
        def named(project: Project) -> Hits:
            "标题。"
            yield project.at("name")
        """
    assert findings(body, "--trusted-rules-only") == []
    assert not marker.exists()
    assert len(findings(body)) == 23
    assert marker.exists()


LONG = """
@declare("XX001")
def long(document: Document) -> Hits:
    "标题。"
    from time import monotonic
    start = monotonic()
    while monotonic() < start + 0.3:
        pass
    for project in document.projects:
        yield project.at("name")
"""


def test_a_rule_about_the_document_has_time_and_hits_for_its_size(findings, monkeypatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 0.05)
    monkeypatch.setattr(engine, "PROJECTS", 1)
    monkeypatch.setattr(engine, "MOST_HITS", 10)
    assert [each["rule"] for each in findings(LONG)] == ["XX001"] * 23


def test_a_small_document_has_no_more_time_than_a_project(findings, monkeypatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 0.05)
    (one,) = findings(LONG)
    assert one["rule"] == "PS090"
    assert one["message"].endswith("0 s")


def test_a_rule_about_the_document_does_not_yield_without_end(findings, monkeypatch) -> None:
    monkeypatch.setattr(engine, "MOST_HITS", 10)
    body = """
        @declare("XX001")
        def endless(document: Document) -> Hits:
            "标题。"
            while True:
                yield document.department.at("name")
        """
    (one,) = findings(body)
    assert one["rule"] == "PS090"
    assert "more than 225 hits" in one["message"]  # the values of the document


LACKS = {
    "memory": ("raise MemoryError", "内存不够"),
    "open files": ("raise OSError(24, 'Too many open files')", "ulimit -n"),
}


@pytest.mark.parametrize("lack", LACKS)
def test_what_the_machine_lacks_is_no_fault_of_a_rule_that_comes_with_us(
    run, workspace: Path, findings, monkeypatch: pytest.MonkeyPatch, lack: str
) -> None:
    """The rules of others may ask for any amount, and it is told as theirs."""
    raises, said = LACKS[lack]
    rule = f"""
        @declare("XX001")
        def one(project: Project) -> Hits:
            "标题。"
            {raises}
            yield
        """
    assert {found["rule"] for found in findings(rule)} == {"PS090"}
    monkeypatch.setattr(engine, "BUILT_IN", "")  # the pack of the workspace's own rules
    code, out, err = run("check", "-C", workspace, "--no-cache")
    assert (code, out) == (2, "")
    assert said in err
