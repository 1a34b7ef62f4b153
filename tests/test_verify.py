"""A published file is compared with its source, cell by cell, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import lxml.html
import pytest

from perfspec.model import Document
from perfspec.publish.document import pages
from perfspec.publish.pdf import document_pdf
from perfspec.publish.proof import Proof, digest
from perfspec.readback.files import read_back
from perfspec.verify import Difference, source_of, verify
from tests.pdfreader import needs_font
from tests.reference import CODE, TEMPLATES, reference, small_document
from tests.test_pdf import with_80_indicators

FOLDER = "fengrun-finance-2023"
FORMATS = ("html", "docx", "xlsx")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from perfspec.cli import main
    from tests.conftest import REPOSITORY

    out = tmp_path_factory.mktemp("verify") / "dist"
    assert main(["build", "-C", str(REPOSITORY), "--to", ",".join(FORMATS), "-o", str(out)]) == 0
    return out / FOLDER


@pytest.mark.parametrize(
    "name", ["document.html", f"tables/{CODE}.html", "document.docx", "document.xlsx", "data.xlsx"]
)
def test_what_was_published_is_the_source(run, workspace: Path, built: Path, name: str) -> None:
    code, said, _ = run("verify", "-C", workspace, built / name)
    assert code == 0
    assert f"与 {FOLDER} 一致" in said
    assert "写明的数据摘要与源文件相符" in said


def test_each_form_and_each_cell_counts(built: Path) -> None:
    found = verify(read_back(built / "document.html"), reference())
    page = lxml.html.parse(built / "document.html")
    assert (found.is_same, found.tables) == (True, 24)
    assert found.cells == len(page.xpath("//article//td | //article//th | //tbody[.//a]//td | //tbody[.//a]//th")) + 2


def changed(built: Path, tmp_path: Path, change: Callable[[str], str]) -> Path:
    path = tmp_path / "changed.html"
    text = (built / "document.html").read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")
    return path


def test_a_cell_that_differs_is_told(run, workspace: Path, built: Path, tmp_path: Path) -> None:
    path = changed(built, tmp_path, lambda text: text.replace("≥21个", "≥20个"))
    found = verify(read_back(path), reference())
    assert found.differences == (Difference(table=CODE, row=8, column=5, source="≥21个", file="≥20个"),)
    code, said, _ = run("verify", "-C", workspace, path, "--lang", "en")
    assert code == 1
    assert f"{CODE}, row 8, cell 5: is “≥20个”, the source has “≥21个”" in said


def test_a_form_that_is_missing_or_foreign_is_told(run, workspace: Path, built: Path, tmp_path: Path) -> None:
    path = changed(built, tmp_path, lambda text: text.replace(CODE, "13020823P00099910001U"))
    code, said, _ = run("verify", "-C", workspace, path)
    assert code == 1
    assert f"缺项目 {CODE} 的表" in said
    assert "没有项目 13020823P00099910001U" in said


def test_a_row_too_many_and_one_that_is_missing_are_told(built: Path, tmp_path: Path) -> None:
    path = changed(built, tmp_path, lambda text: text.replace('<td class="target"', '<td>外</td><td class="target"', 1))
    assert not verify(read_back(path), reference()).is_same


def test_a_row_that_is_missing_moves_none_of_the_others(built: Path, tmp_path: Path) -> None:
    text = (built / f"tables/{CODE}.html").read_text(encoding="utf-8")
    path = tmp_path / "a.html"
    path.write_text(re.sub(r"<tr>(?:(?!</tr>).)*≥90%.*?</tr>", "", text, count=1, flags=re.DOTALL), encoding="utf-8")
    found = verify(read_back(path), reference())
    assert {(each.row, each.file) for each in found.differences} == {(9, None)}
    assert [each.source for each in found.differences][3] == "≥90%"


def test_a_document_of_which_one_form_is_left_lacks_the_others(built: Path, tmp_path: Path) -> None:
    page = lxml.html.parse(built / "document.html")
    for form in page.xpath("//article[.//table[@class='project']]")[1:]:
        form.getparent().remove(form)
    path = tmp_path / "a.html"
    path.write_bytes(lxml.html.tostring(page, encoding="utf-8"))
    assert len(verify(read_back(path), reference()).missing) == 22


def test_the_source_is_found_by_its_codes_where_the_data_is_another(built: Path, workspace: Path, run) -> None:
    read = read_back(built / "document.html")
    other = small_document(code="13020823P00099910001U")
    assert source_of(read, [other, reference()]) == reference()
    assert source_of(read, [other]) is None


def test_the_list_of_projects_counts(built: Path, tmp_path: Path) -> None:
    path = changed(built, tmp_path, lambda text: text.replace('"amount">19584.52', '"amount">19584.53'))
    (difference,) = verify(read_back(path), reference()).differences
    assert (difference.table, difference.source, difference.file) == ("预算项目绩效目标", "19584.52", "19584.53")


def test_the_sentences_of_part_one_count(built: Path, tmp_path: Path) -> None:
    path = changed(
        built, tmp_path, lambda text: text.replace("全年预算收入完成数（亿元）≥13.5", "全年预算收入完成数（亿元）≥12.5")
    )
    found = verify(read_back(path), reference())
    (unsaid,) = found.unsaid
    assert (found.is_same, found.differences, "≥13.5；" in unsaid) == (False, (), True)


@needs_font
def test_what_a_pdf_says_outside_of_tables_counts(tmp_path: Path) -> None:
    path, document = tmp_path / "a.pdf", small_document(budget={"total": Decimal("8.10")})
    path.write_bytes(document_pdf(pages(document), TEMPLATES, Proof(digest=digest(document))))
    assert verify(read_back(path), document).is_same
    other = replace(document, department=replace(document.department, goal="别的目标"))
    (project,) = other.projects
    other = replace(other, projects=(replace(project, budget=replace(project.budget, total=Decimal("8.20"))),))
    found = verify(read_back(path), other)
    name, unit = project.name, other.department.units[0]
    assert found.unsaid == (
        "别的目标",
        f"{unit.code}{unit.name} 8.20",
        f"1 {project.code} {name} 8.20",
        "合计 8.20",
    )
    assert [(each.source, each.file) for each in found.differences] == [("8.20", "8.10")]


def test_the_tables_of_data_count(built: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    workbook = load_workbook(built / "data.xlsx")
    sheet = workbook["项目"]
    sheet["H2"] = 1.06
    workbook.save(tmp_path / "changed.xlsx")
    (difference,) = verify(read_back(tmp_path / "changed.xlsx"), reference()).differences
    assert (difference.table, difference.row, difference.source, difference.file) == ("项目", 1, "1.05", "1.06")


LONG = [
    {"category": "数量指标", "name": "超长的指标", "description": "说明文字，" * 500, "target": "≥21个"},
    {"category": "质量指标", "name": "合格率", "target": "≥95%"},
]


@needs_font
@pytest.mark.parametrize(
    "document",
    [
        with_80_indicators(),
        small_document(goals=["目标内容很长。" * 700, "第二个"]),
        small_document(purpose="用途很长，" * 400, indicators=LONG),
    ],
    ids=["many rows", "a long goal", "a long row"],
)
def test_what_goes_on_over_a_page_is_joined(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(document_pdf(pages(document), TEMPLATES, Proof(digest=digest(document))))
    found = verify(read_back(path), document)
    assert (found.differences, found.missing, found.foreign) == ((), (), ())
    assert found.proof == Proof(digest=digest(document))


def test_a_file_without_forms_is_told(run, workspace: Path, built: Path) -> None:
    code, _, err = run("verify", "-C", workspace, built / "opinion.html")
    assert (code, "没有工作区里任何项目的绩效目标表" in err) == (2, True)


def test_a_file_that_cannot_be_compared_keeps_none_from_it(run, workspace: Path, built: Path) -> None:
    code, said, err = run("verify", "-C", workspace, built / "opinion.html", built / "document.html")
    assert code == 2
    assert f"{built / 'opinion.html'} 里没有" in err
    assert f"{built / 'document.html'}: 24 张表" in said


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.html", "a.txt"])
def test_a_file_that_cannot_be_read_is_told(run, workspace: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x00\xff PK")
    code, _, err = run("verify", "-C", workspace, tmp_path / name)
    assert code == 2
    assert name in err
    code, _, err = run("verify", "-C", workspace, tmp_path / f"none-{name}")
    assert (code, "读不了：No such file or directory" in err or name == "a.txt") == (2, True)
