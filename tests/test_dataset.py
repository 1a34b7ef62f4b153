"""The document as flat tables, and the files that are made of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.labels import subschema
from perfspec.publish.dataset import dictionary_table, indicators_table, projects_table
from perfspec.publish.datatable import ColumnType, DataColumn, DataTable
from perfspec.publish.downloads import dataset_csv, dataset_json
from perfspec.publish.formulas import defused, restored, starts_formula
from perfspec.publish.proof import Proof, digest
from perfspec.publish.targetfacts import TargetFacts, target_facts
from perfspec.target import Target
from tests.reference import CODE, reference, small_document

TABLES = (projects_table, indicators_table)


def records(table: DataTable) -> list[dict[str, Any]]:
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def only(table: DataTable) -> dict[str, Any]:
    """The one row of a table, without what is absent."""
    (record,) = records(table)
    return {key: value for key, value in record.items() if value is not None}


def one_column(*texts: str) -> DataTable:
    column = DataColumn(key="text", label="文字", type=ColumnType.TEXT, meaning="", meaning_en="")
    return DataTable(name="texts", title="", title_en="", columns=(column,), rows=[(text,) for text in texts])


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_project_is_a_row_of_its_values() -> None:
    made = small_document(
        budget={"total": Decimal("5.10"), "other": Decimal("0")},
        spending_plan={"6月": Decimal("33.3"), "9月": 80},
        goals=["一", "二"],
        activity="活动",
    )
    assert only(projects_table(made)) == {
        "number": 1,
        "code": CODE,
        "name": "某项目",
        "unit": "318001",
        "unit_name": "某局本级",
        "activity": "活动",
        "total": Decimal("5.10"),
        "other": Decimal("0"),
        "month_6": Decimal("33.3"),
        "month_9": Decimal("80"),
        "goals": "一\n二",
        "indicators": 1,
        "year": 2023,
        "department": "318",
        "department_name": "某局",
    }


def test_the_plan_has_the_months_of_the_form_and_those_in_use() -> None:
    keys = [column.key for column in projects_table(small_document(spending_plan={"9月": 80})).columns]
    assert [key for key in keys if key.startswith("month_")] == [f"month_{n}" for n in (3, 6, 9, 10, 12)]
    columns = projects_table(small_document("mof-2021")).columns
    assert not [column for column in columns if column.key.startswith("month_")]


def test_an_indicator_is_a_row_of_its_words_and_of_what_its_target_means() -> None:
    indicator = {
        "category": "质量指标",
        "name": "合格率",
        "description": "验收",
        "target": "90%-95%",
        "basis": "行业标准",
        "basis_document": "某办〔2023〕1号",
        "weight": Decimal("7.5"),
        "baseline": "88%",
        "scale": {"优": "90 分以上", "良": "80 分以上"},
    }
    assert only(indicators_table(small_document(indicators=[indicator]))) == {
        "project": CODE,
        "project_name": "某项目",
        "number": 1,
        "first": "产出指标",
        "category": "质量指标",
        "name": "合格率",
        "description": "验收",
        "target": "90%-95%",
        "target_kind": "区间",
        "target_canonical": "90%至95%",
        "target_operator": "[]",
        "target_lower": Decimal(90),
        "target_upper": Decimal(95),
        "target_unit": "%",
        "basis": "行业标准",
        "basis_document": "某办〔2023〕1号",
        "weight": Decimal("7.5"),
        "baseline": "88%",
        "scale": "优：90 分以上\n良：80 分以上",
    }


def test_an_indicator_without_a_target_has_nothing_of_it() -> None:
    made = only(indicators_table(small_document(indicators=[{"category": "数量指标", "name": "数量"}])))
    assert not [key for key in made if key.startswith("target")]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("≤500元/个", {"kind": "界限", "operator": "≤", "upper": Decimal(500), "unit": "元/个"}),
        ("=100%", {"kind": "界限", "operator": "=", "lower": Decimal(100), "upper": Decimal(100), "unit": "%"}),
        ("≥5", {"kind": "界限", "operator": "≥", "lower": Decimal(5)}),
        (
            "≥5%且<10%",
            {"kind": "区间", "operator": "[)", "lower": Decimal(5), "upper": Decimal(10), "unit": "%"},
        ),
        (
            "较上年增长5%",
            {"kind": "界限", "operator": "≥", "lower": Decimal(5), "unit": "%", "change": "较上年提高"},
        ),
        ("2023年底完成", {"kind": "期限", "last_day": date(2023, 12, 31)}),
        ("全年", {"kind": "时段", "first_day": date(2023, 1, 1), "last_day": date(2023, 12, 31)}),
        ("优", {"kind": "等级"}),
        ("显著提升", {"kind": "方向"}),
        ("按时", {"kind": "文字"}),
        ("/", {"kind": "不适用"}),
    ],
)
def test_what_a_target_means(text: str, facts: dict[str, Any]) -> None:
    target = Target.parse(text)
    assert target_facts(target) == TargetFacts(canonical=target.canonical, **facts)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "unit"),
    [
        ("3000元至1万元", "3000", "10000", "元"),
        ("1亩至2000平方米", "1", "3", "亩"),
        ("1平方米-1亩", "0.0015", "1", "亩"),
        ("1季度至5个月", "3", "5", "个月"),
    ],
)
def test_both_ends_of_a_range_are_in_one_unit_without_rounding(text: str, lower: str, upper: str, unit: str) -> None:
    facts = target_facts(Target.parse(text))
    assert (str(facts.lower), str(facts.upper), facts.unit) == (lower, upper, unit)


def test_tables_can_be_walked_again() -> None:
    for table in (make(reference()) for make in TABLES):
        assert list(table.rows) == list(table.rows)
    assert [len(list(make(reference()).rows)) for make in TABLES] == [23, 139]


def test_keys_and_headings_are_there_once() -> None:
    for table in (make(reference()) for make in TABLES):
        for names in ([column.key for column in table.columns], [column.heading for column in table.columns]):
            assert len(set(names)) == len(names)


def test_the_dictionary_tells_each_column_in_the_words_of_the_schema() -> None:
    tables = [make(reference()) for make in TABLES]
    told = records(dictionary_table(*tables))
    assert [entry["column"] for entry in told] == [column.key for table in tables for column in table.columns]
    total = next(entry for entry in told if entry["column"] == "total")
    field = subschema("project", ("budget", "total"))
    assert total == {
        "table": "项目 projects",
        "column": "total",
        "label": field["title"],
        "label_en": "Total",
        "type": "金额 money",
        "unit": "万元",
        "meaning": field["description"],
        "meaning_en": field["$comment"],
    }
    assert all(entry["meaning"] and entry["meaning_en"] for entry in told)


def test_csv_opens_in_a_spreadsheet() -> None:
    data = dataset_csv(projects_table(reference()))
    assert data.startswith("\ufeff序号,项目编码,项目名称,".encode())
    assert data.count(b"\r\n") == 24
    head, first, *_ = cells(data)
    assert dict(zip(head, first, strict=True)) == {
        "序号": "1",
        "项目编码": CODE,
        "项目名称": "2023年度一事一议监管系统服务费",
        "表头名称": "",
        "单位编码": "318001",
        "单位名称": "丰润区财政局本级",
        "工作活动": "",
        "预算数（万元）": "1.05",
        "财政资金（万元）": "1.05",
        "其他资金（万元）": "",
        "资金用途": "用于全区21个乡镇一事一议工作正常开展",
        "3月底累计支出进度（%）": "",
        "6月底累计支出进度（%）": "100",
        "10月底累计支出进度（%）": "",
        "12月底累计支出进度（%）": "",
        "绩效目标": "保障农村综改工作顺利开展\n及时足额拨付一事一议经费",
        "指标数": "6",
        "预算年度": "2023",
        "部门编码": "318",
        "部门名称": "唐山市丰润区财政局",
    }


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+A1",
        "-A1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1+1",
        "＋A1",
        "－A1",
        "＠A1",
        " =1",
        "\u200b=1",
        "−A1",
        "=100%",
    ],
)
def test_what_would_start_a_formula_is_defused(text: str) -> None:
    assert cells(dataset_csv(one_column(text))) == [["文字"], [f"'{text}"]]


@pytest.mark.parametrize("text", ["-5", "+1.5", "-5%", "1=1", "≥95%", "a@b", "", "—", "5-6个"])
def test_numbers_and_words_are_left_alone(text: str) -> None:
    assert defused(text) == text


@given(st.lists(st.text(st.characters(codec="utf-8")) | st.text("=+-@'\t\r\n ＝5%a,\"")))
def test_every_text_comes_back_from_csv_and_none_is_a_formula(texts: list[str]) -> None:
    (_, *rows) = cells(dataset_csv(one_column(*texts)))
    found = [row[0] if row else "" for row in rows]
    assert [restored(cell) for cell in found] == texts
    assert not [cell for cell in found if starts_formula(cell)]


def test_json_has_every_digit_and_where_it_comes_from() -> None:
    made = small_document(budget={"total": Decimal("12345678901234567.10")}, name='"</script>\\')
    proof = Proof(digest=digest(made), revision="abc")
    text = dataset_json(made, proof).decode()
    assert '"total": 12345678901234567.10,' in text
    loaded = json.loads(text, parse_float=Decimal)
    assert (loaded["department"], loaded["year"]) == ("某局", 2023)
    assert (loaded["digest"], loaded["revision"]) == (proof.digest, "abc")
    assert loaded["projects"] == records(projects_table(made))
    assert loaded["dictionary"] == records(dictionary_table(projects_table(made), indicators_table(made)))


def test_json_writes_days_and_what_is_absent() -> None:
    made = small_document(indicators=[{"category": "时效指标", "name": "时间", "target": "2023年底完成"}])
    loaded = json.loads(dataset_json(made, Proof(digest="sha256:0")))
    (indicator,) = loaded["indicators"]
    assert (indicator["target_last_day"], indicator["target_first_day"], loaded["revision"]) == (
        "2023-12-31",
        None,
        None,
    )
