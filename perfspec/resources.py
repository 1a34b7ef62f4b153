"""The folders that come with perfspec: rules, schemas, templates."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def builtin(folder: str) -> Path:
    """The built-in folder: inside the package in a wheel, beside the package in a checkout."""
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder
