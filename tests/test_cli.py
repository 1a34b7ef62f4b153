"""The command line: exit codes, help, hints for misspelt words, both languages."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import pytest

from perfspec.commands import line
from tests.conftest import REPOSITORY
from tests.test_check import DOCUMENT, FIRST

CODE = FIRST.removesuffix(".yaml")


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


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")


def on_a_full_device(workspace: Path, *arguments: str) -> tuple[int, str]:
    """The exit code, and what is said of it."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=workspace,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    return done.returncode, done.stderr.decode()


@FULL
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["check", "rules", "--help"])
def test_a_full_device_is_told_and_is_no_fault(workspace: Path, command: str, lang: str) -> None:
    lacking = {"zh": "磁盘满了", "en": "the disk is full"}
    for _ in range(2):  # told anew, and told again
        code, said = on_a_full_device(workspace, "-m", "perfspec", "--lang", lang, command)
        assert code == 2
        (line,) = said.splitlines()
        assert lacking[lang] in line


@FULL
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"]])
def test_what_the_parser_cannot_write_is_told(workspace: Path, arguments: list[str]) -> None:
    code, said = on_a_full_device(workspace, "-u", "-m", "perfspec", "--lang", "en", *arguments)
    assert (code, "the disk is full" in said) == (2, True)


