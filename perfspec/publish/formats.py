"""The formats that a document is published in: what each needs, and the files that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from perfspec.error import PerfspecError
from perfspec.publish import workbook
from perfspec.publish.dataset import indicators_table, projects_table
from perfspec.publish.docx import document_docx
from perfspec.publish.downloads import dataset_csv, dataset_json
from perfspec.publish.pdf import document_pdf, needs_for_pdf, tools_for_pdf
from perfspec.publish.publication import Publication
from perfspec.publish.site import Download, Site, site_files
from perfspec.publish.templates import render_document, render_opinion, render_table
from perfspec.publish.xlsx import data_xlsx, forms_xlsx

Files = Iterator[tuple[str, bytes]]  # path below the document's folder, and content
Folders = Sequence[Path]  # of templates
Before = Mapping[str, Path]  # the files that the formats before have made: where each path of `Files` lies


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format by the name that `--to` gives it.

    `main` are the files that a person opens first. `missing` tells what has to be installed before it can be made, with
    the folders of templates; None where nothing has. `tools` is what its files depend on beside perfspec and its data.
    """

    name: str
    main: tuple[str, ...]
    files: Callable[[Publication, Before], Files]
    missing: Callable[[Folders], PerfspecError | None] = lambda folders: None
    tools: Callable[[Folders], tuple[str, ...]] = lambda folders: ()


def _pages(kind: str) -> Callable[[Publication, Before], Files]:
    def files(publication: Publication, before: Before) -> Files:
        document, folders, proof = publication.document, publication.folders, publication.proof
        beside = f"opinion.{kind}"
        yield f"document.{kind}", render_document(document, kind, folders, opinion=beside, proof=proof).encode()
        yield beside, render_opinion(publication.opinion, publication.book, kind, folders, proof=proof).encode()
        for project in document.projects:
            text = render_table(document, project, kind, folders, proof=proof)
            yield f"tables/{project.code}.{kind}", text.encode()

    return files


def _workbooks(publication: Publication, before: Before) -> Files:
    yield "document.xlsx", forms_xlsx(publication.pages, publication.proof)
    yield "data.xlsx", data_xlsx(publication.document, publication.proof)


def _docx(publication: Publication, before: Before) -> Files:
    yield "document.docx", document_docx(publication.pages, publication.folders, publication.proof)


def _pdf(publication: Publication, before: Before) -> Files:
    yield "document.pdf", document_pdf(publication.pages, publication.folders, publication.proof)


DOWNLOADS = {  # what a site offers beside its pages, where a format before has made it
    "document.pdf": "整份文本（PDF） · The whole document",
    "document.docx": "整份文本（Word） · The whole document",
    "document.xlsx": "绩效目标表（Excel，每个项目一张表） · The target tables, a sheet for each project",
    "data.xlsx": "数据（Excel，附数据字典） · The data, with a dictionary",
}


def _site(publication: Publication, before: Before) -> Files:
    """The pages, and below `downloads/` what was made before and the data, so that the folder can go anywhere."""
    document, proof = publication.document, publication.proof
    files = {name: before[name].read_bytes() for name in DOWNLOADS if name in before}
    labels = dict(DOWNLOADS)
    for table in (projects_table(document), indicators_table(document)):
        files[f"{table.name}.csv"] = dataset_csv(table)
        labels[f"{table.name}.csv"] = f"{table.title}（CSV） · {table.title_en}"
    files["data.json"] = dataset_json(document, proof)
    labels["data.json"] = "数据（JSON，附数据字典） · The data, with a dictionary"
    site = Site(
        opinion=publication.opinion,
        book=publication.book,
        folders=publication.folders,
        proof=proof,
        histories=publication.histories,
        downloads=tuple(
            Download(label=labels[name], file=f"downloads/{name}", size=len(content)) for name, content in files.items()
        ),
    )
    for name, content in files.items():
        yield f"site/downloads/{name}", content
    for name, content in site_files(site):
        yield f"site/{name}", content


FORMATS = {
    each.name: each
    for each in (
        Format(name="md", main=("document.md", "opinion.md"), files=_pages("md")),
        Format(name="html", main=("document.html", "opinion.html"), files=_pages("html")),
        Format(name="docx", main=("document.docx",), files=_docx),
        Format(name="pdf", main=("document.pdf",), files=_pdf, missing=needs_for_pdf, tools=tools_for_pdf),
        Format(
            name="xlsx",
            main=("document.xlsx", "data.xlsx"),
            files=_workbooks,
            missing=lambda folders: workbook.missing(),
            tools=lambda folders: (version("XlsxWriter"),),
        ),
        Format(name="site", main=("site/index.html",), files=_site),
    )
}
