"""The same command line is answered at once while nothing that it depends on has changed, and else it runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from perfspec import cli, lastrun, outside
from perfspec.outside import look_at
from tests.conftest import REPOSITORY

DOCUMENT = "projects/fengrun-finance-2023"
ONE = f"{DOCUMENT}/13020823P000216100013.yaml"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def asked(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Runs a check and says whether it was told again: exit code, standard output, and that."""
    monkeypatch.setenv("PERFSPEC_CACHE_DIR", str(tmp_path / "caches"))
    monkeypatch.setattr(lastrun, "UNSURE", 0)
    ran: list[bool] = []
    real = cli._run
    monkeypatch.setattr(cli, "_run", lambda *given: ran.append(True) or real(*given))

    def asked(*arguments: str | Path) -> tuple[int, str, bool]:
        ran.clear()
        time.sleep(0.002)  # longer than a tick of the file system's clock, see UNSURE
        code, said, _ = run("check", *(arguments or ("-C", workspace)))
        return code, said, not ran

    return asked


def test_it_is_told_again(asked, workspace: Path) -> None:
    (workspace / ONE).write_text((workspace / ONE).read_text().replace("total: 10000.00", "total: 10000.01"))
    first = asked()
    assert first[0] == 1
    assert "PS" in first[1]
    assert first[2] is False
    assert asked() == (*first[:2], True)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file is touched": lambda root: (root / ONE).touch(),
    "a file is gone": lambda root: (root / ONE).unlink(),
    "a file is new": lambda root: shutil.copy(root / ONE, root / DOCUMENT / "a.yaml"),
    "a document is new": lambda root: shutil.copytree(root / DOCUMENT, root / "projects" / "other"),
    "a folder is hidden": lambda root: (root / DOCUMENT).rename(root / "projects" / ".hidden"),
    "a file has another name": lambda root: (root / ONE).rename(root / DOCUMENT / "b.yml"),
    "the settings": lambda root: (root / "perfspec.yaml").write_text("profile: hebei\nrules:\n  PS301: off\n"),
    "the baseline": lambda root: (root / "baseline.jsonl").unlink(),
    "a rule of the workspace": lambda root: [(root / "rules").mkdir(), (root / "rules" / "own.py").write_text("")],
    "a profile of the workspace": lambda root: [
        (root / "rules" / "profiles").mkdir(parents=True),
        shutil.copy(REPOSITORY / "rules" / "profiles" / "hebei.yaml", root / "rules" / "profiles"),
    ],
    "a link leads to a folder": lambda root: [_link(root).unlink(), _link(root).mkdir()],
    "a profile in a linked folder": lambda root: _linked(root).write_text(_linked(root).read_text() + "# more\n"),
    "the size and the time stay": lambda root: _swap(root / ONE),
}


def _link(root: Path) -> Path:
    """What a link among the projects names."""
    return root / "elsewhere"


def _linked(root: Path) -> Path:
    """A profile of the workspace, which lies in a folder that is a link."""
    return root / "others" / "hebei.yaml"


@pytest.fixture
def linking(workspace: Path) -> Path:
    """A workspace with a link among its projects, and one among its rules."""
    _link(workspace).write_text("a: 1\n")
    (workspace / DOCUMENT / "a.yaml").symlink_to(_link(workspace))
    _linked(workspace).parent.mkdir()
    shutil.copy(REPOSITORY / "rules" / "profiles" / "hebei.yaml", _linked(workspace))
    (workspace / "rules").mkdir()
    (workspace / "rules" / "profiles").symlink_to(_linked(workspace).parent)
    return workspace


def _swap(path: Path) -> None:
    at = path.stat()
    path.write_bytes(path.read_bytes().swapcase())
    os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_it_runs_anew(
    asked, workspace: Path, change: Callable[[Path], object], request: pytest.FixtureRequest
) -> None:
    if "link" in request.node.name:
        request.getfixturevalue("linking")
    asked()
    assert asked()[2]
    change(workspace)
    after = asked()
    assert not after[2]
    assert after[:2] == asked("-C", workspace, "--no-cache")[:2]


def test_one_file_is_asked_for(asked, workspace: Path) -> None:
    one = workspace / ONE
    first = asked(one)
    assert asked(one) == (*first[:2], True)
    (workspace / DOCUMENT / "13020823P00021710001A.yaml").touch()
    assert asked(one)[2] is not (workspace / DOCUMENT / "13020823P00021710001A.yaml").exists()
    (workspace / DOCUMENT / "department.yaml").touch()
    assert not asked(one)[2]


def test_a_workspace_in_between_is_another_one(asked, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace / "projects")
    asked("--lang", "zh")
    assert asked("--lang", "zh")[2]
    (workspace / "projects" / "perfspec.yaml").write_text("profile: hebei\n")
    assert not asked("--lang", "zh")[2]


