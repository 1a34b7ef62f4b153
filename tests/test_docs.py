"""The documentation is held to the program: generated pages, the tutorial's commands, links, examples."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import perfspec
from perfspec import docs
from tests import history
from tests.conftest import REPOSITORY

PAGES = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("page", "generate"), [("fields.md", docs.field_reference), ("findings.md", docs.finding_reference)]
)
def test_generated_pages_are_fresh(page: str, generate) -> None:
    committed = (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
    assert committed == generate(), "run: make docs"


def follow(page: str, run, monkeypatch) -> set[str]:
    """Do what a page says: write its files, run its commands, compare what they print; the kinds of its blocks."""
    text = (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
    blocks = [(match["kind"], match["body"]) for match in FENCE.finditer(text)]
    for kind, body in blocks:
        if kind in ("yaml", "python"):
            name = Path(body.splitlines()[0].removeprefix("# "))
            name.parent.mkdir(parents=True, exist_ok=True)
            name.write_text(body, encoding="utf-8")
        elif kind == "console":
            for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
                words = shlex.split(command)
                if words[0] == "cd":
                    monkeypatch.chdir(words[1])
                    continue
                if words[0] == "perfspec":
                    _, out, err = run(*words[1:])
                else:
                    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
                    out, err = done.stdout, done.stderr
                assert_printed(command, expected, out + err)
    return {kind for kind, _ in blocks}


def test_the_tutorial_says_what_the_commands_print(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    assert {"console", "yaml"} <= follow("tutorial.md", run, monkeypatch)


def test_a_rule_written_by_the_book_works_everywhere(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "work", "--profile", "mof-2021")
    monkeypatch.chdir("work")
    assert follow("writing-a-rule.md", run, monkeypatch) == {"python", "yaml", "console"}
    assert "FR001  错误  大项目至少有两个数量指标" in run("rules")[1]
    assert "A large project has at least two quantity indicators" in run("rules", "--lang", "en")[1]
    explained = run("explain", "FR001")[1]
    assert "青财绩〔2024〕3号" in explained
    assert "limit: 1000" in explained
    assert run("rules", "--test")[0] == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_change_is_reviewed_by_the_book(run, workspace: Path, monkeypatch) -> None:
    history.git(workspace, "init", "-q", "-b", "main")
    history.commit(workspace, "published")
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    assert {"console", "yaml"} <= follow("reviewing-a-change.md", run, monkeypatch)


def assert_printed(command: str, expected: str, printed: str) -> None:
    """Every expected line is printed, in order; `…` stands for any lines."""
    pattern = "".join(".*" if line == "…" else re.escape(f"{line}\n") for line in expected.splitlines())
    assert re.fullmatch(pattern, printed, re.DOTALL), f"$ {command}\n{printed}"


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/targets.md"])
def test_python_examples_run(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    examples = "\n".join(match["body"] for match in FENCE.finditer(text) if match["kind"] == "python")
    test = doctest.DocTestParser().get_doctest(examples, {}, page, page, 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_the_examples_of_the_package_run() -> None:
    assert doctest.testmod(perfspec).failed == 0
    assert doctest.testmod(perfspec).attempted > 0


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_project_in_the_readme_is_the_real_one(readme: str) -> None:
    text = (REPOSITORY / readme).read_text(encoding="utf-8")
    shown = next(match["body"] for match in FENCE.finditer(text) if match["kind"] == "yaml")
    real = (REPOSITORY / "projects/fengrun-finance-2023/13020823P00023510001U.yaml").read_text(encoding="utf-8")
    assert all(re.sub(r"\s+# .*", "", line) in real.splitlines() for line in shown.splitlines())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_readme_names_the_commands_that_set_everything_up() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for readme in ("README.md", "README.zh-CN.md"):
        text = (REPOSITORY / readme).read_text(encoding="utf-8")
        assert "make publish" in text
        assert "make test" in text
    assert re.search(r"^publish:", makefile, re.MULTILINE)
    assert "make test" in (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")


def test_the_core_install_is_small_and_has_lower_bounds() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert len(project["dependencies"]) <= 4
    everything = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    assert all(">=" in name for name in everything if not name.startswith("perfspec["))


def test_no_fault_is_missing_in_the_list() -> None:
    package = REPOSITORY / "perfspec"
    declaring = {
        ".".join(path.relative_to(REPOSITORY).with_suffix("").parts)
        for path in package.rglob("*.py")
        if re.search(r"(?m)^[A-Z_]+ = (?:Fault|replace)\(", path.read_text(encoding="utf-8"))
    }
    assert declaring <= set(docs.MODULES)
    assert declaring
