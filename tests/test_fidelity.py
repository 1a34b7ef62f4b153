"""Every cell and every sentence of the published text is found again, in order and in its place, in HTML and Markdown.

The source text is read here in its own simple way, apart from the importer. What may differ stands in `TIDIED`.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from perfspec.publish.templates import render_document, render_table
from tests.pagereader import Spot, cells, page, words
from tests.reference import TEMPLATES, TEXT, reference

# the only differences, in part one: those that the import reports
TIDIED = [
    ("完成率≥100%;县级", "完成率≥100%；县级"),
    ("按时审核完成;全区", "按时审核完成；全区"),
    ("比例≥95%;区级", "比例≥95%；区级"),
    ("绩效文本覆盖率,编制", "绩效文本覆盖率，编制"),
    ("事故次数<2;行政", "事故次数<2；行政"),
    ("制度知晓率,落实", "制度知晓率，落实"),
    ("预算单位准确进行会计核算\n", "预算单位准确进行会计核算。\n"),
    ("绩效目标：节约财政投资资金\n", "绩效目标：节约财政投资资金。\n"),
    ("(八）", "（八）"),
]
WIDTHS = [2, 4, 7, 2, 5, 5, 2]  # cells in each row of a form, before the indicators with 6 in each

SOURCE = re.sub(r"\[bookmark: [^\]]*\]", "", TEXT.read_text(encoding="utf-8"))
PART_ONE, PART_TWO = SOURCE.split("第二部分\n")
FORMS = re.findall(r"^(\d+\..*绩效目标表)\n((?:(?!\d+\..*绩效目标表\n).*\n)*)", PART_TWO, re.MULTILINE)


def rows_of(body: str) -> list[list[Spot]]:
    """The rows of a form: a line with a TAB begins a cell, a TAB alone continues the cell above."""
    raw: list[str] = []
    for line in body.split("\n"):
        if line.startswith("\t"):
            raw.append(line[1:])
        elif line.strip():
            raw[-1] += f"\n{line}"
    spots = iter(Spot(cell.strip(), continues=cell == "") for cell in raw)
    rows = [list(islice(spots, width)) for width in WIDTHS]
    while row := list(islice(spots, 6)):
        rows.append(row)
    for above, row in pairwise(rows):
        if row[0].continues:
            row[0] = Spot(above[0].text, continues=True)
    spaced = rows[2][3]
    assert spaced.text == "其中：财政    资金"
    rows[2][3] = Spot("其中：财政资金", spaced.continues)
    return rows


def part_one_lines() -> list[str]:
    text = PART_ONE
    for written, tidied in TIDIED:
        assert text.count(written) == 1, written
        text = text.replace(written, tidied)
    return [line.strip() for line in text.split("\n") if line.strip()]


def test_the_source_has_23_forms() -> None:
    assert len(FORMS) == 23
    assert sum(len(rows_of(body)) - len(WIDTHS) - 1 for _, body in FORMS) == 139


@pytest.mark.parametrize("number", range(1, 24))
@pytest.mark.parametrize("whole", [True, False], ids=["document", "table"])
def test_html_has_every_cell_in_its_merged_position(number: int, whole: bool) -> None:
    heading, body = FORMS[number - 1]
    project = reference().projects[number - 1]
    if whole:
        form = page(html_document()).get_element_by_id(project.code.text)
        assert words(form.find("h3")) == heading
    else:
        form = page(render_table(reference(), project, "html", TEMPLATES)).find(".//main")
        assert words(form.find("h1")) == heading.removeprefix(f"{number}.")
    unit, *rows = rows_of(body)
    assert [span.text for span in form.xpath(".//p[@class='unit-line']/span")] == [spot.text for spot in unit]
    upper, lower = form.xpath(".//table")
    assert cells(upper) == rows[:6]
    assert cells(lower) == rows[6:]


def test_html_has_every_line_of_part_one() -> None:
    part = page(html_document()).get_element_by_id("part-1")
    headings = [words(span) for span in part.xpath("./h2/span")]
    lines = [str(element.text_content()) for element in part.xpath(".//h3|.//h4|.//p")]
    assert [*headings, *lines] == part_one_lines()


def test_markdown_has_every_line_of_part_one() -> None:
    tokens = markdown(render_document(reference(), "md", TEMPLATES))
    texts = [text_of(token) for token in tokens if token.type == "inline"]
    start = texts.index("第一部分　部门整体绩效目标", texts.index("合计"))
    end = texts.index("第二部分　预算项目绩效目标", start)
    first, *others = [text for text in texts[start:end] if text]
    assert [*first.split("　"), *others] == part_one_lines()


@pytest.mark.parametrize("number", range(1, 24))
@pytest.mark.parametrize("whole", [True, False], ids=["document", "table"])
def test_markdown_has_every_cell_in_its_column(number: int, whole: bool) -> None:
    heading, body = FORMS[number - 1]
    project = reference().projects[number - 1]
    if whole:
        tokens = markdown(render_document(reference(), "md", TEMPLATES))
        headings = [at for at, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h3"]
        start = next(at for at in headings if text_of(tokens[at + 1]) == heading)
        tokens = tokens[start : min([at for at in headings if at > start], default=len(tokens))]
    else:
        tokens = markdown(render_table(reference(), project, "md", TEMPLATES))
        assert text_of(tokens[1]) == heading.removeprefix(f"{number}.")
    unit, project_row, budget, purpose, months, percents, goals, *rows = rows_of(body)
    texts = [text_of(token) for token in tokens if token.type == "inline"]
    assert texts[1] == "　".join(spot.text for spot in unit)
    tables = markdown_tables(tokens)
    assert tables[0] == [[spot.text for spot in project_row[::2]], [spot.text for spot in project_row[1::2]]]
    amounts = [spot.text for spot in budget[1:]]
    assert tables[1] == [[budget[0].text, *amounts[::2]], [purpose[1].text, *amounts[1::2]]]
    assert tables[2] == [[spot.text for spot in months], ["", *(spot.text for spot in percents[1:])]]
    assert tables[3] == [["" if spot.continues else spot.text for spot in row] for row in rows]
    assert goals[0].text in texts
    assert markdown_list(tokens) == [re.sub(r"^\d+\.", "", line) for line in goals[1].text.split("\n")]


def html_document() -> str:
    return render_document(reference(), "html", TEMPLATES)


def markdown(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def text_of(token: Token) -> str:
    """The text that a reader sees."""
    return "".join(child.content for child in token.children or () if child.type in ("text", "text_special"))


def markdown_tables(tokens: list[Token]) -> list[list[list[str]]]:
    tables: list[list[list[str]]] = []
    for token, following in pairwise(tokens):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in ("th_open", "td_open"):
            tables[-1][-1].append(text_of(following))
    return tables


def markdown_list(tokens: list[Token]) -> list[str]:
    start = next(at for at, token in enumerate(tokens) if token.type == "ordered_list_open")
    end = next(at for at, token in enumerate(tokens) if token.type == "ordered_list_close")
    return [text_of(token) for token in tokens[start:end] if token.type == "inline"]
