"""All documents as tables for analysis, the same rows in every format, with every digit."""

from __future__ import annotations

import csv
import errno
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from perfspec.check import check
from perfspec.error import PerfspecError
from perfspec.export import parquet as parquets
from perfspec.export import workbook as workbooks
from perfspec.export.output import FILE, FORMATS, lacking, write_tables
from perfspec.export.spool import Extent, Spooled, spooled
from perfspec.export.tables import empty_tables, rows_of
from perfspec.publish.dataset import dictionary_table
from perfspec.publish.datatable import ColumnType, DataColumn, DataTable, Row
from perfspec.publish.formulas import defused
from perfspec.workspace import documents, open_workspace
from tests.conftest import REPOSITORY

NAMES = ("projects", "indicators", "findings", "dictionary")
PAGE = REPOSITORY / "docs" / "export.md"
HOSTILE = ("=cmd()", "{{ x }}", "<script>", "#{", "$\\_@\"'", "\u202e", "😀", "a\nb,c", "+1+1", "长" * 300)


@pytest.fixture
def two(workspace: Path) -> Path:
    """A workspace of two documents; in the second one project's file is wrong and one has a waiver."""
    first = workspace / "projects" / "fengrun-finance-2023"
    second = workspace / "projects" / "乙" / "2024"
    second.mkdir(parents=True)
    files = sorted(path for path in first.iterdir() if path.name != "department.yaml")[:3]
    for path in (first / "department.yaml", *files):
        shutil.copy(path, second)
    broken, waived = (second / path.name for path in files[:2])
    broken.write_text(broken.read_text(encoding="utf-8").replace("total:", "totl:"), encoding="utf-8")
    waived.write_text(
        waived.read_text(encoding="utf-8") + "waivers: [{rule: PS505, reason: =理由, by: 某人}]\n", encoding="utf-8"
    )
    return workspace


