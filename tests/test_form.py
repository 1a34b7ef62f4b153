"""The words of a form and where they stand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from perfspec.publish.document import pages
from perfspec.publish.form import Form, form
from perfspec.publish.grid import Grid, indicator_grid, project_grid
from perfspec.publish.part_one import sections
from tests.reference import document, reference, small_department, small_document, small_project


def form_of(profile: str = "hebei", **changes: object) -> Form:
    made = small_document(profile, **changes)
    return form(made, made.projects[0])


def texts(grid: Grid) -> list[list[str]]:
    return [["\n".join(cell.lines) for cell in row] for group in grid.groups for row in group.rows]


def test_the_heading_has_the_published_title_and_in_a_document_a_number() -> None:
    last = reference().projects[-1]
    assert form(reference(), last).heading == "国资事务中心：商业用房维修绩效目标表"
    assert form(reference(), last, 23).heading == "23.国资事务中心：商业用房维修绩效目标表"
    assert form(reference(), last).name.text == "国资经营中心：商业用房维修"


def test_amounts_keep_their_digits_and_what_is_absent_is_blank() -> None:
    budget = form_of(budget={"total": Decimal("10000.00"), "fiscal": Decimal("1E+4")}).budget
    assert [(field.label, field.text) for field in budget] == [
        ("预算数", "10000.00"),
        ("其中：财政资金", "10000"),
        ("其他资金", ""),
    ]


def test_what_is_absent_is_left_out_of_the_table() -> None:
    assert texts(project_grid(form_of("mof-2015"))) == [
        ["项目编码", "13020823P00023510001U", "项目名称", "某项目"],
        ["预算规模", "预算数", "5", "其中：财政资金", "", "其他资金", ""],
        ["绩效目标", "1.目标"],
    ]


def test_every_row_fills_the_width_of_the_table_for_any_number_of_months() -> None:
    for months in range(1, 13):
        made = small_document(purpose="用途")
        made = replace(made, profile=replace(made.profile, plan_months=tuple(range(1, months + 1))))
        grid = project_grid(form(made, made.projects[0]))
        for group in grid.groups:
            for position, row in enumerate(group.rows):
                from_above = sum(cell.colspan for cell in group.rows[0] if cell.rowspan > 1) if position else 0
                assert sum(cell.colspan for cell in row) + from_above == len(grid.columns)


def test_columns_come_from_the_profile() -> None:
    assert [column.label for column in form_of("mof-2015").columns] == ["一级指标", "二级指标", "三级指标", "指标值"]
    assert [column.label for column in form_of("mof-2021").columns][-1] == "权重"


def test_equal_categories_that_follow_each_other_are_merged_and_others_are_not() -> None:
    names = [("数量指标", "甲"), ("数量指标", "乙"), ("质量指标", "丙"), ("经济效益指标", "丁"), ("数量指标", "戊")]
    made = form_of(indicators=[{"category": category, "name": name} for category, name in names])
    grid = indicator_grid(made)
    spans = [
        [(cell.lines[0], cell.rowspan) for cell in row if cell.kind in ("first", "second")]
        for group in grid.groups
        for row in group.rows
    ]
    assert spans == [
        [("产出指标", 3), ("数量指标", 2)],
        [],
        [("质量指标", 1)],
        [("效益指标", 1), ("经济效益指标", 1)],
        [("产出指标", 1), ("数量指标", 1)],
    ]
    assert [row[:2] for row in made.rows_once] == [
        ("产出指标", "数量指标"),
        ("", ""),
        ("", "质量指标"),
        ("效益指标", "经济效益指标"),
        ("产出指标", "数量指标"),
    ]


def test_a_unit_stands_behind_a_bare_number_and_else_behind_the_name() -> None:
    def told(**fields: str) -> tuple[str, str]:
        row = form_of(indicators=[{"category": "数量指标", "name": "收入", **fields}]).rows[0]
        return row[2], row[4]

    assert told(unit="亿元", target="≥13.5") == ("收入", "≥13.5亿元")
    assert told(unit="亿元", target="≥13.5亿元") == ("收入", "≥13.5亿元")
    assert told(unit="亿元", target="完成") == ("收入（亿元）", "完成")
    assert told(unit="亿元") == ("收入（亿元）", "")
    assert told(target="≥13.5") == ("收入", "≥13.5")


def test_labels_may_break_only_between_words() -> None:
    grids = [project_grid(form_of(purpose="用途")), indicator_grid(form_of())]
    labels = {cell.parts for grid in grids for row in (grid.head, *grid.groups[-1].rows) for cell in row}
    assert ("绩效", "指标描述") in labels
    assert ("指标值", "确定依据") in labels
    assert ("指标值",) in labels
    upper = {cell.parts for group in grids[0].groups for row in group.rows for cell in row if cell.kind == "label"}
    assert {("预算规模及", "资金用途"), ("资金支出", "计划（%）"), ("其中：", "财政资金")} <= upper


def test_part_one_says_only_what_is_there() -> None:
    department = small_department(
        activities=[
            {
                "name": "活动",
                "goals": ["甲。", "乙"],
                "indicators": [
                    {"name": "完成率", "description": "完成情况", "target": "≥80%"},
                    {"name": "收缴金额", "unit": "亿元", "target": "≥2"},
                    {"name": "及时性"},
                    {"name": "满意度", "target": "优"},
                ],
            }
        ],
        safeguards=[
            {"name": "一句", "measures": ["做甲", "做乙"]},
            {"name": "几句", "measures": ["制度。建立制度", "监督"]},
            {"name": "说明", "text": "加强组织"},
            {"name": "只有标题"},
        ],
    )
    _, activities, safeguards = sections(document(department).department)
    assert (activities.title, safeguards.title) == ("二、分项绩效目标", "三、工作保障措施")
    assert [paragraph.text for paragraph in activities.entries[0].paragraphs] == [
        "甲；乙。",
        "完成率，完成情况≥80%；收缴金额（亿元）≥2；及时性；满意度，优。",
    ]
    assert [
        (entry.number + entry.name, entry.run_in, [paragraph.text for paragraph in entry.paragraphs])
        for entry in safeguards.entries
    ] == [
        ("（一）一句", "一是做甲。二是做乙。", []),
        ("（二）几句", "", ["1、制度。建立制度。", "2、监督。"]),
        ("（三）说明", "加强组织。", []),
        ("（四）只有标题", "", []),
    ]


def test_the_contents_add_up_by_unit_and_in_all() -> None:
    index = pages(reference()).index
    assert [(group.unit, len(group.rows), group.amount) for group in index.groups] == [
        ("318001丰润区财政局本级", 22, "19576.52"),
        ("318003唐山市丰润区国有资产事务中心", 1, "8.00"),
    ]
    assert index.total == "19584.52"


def test_a_department_without_projects_has_empty_contents() -> None:
    made = pages(document(small_department()))
    assert (made.index.groups, made.index.total, made.forms) == ((), "0", ())


def test_two_projects_of_one_unit_have_one_group() -> None:
    other = "13020823P00024310001P"
    made = document(small_department(), small_project(), small_project(code=other))
    assert [[row.anchor for row in group.rows] for group in pages(made).index.groups] == [
        ["13020823P00023510001U", other]
    ]
