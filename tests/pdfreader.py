"""A PDF file read back: its tables with their merged cells, its lines, its bookmarks."""

from __future__ import annotations

import io
import shutil
import subprocess
from functools import cache
from typing import Any

import pytest

from tests.pagereader import Spot

pdfplumber = pytest.importorskip("pdfplumber")
typst = pytest.importorskip("typst")


@cache
def has_font() -> bool:
    return "Noto Serif CJK SC" in typst.Fonts(include_embedded_fonts=False).families()


needs_font = pytest.mark.skipif(not has_font(), reason="the font Noto Serif CJK SC (fonts-noto-cjk) is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


def opened(data: bytes) -> Any:
    return pdfplumber.open(io.BytesIO(data))


def copied(data: bytes) -> list[str]:
    """The text of each page in the order of reading, as it is copied out."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def bookmarks(pdf: Any) -> list[tuple[int, str]]:
    return [(level, title) for level, title, *_ in pdf.doc.get_outlines()]


def page_text(page: Any) -> str:
    return "".join(char["text"] for char in page.chars)


def tables(page: Any) -> list[list[list[Spot]]]:
    """Each table's rows, with its cells from left to right; a cell from above stands again in each row it reaches."""
    return [_spots(page, table) for table in page.find_tables()]


def _spots(page: Any, table: Any) -> list[list[Spot]]:
    boxes = sorted(table.cells)
    tops = sorted({round(box[1]) for box in boxes})
    texts = {box: _text(page, box) for box in boxes}
    rows = []
    for top in tops:
        across = [box for box in boxes if round(box[1]) <= top < round(box[3])]
        edges = [(round(box[0]), round(box[2])) for box in across]
        assert [end for _, end in edges[:-1]] == [start for start, _ in edges[1:]], "a hole or an overlap"
        rows.append([Spot(texts[box], round(box[1]) < top) for box in across])
    return rows


def _text(page: Any, box: tuple[float, float, float, float]) -> str:
    """The signs in the box, in the order of the file: where a line is broken is layout."""
    left, top, right, bottom = box
    inside = [
        char["text"]
        for char in page.chars
        if left < _middle(char) < right and top < (char["top"] + char["bottom"]) / 2 < bottom
    ]
    return "".join(inside)


def _middle(char: dict[str, Any]) -> float:
    """The middle of a sign's strokes; the blank half of punctuation may lie outside."""
    share = 0.75 if char["text"] in "（〔《“【" else 0.25 if char["text"] in "）〕》”】，。；：、" else 0.5
    return float(char["x0"] + (char["x1"] - char["x0"]) * share)
