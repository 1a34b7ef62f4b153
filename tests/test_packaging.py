"""The wheel holds rules, schemas and templates, and works away from this repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the contents of the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file()}


def test_the_wheel_holds_what_the_program_needs(installed: Path) -> None:
    for folder in ("rules", "schemas", "templates"):
        assert files(installed / "perfspec" / folder) == files(REPOSITORY / folder) != set()
    assert {path.name for path in installed.iterdir() if path.is_dir() and path.suffix == ""} == {"perfspec"}


def test_the_wheel_works_on_a_workspace_elsewhere(installed: Path, tmp_path: Path) -> None:
    def perfspec(*arguments: str) -> subprocess.CompletedProcess[str]:
        code = "import sys, perfspec.cli; assert perfspec.__file__.startswith(sys.argv[1]); "
        return subprocess.run(
            [sys.executable, "-c", code + "sys.exit(perfspec.cli.main(sys.argv[2:]))", str(installed), *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    assert perfspec("init", ".", "--profile", "mof-2021", "--year", "2024").returncode == 0
    assert perfspec("new", "41010524P00000110001A", "--name", "校舍维修").returncode == 0
    checked = perfspec("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    built = perfspec("build")
    assert built.returncode == 0, built.stdout + built.stderr
    assert list((tmp_path / "dist").rglob("document.html"))
