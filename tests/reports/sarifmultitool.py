"""The validator of `@microsoft/sarif-multitool`, which npm installs with the official schema of SARIF beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import REPOSITORY

SYSTEM = {"linux": "linux", "darwin": "darwin", "win32": "win32"}.get(sys.platform, sys.platform)
FOLDER = REPOSITORY / "node_modules" / "@microsoft" / f"sarif-multitool-{SYSTEM}"
PROGRAM = FOLDER / ("Sarif.Multitool.exe" if SYSTEM == "win32" else "Sarif.Multitool")
SCHEMA = FOLDER / "sarif-2.1.0.json"


def missing() -> str:
    """Why it cannot be asked here; empty where it can."""
    if not PROGRAM.is_file() or not os.access(PROGRAM, os.X_OK):
        return "@microsoft/sarif-multitool is not installed: run `npm ci` in the root of the repository"
    return ""


def schema() -> Any:
    return json.loads(SCHEMA.read_text(encoding="utf-8-sig"))


def complaints(log: str, folder: Path) -> list[str]:
    """The rules of the validator that a log breaks as errors or warnings, each as `level ID: pointer`."""
    path, told = folder / "log.sarif", folder / "told.sarif"
    path.write_text(log, encoding="utf-8")
    done = subprocess.run(
        [PROGRAM, "validate", path, "--output", told, "--log", "ForceOverwrite", "--level", "Error;Warning"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    assert "Analysis completed successfully" in done.stdout, done.stdout + done.stderr
    results = json.loads(told.read_text(encoding="utf-8-sig"))["runs"][0].get("results", ())
    return [f"{each.get('level', 'warning')} {each['ruleId']}: {each['message'].get('arguments')}" for each in results]
