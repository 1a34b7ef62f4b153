"""The workbooks are read back: every cell and every merged range of the forms, every value of the data."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from perfspec.error import PerfspecError
from perfspec.publish.dataset import dictionary_table, indicators_table, projects_table
from perfspec.publish.datatable import ColumnType, DataTable
from perfspec.publish.document import pages
from perfspec.publish.proof import Proof
from perfspec.publish.workbook import CUT, LONGEST, is_exact
from perfspec.publish.xlsx import data_xlsx, forms_xlsx
from tests.pagereader import Spot
from tests.reference import document, reference, small_department, small_document, small_project
from tests.test_fidelity import FORMS, rows_of

PROOF = Proof(digest="sha256:" + "0" * 64, revision="abc1234")
HOSTILE = [
    "=cmd()|' /C calc'!A0",
    "+1+1",
    "-A1",
    "@SUM(A1)",
    "＝1",
    "'quoted'",
    "{{ 7*7 }}",
    "<script>alert(1)</script> & ]]>",
    '#{x} $ \\ _ "',
    "https://example.com/",
    "mailto:a@b.c",
    "internal:'目录'!A1",
    "{=1}",
    "1e5",
    "007",
    "字" * 300,
    "w" * 300,
    "\u202eשלום",
    "\U0001f600\U00020bb7",
]


def opened(data: bytes) -> Book:
    return load_workbook(io.BytesIO(data))


@cache
def forms() -> Book:
    return opened(forms_xlsx(pages(reference()), PROOF))


@cache
def data() -> Book:
    return opened(data_xlsx(reference(), PROOF))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows(sheet: Worksheet, first: int, last: int, width: int) -> list[list[Spot]]:
    """Each row's cells from left to right; a cell from above stands again in each row that it reaches."""
    home = {spot: area.min_row for area in sheet.merged_cells.ranges for spot in area.cells}
    owner = {spot: area.coord for area in sheet.merged_cells.ranges for spot in area.cells}
    found = []
    for row in range(first, last + 1):
        line: list[Spot] = []
        before = None
        for column in range(1, width + 1):
            spot = (row, column)
            if owner.get(spot, str(spot)) != before:
                above = home.get(spot, row)
                line.append(Spot(value_at(sheet, above, column), above < row))
            before = owner.get(spot, str(spot))
        found.append(line)
    return found


