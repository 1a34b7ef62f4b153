"""The formats that a document is published in: what each needs, and the files that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from perfspec.error import PerfspecError
from perfspec.publish import workbook
from perfspec.publish.docx import document_docx
from perfspec.publish.publication import Publication
from perfspec.publish.templates import render_document, render_opinion, render_table
from perfspec.publish.xlsx import data_xlsx, forms_xlsx

Files = Iterator[tuple[str, bytes]]  # path below the document's folder, and content
Sizes = Mapping[str, int]  # bytes of each file that the formats before have made
SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format by the name that `--to` gives it.

    `main` are the files that a person opens first. `missing` tells what has to be installed before it can be made; None
    where nothing has.
    """

    name: str
    main: tuple[str, ...]
    files: Callable[[Publication, Sizes], Files]
    missing: Callable[[], PerfspecError | None] = lambda: None


def _pages(kind: str) -> Callable[[Publication, Sizes], Files]:
    def files(publication: Publication, made: Sizes) -> Files:
        document, folders, proof = publication.document, publication.folders, publication.proof
        beside = f"opinion.{kind}"
        yield f"document.{kind}", render_document(document, kind, folders, opinion=beside, proof=proof).encode()
        yield beside, render_opinion(publication.opinion, publication.book, kind, folders, proof=proof).encode()
        for project in document.projects:
            text = render_table(document, project, kind, folders, proof=proof)
            yield f"tables/{project.code}.{kind}", text.encode()

    return files


def _workbooks(publication: Publication, made: Sizes) -> Files:
    yield "document.xlsx", forms_xlsx(publication.pages, publication.proof)
    yield "data.xlsx", data_xlsx(publication.document, publication.proof)


def _docx(publication: Publication, made: Sizes) -> Files:
    yield "document.docx", document_docx(publication.pages, publication.folders, publication.proof)


FORMATS = {
    each.name: each
    for each in (
        Format(name="md", main=("document.md", "opinion.md"), files=_pages("md")),
        Format(name="html", main=("document.html", "opinion.html"), files=_pages("html")),
        Format(name="docx", main=("document.docx",), files=_docx),
        Format(name="xlsx", main=("document.xlsx", "data.xlsx"), files=_workbooks, missing=workbook.missing),
    )
}