def expected(root: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows as the model has them."""
    from perfspec.baseline import read_baseline
    from perfspec.check import Terms
    from perfspec.packs import load_rules

    workspace = open_workspace(root)
    terms = Terms(book=load_rules(workspace, lang="en"), baseline=read_baseline(workspace), today=date.today())
    tables = {table.name: table for table in (*empty_tables(), dictionary_table(*empty_tables()))}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in tables}
    rows = [pair for files in documents(workspace) for pair in rows_of(check(workspace, files, terms))]
    for name, row in (*rows, *(("dictionary", row) for row in tables["dictionary"].rows)):
        found[name].append(dict(zip((column.key for column in tables[name].columns), row, strict=True)))
    return found


def in_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def as_csv(value: Any) -> str:
    if value is None:
        return ""
    return defused(value) if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)


def in_jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line, parse_float=Decimal) for line in stream]


def as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def test_every_format_has_the_same_rows(run, two: Path, tmp_path: Path) -> None:
    rows = expected(two)
    said = f"{len(rows['projects'])} 个项目，{len(rows['indicators'])} 条绩效指标，{len(rows['findings'])} 条检查结果"
    for format in FORMATS:
        at = tmp_path / ("all.xlsx" if format == "xlsx" else format)
        code, out, err = run("export", "-C", two, "--to", format, "-o", at)
        assert (code, out) == (0, f"{said}，写到 {at}\n")
        assert err == "1 个项目的文件有错，没有导出；错在检查结果里\n"
    for name in NAMES:
        assert parquet.read_table(tmp_path / "parquet" / f"{name}.parquet").to_pylist() == rows[name]
        assert in_jsonl(tmp_path / "jsonl" / f"{name}.jsonl") == [
            {key: as_json(value) for key, value in row.items()} for row in rows[name]
        ]
        assert in_csv(tmp_path / "csv" / f"{name}.csv") == [
            {key: as_csv(value) for key, value in row.items()} for row in rows[name]
        ]
    sheets = openpyxl.load_workbook(tmp_path / "all.xlsx", read_only=True)
    assert sheets.sheetnames == ["项目", "绩效指标", "检查结果", "数据字典"]
    for name, title in zip(NAMES, sheets.sheetnames, strict=True):
        cells = list(sheets[title].iter_rows(values_only=True))[1:]
        assert [list(map(from_cell, row)) for row in cells] == [list(map(as_cell, row.values())) for row in rows[name]]


def from_cell(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, int | float) else str(value) if value is not None else None


def as_cell(value: Any) -> Any:
    if isinstance(value, date):
        return f"{value} 00:00:00"
    return Decimal(value) if isinstance(value, int | Decimal) else value or None


def test_findings_speak_both_languages_and_say_their_state(two: Path) -> None:
    rows = expected(two)["findings"]
    assert {row["state"] for row in rows} == {"open", "waived", "baselined"}
    [waived] = [row for row in rows if row["state"] == "waived"]
    assert (waived["document"], waived["reason"], waived["by"]) == ("乙/2024", "=理由", "某人")
    assert waived["message"] == "没有写明这个项目为部门的哪一项工作活动服务"
    assert waived["message_en"] == "Which of the department's activities the project serves is not written"
    assert {row["rule"] for row in rows if "totl" in row["message"]} == {"PS011"}


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_documents_give_the_same_bytes(run, two: Path, tmp_path: Path, format: str) -> None:
    contents = []
    for number in range(2):
        at = tmp_path / str(number) / "all.xlsx"
        run("export", "-C", two, "--to", format, "-o", at)
        paths = sorted(at.rglob("*")) if at.is_dir() else [at]
        contents.append([(path.name, path.read_bytes()) for path in paths])
    assert contents[0] == contents[1]


def test_the_manifest_tells_rows_and_digests(run, two: Path, tmp_path: Path) -> None:
    from hashlib import sha256

    run("export", "-C", two, "--to", "jsonl", "-o", tmp_path / "x")
    told = json.loads((tmp_path / "x" / FILE).read_bytes())["files"]
    assert list(told) == [f"{name}.jsonl" for name in NAMES]
    for name, facts in told.items():
        content = (tmp_path / "x" / name).read_bytes()
        assert facts == {"rows": content.count(b"\n"), "sha256": sha256(content).hexdigest()}


def test_paths_choose_documents(run, two: Path, tmp_path: Path) -> None:
    run("export", "-C", two, "--to", "jsonl", "-o", tmp_path / "x", two / "projects" / "乙")
    assert {row["document"] for row in in_jsonl(tmp_path / "x" / "projects.jsonl")} == {"乙/2024"}


def test_a_folder_that_holds_other_things_is_not_overwritten(run, two: Path, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "manifest.json").touch()
    code, out, err = run("export", "-C", two, "--to", "csv", "-o", tmp_path / "x")
    assert (code, out, [path.name for path in (tmp_path / "x").iterdir()]) == (2, "", ["manifest.json"])
    assert "里有别的东西，不会覆盖" in err
    assert run("export", "-C", two, "--to", "xlsx", "-o", tmp_path / "x")[0] == 2


def test_an_export_replaces_an_export(run, two: Path, tmp_path: Path) -> None:
    for format in ("csv", "jsonl"):
        assert run("export", "-C", two, "--to", format, "-o", tmp_path / "x")[0] == 0
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == sorted(
        [FILE, *(f"{name}.jsonl" for name in NAMES)]
    )
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_that_breaks_off_leaves_the_old_one(
    run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    at = tmp_path / "x"
    run("export", "-C", two, "--to", format, "-o", at)
    before = {path: path.read_bytes() for path in (at.iterdir() if at.is_dir() else [at])}

    def full(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("perfspec.export.output._manifest", full)
    monkeypatch.setattr("perfspec.export.workbook.add_table", full)
    code, _, err = run("export", "-C", two, "--to", format, "-o", at)
    assert (code, "写不了：the disk is full" in err) == (2, True)
    assert {path: path.read_bytes() for path in before} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_full_disk_is_told_of_where_it_is_full(
    run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("perfspec.export.output._manifest", full)
    code, _, err = run("export", "-C", two, "--to", "csv", "-o", tmp_path / "x")
    assert (code, "x 写不了：磁盘满了；腾出地方再运行" in err) == (2, True)
    monkeypatch.setattr("perfspec.export.spool.spooled", full)
    code, _, err = run("export", "-C", two, "--to", "csv", "-o", tmp_path / "x")
    assert (code, "临时文件写不了：磁盘满了" in err, "TMPDIR" in err) == (2, True, True)


@pytest.mark.parametrize(("format", "module"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_what_has_to_be_installed_is_told(format: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (parquets, "perfspec.publish.workbook"):
        target = f"{place}.find_spec" if isinstance(place, str) else f"{place.__name__}.find_spec"
        monkeypatch.setattr(target, lambda name: None)
    error = lacking(format)
    assert error is not None
    assert f'pip install "perfspec[{format}]"' in error.zh
    assert lacking("csv") is None


def column(key: str, kind: ColumnType = ColumnType.TEXT) -> DataColumn:
    return DataColumn(key=key, label=key, type=kind, unit="万元", meaning="含义", meaning_en="meaning")


def spool(folder: Path, rows: list[Row], *kinds: ColumnType) -> Spooled:
    columns = (column("document"), *(column(f"c{number}", kind) for number, kind in enumerate(kinds)))
    folder.mkdir(exist_ok=True)
    table = DataTable(name="projects", title="表", title_en="Table", columns=columns, rows=())
    [found] = spooled([table], (("projects", row) for row in rows), folder)
    return found


def test_rows_come_back_from_disk_as_they_were(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("甲", Decimal("1.10"), 3, date(2024, 2, 29), "0012", None),
        ("乙", Decimal("-1000000000000000000000000.00001"), -1, None, "\x00\r\n\u2028", ""),
        *((text, None, None, None, text, None) for text in HOSTILE),
    ]
    kinds = (ColumnType.MONEY, ColumnType.INTEGER, ColumnType.DATE, ColumnType.CODE, ColumnType.TEXT)
    found = spool(tmp_path, rows, *kinds)
    assert (list(found.table.rows), found.count) == (rows, len(rows))
    assert [str(row[1]) for row in found.table.rows][:2] == ["1.10", "-1000000000000000000000000.00001"]
    assert found.extents["c0"] == Extent(25, 5)
    assert list(found.table.rows) == rows


def test_bytes_of_a_name_that_are_no_text_are_written_out(tmp_path: Path) -> None:
    found = spool(tmp_path, [("a\udcffb", None)], ColumnType.TEXT)
    assert list(found.table.rows) == [("a\\udcffb", None)]


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        (["1.5", "20", "0.123"], pa.decimal128(38, 3)),
        (["1E+3", "0"], pa.decimal128(38, 0)),
        (["1" + "0" * 34, "0.125"], pa.decimal128(38, 3)),
        (["1" + "0" * 35, "0.125"], pa.decimal256(76, 3)),
        (["1" + "0" * 73, "0.125"], pa.string()),
        (["0." + "0" * 74 + "25"], pa.decimal256(76, 76)),
        ([], pa.decimal128(38, 0)),
    ],
)
def test_decimals_are_as_wide_as_the_numbers_need(tmp_path: Path, numbers: list[str], kind: pa.DataType) -> None:
    values = [Decimal(number) for number in numbers]
    found = spool(tmp_path, [("甲", value) for value in (*values, None)], ColumnType.NUMBER)
    parquets.write_parquet(found, tmp_path / "x.parquet")
    table = parquet.read_table(tmp_path / "x.parquet")
    assert table.schema.field("c0").type == kind
    assert [value and Decimal(value) for value in table["c0"].to_pylist()] == [*values, None]


def test_what_a_column_means_lies_in_the_parquet_file(tmp_path: Path) -> None:
    parquets.write_parquet(spool(tmp_path, [], ColumnType.MONEY), tmp_path / "x.parquet")
    field = parquet.read_schema(tmp_path / "x.parquet").field("c0")
    assert {
        key.decode(): value.decode() for key, value in field.metadata.items() if not key.startswith(b"PARQUET")
    } == {
        "label": "c0",
        "label_en": "C0",
        "unit": "万元",
        "meaning": "含义",
        "meaning_en": "meaning",
    }


def test_groups_of_rows_end_with_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquets, "ROWS", 4)
    rows: list[Row] = [(name, number) for name in "abcde" for number in range(3)]
    parquets.write_parquet(spool(tmp_path, rows, ColumnType.INTEGER), tmp_path / "x.parquet")
    written = parquet.ParquetFile(tmp_path / "x.parquet")
    groups = [written.read_row_group(number)["document"].to_pylist() for number in range(written.num_row_groups)]
    assert ["".join(group) for group in groups] == ["aaabbb", "cccddd", "eee"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_what_they_are(tmp_path: Path, text: str) -> None:
    found = spool(tmp_path / "spool", [("甲", text)], ColumnType.TEXT)
    for format in FORMATS:
        write_tables([found], format, tmp_path / format)
    assert parquet.read_table(tmp_path / "parquet" / "projects.parquet").to_pylist() == [{"document": "甲", "c0": text}]
    assert in_jsonl(tmp_path / "jsonl" / "projects.jsonl") == [{"document": "甲", "c0": text}]
    assert in_csv(tmp_path / "csv" / "projects.csv") == [{"document": "甲", "c0": defused(text)}]
    with (tmp_path / "xlsx").open("rb") as stream:
        sheet = openpyxl.load_workbook(stream).active
        assert (sheet["B2"].value, sheet["B2"].data_type) == (text, "s")


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST", 1)
    found = spool(tmp_path, [("甲",), ("甲",)])
    with pytest.raises(PerfspecError, match="Table has 2 rows, more than an Excel sheet; use --to parquet or csv"):
        write_tables([found], "xlsx", tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_columns_have_a_name_of_their_own_and_both_languages() -> None:
    for table in empty_tables():
        keys = [column.key for column in table.columns]
        assert keys[0] == "document"
        assert len(set(keys)) == len(keys)
        assert all(column.label and column.meaning and column.meaning_en for column in table.columns)


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_queries_of_the_page_give_what_it_shows(
    run: Callable[..., tuple[int, str, str]], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    assert run("export", "--to", "parquet")[0] == 0
    shown = blocks("text")
    assert len(shown) == len(blocks("sql")) == 2
    for query, table in zip(blocks("sql"), shown, strict=True):
        with duckdb.connect() as database:
            found = database.execute(query)
            names = [name for name, *_ in found.description]
            rows = [list(map(str, row)) for row in found.fetchall()]
        assert [[cell.strip() for cell in line.split("|")] for line in table.splitlines()] == [names, *rows]


def test_duckdb_adds_up_to_the_last_digit(run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    run("export", "--to", "parquet")
    with duckdb.connect() as database:
        [(total,)] = database.execute("SELECT sum(total) FROM 'export/projects.parquet'").fetchall()
    assert total == Decimal("19584.52")
