"""The hooks run on a real repository, installed from this one as pre-commit installs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

pytest.importorskip("pre_commit", reason="pre-commit is not installed: make .venv/dev")
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

OFFLINE = ("Could not find a version", "Connection", "Temporary failure in name resolution")


def git(*arguments: str, cwd: Path) -> None:
    identity = ["-c", "user.name=clerk", "-c", "user.email=clerk@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds what this one would have committed."""
    folder = tmp_path_factory.mktemp("hooks") / "perfspec"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY, check=True, capture_output=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (REPOSITORY / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / name, folder / name)
    git("init", "-q", "-b", "main", cwd=folder)
    git("add", "-A", cwd=folder)
    git("commit", "-q", "-m", "all", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit-home")


def try_repo(hooks: Path, home: Path, hook: str, cwd: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), hook, "--all-files", "--verbose"],
        cwd=cwd, capture_output=True, text=True, env=os.environ | {"PRE_COMMIT_HOME": str(home)},
    )  # fmt: skip
    said = done.stdout + done.stderr
    if any(word in said for word in OFFLINE):
        pytest.skip("the package registry cannot be reached, and pre-commit installs from it")
    return done.returncode, said


@pytest.fixture
def repository(workspace: Path) -> Path:
    git("init", "-q", "-b", "main", cwd=workspace)
    git("add", "-A", cwd=workspace)
    return workspace


def test_the_check_hook_passes_the_reference_document_and_stops_a_fault(hooks, home, repository: Path) -> None:
    code, said = try_repo(hooks, home, "perfspec-check", repository)
    assert code == 0, said
    assert "24 个文件" in said
    path = repository / "projects" / "fengrun-finance-2023" / "13020823P00023510001U.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("goals:", "goals："), encoding="utf-8")
    git("add", "-A", cwd=repository)
    code, said = try_repo(hooks, home, "perfspec-check", repository)
    assert code == 1
    assert "错误 PS005" in said


def test_the_layout_hook_puts_files_in_order(hooks, home, repository: Path) -> None:
    path = repository / "projects" / "fengrun-finance-2023" / "13020823P00023510001U.yaml"
    before = path.read_text(encoding="utf-8")
    assert try_repo(hooks, home, "perfspec-fmt", repository)[0] == 0
    path.write_text(before.replace("name: 2023", "name:   2023", 1), encoding="utf-8")
    git("add", "-A", cwd=repository)
    code, said = try_repo(hooks, home, "perfspec-fmt", repository)
    assert code == 1
    assert "files were modified by this hook" in said
    assert path.read_text(encoding="utf-8") == before
