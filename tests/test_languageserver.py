"""What a clerk sees in an editor: our schemas through yaml-language-server, the server behind VS Code and others."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from perfspec import schema, yamlfile
from tests import languageserver
from tests.data.schema_faults import DEPARTMENT, FAULTS, GOOD, GOOD_EDITS, PROJECT, SETTINGS, Faulty, Good, text
from tests.languageserver import ROOT, LanguageServer

pytestmark = pytest.mark.skipif(bool(languageserver.missing()), reason=languageserver.missing())

FILES = {
    "project": "projects/财政局 2023/13020823P00023510001U.yaml",
    "department": "projects/财政局 2023/department.yaml",
    "settings": "perfspec.yaml",
    "profile": "rules/profiles/hebei.yaml",
    "approvals": "approvals.yaml",
    "opinion": "rules/opinion.yaml",
}
CURSOR = "‸"  # stands in a text where the cursor is
HAN = re.compile("[\u4e00-\u9fff]")
LEFT_IN_ENGLISH = re.compile(r'Missing property "\w+"\.|Incorrect type\. Expected ".+"\.')


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with LanguageServer(locale="zh-cn") as running:
        yield running


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose path has a blank and Chinese characters in it, as on many desks."""
    folder = tmp_path_factory.mktemp("绩效 目标")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    return folder


@pytest.fixture(scope="module")
def diagnosed(server: LanguageServer, workspace: Path) -> dict[str, list[dict[str, Any]]]:
    """The diagnostics of every good and faulty file, by the name of the case."""
    cases: list[Good | Faulty] = [Good(name, name, "", "") for name in GOOD] + GOOD_EDITS + FAULTS
    assert len({case.name for case in cases}) == len(cases)
    uris = {case.name: (workspace / FILES[case.schema]).with_stem(f"{n:03}").as_uri() for n, case in enumerate(cases)}
    found = server.open({uris[case.name]: text(case) if case.old else GOOD[case.schema] for case in cases})
    return {name: found[uri] for name, uri in uris.items()}


@pytest.mark.parametrize("name", [*GOOD, *(case.name for case in GOOD_EDITS)])
def test_a_good_file_gets_no_diagnostic(name: str, diagnosed: dict[str, list[dict[str, Any]]]) -> None:
    assert diagnosed[name] == []


def test_the_files_of_this_repository_get_no_diagnostic(server: LanguageServer) -> None:
    """By the modeline that each of them brings: the real document, the profiles, the settings."""
    files = [ROOT / "perfspec.yaml", *ROOT.glob("projects/*/*.yaml"), *ROOT.glob("rules/profiles/*.yaml")]
    texts = {path.as_uri(): path.read_text(encoding="utf-8") for path in files}
    found = server.open(texts)
    for uri in texts:
        server.close(uri)

    assert len(files) > 3
    assert all(text.startswith("# yaml-language-server: $schema=") for text in texts.values())
    assert {uri: diagnostics for uri, diagnostics in found.items() if diagnostics} == {}


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case.name)
def test_the_editor_marks_the_lines_that_we_mark(case: Faulty, diagnosed: dict[str, list[dict[str, Any]]]) -> None:
    marked = {diagnostic["range"]["start"]["line"] + 1 for diagnostic in diagnosed[case.name]}
    assert marked - {case.editor} == {line for line, _ in case.findings}
    assert case.editor is None or case.editor in marked


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case.name)
def test_the_editor_speaks_of_values_in_chinese(case: Faulty, diagnosed: dict[str, list[dict[str, Any]]]) -> None:
    """Where the server has no Chinese, the schema brings it; a regular expression helps nobody.

    Left in English by the server: a missing field, and a wrong type where the schema cannot speak for the server
    without hiding which field is meant.
    """
    for diagnostic in diagnosed[case.name]:
        message = diagnostic["message"]
        assert "(?!" not in message
        assert HAN.search(message) or LEFT_IN_ENGLISH.fullmatch(message)


@pytest.mark.parametrize(("old", "bare"), [('"318001"', "0318001"), ("13020823P00023510001U", "13020823E000235100012")])
def test_the_editor_wants_quotes_where_only_we_read_text(
    old: str, bare: str, server: LanguageServer, workspace: Path
) -> None:
    """YAML 1.2 sees numbers here. Our reader keeps the text, so the file is good; quotes please both."""
    uri = (workspace / FILES["project"]).with_stem("quotes").as_uri()
    unquoted = PROJECT.replace(old, bare)
    quoted = PROJECT.replace(old, f'"{bare}"')

    [said] = server.open({uri: unquoted})[uri]
    assert "加引号" in said["message"]
    assert schema.faults(yamlfile.read(unquoted.encode(), "a.yaml"), "project") == []
    server.close(uri)
    assert server.open({uri: quoted})[uri] == []
    server.close(uri)


def test_keys_are_offered_with_their_chinese_names(server: LanguageServer, workspace: Path) -> None:
    offered = _complete(server, workspace, "project", re.sub("purpose: .*", CURSOR, PROJECT))

    assert {"purpose", "title", "activity"} <= offered.keys()
    assert "code" not in offered  # it stands there already
    assert _documentation(offered["purpose"]) == "资金用途：钱用来做什么，一句话说清楚。"