def value_at(sheet: Worksheet, row: int, column: int) -> str:
    """The text that a reader sees there; of a merged range that of its first cell."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        cell = sheet.cell(area.min_row, area.min_col)
    assert isinstance(cell.value, str | None)
    return cell.value or ""


def printed(sheet: Worksheet) -> tuple[int, int]:
    """The last row and column of what is printed."""
    bottom = sheet[re.sub(r".*!", "", sheet.print_area).replace("$", "")][-1][-1]
    return bottom.row, bottom.column


@pytest.mark.parametrize("number", range(1, 24))
def test_a_form_has_every_cell_in_its_merged_position(number: int) -> None:
    heading, body = FORMS[number - 1]
    sheet = forms().worksheets[number]
    last, width = printed(sheet)
    unit, *expected = rows_of(body)
    assert rows(sheet, 1, 1, width) == [[Spot(heading, False)]]
    assert rows(sheet, 2, last, width) == [unit, *expected]


def test_merged_ranges_are_those_of_the_form_and_do_not_overlap() -> None:
    for sheet in forms().worksheets[1:]:
        areas = list(sheet.merged_cells.ranges)
        spots = [spot for area in areas for spot in area.cells]
        assert len(set(spots)) == len(spots)
        assert all(len(list(area.cells)) > 1 for area in areas)


def test_the_contents_lead_to_every_form_and_add_up() -> None:
    book, index = forms(), pages(reference()).index
    sheet = book["目录"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_col=4)]
    head, *body, total = lines
    assert head == ["序号", "项目编码", "项目名称", "预算数"]
    assert [line for line in body if line[1]] == [
        [str(row.number), row.code, row.name, float(row.amount)] for group in index.groups for row in group.rows
    ]
    assert [line for line in body if not line[1]] == [
        [group.unit, None, None, float(group.amount)] for group in index.groups
    ]
    assert total == ["合计", None, None, 19584.52]
    assert links(sheet) == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    assert [links(form) for form in book.worksheets[1:]] == [["'目录'!A1"]] * 23


def test_amounts_in_the_contents_show_the_digits_as_written() -> None:
    sheet = forms()["目录"]
    shapes = {str(row[0].value): row[3].number_format for row in sheet.iter_rows(min_row=4, max_col=4)}
    assert (shapes["1"], shapes["合计"]) == ("0.00", "0.00")
    made = small_document(budget={"total": Decimal("12345678901234567.10")})
    cell = opened(forms_xlsx(pages(made), PROOF)).worksheets[0]["D5"]
    assert (cell.value, cell.data_type) == ("12345678901234567.10", "s")


def test_sheets_are_named_by_number_and_project() -> None:
    names = forms().sheetnames
    assert names[:2] == ["目录", "1.2023年度一事一议监管系统服务费"]
    assert len(names) == 24


def test_each_sheet_is_ready_to_print() -> None:
    for sheet in forms().worksheets:
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "portrait", None, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_options.horizontalCentered
        assert sheet.oddFooter.center.text == "— &P —"
        assert sheet.print_title_rows
        last, _ = printed(sheet)
        assert all(0 < sheet.row_dimensions[row].height <= 409 for row in range(1, last + 1))


def test_the_header_of_the_indicators_is_repeated_on_each_page() -> None:
    for sheet in forms().worksheets[1:]:
        first, last = map(int, re.findall(r"\d+", sheet.print_title_rows))
        assert first == last
        assert value_at(sheet, first, 1) == "一级指标"


def test_a_long_form_continues_over_rows_that_are_low_enough() -> None:
    made = small_document(goals=["保障工作顺利开展。" * 300], purpose="用途")
    (sheet,) = opened(forms_xlsx(pages(made), PROOF)).worksheets[1:]
    last, width = printed(sheet)
    goals = [line for line in rows(sheet, 3, last, width) if line[0].text == "绩效目标"]
    assert {line[1].text for line in goals} == {"1." + "保障工作顺利开展。" * 300}
    assert [line[1].continues for line in goals] == [False] + [True] * (len(goals) - 1)
    assert len(goals) > 1


def test_words_stay_what_they_are_in_the_forms() -> None:
    projects = [
        small_project(code=f"13020823P{number:06}10001U", name=text, purpose=text, goals=[text], title=text)
        | {"indicators": [{"category": "数量指标", "name": text, "description": text, "target": text}]}
        for number, text in enumerate(HOSTILE)
    ]
    made = document(small_department(name="=局", units=[{"code": "318001", "name": "=单位"}]), *projects)
    written = forms_xlsx(pages(made), PROOF)
    book = opened(written)
    for form, sheet in zip(pages(made).forms, book.worksheets[1:], strict=True):
        texts = {cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert {form.name.text, form.heading, form.unit, f"1.{form.goals[0]}", form.rows[0][4]} <= texts
    assert inert(written)


def test_words_stay_what_they_are_in_the_data() -> None:
    indicators = [{"category": "数量指标", "name": text, "description": text, "target": text} for text in HOSTILE]
    made = small_document(name="=cmd()", goals=HOSTILE, purpose="+1+1", indicators=indicators)
    written = data_xlsx(made, PROOF)
    assert columns(opened(written)["绩效指标"])["绩效指标描述"] == HOSTILE
    assert inert(written)


def inert(written: bytes) -> bool:
    """Whether no cell is computed and no link leads out, and what looks like a formula is marked as typed text."""
    files = parts(written)
    sheets = [text for name, text in files.items() if name.startswith("xl/worksheets/sheet")]
    assert not [name for name in files if "externalLink" in name or "vba" in name.lower()]
    assert not any("<f>" in text or "<f " in text or "r:id" in text for text in sheets)
    cells = [cell for sheet in opened(written).worksheets for row in sheet.iter_rows() for cell in row]
    risky = [cell for cell in cells if str(cell.value)[:1] in {*"=+-@＝'"}]
    assert len(risky) > 5
    return all(cell.data_type == "s" and cell.quotePrefix for cell in risky)


def links(sheet: Worksheet) -> list[str]:
    return [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def columns(sheet: Worksheet) -> dict[str, list[object]]:
    head, *body = sheet.iter_rows(values_only=True)
    return {str(name): [row[number] for row in body] for number, name in enumerate(head)}


@pytest.mark.parametrize("make", [projects_table, indicators_table])
def test_the_data_have_every_value_with_its_type(make: object) -> None:
    table: DataTable = make(reference())  # type: ignore[operator]
    sheet = data()[table.title]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in table.columns]
    for cells, values in zip(sheet.iter_rows(min_row=2), table.rows, strict=True):
        for cell, column, value in zip(cells, table.columns, values, strict=True):
            match value:
                case None:
                    assert (cell.value, cell.data_type) == (None, "n")
                case Decimal():
                    assert (Decimal(repr(cell.value)), cell.data_type) == (value, "n")
                case int():
                    assert (cell.value, cell.data_type) == (value, "n")
                case str():
                    assert (cell.value, cell.number_format) == (value, "@")
                case _:
                    assert (cell.value.date(), cell.number_format) == (value, "yyyy-mm-dd")
            if column.type is ColumnType.MONEY and value is not None:
                assert cell.number_format == "#,##0.00"


def test_the_data_workbook_has_its_dictionary() -> None:
    assert data().sheetnames == ["项目", "绩效指标", "数据字典", "选项"]
    expected = dictionary_table(projects_table(reference()), indicators_table(reference()))
    assert [tuple(row) for row in data()["数据字典"].iter_rows(min_row=2, values_only=True)] == list(expected.rows)


def test_tables_can_be_filtered_and_keep_their_heads_in_sight() -> None:
    assert [(sheet.freeze_panes, sheet.auto_filter.ref) for sheet in data().worksheets] == [
        ("D2", "A1:T24"),
        ("C2", "A1:W140"),
        ("C2", "A1:H44"),
        ("A2", None),
    ]


def test_a_column_with_a_list_of_words_offers_them() -> None:
    book = data()
    lists = columns(book["选项"])
    assert [word for word in lists["一级指标"] if word] == ["产出指标", "效益指标", "满意度指标"]
    assert [word for word in lists["单位编码"] if word] == ["318001", "318003"]
    offered = {}
    for title in ("项目", "绩效指标"):
        sheet = book[title]
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list":
                source = book["选项"][rule.formula1.split("!")[1].replace("$", "")]
                (area,) = rule.sqref.ranges
                offered[sheet.cell(1, area.min_col).value] = (
                    [cell.value for (cell,) in source],
                    rule.errorStyle,
                    area.max_row,
                )
    assert offered["二级指标"] == (
        [category.second for category in reference().profile.categories],
        None,
        140,
    )
    assert offered["指标值确定依据"][1] == "warning"
    assert set(offered) == {
        "单位编码",
        "单位名称",
        "工作活动",
        "一级指标",
        "二级指标",
        "指标值种类",
        "指标值确定依据",
    }


def test_amounts_and_percentages_are_held_to_their_range() -> None:
    rules = {
        (rule.type, rule.operator, rule.formula1, rule.formula2): len(rule.sqref.ranges)
        for rule in data()["项目"].data_validations.dataValidation
        if rule.type != "list"
    }
    assert set(rules) == {("decimal", "greaterThanOrEqual", "0", None), ("decimal", None, "0", "100")}


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("0", True),
        ("0.1", True),
        ("123456789012345", True),
        ("1234567890123450000", True),
        ("0.000000123456789012345", True),
        ("1234567890123456", False),
        ("0.1000000000000001", False),
        ("1E+301", False),
        ("1E-301", False),
    ],
)
def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_no_number(text: str, exact: bool) -> None:
    assert is_exact(Decimal(text)) is exact
    if exact:
        assert Decimal(f"{float(text):.16G}") == Decimal(text)


def test_a_number_that_would_change_is_a_text_with_a_note() -> None:
    made = small_document(budget={"total": Decimal("1234567890123456.78"), "fiscal": Decimal("0.125")})
    sheet = opened(data_xlsx(made, PROOF))["项目"]
    total, fiscal = sheet["H2"], sheet["I2"]
    assert (total.value, total.data_type) == ("1234567890123456.78", "s")
    assert total.comment.text.startswith("1234567890123456.78 超出")
    assert (fiscal.value, fiscal.number_format, fiscal.comment) == (0.125, "#,##0.000", None)


def test_a_text_too_long_for_a_cell_says_so() -> None:
    made = small_document(goals=["字" * (LONGEST + 1)])
    (goals,) = columns(opened(data_xlsx(made, PROOF))["项目"])["绩效目标"]
    assert isinstance(goals, str)
    assert len(goals) == LONGEST
    assert goals.endswith(CUT)


def test_a_document_without_projects_has_its_sheets() -> None:
    made = document(small_department())
    assert opened(forms_xlsx(pages(made), PROOF)).sheetnames == ["目录"]
    assert opened(data_xlsx(made, PROOF)).sheetnames == ["项目", "绩效指标", "数据字典", "选项"]


@pytest.mark.parametrize("revision", ["abc1234", ""])
def test_both_carry_their_proof(revision: str) -> None:
    proof = replace(PROOF, revision=revision)
    expected = {"perfspec-digest": proof.digest} | ({"perfspec-revision": revision} if revision else {})
    made = small_document()
    for written in (forms_xlsx(pages(made), proof), data_xlsx(made, proof)):
        book = opened(written)
        assert {item.name: item.value for item in book.custom_doc_props.props} == expected
        assert book.properties.creator == "某局"


def test_the_same_document_makes_the_same_bytes() -> None:
    makers = [lambda: forms_xlsx(pages(reference()), PROOF), lambda: data_xlsx(reference(), PROOF)]
    for first, second in ((make(), make()) for make in makers):
        assert first == second
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"1980-01-01T00:00:00Z"}


def test_without_xlsxwriter_the_package_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(PerfspecError) as caught:
        data_xlsx(small_document(), PROOF)
    assert 'pip install "perfspec[xlsx]"' in caught.value.zh
    assert 'pip install "perfspec[xlsx]"' in caught.value.en
