"""The PDF: every cell and sentence of the source in its place, the official page, and no more than typst was told."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from perfspec.error import PerfspecError
from perfspec.model import Document
from perfspec.publish import pdf as publish_pdf
from perfspec.publish.document import pages
from perfspec.publish.pdf import document_pdf, needs_for_pdf
from perfspec.publish.proof import Proof, digest
from tests.pagereader import Spot
from tests.pdfreader import bookmarks, copied, needs_font, needs_poppler, opened, page_text, tables
from tests.reference import TEMPLATES, document, reference, small_department, small_document, small_project
from tests.test_fidelity import FORMS, part_one_lines, rows_of
from tests.test_templates import HOSTILE, hostile_document

MM = 72 / 25.4
PROOF = Proof(digest=digest(reference()), revision="0123abc")
FIRST_FORM = 12  # the page of the first form
TYPST = [
    '#{1+1} #read("/etc/passwd")',
    "$x^2$ \\ _a_ @b *c* `d` ~ -- --- ... <form-1>",
    "=cmd() = 标题 1. - + /",
    "//注释 /* x */ \"甲\" '乙' \\u{41}",
    "𠮷①㎡‰〔2015〕½ÜnïЖΩ",
]


@cache
def reference_pdf() -> bytes:
    return document_pdf(pages(reference()), TEMPLATES, PROOF)


@pytest.fixture(scope="module")
def read() -> Any:
    with opened(reference_pdf()) as pdf:
        yield pdf


def made_of(made: Document) -> bytes:
    return document_pdf(pages(made), TEMPLATES, Proof(digest=digest(made)))


def joined(rows: list[list[Spot]]) -> list[list[Spot]]:
    return [[Spot(spot.text.replace("\n", ""), spot.continues) for spot in row] for row in rows]


@needs_font
@pytest.mark.parametrize("number", range(1, 24))
def test_every_cell_is_in_its_merged_position(read: Any, number: int) -> None:
    heading, body = FORMS[number - 1]
    unit, *rows = joined(rows_of(body))
    page = read.pages[FIRST_FORM + number - 2]
    assert page_text(page).startswith(heading + "".join(spot.text for spot in unit))
    assert tables(page) == [rows[:6], rows[6:]]


@needs_font
@needs_poppler
def test_text_that_is_copied_is_the_source_text() -> None:
    part_one = [page.rstrip().rsplit("\n", 1) for page in copied(reference_pdf())[2:10]]
    assert [number for _, number in part_one] == [f"— {number} —" for number in range(3, 11)]
    assert "".join(text for text, _ in part_one).replace("\n", "") == "".join(part_one_lines())


@needs_font
def test_pages_are_a4_with_the_margins_and_the_lines_of_the_standard(read: Any) -> None:
    assert {(round(page.width / MM), round(page.height / MM)) for page in read.pages} == {(210, 297)}
    for page in read.pages[2:9]:  # the blank half of punctuation may lie in the margin
        left, right = (28, 26) if page.page_number % 2 else (26, 28)
        text = [
            char
            for char in page.chars
            if char["bottom"] < (297 - 34) * MM and char["text"] not in "（）“”《》，。；：、"
        ]
        assert min(char["x0"] for char in text) >= left * MM - 0.5
        assert max(char["x1"] for char in text) <= (210 - right) * MM + 0.5
        assert min(char["top"] for char in text) >= 37 * MM - 3  # a sign's box begins above its strokes
    body = read.pages[3].extract_text_lines()[:-1]
    assert len(body) == 22
    assert {round(below["top"] - above["top"], 1) for above, below in pairwise(body)} == {29.0}
    assert max(len(line["text"]) for line in body if not re.search("[!-~]", line["text"])) == 28


@needs_font
def test_page_numbers_stand_at_the_outer_side_and_not_on_the_cover(read: Any) -> None:
    assert "—" not in page_text(read.pages[0])
    for page in read.pages[1:]:
        number = [char for char in page.chars if char["top"] > (297 - 34) * MM]
        assert "".join(char["text"] for char in number) == f"— {page.page_number} —"
        if page.page_number % 2:
            assert number[-1]["x1"] == pytest.approx((210 - 26) * MM - 14, abs=3)
        else:
            assert number[0]["x0"] == pytest.approx(26 * MM + 14, abs=3)


@needs_font
def test_contents_and_index_tell_the_page_of_each_form(read: Any) -> None:
    headings = [form.heading for form in pages(reference()).forms]
    contents = page_text(read.pages[1]).replace("·", "")
    index = page_text(read.pages[FIRST_FORM - 2])
    for number, heading in enumerate(headings, start=FIRST_FORM):
        assert page_text(read.pages[number - 1]).startswith(heading)
        assert f"{heading}{number}" in contents
    rows = tables(read.pages[FIRST_FORM - 2])
    assert index.endswith("合计19584.52— 11 —")
    assert rows == []  # has no upright lines
    for row in pages(reference()).index.groups[0].rows:
        assert f"{row.number}{row.code}{row.name}{row.amount}{row.number + FIRST_FORM - 1}" in index


@needs_font
def test_bookmarks_lead_to_parts_sections_activities_and_forms(read: Any) -> None:
    made = pages(reference())
    expected = [(1, "目录"), (1, "第一部分　部门整体绩效目标")]
    for section in made.sections:
        expected.append((2, section.title))
        expected += [(3, entry.number + entry.name) for entry in section.entries if not entry.is_run_in]
    expected.append((1, "第二部分　预算项目绩效目标"))
    expected += [(2, form.heading) for form in made.forms]
    assert bookmarks(read) == expected


@needs_font
def test_metadata_name_title_department_and_proof(read: Any) -> None:
    assert read.metadata["Title"] == "唐山市丰润区财政局2023年部门预算绩效文本"
    assert read.metadata["Author"] == "唐山市丰润区财政局"
    assert read.metadata["Keywords"] == f"{PROOF.digest}, revision:0123abc"
    assert not {"CreationDate", "ModDate"} & read.metadata.keys()
    catalog = read.doc.catalog
    assert catalog["Lang"] == b"zh-CN"
    assert catalog["MarkInfo"]["Marked"] is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reference_pdf()


@needs_font
def test_the_same_document_gives_the_same_bytes() -> None:
    assert document_pdf(pages(reference()), TEMPLATES, PROOF) == reference_pdf()


@needs_font
@pytest.mark.parametrize("text", [text for text in [*HOSTILE, *TYPST] if len(text) < 1000])
def test_hostile_text_is_printed_literally(text: str) -> None:
    made = hostile_document(text)
    with opened(made_of(made)) as pdf:
        form = tables(pdf.pages[-1])
        assert form[0][0][3].text == text
        assert form[0][-1][1].text == f"1.{text}2.{text}"
        assert form[1][1][2:] == [Spot(text, False)] * 4
        assert pdf.metadata["Author"] == text
        assert [title for _, title in bookmarks(pdf)][-1] == f"1.{text}绩效目标表"
        assert "".join(page_text(page) for page in pdf.pages).count(text) == 25


@needs_font
@pytest.mark.parametrize("letter", ["字", "a"])
def test_very_long_words_stay_on_the_page(letter: str) -> None:
    with opened(made_of(hostile_document(letter * 600))) as pdf:
        assert len(pdf.pages) > 8
        for page in pdf.pages[1:]:
            boxes = [(char["x0"], char["x1"], char["bottom"]) for char in page.chars]
            assert min(left for left, _, _ in boxes) >= 26 * MM - 1
            assert max(right for _, right, _ in boxes) <= (210 - 26) * MM + 1
            assert max(bottom for _, _, bottom in boxes) <= (297 - 20) * MM


@needs_font
@pytest.mark.parametrize("profile", ["mof-2015", "mof-2021"])
def test_other_profiles_have_their_own_columns(profile: str) -> None:
    made = small_document(profile, name="项目")
    (form,) = pages(made).forms
    with opened(made_of(made)) as pdf:
        *_, lower = tables(pdf.pages[-1])
    assert lower == [
        [Spot(column.label, False) for column in form.columns],
        [Spot(text, False) for text in form.rows[0]],
    ]


def with_80_indicators() -> Document:
    second = ["数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标"]
    return small_document(
        indicators=[
            {"category": second[number // 14], "name": f"第{number}条", "description": "说明" * (1 + number % 30)}
            for number in range(80)
        ]
    )


@needs_font
def test_a_form_with_80_indicators_goes_on_with_headers_and_labels() -> None:
    made = with_80_indicators()
    (form,) = pages(made).forms
    with opened(made_of(made)) as pdf:
        first, *others = pdf.pages[4:]
        lower = [tables(first)[1], *(tables(page)[0] for page in others)]
        assert len(others) > 2
        assert all(page_text(page).startswith(f"{form.heading}（续）") for page in others)
    header = [Spot(column.label, False) for column in form.columns]
    assert all(rows[0] == header for rows in lower)
    found, before = [], ("", "")
    for rows in lower:
        labels = []
        for row in rows[1:]:
            words = tuple(spot.text.removesuffix("（续）") for spot in row[:2])
            again = [spot.text.endswith("（续）") for spot in row[:2]]
            labels.append((words, again))
            found.append((*words, *(spot.text for spot in row[2:])))
        (words, again), *_ = labels
        assert again == [words[0] == before[0], words == before]  # what goes on says so
        before = labels[-1][0]
    assert found == list(form.rows)


@needs_font
def test_long_texts_go_on_over_the_page_and_are_whole() -> None:
    goal, description = "保障工作顺利开展，" * 560, "超长的说明文字，" * 300
    made = small_document(
        goals=[goal, "第二个目标"],
        indicators=[
            {"category": "数量指标", "name": "超长指标", "description": description, "target": "≥1个"},
            {"category": "数量指标", "name": "其次", "description": "短", "target": "≥2个"},
        ],
    )
    with opened(made_of(made)) as pdf:
        read = [rows for page in pdf.pages[4:] for rows in tables(page)]
    goals = [row for rows in read for row in rows if row[0].text.startswith("绩效目标")]
    assert "".join(row[1].text for row in goals) == f"1.{goal}2.第二个目标"
    assert [row[0].text for row in goals] == ["绩效目标", *["绩效目标（续）"] * (len(goals) - 1)]
    assert len(goals) > 3
    long, other = [], []
    for rows in read:
        for row in rows:
            if row[2:] and row[2].text.startswith("超长指标"):
                long.append(row)
            if row[2:] and row[2].text == "其次":
                other.append(row)
    assert "".join(row[3].text for row in long) == description
    labels = ["产出指标", "数量指标", "超长指标"]
    assert [[spot.text for spot in row[:3]] for row in long] == [
        labels,
        *[[f"{label}（续）" for label in labels]] * (len(long) - 1),
    ]
    assert [[spot.text for spot in row[3:]] for row in other] == [["短", "≥2个", ""]]


@needs_font
@pytest.mark.parametrize("count", range(9, 15))
def test_layout_settles_wherever_a_group_ends(count: int) -> None:
    """A label with （续） is higher than its row may be: no warning of typst, and every row once."""
    first = [{"category": "数量指标", "name": f"甲{number}"} for number in range(count)]
    made = small_document(
        indicators=[*first, *({"category": "服务对象满意度指标", "name": f"乙{n}"} for n in range(12))]
    )
    (form,) = pages(made).forms
    with opened(made_of(made)) as pdf:
        rows = [row for page in pdf.pages[4:] for table in tables(page) for row in table if len(row) == 6]
    names = [row[2].text for row in rows if row[2].text[0] in "甲乙"]
    assert names == [row[2] for row in form.rows]


@needs_font
def test_a_character_that_no_font_has_is_named_and_never_a_box() -> None:
    with pytest.raises(PerfspecError) as raised:
        made_of(small_document(name="名\ue000称", purpose="用于\U000f1234"))
    assert raised.value.zh.startswith("这些字印不出来：U+E000、U+F1234。")
    assert "U+E000, U+F1234" in raised.value.en


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish_pdf, "find_spec", lambda name: None)
    error = needs_for_pdf()
    assert error is not None
    assert "pip install 'perfspec[pdf]'" in error.zh
    assert "pip install 'perfspec[pdf]'" in error.en
    with pytest.raises(PerfspecError, match="perfspec\\[pdf\\]"):
        made_of(small_document())


def test_missing_fonts_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Latin:
        def families(self) -> list[str]:
            return ["DejaVu Sans", "Noto Sans CJK JP"]

    monkeypatch.setattr(publish_pdf, "_fonts", lambda folders: Latin())
    error = needs_for_pdf()
    assert error is not None
    for said in (error.zh, error.en):
        assert "sudo apt-get install fonts-noto-cjk" in said
        assert all(system in said for system in ("Windows", "macOS", "Fedora", "templates/fonts/"))


@needs_font
def test_nothing_is_missing_here() -> None:
    assert needs_for_pdf(TEMPLATES) is None


@needs_font
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ('#import "@preview/tablex:0.0.8": *', "network"),
        ('#read("/etc/hostname")', "file not found"),
        ('#read("../../../../etc/hostname")', "root"),
        ("#nonsense", "unknown variable: nonsense"),
        ("#[", "unclosed delimiter"),
    ],
)
def test_a_template_reads_nothing_from_outside_and_its_faults_are_told(tmp_path: Path, code: str, why: str) -> None:
    (tmp_path / "document.typ.j2").write_text(code, encoding="utf-8")
    with pytest.raises(PerfspecError, match=why):
        document_pdf(pages(small_document()), (tmp_path, *TEMPLATES), PROOF)


@needs_font
@pytest.mark.parametrize(
    ("name", "before"),
    [("document.typ.j2", "// Part one"), ("form.typ.j2", "#form("), ("style.typ", "// Columns of the forms")],
)
def test_what_typst_finds_wrong_is_told_with_the_line_of_the_template(tmp_path: Path, name: str, before: str) -> None:
    head, rest = (TEMPLATES[0] / name).read_text(encoding="utf-8").split(before)
    (tmp_path / name).write_text(f"{head}#nonsense\n{before}{rest}", encoding="utf-8")
    with pytest.raises(PerfspecError) as stopped:
        document_pdf(pages(small_document()), (tmp_path, *TEMPLATES), PROOF)
    place = f"{tmp_path / name}:{head.count(chr(10)) + 1}"
    assert stopped.value.zh == f"{place}：排不成 PDF：unknown variable: nonsense"


@needs_font
def test_a_line_that_no_template_has_as_it_is_is_told_itself(tmp_path: Path) -> None:
    (tmp_path / "document.typ.j2").write_text("#nonsense{{ 1 }}", encoding="utf-8")
    with pytest.raises(PerfspecError, match=r"^document\.typ\.j2 “#nonsense1”: "):
        document_pdf(pages(small_document()), (tmp_path, *TEMPLATES), PROOF)


@needs_font
def test_a_workspace_may_change_the_look_alone(tmp_path: Path) -> None:
    look = (TEMPLATES[0] / "style.typ").read_text(encoding="utf-8")
    own = look.replace("（续）", "（接上页）") + "#let department = {{ pages.department }}\n"  # a literal here, too
    (tmp_path / "style.typ").write_text(own, encoding="utf-8")
    data = document_pdf(pages(with_80_indicators()), (tmp_path, *TEMPLATES), PROOF)
    with opened(data) as pdf:
        assert "（接上页）" in page_text(pdf.pages[-1])


@needs_font
def test_a_layout_that_never_settles_is_made_without_repeated_labels(tmp_path: Path) -> None:
    restless = '#let s = state("s", 1)\n#context s.update(s.final() + 1)\n#context s.final()'
    code = f'#set document(title: "甲")\n#if sys.inputs.repeat == "yes" [{restless}] else [once]'
    (tmp_path / "document.typ.j2").write_text(code, encoding="utf-8")
    with opened(document_pdf(pages(small_document()), (tmp_path, *TEMPLATES), PROOF)) as pdf:
        assert page_text(pdf.pages[0]) == "once"


@needs_font
def test_projects_of_several_units_stand_below_their_unit() -> None:
    made = document(
        small_department(units=[{"code": "318001", "name": "本级"}, {"code": "318002", "name": "中心"}]),
        small_project(),
        small_project(code="13020823P00023510002U", unit="318002"),
    )
    with opened(made_of(made)) as pdf:
        index = page_text(pdf.pages[3])
    assert re.search(r"318001本级5.*318002中心5.*合计10", index)


def test_fonts_beside_the_templates_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    given: dict[str, Any] = {}
    monkeypatch.setattr("typst.Fonts", lambda **arguments: given.update(arguments))
    publish_pdf._fonts((tmp_path, *TEMPLATES))
    assert given["font_paths"] == [tmp_path / "fonts"]
