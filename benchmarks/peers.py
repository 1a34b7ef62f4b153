"""The tools that a check is measured beside, installed below build/bench from PyPI and npm."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from documents import WORK

SPECTRAL = """
rules:
  project:
    given: "$"
    severity: error
    then: {{function: schema, functionOptions: {{schema: {{$ref: "{schema}"}}}}}}
"""


def peers(root: Path, schema: Path) -> dict[str, list[str]]:
    """The other tools, installed where they are not there yet; each checks the projects against the schema alone."""
    python, node = WORK / "python", WORK / "node"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python], check=True)
        subprocess.run([python / "bin/pip", "install", "--quiet", "check-jsonschema", "yamllint"], check=True)
    if not node.exists():
        node.mkdir(parents=True)
        packages = ["ajv-cli@5", "@stoplight/spectral-cli@6"]
        subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", node, *packages], check=True
        )
    files = [str(path) for path in sorted((root / "projects").rglob("*.yaml")) if path.name != "department.yaml"]
    ruleset = WORK / "spectral.yaml"
    ruleset.write_text(SPECTRAL.format(schema=schema), encoding="utf-8")
    bin = node / "node_modules" / ".bin"
    some = f"{root}/projects/*/[0-9]*.yaml"
    return {
        "check-jsonschema": [str(python / "bin/check-jsonschema"), "--schemafile", str(schema), *files],
        "yamllint": [str(python / "bin/yamllint"), "-d", "relaxed", "-f", "parsable", *files],
        "ajv-cli": [str(bin / "ajv"), "validate", "--spec=draft2020", "--strict=false", "-s", str(schema), "-d", some],
        "Spectral": [str(bin / "spectral"), "lint", "-q", "-r", str(ruleset), some],
    }