def test_keys_are_offered_inside_an_indicator(server: LanguageServer, workspace: Path) -> None:
    offered = _complete(server, workspace, "project", PROJECT.replace("target: ≥21个", CURSOR))

    assert {"target", "unit", "weight", "baseline", "scale"} <= offered.keys()
    assert _documentation(offered["target"]).startswith("指标值：要达到的值")


@pytest.mark.parametrize(("typed", "inserted"), [("  - ", "category: $1"), ("  ", "- category: $1")])
@pytest.mark.parametrize("above", [PROJECT, PROJECT[: PROJECT.index("  - category")]], ids=["next", "first"])
def test_a_whole_indicator_is_offered(
    above: str, typed: str, inserted: str, server: LanguageServer, workspace: Path
) -> None:
    """The editor puts the indent of the cursor's line before the other lines."""
    offered = _complete(server, workspace, "project", f"{above}{typed}{CURSOR}\n")

    lines = [inserted, "  name: $2", "  description: $3", "  target: $4", "  basis: $5"]
    assert offered["一条指标"]["textEdit"]["newText"].split("\n") == lines


def test_categories_are_offered(server: LanguageServer, workspace: Path) -> None:
    offered = _complete(server, workspace, "project", PROJECT.replace("category: 数量指标", f"category: {CURSOR}"))

    assert {"数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "服务对象满意度指标"} <= offered.keys()
    assert _documentation(offered["时效指标"]) == "产出是否及时"


def test_months_are_offered(server: LanguageServer, workspace: Path) -> None:
    marked = PROJECT.replace("{6月: 50, 12月: 100}", f"\n  6月: 50\n  {CURSOR}")
    offered = _complete(server, workspace, "project", marked)

    assert list(offered) == [f"{month}月" for month in range(1, 13) if month != 6]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("    target: ≥21个", ["≥21个", "≥95%", "≤500元/个", "2023年12月31日前完成"]),
        ("    basis: 年初计划", ["年初计划", "历史标准", "计划标准"]),
    ],
)
def test_examples_are_offered_as_values(line: str, values: list[str], server: LanguageServer, workspace: Path) -> None:
    key = line[: line.index(": ") + 2]
    assert list(_complete(server, workspace, "project", PROJECT.replace(line, key + CURSOR))) == values


def test_settings_are_offered_with_what_they_mean(server: LanguageServer, workspace: Path) -> None:
    offered = _complete(server, workspace, "settings", SETTINGS.replace("fail_on: error", f"fail_on: {CURSOR}"))

    assert _documentation(offered["never"]) == "只报告，总是通过"


@pytest.mark.parametrize(
    ("schema", "marked", "title", "says"),
    [
        ("project", "co‸de: 130", "项目编码", "21 位"),
        ("project", "bud‸get:", "预算规模", "单位万元"),
        ("project", "{to‸tal:", "预算数", "项目预算总额"),
        ("project", "{6‸月:", "累计支出进度", "0 到 100"),
        ("project", "indi‸cators:", "绩效指标", "按表中的次序"),
        ("project", "cate‸gory: 数量指标", "二级指标", "一级指标由它得出"),
        ("project", "tar‸get: ≥21个", "指标值", "照表中的写法"),
        ("project", "tar‸get: 95", "指标值", "照表中的写法"),
        ("department", "re‸gion:", "行政区划", "6 位数字"),
        ("department", "safe‸guards:", "工作保障措施", "（一）（二）（三）"),
        ("settings", "fail_‸on:", "不通过的级别", "never 只报告"),
    ],
)
def test_hovering_a_key_shows_its_chinese_title_and_description(
    schema: str, marked: str, title: str, says: str, server: LanguageServer, workspace: Path
) -> None:
    good = {"project": PROJECT, "department": DEPARTMENT, "settings": SETTINGS}[schema]
    uri, line, character = _open(server, workspace, schema, good.replace(marked.replace(CURSOR, ""), marked, 1))
    shown = server.hover(uri, line, character)
    server.close(uri)

    assert shown.splitlines()[0] == f"#### {title}"
    assert says in shown


def _open(server: LanguageServer, workspace: Path, schema: str, marked: str) -> tuple[str, int, int]:
    """Open a text without its cursor mark; where it is opened, and where the cursor is."""
    before, _, after = marked.partition(CURSOR)
    uri = (workspace / FILES[schema]).as_uri()
    server.open({uri: before + after})
    return uri, before.count("\n"), len(before) - before.rfind("\n") - 1


def _complete(server: LanguageServer, workspace: Path, schema: str, marked: str) -> dict[str, dict[str, Any]]:
    """What is offered at the cursor, by label and in its order."""
    uri, line, character = _open(server, workspace, schema, marked)
    offered = server.complete(uri, line, character)
    server.close(uri)
    return {item["label"]: item for item in offered}


def _documentation(item: dict[str, Any]) -> str:
    said = item.get("documentation", "")
    return str(said["value"] if isinstance(said, dict) else said)
