"""The folders of rules, schemas and templates: those that come with perfspec, and what lies in them."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def builtin(folder: str) -> Path:
    """The built-in folder: inside the package in a wheel, beside the package in a checkout."""
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder


def listed(folder: Path, suffix: str) -> list[Path]:
    """What lies in a folder and ends so, by name; nothing where there is no folder. Raises OSError where it cannot be
    opened, which `Path.glob` would pass over."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == suffix)
    except (FileNotFoundError, NotADirectoryError):
        return []
