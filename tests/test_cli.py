"""The command line: exit codes, help, hints for misspelt words, both languages."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from perfspec.commands import line
from tests.conftest import REPOSITORY


@pytest.mark.parametrize("command", list(line.COMMANDS))
@pytest.mark.parametrize(("lang", "usage"), [("zh", "用法："), ("en", "usage: ")])
def test_every_command_has_help_in_both_languages(run, command: str, lang: str, usage: str) -> None:
    code, out, _ = run(command, "--help", "--lang", lang)
    assert code == 0
    assert out.startswith(f"{usage}perfspec {command}")
    assert ("选项" in out) == (lang == "zh")


def test_a_misspelt_command_is_told_the_nearest(run) -> None:
    code, _, err = run("chekc")
    assert code == 2
    assert "check" in err.splitlines()[1]


@pytest.mark.parametrize("written", ["--fromat", "--formt", "--formt=json"])
def test_a_misspelt_option_is_told_the_nearest_of_its_command(run, written: str) -> None:
    code, _, err = run("check", written)
    assert code == 2
    assert err.splitlines() == [
        f"perfspec check: 不认识的参数：{written}",
        "是不是要写 --format？",
        "用法见：perfspec check --help",
    ]


def test_a_misspelt_option_before_the_command_is_not_told_its_own_value(run) -> None:
    assert run("--langg", "en", "check")[2].splitlines()[1:] == ["用法见：perfspec --help"]


def test_errors_of_use_speak_chinese(run) -> None:
    assert "还要写：项目编码" in run("new")[2]
    assert "可以写：text, json" in run("check", "--format", "xml")[2]
    assert "the following arguments are required" in run("--lang", "en", "new")[2]


def test_no_workspace_ends_with_what_to_do(run, tmp_path: Path) -> None:
    code, _, err = run("check", "-C", tmp_path)
    assert code == 2
    assert "perfspec init" in err


def test_a_path_that_does_not_exist(run, workspace: Path) -> None:
    code, _, err = run("check", "-C", workspace, workspace / "projects" / "nowhere")
    assert code == 2
    assert "nowhere" in err


def test_a_fault_of_ours_ends_with_three_and_a_traceback(run, workspace: Path, monkeypatch) -> None:
    monkeypatch.setattr("perfspec.commands.check.run", lambda options: 1 // 0)
    code, _, err = run("check", "-C", workspace)
    assert code == 3
    assert "ZeroDivisionError" in err


def test_a_command_imports_no_other_command(workspace: Path) -> None:
    script = "import sys; from perfspec.cli import main; main(['fmt', '--check']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=workspace,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
    )
    loaded = set(done.stdout.decode().split())
    assert "perfspec.commands.fmt" in loaded
    assert not loaded & {"perfspec.commands.diff", "perfspec.review", "perfspec.examples", "jinja2"}


def test_options_may_stand_before_the_command(run, workspace: Path) -> None:
    assert run("-C", workspace, "--lang", "en", "check")[1].endswith("known in the baseline\n")


def test_the_version(run) -> None:
    assert run("--version")[1].startswith("perfspec ")


def in_process(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Without `site`: before Python 3.13 it cannot read a path with Chinese characters where LC_ALL=C."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.run(
        [sys.executable, "-S", "-m", "perfspec", *arguments],
        cwd=cwd,
        env={**clean, "PYTHONPATH": os.pathsep.join([str(REPOSITORY), sysconfig.get_path("purelib")]), **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("environment", [{"LANG": "C"}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_chinese_comes_out_whole_in_any_locale(workspace: Path, environment: dict[str, str]) -> None:
    done = in_process("check", cwd=workspace, **environment)
    assert done.returncode == 0
    assert "24 个文件" in done.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_fault(workspace: Path) -> None:
    command = f"'{sys.executable}' -m perfspec render | head -n 1"
    done = subprocess.run(  # noqa: S602 - a pipe is what is tested
        command,
        shell=True,
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["check", "rules", "--help"])
def test_a_full_device_is_told_and_is_no_fault(workspace: Path, command: str, lang: str) -> None:
    lacking = {"zh": "磁盘满了", "en": "the disk is full"}
    with Path("/dev/full").open("wb") as full:
        for _ in range(2):  # told anew, and told again
            done = subprocess.run(
                [sys.executable, "-m", "perfspec", "--lang", lang, command],
                cwd=workspace,
                env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
                timeout=60,
            )
            assert done.returncode == 2
            (line,) = done.stderr.decode().splitlines()
            assert lacking[lang] in line


def test_too_many_open_files_are_told_of_the_run_and_not_of_a_file(run, workspace: Path, monkeypatch) -> None:
    def open_none(path: Path, *_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files", str(path))

    monkeypatch.setattr(Path, "open", open_none)
    code, out, err = run("check", "-C", workspace, "--no-cache")
    assert (code, out) == (2, "")
    assert "ulimit -n" in err
    assert "perfspec.yaml" in err


HEAVY = {"jsonschema", "jinja2", "typst", "importlib.metadata", "multiprocessing", "asyncio", "yaml.cyaml"}


@pytest.mark.parametrize(
    ("arguments", "more"),
    [(["--version"], {"argparse", "perfspec.check"}), (["check", "--no-cache"], {"ctypes"})],
    ids=["version", "check"],
)
def test_start_up_is_light(arguments: list[str], more: set[str], workspace: Path) -> None:
    """No command pays for what only another needs, and no good file for what explains bad ones."""
    (good,) = (REPOSITORY / "tests" / "data" / "good").rglob("yuntai-police-2024")
    shutil.rmtree(workspace / "projects")
    shutil.copytree(good, workspace / "projects" / "good")
    code = f"import sys; from perfspec.cli import main; main({arguments!r})"
    listing = "import atexit, sys; atexit.register(lambda: print(*sorted(sys.modules)));" + code
    done = subprocess.run(
        [sys.executable, "-c", listing],
        cwd=workspace,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    loaded = set(done.stdout.decode().splitlines()[-1].split())
    assert "perfspec.cli" in loaded
    assert loaded & (HEAVY | more) == set()
