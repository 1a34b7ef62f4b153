"""The review of each step of a history, as a person has read it: for the pull request and for programs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from perfspec.check import Terms
from perfspec.commands.session import read_baseline
from perfspec.packs import load_rules
from perfspec.reports import change_json, change_markdown
from perfspec.reports.change_view import ChangeReport
from perfspec.review import review
from perfspec.revision import open_repository, tree
from perfspec.workspace import open_workspace
from tests import history
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

GOLDEN = "history"
SCHEMA = json.loads((REPOSITORY / "schemas" / "changes.schema.json").read_text(encoding="utf-8"))
STEPS = [*history.STEPS, "a-merge"]


def told(root: Path, step: str, lang: str) -> ChangeReport:
    """What is told of a step, on the day after it, with the baseline that came with the document."""
    workspace, repository = open_workspace(root), open_repository(root)
    book = load_rules(workspace, lang=lang)
    terms = Terms(book=book, baseline=read_baseline(workspace), today=date(2023, 3, 2))
    states = tree(repository, history.before(step)), tree(repository, step)
    return ChangeReport(review=review(workspace, *states, terms), lang=lang)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_told_in_the_pull_request_as_it_was_read(past: Path, step: str, golden: Callable[..., None]) -> None:
    report = told(past, step, "zh")
    golden(f"{step}.md", change_markdown.report(report))
    golden(f"{step}.json", text := change_json.report(report))
    Draft202012Validator(SCHEMA).validate(json.loads(text))


def test_the_whole_history_is_told_to_readers_of_english(past: Path, golden: Callable[..., None]) -> None:
    workspace, repository = open_workspace(past), open_repository(past)
    terms = Terms(book=load_rules(workspace, lang="en"), baseline=read_baseline(workspace), today=date(2023, 3, 2))
    found = review(workspace, tree(repository, "published"), tree(repository, "a-merge"), terms)
    golden("all.en.md", change_markdown.report(ChangeReport(review=found, lang="en")))


def test_every_golden_file_is_of_a_step() -> None:
    names = {path.name for path in (REPOSITORY / "tests" / "data" / GOLDEN).iterdir()}
    assert names == {f"{step}.{form}" for step in STEPS for form in ("md", "json")} | {"all.en.md"}
