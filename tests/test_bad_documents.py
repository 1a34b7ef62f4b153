"""Bad documents: single defects put into good ones and into the reference document, and whole documents with many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from perfspec.check import Checked
from perfspec.workspace import DocumentFiles
from perfspec.yamlfile import read
from tests.checked import DATA, base, book, checked, files_below, new, told
from tests.conftest import REPOSITORY
from tests.defects import mutated

MUTATIONS: list[dict[str, Any]] = read((DATA / "bad" / "mutations.yaml").read_bytes(), "mutations.yaml").data
BAD_ROOTS = sorted(path.parent for path in (DATA / "bad").glob("*/perfspec.yaml"))
BAD_FILES = [
    pytest.param(root, files.name, source.file, id=source.file)
    for root in BAD_ROOTS
    for files in files_below(root)
    for source in (files.department, *files.projects)
    if source is not None
]
MARK = re.compile(r"# expect ([PS\d/ ]+)$", re.MULTILINE)  # PS206/PS208: one of both


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["says"])
def test_a_defect_is_found(mutation: dict[str, Any]) -> None:
    expected = set(mutation["expect"])
    root, files, before = base(mutation["document"])
    found = new(before, checked(root, mutated(mutation, files)))
    is_found = bool(expected & {finding.rule for finding in found})
    if not is_found and "missed" in mutation:
        pytest.xfail(mutation["missed"])
    assert is_found, [told(finding) for finding in found]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["says"])
def test_a_defect_changes_its_document(mutation: dict[str, Any]) -> None:
    _, files, _ = base(mutation["document"])
    after = mutated(mutation, files)
    assert data_of(files) != data_of(after)


def scaled(text: str, factor: Decimal) -> str:
    """The text with its number times a factor: ≤4200元/人·月 becomes ≤42000元/人·月."""
    return re.sub(r"\d+(\.\d+)?", lambda match: f"{Decimal(match[0]) * factor:f}", text, count=1)


def off_by_ten() -> Iterator[Any]:
    """Each unit cost and each budget of the good projects, a digit too many and a digit too few."""
    for path in sorted((DATA / "good").glob("*/projects/*")):
        document = f"good/{path.parts[-3]}/{path.name}"
        _, files, _ = base(document)
        for source in files.projects:
            project = source.data
            if project["name"] in UNTOLD:
                continue
            for says, factor in (("多一个零", Decimal(10)), ("少一个零", Decimal("0.1"))):
                money = {key: amount * factor for key, amount in project["budget"].items()}
                edits = {"budget": money} | {
                    f"indicators/{row['name']}/target": scaled(row["target"], factor)
                    for row in project["indicators"]
                    if row["category"] in ("成本指标", "经济成本指标")
                }
                for where, value in edits.items():
                    if (row := where.split("/")[-2:][0]) in LITTLE and factor < 1:
                        continue
                    case = {"document": document, "project": project["name"], "edits": [{"set": where, "to": value}]}
                    yield pytest.param(case, id=f"{project['name']}-{row}-{says}")


UNTOLD = {"地方政府专项债券付息"}  # its cost is a rate of interest, and what it is paid on is no target
LITTLE = {
    "等级保护测评费",
    "临时救助次均标准",
    "电子期刊数据库年使用费",
    "适应性培训人均费用",
}  # of the budget: a digit less is tolerated
CATCHING = {"PS301", "PS305"}


@pytest.mark.parametrize("mutation", [*off_by_ten()])
def test_a_cost_or_budget_that_is_off_by_ten_is_found(mutation: dict[str, Any]) -> None:
    root, files, before = base(mutation["document"])
    found = new(before, checked(root, mutated(mutation, files)))
    assert CATCHING & {finding.rule for finding in found}, [told(finding) for finding in found]


def data_of(files: DocumentFiles) -> list[Any]:
    return [source.data for source in (files.department, *files.projects) if source]


def test_the_rules_that_are_expected_are_there() -> None:
    expected = {rule for mutation in MUTATIONS for rule in mutation["expect"]}
    assert {rule for rule in expected if not rule.startswith("PS0")} <= book(REPOSITORY)[1].ids


def test_the_defects_are_many_and_told_apart() -> None:
    names = [mutation["says"] for mutation in MUTATIONS]
    assert len(names) == len(set(names)) >= 40


@cache
def bad(root: Path, name: str) -> Checked:
    (files,) = (files for files in files_below(root) if files.name == name)
    return checked(root, files)


@pytest.mark.parametrize(("root", "name", "file"), BAD_FILES)
def test_what_a_bad_document_is_marked_with_is_found(root: Path, name: str, file: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    marked = [set(rules.split("/")) for match in MARK.finditer(text) for rules in match[1].split()]
    findings = [finding for finding in bad(root, name).findings if finding.place.file == file]
    found = {finding.rule for finding in findings}
    missed = [rules for rules in marked if not rules & found]
    assert marked
    assert missed == [], [told(finding) for finding in findings]
