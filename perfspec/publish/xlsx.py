"""Excel workbooks: the forms as they are printed, and the data as it is counted."""

from __future__ import annotations

from typing import Any

from perfspec.model import Document
from perfspec.publish.dataset import dictionary_table, indicators_table, projects_table
from perfspec.publish.datasheets import add_choices, add_table, choices
from perfspec.publish.document import Pages
from perfspec.publish.formsheets import add_form, add_index
from perfspec.publish.proof import Proof
from perfspec.publish.sheetlayout import category_widths
from perfspec.publish.sheetnames import sheet_names
from perfspec.publish.workbook import workbook

FONT: dict[str, Any] = {"font_name": "宋体", "font_charset": 134, "font_family": 3, "valign": "vcenter"}
CONTENTS = "目录"


def forms_xlsx(pages: Pages, proof: Proof) -> bytes:
    """The forms for printing: contents with a link to each form, and a sheet of A4 for each project.

    Raises PerfspecError where XlsxWriter is not installed.
    """
    names = sheet_names((CONTENTS, *(f"{form.number}.{form.name.text}" for form in pages.forms)))
    with workbook(pages.title, pages.department, proof, **FONT, font_size=10) as (book, written):
        add_index(book, names, pages)
        widths = category_widths(pages.forms)
        for name, form in zip(names[1:], pages.forms, strict=True):
            add_form(book, name, form, widths, names[0])
    return written.getvalue()


def data_xlsx(document: Document, proof: Proof) -> bytes:
    """The data for counting: projects, indicators, what each column means, and the words that may be chosen.

    Raises PerfspecError where XlsxWriter is not installed.
    """
    department, listed = document.department, choices(document)
    projects, indicators = projects_table(document), indicators_table(document)
    title = f"{department.year}年部门预算绩效数据"
    with workbook(title, department.name, proof, **FONT, font_size=10) as (book, written):
        add_table(book, projects, 3, listed)
        add_table(book, indicators, 2, listed)
        add_table(book, dictionary_table(projects, indicators), 2, {})
        add_choices(book, (projects, indicators), listed)
    return written.getvalue()
