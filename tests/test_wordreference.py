"""A bureau's own reference document gives the styles and the page; one that cannot be used is told in a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from perfspec.error import PerfspecError
from perfspec.publish import wordreference
from perfspec.publish.document import pages
from perfspec.publish.docx import document_docx
from perfspec.publish.proof import Proof
from perfspec.publish.wordreference import reference
from tests.docxreader import opened
from tests.reference import TEMPLATES, small_document

STYLES, BODY = "word/styles.xml", "word/document.xml"


def built(*folders: Path) -> bytes:
    return document_docx(pages(small_document()), (*folders, *TEMPLATES), Proof(digest="sha256:0"))


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def written(folder: Path, parts: dict[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / "reference.docx", "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return folder


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """A folder with a reference document that differs from a built one in one part."""
    parts = parts_of(built())
    text = parts[name].decode()
    assert old in text
    return written(folder, {**parts, name: text.replace(old, new).encode()})


def refusal(folder: Path) -> str:
    with pytest.raises(PerfspecError) as raised:
        built(folder)
    assert str(folder / "reference.docx") in raised.value.en
    return raised.value.zh.partition("：")[2].partition("。")[0]


def test_a_document_that_was_built_is_a_reference_document(tmp_path: Path) -> None:
    assert built(written(tmp_path, parts_of(built()))) == built()


def test_the_styles_of_a_bureau_are_used(tmp_path: Path) -> None:
    folder = changed(tmp_path, STYLES, "仿宋_GB2312", "华文仿宋")
    assert parts_of(built(folder))[STYLES] == parts_of(folder.joinpath("reference.docx").read_bytes())[STYLES]


def test_a_style_is_found_by_its_name_whatever_its_id_and_case(tmp_path: Path) -> None:
    parts = parts_of(built())
    styles = parts[STYLES].decode().replace('"Heading2"', '"2"').replace('"heading 2"', '"Heading 2"')
    word = opened(built(written(tmp_path, {**parts, STYLES: styles.encode()})))
    assert [each.style.style_id for each in word.paragraphs if each.text.startswith("一、")] == ["2"]


def test_the_page_of_a_bureau_is_used(tmp_path: Path) -> None:
    landscape = 'w:w="16838" w:h="11906"'
    word = opened(built(changed(tmp_path, BODY, 'w:w="11906" w:h="16838"', landscape)))
    assert [round(section.page_width.mm) for section in word.sections] == [297, 297]
    assert {section.orientation for section in word.sections} == {1}
    assert [sum(column.width.twips for column in table.columns) for table in word.tables] == [16838 - 1588 - 1474] * 3


def test_what_goes_on_a_page_is_counted_for_the_page_of_the_bureau(tmp_path: Path) -> None:
    header = "word/header-odd-form_1.xml"  # of the further pages of a form
    assert header not in parts_of(built())
    assert header in parts_of(built(changed(tmp_path, BODY, 'w:h="16838"', 'w:h="9000"')))


def test_a_grid_that_a_bureau_has_not_is_not_made(tmp_path: Path) -> None:
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>'
    assert b"docGrid" not in parts_of(built(changed(tmp_path, BODY, grid, "")))[BODY]


def test_macros_pictures_links_and_text_are_not_carried_over(tmp_path: Path) -> None:
    relationships = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    more = {
        "word/vbaProject.bin": b"macro",
        "word/media/image1.png": b"picture",
        "word/_rels/settings.xml.rels": b'<a Target="https://example.com/evil.dotm" TargetMode="External"/>',
        "word/numbering.xml": b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        "word/theme/theme1.xml": b"<theme/>",
        "word/_rels/fontTable.xml.rels": relationships,
    }
    made = parts_of(built(written(tmp_path, {**parts_of(built()), **more})))
    assert made.keys() ^ parts_of(built()).keys() == {
        *("word/numbering.xml", "word/theme/theme1.xml"),  # belong to the styles
        "word/fontTable.xml",  # has relationships of its own
    }
    assert b"External" not in b"".join(made.values())


def test_missing_styles_are_named(tmp_path: Path) -> None:
    assert refusal(changed(tmp_path, STYLES, '"表题"', '"别的"')) == "缺少样式“表题”"


def test_a_file_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "reference.docx").write_bytes(b"PK\x03\x04 broken")
    assert refusal(tmp_path) == "不是完好的 .docx 文件"


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, parts_of(built())) / "reference.docx"
    content = bytearray(path.read_bytes())
    at = content.index(b"word/styles.xml") + 200
    content[at : at + 50] = b"\0" * 50
    path.write_bytes(content)
    assert refusal(tmp_path) == "不是完好的 .docx 文件"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (STYLES, "<w:styles ", '<!DOCTYPE x [<!ENTITY a "b">]><w:styles ', "读不懂其中的 word/styles.xml"),
        (STYLES, "</w:styles>", "", "读不懂其中的 word/styles.xml"),
        (STYLES, 'w:sz w:val="21"', 'w:sz w:val="大"', "样式里有读不懂的数"),
        (BODY, "<w:pgSz ", "<w:other ", "没有纸张大小和页边距"),
        (BODY, 'w:left="1588"', 'w:left="9999"', "页边距没有给文字留下地方"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    assert refusal(changed(tmp_path, name, old, new)) == told


def test_missing_parts_are_told(tmp_path: Path) -> None:
    parts = parts_of(built())
    assert refusal(written(tmp_path / "a", {BODY: parts[BODY]})).startswith("缺少样式“Normal”、“Title”")
    assert refusal(written(tmp_path / "b", {STYLES: parts[STYLES]})) == "读不懂其中的 word/document.xml"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path, {**parts_of(built()), STYLES: b" " * 100_000})
    monkeypatch.setattr(wordreference, "MOST", 50_000)
    assert refusal(folder) == "其中的 word/styles.xml 太大"
    monkeypatch.setattr(wordreference, "MOST", 500)
    assert refusal(folder) == "文件太大"


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = changed(tmp_path / "outside", STYLES, "仿宋_GB2312", "华文仿宋")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "reference.docx").symlink_to(outside / "reference.docx")
    assert built(tmp_path / "inside") == built()


def test_there_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(PerfspecError, match=r"There is no reference\.docx"):
        reference((tmp_path,))


def test_measures_are_inherited_from_the_style_below() -> None:
    styles = reference(TEMPLATES).styles
    assert (styles["heading 3"].size, styles["heading 3"].line, styles["heading 3"].indent) == (320, 579, 2)
    assert (styles["表格数字"].size, styles["表格数字"].line, styles["表格数字"].is_on_grid) == (210, 290, False)
    assert (styles["绩效目标表"].padding, styles["绩效目标表"].margins) == (180, 120)