@FULL
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check -C /nowhere 2>/dev/full", 2),
        ("check >/dev/full 2>/dev/full", 2),
        ("chek 2>/dev/full", 2),
        ("check >&-", 0),
        ("check --no-cache >&- 2>&-", 0),
        ("check --format json >&-", 0),
        ("rules >&-", 0),
    ],
)
def test_the_exit_code_holds_where_nothing_can_be_said(workspace: Path, command: str, code: int) -> None:
    done = subprocess.run(  # noqa: S602 - what the shell makes of the streams is what is tested
        f"'{sys.executable}' -m perfspec {command}",
        shell=True,
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Shuts folders as a missing permission does, also for those who may do everything."""
    folders: list[Path] = []

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            path = named.get("dir") or next(iter(given), ".")
            is_path = isinstance(path, str | Path)  # and no number of an open folder
            if is_path and any(Path(path).resolve().is_relative_to(folder) for folder in folders):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(*given, **named)

        return call

    for where, name in ((os, "scandir"), (os, "listdir"), (os, "mkdir"), (tempfile, "mkstemp"), (tempfile, "mkdtemp")):
        monkeypatch.setattr(where, name, refusing(getattr(where, name)))
    return folders.append


SHUT = ("projects", DOCUMENT)
DENIED = {"zh": "没有权限；检查权限再运行", "en": "permission is denied; check the permissions and run again"}


@pytest.mark.parametrize("lang", DENIED)
@pytest.mark.parametrize(
    ("command", "folder"),
    [
        *((command, folder) for command in ("check", "fmt", "build --to md", "export --to csv") for folder in SHUT),
        ("check", "rules"),
        ("baseline", "rules"),
        ("baseline", DOCUMENT),
        ("build --to md", "rules"),
    ],
)
def test_a_folder_that_may_not_be_opened_stops_the_run(
    run, workspace: Path, shut: Callable[[Path], None], folder: str, command: str, lang: str
) -> None:
    """What lies there is not known, so nothing may be said of the whole."""
    (workspace / "rules").mkdir(exist_ok=True)
    before = (workspace / "baseline.jsonl").read_bytes()
    shut(workspace / folder)
    output = ["-o", str(workspace / "dist")] if command.startswith(("build", "export")) else []
    code, out, err = run("--lang", lang, *command.split(), "-C", workspace, *output)
    assert (code, out) == (2, "")
    assert DENIED[lang] in err
    assert str(workspace / folder) in err
    assert len(err.splitlines()) == 1
    assert (workspace / "baseline.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        f"render -C . {CODE} -o shut/a.md",
        "opinion -C . -o shut/a.md",
        "check -C . --format json -o shut/a.json",
        "check -C . --shard 1/1 -o shut/a.jsonl",
        "export -C . --to csv -o shut/a",
        "build -C . --to md -o shut/a",
        "init shut/a",
    ],
)
def test_what_may_not_be_written_is_told(
    run, workspace: Path, shut: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (workspace / "shut").mkdir()
    monkeypatch.chdir(workspace)
    shut(workspace / "shut")
    code, _, err = run("--lang", "en", *command.split())
    assert code == 2
    assert DENIED["en"] in err
    assert "shut" in err
    assert len(err.splitlines()) == 1


def test_a_file_that_may_not_be_put_into_layout_is_told(run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workspace / DOCUMENT / FIRST
    path.write_text(path.read_text(encoding="utf-8").replace("name: ", "name:   ", 1), encoding="utf-8")
    before = path.read_bytes()

    def refused(*given: Any, **named: Any) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    code, _, err = run("fmt", "-C", workspace)
    assert (code, path.read_bytes()) == (2, before)
    assert f"{path} 写不了：{DENIED['zh']}" in err


@pytest.mark.parametrize("command", ["render", "opinion", "check --format json"])
@pytest.mark.parametrize(
    ("output", "why"),
    [("nowhere/a.md", "没有这个文件或文件夹"), ("perfspec.yaml/a.md", "上级不是文件夹"), (os.devnull, "不是普通文件")],
)
def test_a_place_that_is_none_is_told(run, workspace: Path, command: str, output: str, why: str) -> None:
    given = command.split() + ([CODE] if command == "render" else [])
    code, _, err = run(*given, "-C", workspace, "-o", workspace / output)
    assert code == 2
    assert why in err
    assert len(err.splitlines()) == 1


LONG = "a" * 300


@pytest.mark.parametrize(
    "command",
    [
        *(
            f"{name} {LONG}"
            for name in ("check", "fmt", "render", "opinion", "baseline", "init", "import -o x", "merge")
        ),
        f"check -C {LONG}",
        f"check --format json -o {LONG}",
        f"check --shard 1/1 -o {LONG}",
        f"export --to csv -o {LONG}",
        f"build --to md -o {LONG}",
    ],
)
def test_a_name_that_is_too_long_is_told(run, workspace: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(workspace)
    code, _, err = run(*command.split())
    assert (code, len(err.splitlines())) == (2, 1)
    assert "名字太长；换一个短的" in err


@pytest.mark.parametrize("command", ["init", "build --to md -o", "export --to csv -o"])
def test_a_folder_in_the_place_of_a_file_is_told(run, workspace: Path, command: str) -> None:
    code, _, err = run(
        *command.split(), workspace / "perfspec.yaml" / "a", *(() if command == "init" else ("-C", workspace))
    )
    assert (code, len(err.splitlines())) == (2, 1)
    assert "写不了" in err
    assert (workspace / "perfspec.yaml").is_file()


@pytest.mark.parametrize(
    "command",
    [
        "export --to csv -o x",
        pytest.param(
            "build --to pdf -o x",
            marks=pytest.mark.skipif(not find_spec("typst"), reason="typst is not installed"),
        ),
    ],
)
def test_where_there_is_no_temporary_folder_that_is_told(
    run, workspace: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def none(*given: Any, **named: Any) -> NoReturn:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.chdir(workspace)
    monkeypatch.setattr("perfspec.writing.TemporaryDirectory", none)
    code, _, err = run(*command.split())
    assert (code, "TMPDIR" in err) == (2, True)


def test_a_run_that_is_interrupted_says_so_though_nobody_listens(workspace: Path) -> None:
    code = """
import sys
from perfspec import cli
def run(given, lang, asked):
    sys.stdout.write("x")
    print("r", file=sys.stderr, flush=True)
    sys.stdin.read()
    raise KeyboardInterrupt
cli._run = run
raise SystemExit(cli.main(["rules"]))
"""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stderr is not None
        child.stderr.readline()
        child.stdout.close()
        child.stdin.close()
        assert (child.wait(timeout=60), child.stderr.read()) == (130, b"")


@pytest.mark.parametrize("option", ["--shard", "--cluster", "--rules-from", "--changed-since"])
@pytest.mark.parametrize("value", ["", " "])
def test_an_option_that_a_variable_left_empty_is_refused(run, workspace: Path, option: str, value: str) -> None:
    code, _, err = run("check", "-C", workspace, option, value)
    assert code == 2
    assert f"{option} 后面要写一个值" in err


@pytest.mark.parametrize("jobs", ["0", "-5", "two"])
def test_there_is_at_least_one_process(run, workspace: Path, jobs: str) -> None:
    code, _, err = run("check", "-C", workspace, "--jobs", jobs)
    assert code == 2
    assert f"--jobs 不能是 {jobs}" in err.replace("'", "")


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
