"""Imports run downwards only: the picture in docs/architecture.md is what the code does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "perfspec"
PICTURE = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
LAYERS = [line.split() for line in re.search(r"```layers\n(.*?)```", PICTURE, re.DOTALL)[1].splitlines()]
RANK = {name: rank for rank, names in enumerate(reversed(LAYERS)) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))


def component(parts: tuple[str, ...]) -> str:
    """The part of the picture that a module below perfspec belongs to; the package itself is its front door."""
    return parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The parts that a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "perfspec":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("perfspec."):
            yield (node.module or "").split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("perfspec."))


def test_the_picture_holds_every_part() -> None:
    parts = {component(path.relative_to(PACKAGE).parts) for path in MODULES} - {"__init__"}
    assert parts == set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_downwards(path: Path) -> None:
    own = component(path.relative_to(PACKAGE).parts)
    if own == "__init__":
        assert set(imported(path)) == {"target"}
        return
    upwards = [name for name in imported(path) if name != own and name in RANK and RANK[name] >= RANK[own]]
    assert upwards == []


def test_nothing_imports_relatively_or_the_rules() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, path
                assert not (node.module or "").startswith("rules"), path


def test_no_import_cycles_inside_a_part() -> None:
    for folder in {path.parent for path in MODULES} - {PACKAGE}:
        own = ".".join(("perfspec", *folder.relative_to(PACKAGE).parts, ""))
        inner = {
            path.stem: {
                node.module.rsplit(".", 1)[1]
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(own)
            }
            for path in folder.glob("*.py")
        }
        while free := [name for name, needs in inner.items() if not needs & inner.keys()]:
            for name in free:
                del inner[name]
        assert inner == {}, folder.name
