"""A published page read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from perfspec.publish.proof import Proof
from perfspec.readback.rows import ReadBack, Row, squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read_html(path: Path) -> ReadBack:
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    page = lxml.html.document_fromstring(path.read_bytes(), parser=parser)
    digest = _meta(page, "perfspec-digest")
    proof = Proof(digest=digest, revision=_meta(page, "perfspec-revision")) if digest else None
    tables = [list(_rows(table)) for table in page.iter("table")]
    return ReadBack(proof=proof, tables=tables, text=squeezed("".join(map(str, page.itertext()))))


def _meta(page: HtmlElement, name: str) -> str:
    return next((str(meta.get("content") or "") for meta in page.iter("meta") if meta.get("name") == name), "")


def _rows(table: HtmlElement) -> Iterator[Row]:
    for row in table.iter("tr"):
        yield tuple(_text(cell) for cell in row if cell.tag in ("td", "th"))


def _text(cell: HtmlElement) -> str:
    """The text of a cell; its paragraphs are lines."""
    paragraphs = list(cell.iter("p")) or [cell]
    return "\n".join(str(paragraph.text_content()).strip() for paragraph in paragraphs)
