"""The history of each project: from one question to git, and nothing where git does not know."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from perfspec.histories import MOST, Commit, histories
from tests import history

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
DAY = history.DAY[:10]


def recorded(root: Path, *steps: tuple[str, dict[str, str]]) -> Path:
    """A repository with a commit for each subject and the files that it writes."""
    history.git(root, "init", "-q", "-b", "main")
    for subject, files in steps:
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        history.git(root, "add", "-A")
        history.git(root, "commit", "-q", "--allow-empty-message", "-m", subject)
    return root


def told(root: Path, folder: str = "projects/甲") -> dict[str, list[tuple[str, str, str]]]:
    return {
        name: [(commit.day, commit.author, commit.subject) for commit in commits]
        for name, commits in histories(root, folder).items()
    }


def test_each_file_has_the_commits_that_touched_it_the_latest_first(tmp_path: Path) -> None:
    recorded(
        tmp_path,
        ("一次 录入", {"projects/甲/P1.yaml": "1", "projects/甲/P2.yaml": "1", "projects/乙/P3.yaml": "1"}),
        ("commit 改 “P1”", {"projects/甲/P1.yaml": "2", "projects/甲/深/P4.yaml": "1"}),
        ("", {"projects/甲/P1.yaml": "3"}),
    )
    assert told(tmp_path) == {
        "P1": [(DAY, "clerk", ""), (DAY, "clerk", "commit 改 “P1”"), (DAY, "clerk", "一次 录入")],
        "P2": [(DAY, "clerk", "一次 录入")],
    }
    (first,) = histories(tmp_path, "projects/甲")["P2"]
    assert first == Commit(
        id=history.git(tmp_path, "rev-list", "--max-parents=0", "HEAD")[:10],
        day=DAY,
        author="clerk",
        subject="一次 录入",
    )


def test_a_workspace_may_lie_below_the_top_of_its_repository(tmp_path: Path) -> None:
    recorded(tmp_path, ("一", {"work/projects/甲/P1.yaml": "1"}))
    assert told(tmp_path / "work") == {"P1": [(DAY, "clerk", "一")]}


def test_a_long_history_is_cut(tmp_path: Path) -> None:
    recorded(tmp_path, *((str(number), {"projects/甲/P1.yaml": str(number)}) for number in range(MOST + 2)))
    assert [subject for _, _, subject in told(tmp_path)["P1"]] == [str(MOST + 1 - number) for number in range(MOST)]


def test_a_shallow_clone_no_repository_and_no_git_have_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    recorded(whole, ("一", {"projects/甲/P1.yaml": "1"}), ("二", {"projects/甲/P1.yaml": "2"}))
    history.git(tmp_path, "clone", "-q", "--depth", "1", whole.as_uri(), "shallow")
    assert histories(tmp_path / "shallow", "projects/甲") == {}
    assert histories(whole / "projects", "nothing") == {}
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "plain").mkdir()
    assert histories(tmp_path / "plain", "projects/甲") == {}
    monkeypatch.setenv("PATH", str(tmp_path / "plain"))
    assert histories(whole, "projects/甲") == {}
