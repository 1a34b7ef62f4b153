"""The whole document as a Word file.

The body is a template; styles and the measures of the page come from a reference document that a bureau can replace. In
a table a paragraph is a line of the text, and a break inside a paragraph is only where a label is broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

from perfspec.error import PerfspecError
from perfspec.publish.document import Pages
from perfspec.publish.form import Form
from perfspec.publish.grid import indicator_grid, project_grid
from perfspec.publish.proof import Proof
from perfspec.publish.templates import render
from perfspec.publish.wordindex import index_grid
from perfspec.publish.wordpackage import Part, package
from perfspec.publish.wordpages import Strip, contents, form_strips, page_count, pages_of
from perfspec.publish.wordreference import Reference, reference
from perfspec.publish.wordtable import WordTable, word_table

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0 cannot hold


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForm:
    """A form with its two tables, and the name of its place.

    A form of several pages has a section of its own, where a header names it from the second page on.
    """

    form: Form
    mark: str
    tables: tuple[WordTable, ...]
    strips: tuple[Strip, ...]
    is_long: bool


def document_docx(
    pages: Pages, folders: Sequence[Path], proof: Proof, *, page_numbers: Mapping[str, int] | None = None
) -> bytes:
    """The document as a Word file: the same bytes for the same input.

    The page numbers in the contents are counted; `page_numbers` may say better, by anchor. Raises PerfspecError where a
    template or the reference document cannot be used.
    """
    styled = reference(folders)
    index = word_table(index_grid(pages.index, pages.part_two.title), styled, "项目一览表")
    forms = [_form(form, styled) for form in pages.forms]
    counted = pages_of(pages, styled, index, [form.strips for form in forms])
    style = {name: style.id for name, style in styled.styles.items()}
    related = [*_carried(styled), *_furniture(forms, folders, style)]
    body = _part(
        "document.docx.xml.j2",
        folders,
        pages=pages,
        style=style,
        page=styled.page,
        contents=contents(pages),
        index=index,
        forms=forms,
        marks=_marks(pages, forms),
        page_of=counted | dict(page_numbers or {}),
    )
    properties = [
        Part(kind=f"{kind}-properties", name=f"docProps/{kind}.xml", content=content)
        for kind in ("core", "custom")
        for content in (_part(f"docx/{kind}.xml.j2", folders, pages=pages, proof=proof),)
    ]
    return package(Part(kind="document", name="word/document.xml", content=body), properties, related)


def legible(xml: str) -> str:
    """A text that XML can hold: a control character becomes its picture, what is no character becomes `�`."""
    return FORBIDDEN.sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "�", xml)


def _form(form: Form, styled: Reference) -> WordForm:
    tables = tuple(word_table(grid, styled) for grid in (project_grid(form), indicator_grid(form)))
    strips = tuple(form_strips(form, tables, styled))
    is_long = page_count(strips, styled.page.text_height) > 1
    return WordForm(form=form, mark=f"form_{form.number}", tables=tables, strips=strips, is_long=is_long)


def _marks(pages: Pages, forms: Sequence[WordForm]) -> dict[str, str]:
    """The bookmark of each anchor; its name has only letters, digits and underscores."""
    parts = (pages.part_one.anchor, pages.part_two.anchor, *(section.anchor for section in pages.sections))
    return {anchor: anchor.replace("-", "_") for anchor in parts} | {form.form.anchor: form.mark for form in forms}


def _carried(styled: Reference) -> Iterator[Part]:
    for name, content in styled.parts.items():
        kind = name.partition(".")[0].partition("/")[0]
        yield Part(kind=kind, name=f"word/{name}", content=content, id=kind)


def _furniture(forms: Sequence[WordForm], folders: Sequence[Path], style: Mapping[str, str]) -> Iterator[Part]:
    """The settings, and what stands above and below the text of a page."""
    yield Part(kind="settings", name="word/settings.xml", content=_part("docx/settings.xml.j2", folders), id="settings")
    for page, side in (("odd", "right"), ("even", "left"), ("first-odd", "right"), ("first-even", "left")):
        content = _part("docx/footer.xml.j2", folders, style=style, side=side)
        yield Part(kind="footer", name=f"word/footer-{page}.xml", content=content, id=f"footer-{page}")
    titles = {"odd": "", "even": "", "first": ""} | {
        f"{page}-{form.mark}": form.form.heading for form in forms if form.is_long for page in ("odd", "even")
    }
    for page, title in titles.items():
        content = _part("docx/header.xml.j2", folders, style=style, title=title)
        yield Part(kind="header", name=f"word/header-{page}.xml", content=content, id=f"header-{page}")


def _part(name: str, folders: Sequence[Path], **values: Any) -> bytes:
    made = legible(render(name, folders, **values)).encode()
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(made, True)
    except expat.ExpatError as error:  # no program would open the file
        raise _no_xml(error, made, next(folder / name for folder in folders if (folder / name).is_file())) from error
    return made


def _no_xml(error: expat.ExpatError, made: bytes, template: Path) -> PerfspecError:
    line = [*made.splitlines(), b""][error.lineno - 1].decode(errors="replace").strip()[:80]
    why = expat.ErrorString(error.code)
    return PerfspecError(
        f"{template}：写出的不是完好的 XML：{why}，在“{line}”",
        f"{template}: what it writes is no well-formed XML: {why}, at “{line}”",
    )
