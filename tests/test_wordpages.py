"""Pages are counted by lines: a heading stays with its text, a row of a table in one piece, a form begins a page."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from perfspec.publish.document import pages
from perfspec.publish.form import form
from perfspec.publish.grid import indicator_grid, project_grid
from perfspec.publish.wordindex import index_grid
from perfspec.publish.wordpages import Strip, contents, form_strips, page_count, pages_of
from perfspec.publish.wordreference import Reference, reference
from perfspec.publish.wordtable import WordTable, column_widths, word_table
from tests.reference import TEMPLATES, document, small_department, small_document, small_project


@cache
def styled() -> Reference:
    return reference(TEMPLATES)


def counted(department: dict[str, object], *projects: dict[str, object]) -> dict[str, int]:
    told = pages(document(department, *projects))
    index = word_table(index_grid(told.index, "一览"), styled(), "项目一览表")
    forms = [
        form_strips(each, [word_table(grid, styled()) for grid in (project_grid(each), indicator_grid(each))], styled())
        for each in told.forms
    ]
    return pages_of(told, styled(), index, forms)


def tables(**changes: object) -> tuple[WordTable, WordTable]:
    made = small_document(**changes)
    upper, lower = (make(form(made, made.projects[0])) for make in (project_grid, indicator_grid))
    return word_table(upper, styled()), word_table(lower, styled())


def test_strips_fill_a_page_to_its_end() -> None:
    assert page_count([], 100) == 1
    assert page_count([Strip(height=50)] * 4, 100) == 2
    assert page_count([Strip(height=51)] * 4, 100) == 4
    assert page_count([Strip(height=40, above=30)] * 4, 100) == 3
    assert page_count([Strip(height=500), Strip(height=10)], 100) == 2


def test_each_page_has_22_lines_of_28_signs() -> None:
    body = styled().styles["正文段落"]
    assert styled().page.text_height // body.line == 22
    assert styled().page.room(body, styled().page.text_width) == 56


def test_a_section_begins_where_the_one_before_ends() -> None:
    # 3 lines and a blank one of the title, the heading, and 17 lines fill the page
    for lines, page in [(15, 3), (16, 4), (17, 4)]:
        department = small_department(goal="字" * (28 * lines - 2), safeguards=[{"name": "一", "text": "二"}])
        assert counted(department)["part-1-safeguards"] == page


def test_forms_follow_each_other() -> None:
    many = [{"category": "数量指标", "name": f"第{number}项"} for number in range(40)]
    projects = [
        small_project(),
        small_project(code="13020823P00023510002U", name="某项目二", indicators=many),
        small_project(code="13020823P00023510003U", name="某项目三"),
    ]
    begun = counted(small_department(), *projects)
    assert [begun[anchor] for anchor in ("part-1", "part-2", *(project["code"] for project in projects))] == [
        3,
        4,
        5,
        6,
        8,
    ]


def test_a_hundred_projects_take_several_pages_of_contents() -> None:
    projects = [small_project(code=f"13020823P{number:011}U", name=f"项目{number}") for number in range(100)]
    begun = counted(small_department(), *projects)
    assert (begun["part-1"], begun["part-2"], begun[projects[0]["code"]]) == (6, 7, 10)


def test_a_name_that_fills_the_cover_moves_all_pages() -> None:
    assert [counted(small_department(name="很长的名称" * times))["part-1"] for times in (1, 4, 50)] == [3, 3, 4]


def test_the_contents_name_parts_sections_and_forms() -> None:
    entries = [(entry.level, entry.text) for entry in contents(pages(small_document()))]
    assert entries == [
        (1, "第一部分　部门整体绩效目标"),
        (2, "一、总体绩效目标"),
        (1, "第二部分　预算项目绩效目标"),
        (2, "1.某项目绩效目标表"),
    ]


def test_widths_add_up() -> None:
    assert column_widths([1, 1, 1], 100) == (33, 33, 34)
    for table in tables(purpose="用途"):
        assert sum(table.widths) == styled().page.text_width
        assert {sum(cell.width for cell in row.cells) for row in table.rows} == {styled().page.text_width}


def test_names_have_the_room_of_a_column_that_a_form_has_not() -> None:
    made = small_document("mof-2015")
    grid = indicator_grid(form(made, made.projects[0]))
    widths = dict(zip(grid.columns, word_table(grid, styled()).widths, strict=True))
    assert sorted(widths, key=widths.__getitem__) == ["first", "second", "target", "name"]


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    line, padding = styled().styles["表格居中"].line, styled().styles["绩效目标表"].padding
    _, lower = tables(indicators=[{"category": "数量指标", "name": "甲", "description": "说明文字" * 6}])
    assert [row.height for row in lower.rows] == [2 * line + padding + 10] * 2


def test_the_last_row_gives_a_merged_cell_the_height_that_it_lacks() -> None:
    line, padding = styled().styles["表格居中"].line, styled().styles["绩效目标表"].padding
    two = [{"category": "服务对象满意度指标", "name": name} for name in "甲乙"]
    narrow = replace(styled(), page=replace(styled().page, width=styled().page.width - 5000))
    made = small_document(indicators=two)
    table = word_table(indicator_grid(form(made, made.projects[0])), narrow)
    assert table.rows[1].cells[1].paragraphs == (("服务对象", "满意度", "指标"),)
    one, whole = line + padding + 10, 9 * line + padding + 10  # in a column of one sign
    assert [row.height for row in table.rows[1:]] == [one, whole - one]


def test_the_cells_below_a_merged_one_go_on_with_it() -> None:
    _, lower = tables(indicators=[{"category": "数量指标", "name": name} for name in "甲乙丙"])
    assert [[cell.merge for cell in row.cells[:3]] for row in lower.rows] == [
        ["", "", ""],
        ["restart", "restart", ""],
        ["continue", "continue", ""],
        ["continue", "continue", ""],
    ]
