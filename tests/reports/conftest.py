"""Golden files: what a person has read, held to what the program says now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import REPOSITORY

GOLDEN = REPOSITORY / "tests" / "data" / "reports"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden file of that name; --golden writes the file instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), "read the difference, then: pytest tests/reports --golden"

    return compare
