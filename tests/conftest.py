"""What all tests share: hypothesis profiles, and the switch that lets continuous integration skip nothing."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from perfspec.cli import main

REPOSITORY = Path(__file__).parent.parent

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background lets its children ignore it

settings.register_profile("default", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", settings.get_profile("default"), derandomize=False, max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write golden files anew; read them before a commit")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With PERFSPEC_SKIP_NOTHING=1 a test that would be skipped fails with the reason."""
    report = yield
    if report.skipped and "PERFSPEC_SKIP_NOTHING" in os.environ and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.fixture(autouse=True, scope="session")
def _caches_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the tests check leaves nothing in the caches of whoever runs them."""
    os.environ["PERFSPEC_CACHE_DIR"] = str(tmp_path_factory.mktemp("caches"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the reference document and its baseline, to be changed by the test."""
    root = tmp_path / "工作区 one"
    root.mkdir()
    for name in ("perfspec.yaml", "baseline.jsonl"):
        shutil.copy(REPOSITORY / name, root)
    shutil.copytree(REPOSITORY / "projects", root / "projects")
    return root


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden file of that name, which a person has read; --golden writes the file instead.

    The files of a module lie below tests/data, in the folder that its GOLDEN names.
    """
    folder = REPOSITORY / "tests" / "data" / getattr(request.module, "GOLDEN", "reports")

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), f"read the difference, then: pytest --golden {request.path}"

    return compare


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in this process: exit code, standard output, standard error."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the reference document and the twelve steps of its history, to be read only."""
    from tests import history

    root = tmp_path_factory.mktemp("history") / "工作区 甲"
    root.mkdir()
    for name in ("perfspec.yaml", "baseline.jsonl"):
        shutil.copy(REPOSITORY / name, root)
    shutil.copytree(REPOSITORY / "projects", root / "projects")
    history.make(root)
    return root
