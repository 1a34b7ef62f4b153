"""The Word file has every cell of the source in its place, keeps the schema, and looks the same wherever it is made."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import lxml.html
import mammoth
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx2python import docx2python
from lxml import etree
from openxml_audit import OpenXmlValidator

from perfspec.error import PerfspecError
from perfspec.model import Document
from perfspec.publish.document import Pages, pages
from perfspec.publish.docx import document_docx, legible
from perfspec.publish.grid import indicator_grid, project_grid
from perfspec.publish.proof import Proof, digest
from tests.docxreader import grid_boxes, html_boxes, joined, opened, spots, spread, word_boxes
from tests.reference import CODE, TEMPLATES, document, reference, small_department, small_document, small_project
from tests.test_fidelity import FORMS, part_one_lines, rows_of
from tests.test_templates import HOSTILE, hostile_document

# a theme is asked for by the schemas' tool alone: ISO/IEC 29500-1, 11.3.2 names it among the parts that may be there
NO_THEME = "officeDocument/2006/relationships/theme"
MORE_HOSTILE = ['=cmd|"/c calc"!A1', "#{1/0}", "$HOME", "C:\\新建", "_甲_ @乙", "😀", "\u202e倒写\u202c", "甲\tb", "＂"]


def made(document: Document, **options: object) -> bytes:
    proof = Proof(digest=digest(document), revision="0123abc")
    return document_docx(pages(document), TEMPLATES, proof, **options)


@cache
def reference_docx() -> bytes:
    return made(reference())


@cache
def reference_word() -> WordDocument:
    return opened(reference_docx())


@cache
def long_docx() -> bytes:
    """A short form, one of 80 indicators, one with a goal of two pages, and a short one."""
    categories = ["数量指标"] * 60 + ["质量指标"] * 10 + ["服务对象满意度指标"] * 10
    indicators = [
        {"category": category, "name": f"第{number}项", "description": "说明文字" * (number % 9), "target": "≥1个"}
        for number, category in enumerate(categories, start=1)
    ]
    return made(
        document(
            small_department(),
            small_project(),
            small_project(code="13020823P00023510002U", name="某项目二", indicators=indicators),
            small_project(code="13020823P00023510003U", name="某项目三", goals=["很长的目标，" * 500]),
            small_project(code="13020823P00023510004U", name="某项目四"),
        )
    )


def tables(number: int, word: WordDocument) -> tuple[Table, Table]:
    """The two tables of a form; the list of projects stands before them."""
    return word.tables[2 * number - 1], word.tables[2 * number]


def part(content: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def contents_of(word: WordDocument) -> dict[str, int]:
    lines = [Paragraph(each, word._body).text for each in word.element.body.findall(f".//{qn('w:sdt')}//{qn('w:p')}")]
    return {text: int(page) for text, _, page in (line.partition("\t") for line in lines) if page}


@pytest.mark.parametrize("number", range(1, 24))
def test_a_form_has_every_cell_of_the_source_in_its_merged_position(number: int) -> None:
    heading, body = FORMS[number - 1]
    texts = [paragraph.text for paragraph in reference_word().paragraphs]
    unit, *rows = rows_of(body)
    at = texts.index(heading)
    assert texts[at + 1].split("\t") == [spot.text for spot in unit]
    upper, lower = tables(number, reference_word())
    assert spots(word_boxes(upper)) == rows[:6]
    assert spots(word_boxes(lower)) == rows[6:]


@pytest.mark.parametrize("number", range(1, 24))
def test_a_form_is_merged_like_its_grid(number: int) -> None:
    form = pages(reference()).forms[number - 1]
    grids = [project_grid(form), indicator_grid(form)]
    assert [word_boxes(table) for table in tables(number, reference_word())] == [grid_boxes(grid) for grid in grids]


def test_other_readers_see_the_same_cells() -> None:
    expected = [word_boxes(table) for table in reference_word().tables]
    html = lxml.html.document_fromstring(mammoth.convert_to_html(io.BytesIO(reference_docx())).value)
    assert [html_boxes(table) for table in html.iter("table")] == expected
    with docx2python(io.BytesIO(reference_docx())) as read:
        seen = [table for table in read.body if len(table[0]) > 1]
    texts = [[["\n".join(joined(paragraph) for paragraph in cell) for cell in row] for row in table] for table in seen]
    assert texts == [spread(boxes) for boxes in expected]


def test_part_one_has_every_line_of_the_source() -> None:
    lines = [line for paragraph in reference_word().paragraphs for line in paragraph.text.split("\n")]
    assert lines[lines.index("第一部分") : lines.index("第二部分")] == part_one_lines()


def test_the_list_of_projects_adds_up_and_names_pages() -> None:
    index = spread(word_boxes(reference_word().tables[0]))
    assert len(index) == 1 + 2 + 23 + 1
    assert index[0] == ["序号", "项目编码", "项目名称", "预算数", "页码"]
    assert index[1] == ["318001丰润区财政局本级"] * 3 + ["19576.52", ""]
    assert index[2] == ["1", CODE, "2023年度一事一议监管系统服务费", "1.05", "12"]
    assert index[-1] == ["合计"] * 3 + ["19584.52", ""]


def test_the_contents_have_links_and_pages() -> None:
    entries = contents_of(reference_word())
    assert list(entries.items())[:6] == [
        ("第一部分　部门整体绩效目标", 3),
        ("一、总体绩效目标", 3),
        ("二、分项绩效目标", 4),
        ("三、工作保障措施", 8),
        ("第二部分　预算项目绩效目标", 11),
        (FORMS[0][0], 12),
    ]
    assert list(entries)[5:] == [heading for heading, _ in FORMS]
    body = part(reference_docx(), "word/document.xml")
    marks = body.xpath("//w:bookmarkStart/@w:name", namespaces=body.nsmap)
    assert len(marks) == len(set(marks)) == 28
    assert set(body.xpath("//w:hyperlink/@w:anchor", namespaces=body.nsmap)) == set(marks)
    fields = body.xpath("//w:instrText/text()", namespaces=body.nsmap)
    assert fields[0].strip() == r'TOC \o "1-2" \h \z \u'
    assert {field.split()[1] for field in fields[1:]} == set(marks)


def test_page_numbers_may_be_given() -> None:
    entries = contents_of(opened(made(small_document(), page_numbers={"part-2": 7, CODE: 99})))
    assert list(entries.values()) == [3, 3, 7, 99]


def test_outline_levels_come_from_styles() -> None:
    word = reference_word()
    levels = {
        name: word.styles[name].element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}").get(qn("w:val"))
        for name in ("Heading 1", "Heading 2", "Heading 3", "表题")
    }
    assert levels == {"Heading 1": "0", "Heading 2": "1", "Heading 3": "2", "表题": "1"}
    assert {paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "表题"} == {
        heading for heading, _ in FORMS
    }


def test_header_rows_are_repeated_and_tables_are_told_in_words() -> None:
    body = part(reference_docx(), "word/document.xml")
    found = [
        (
            len(table.findall("w:tr/w:trPr/w:tblHeader", body.nsmap)),
            table.find("w:tblPr/w:tblCaption", body.nsmap).get(qn("w:val")),
            table.find("w:tblPr/w:tblDescription", body.nsmap).get(qn("w:val")),
        )
        for table in body.iter(qn("w:tbl"))
    ]
    assert found[:3] == [
        (1, "预算项目绩效目标", "序号、项目编码、项目名称、预算数、页码"),
        (0, FORMS[0][0], "项目编码、预算规模及资金用途、资金支出计划（%）、绩效目标"),
        (1, "绩效指标", "一级指标、二级指标、三级指标、绩效指标描述、指标值、指标值确定依据"),
    ]


def test_only_a_row_of_more_than_a_third_of_a_page_may_be_broken() -> None:
    body = part(long_docx(), "word/document.xml")
    broken = [row for row in body.iter(qn("w:tr")) if row.find("w:trPr/w:cantSplit", body.nsmap) is None]
    assert ["".join(row.itertext()).replace("\n", "")[:11] for row in broken] == ["绩效目标1.很长的目标"]


def test_the_further_pages_of_a_long_form_are_headed_by_its_title() -> None:
    headers = [
        [section.even_page_header, section.header, section.first_page_header]
        for section in opened(long_docx()).sections
    ]
    texts = [[header.paragraphs[0].text for header in each] for each in headers[1:]]
    second, third = "2.某项目二绩效目标表（续）", "3.某项目三绩效目标表（续）"
    assert texts == [["", "", ""], [second, second, ""], [third, third, ""], ["", "", ""]]


def test_page_numbers_stand_at_the_outer_side_and_the_cover_has_none() -> None:
    cover, *others = opened(long_docx()).sections
    assert not cover._sectPr.xpath("w:footerReference|w:headerReference")
    sides = [
        [footer.paragraphs[0].alignment for footer in (section.footer, section.even_page_footer)] for section in others
    ]
    assert sides == [[2, 0]] * 4  # right, left
    assert {section.footer.paragraphs[0].text for section in others} == {"　— 2 —　"}


def test_the_page_is_that_of_the_standard() -> None:
    for section in reference_word().sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert tuple(round(margin.mm) for margin in margins) == (37, 35, 28, 26)
        grid = section._sectPr.find(qn("w:docGrid"))
        assert [grid.get(qn(f"w:{name}")) for name in ("type", "linePitch", "charSpace")] == [
            "linesAndChars",
            "579",
            "-849",
        ]


def test_fonts_and_language_are_chinese() -> None:
    styles = part(reference_docx(), "word/styles.xml")
    assert set(styles.xpath("//@w:eastAsia", namespaces=styles.nsmap)) == {
        *("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"),
        "zh-CN",
    }


def test_signs_that_latin_and_chinese_share_are_chinese() -> None:
    body = part(reference_docx(), "word/document.xml")
    texts = body.findall(f".//{qn('w:t')}")
    hints = {text.getparent().find("w:rPr/w:rFonts", body.nsmap).get(qn("w:hint")) for text in texts}
    assert hints == {"eastAsia"}


def test_the_file_tells_its_source() -> None:
    word = reference_word()
    assert (word.core_properties.title, word.core_properties.author) == (
        "唐山市丰润区财政局2023年部门预算绩效文本",
        "唐山市丰润区财政局",
    )
    properties = part(reference_docx(), "docProps/custom.xml")
    assert {each.get("name"): "".join(each.itertext()) for each in properties} == {
        "perfspec-digest": digest(reference()),
        "perfspec-revision": "0123abc",
    }


def test_the_same_document_gives_the_same_bytes() -> None:
    assert made(reference()) == reference_docx()
    infos = zipfile.ZipFile(io.BytesIO(reference_docx())).infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert [info.filename for info in infos][:3] == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]


def empty_document() -> Document:
    return document(small_department())


@pytest.mark.parametrize(
    "content",
    [reference_docx, long_docx, lambda: made(hostile_document("<&>\x00\ufffe")), lambda: made(empty_document())],
    ids=["reference", "long", "hostile", "empty"],
)
def test_the_file_keeps_the_schema(content: object, tmp_path: Path) -> None:
    path = tmp_path / "document.docx"
    path.write_bytes(content())
    errors = [error for error in OpenXmlValidator().validate(path).errors if NO_THEME not in str(error)]
    assert errors == []


@pytest.mark.parametrize("text", [*HOSTILE, *MORE_HOSTILE], ids=range(len(HOSTILE) + len(MORE_HOSTILE)))
def test_hostile_text_is_text(text: str) -> None:
    told = pages(hostile_document(text))
    word = opened(made(hostile_document(text)))
    grids = [make(told.forms[0]) for make in (project_grid, indicator_grid)]
    assert [word_boxes(table) for table in word.tables[1:]] == [grid_boxes(grid) for grid in grids]
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert lines[0] == f"{told.department}\n{told.title}"
    assert [line for line in lines if line in part_one(told)] == part_one(told)
    assert told.forms[0].heading in lines


def part_one(told: Pages) -> list[str]:
    lines = []
    for section in told.sections:
        lines += [section.title, *section.paragraphs]
        for entry in section.entries:
            lines.append(
                f"{entry.number}{entry.name}。{entry.run_in}" if entry.is_run_in else f"{entry.number}{entry.name}"
            )
            lines += [f"{each.label}：{each.text}" if each.label else each.text for each in entry.paragraphs]
    return lines


def test_what_xml_cannot_hold_is_shown() -> None:
    assert legible("甲\x00\x1b乙\t\n\r\ud800\uffff😀") == "甲␀␛乙\t\n\r��😀"
    texts = [box.text for box in word_boxes(opened(made(small_document(name="甲\x08乙"))).tables[1])]
    assert "甲␈乙" in texts


def test_a_workspace_changes_the_body_and_the_footer(tmp_path: Path) -> None:
    (tmp_path / "docx").mkdir()
    body = (TEMPLATES[0] / "document.docx.xml.j2").read_text(encoding="utf-8")
    (tmp_path / "document.docx.xml.j2").write_text(body.replace('"目录"', '"目　录"'), encoding="utf-8")
    footer = (TEMPLATES[0] / "docx" / "footer.xml.j2").read_text(encoding="utf-8")
    (tmp_path / "docx" / "footer.xml.j2").write_text(footer.replace("— ", "第 "), encoding="utf-8")
    content = document_docx(pages(small_document()), (tmp_path, *TEMPLATES), Proof(digest="sha256:0"))
    assert "目　录" in "".join(part(content, "word/document.xml").itertext())
    assert opened(content).sections[1].footer.paragraphs[0].text == "　第 2 —　"


@pytest.mark.parametrize("name", ["document.docx.xml.j2", "docx/footer.xml.j2", "docx/custom.xml.j2"])
def test_a_template_that_writes_no_xml_is_told(tmp_path: Path, name: str) -> None:
    text = (TEMPLATES[0] / name).read_text(encoding="utf-8")
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text[: text.rindex("</")], encoding="utf-8")
    with pytest.raises(PerfspecError) as stopped:
        document_docx(pages(small_document()), (tmp_path, *TEMPLATES), Proof(digest="sha256:0"))
    assert stopped.value.zh.startswith(f"{path}：写出的不是完好的 XML：no element found，在“")


@pytest.mark.skipif(
    None in (shutil.which("soffice"), shutil.which("pdftotext")),
    reason="LibreOffice Writer or poppler is not installed",
)
@pytest.mark.parametrize("content", [reference_docx, long_docx], ids=["reference", "long"])
def test_the_pages_that_are_counted_are_those_of_a_word_processor(content: object, tmp_path: Path) -> None:
    path = tmp_path / "document.docx"
    path.write_bytes(content())
    settings = f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}"
    convert = ["soffice", settings, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    told = subprocess.run(
        ["pdftotext", path.with_suffix(".pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    texts = {page: "".join(text.split()) for page, text in enumerate(told.split("\f"), start=1) if page > 2}
    expected = contents_of(opened(content()))
    assert {heading: first_with("".join(heading.split()), texts) for heading in expected} == expected


def first_with(heading: str, texts: dict[int, str]) -> int:
    return next(page for page, text in texts.items() if heading in text)
