"""The page of a review opinion in a real browser: narrow displays, hostile words, A4 print."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from perfspec.opinion import opinion
from perfspec.publish.templates import render_opinion
from tests.checked import checked, files_below
from tests.conftest import REPOSITORY
from tests.reference import TEMPLATES
from tests.test_opinion_pages import BOOK, hostile, table_of
from tests.test_pages_chromium import (
    browse,
    needs_chromium,
    needs_font,
    needs_poppler,
    page_number,
    pages_of,
    seen_at,
)
from tests.test_scoring import builtin_scoring


@cache
def reference_page() -> str:
    """The opinion on the reference document, with all that the rules find."""
    (files,) = files_below(REPOSITORY)
    found = checked(REPOSITORY, files)
    assert found.document is not None
    return render_opinion(opinion(found.document, found.findings, builtin_scoring()), BOOK, "html", TEMPLATES)


@needs_chromium
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_opinion_scrolls_sideways(tmp_path: Path, width: int) -> None:
    seen = seen_at(tmp_path, reference_page(), width)
    assert (seen["width"], seen["scroll"], seen["over"]) == (width, width, [])


@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("letter", ["字", "a"])
def test_very_long_words_are_broken(tmp_path: Path, width: int, letter: str) -> None:
    made = hostile(letter * 2_000)
    for text in (render_opinion(made, BOOK, "html", TEMPLATES), table_of(made, "html", number=0)):
        seen = seen_at(tmp_path, text, width)
        assert (seen["scroll"], seen["over"]) == (width, [])


@needs_chromium
@needs_poppler
@needs_font
def test_print_is_a4_and_no_project_is_lost(tmp_path: Path) -> None:
    source, printed = tmp_path / "opinion.html", tmp_path / "opinion.pdf"
    source.write_text(reference_page(), encoding="utf-8")
    browse(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed}", source.as_uri())
    told = subprocess.run(["pdfinfo", printed], capture_output=True, check=True, text=True).stdout
    assert re.search(r"Page size:.*\(A4\)", told)
    pages = pages_of(printed)
    assert [page_number(page) for page in pages] == list(range(1, len(pages) + 1))
    headings = re.findall(r"第 ?([0-9]+) ?号.*——", "\n".join("\n".join(page) for page in pages))
    assert headings == [str(number) for number in range(1, 24)]