def test_a_link_leads_elsewhere(asked, workspace: Path, tmp_path: Path) -> None:
    link, empty = tmp_path / "link", tmp_path / "empty"
    empty.mkdir()
    (empty / "perfspec.yaml").write_text("profile: hebei\n")
    link.symlink_to(workspace)
    asked("-C", link)
    assert asked("-C", link)[2]
    link.unlink()
    link.symlink_to(empty)
    assert not asked("-C", link)[2]


def test_the_day_counts(asked, monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    monkeypatch.setattr(time, "localtime", lambda: (2099, 1, 1))
    assert not asked()[2]


def test_an_answer_belongs_to_the_day_on_which_it_was_asked(asked, monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter([(2024, 1, 1)])
    monkeypatch.setattr(time, "localtime", lambda: next(days, (2024, 1, 2)))
    asked()  # over midnight
    assert not asked()[2]
    assert asked()[2]


@pytest.mark.parametrize("where", ["path", "file"])
def test_another_perfspec_and_other_packs_count(asked, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    asked()
    if where == "path":
        monkeypatch.syspath_prepend("/elsewhere")
    else:
        monkeypatch.setattr(lastrun, "__file__", "/elsewhere/lastrun.py")
    assert not asked()[2]


def test_what_has_gone_while_it_was_looked_at_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with os.scandir(tmp_path) as entries:
        (entry,) = entries
        (tmp_path / "a").unlink()
    assert outside._seen(entry) == ("none", 0)


def test_a_pipe_is_not_waited_for(asked, tmp_path: Path) -> None:
    asked()
    (path,) = (tmp_path / "caches").rglob("*.run")
    path.unlink()
    os.mkfifo(path)
    assert not asked()[2]


def test_what_cannot_be_told_is_a_fault_of_the_run(asked, monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    monkeypatch.setattr(cli, "told_before", lambda asked: 1 // 0)
    assert asked()[0] == 3


def test_language_and_folder_count(asked, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    monkeypatch.setenv("PERFSPEC_LANG", "en")
    assert "documents" in asked()[1]
    assert asked()[2]
    monkeypatch.chdir(workspace)
    assert not asked("--lang", "zh")[2]


@pytest.mark.parametrize("options", [("--no-cache",), ("--format", "json"), ("--fix",)])
def test_what_does_more_than_tell_always_runs(asked, workspace: Path, options: tuple[str, ...]) -> None:
    asked("-C", workspace, *options)
    assert not asked("-C", workspace, *options)[2]


def test_what_has_just_changed_is_not_kept(asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lastrun, "UNSURE", 3600 * 10**9)
    asked()
    assert not asked()[2]


def test_long_answers_are_not_kept(asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lastrun, "MOST", 1)
    asked()
    assert not asked()[2]


@pytest.mark.parametrize("spoil", [lambda kept: b"", lambda kept: kept[:-1], lambda kept: kept.replace(b"0", b"1")])
def test_a_broken_file_is_as_good_as_none(asked, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    first = asked()
    (path,) = (tmp_path / "caches").rglob("*.run")
    path.write_bytes(spoil(path.read_bytes()))
    assert asked() == first
    assert asked() == (*first[:2], True)


def test_a_file_of_another_command_line_is_as_good_as_none(asked, monkeypatch: pytest.MonkeyPatch, workspace) -> None:
    monkeypatch.setattr(lastrun, "KEPT", 1)
    asked()
    assert not asked("-C", workspace, "--lang", "en")[2]
    assert not asked()[2]


def test_a_look_tells_links_to_nowhere_and_to_themselves(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "nowhere")
    for way in ("judges", "documents", "names", "file", "link", "real"):
        watched = [(way, str(tmp_path)), (way, str(tmp_path / "none"))]
        assert look_at(watched).digest == look_at(watched).digest != look_at(watched, "other").digest


def test_telling_again_imports_next_to_nothing(workspace: Path, tmp_path: Path) -> None:
    """Also no argparse, no `re`, no pathlib: the answer is there before the rest of Python would be."""
    code = f"""
import sys
before = set(sys.modules)
from perfspec import lastrun
lastrun.UNSURE = -10**18
from perfspec.cli import main
main(["check", "-C", {str(workspace)!r}])
print(*sorted(set(sys.modules) - before))
"""
    environment = os.environ | {"PERFSPEC_CACHE_DIR": str(tmp_path / "c"), "PYTHONPATH": str(REPOSITORY)}

    def loaded() -> set[str]:
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=True)
        return set(done.stdout.splitlines()[-1].split())

    assert "argparse" in loaded()
    assert loaded() <= {
        "__future__",
        "_blake2",
        "_hashlib",
        "hashlib",
        "perfspec",
        "perfspec.cachefolder",
        "zlib",
        "perfspec.cli",
        "perfspec.lastrun",
        "perfspec.outside",
    }
