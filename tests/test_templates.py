"""Templates: hostile data stays text, other profiles render, a workspace's own template wins, faults have a line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from perfspec.error import PerfspecError
from perfspec.model import Document
from perfspec.publish.templates import environment, render_document, render_table
from tests.pagereader import Tags, page, words
from tests.reference import CODE, TEMPLATES, document, reference, small_department, small_document, small_project
from tests.test_markdown import PARSER, visible

HOSTILE = [
    "{{ 1/0 }}",
    "{% raw %}",
    "{# 注释 #}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</style></td></table>",
    "<!-- 注释 -->",
    "]]>",
    "&lt;b&gt;",
    "甲|乙 `丙` **丁** _戊_",
    "# 1. - > @某人 @finance #123",
    "[链接](https://example.com)",
    "字" * 10_000,
    "a" * 10_000,
]


def hostile_document(text: str) -> Document:
    """A document with the text in every place that holds words."""
    department = small_department(
        name=text,
        units=[{"code": "318001", "name": text}],
        goal=text,
        activities=[{"name": text, "goals": [text], "indicators": [{"name": text, "unit": text, "target": text}]}],
        safeguards=[{"name": text, "measures": [text]}, {"name": text, "text": text}],
    )
    indicator = dict.fromkeys(("name", "description", "target", "basis"), text)
    project = small_project(
        name=text, purpose=text, goals=[text, text], indicators=[{"category": "数量指标", **indicator}]
    )
    return document(department, project)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_html(text: str) -> None:
    made = hostile_document(text)
    plain = hostile_document("平常")
    for rendered, usual in [
        (render_document(made, "html", TEMPLATES), render_document(plain, "html", TEMPLATES)),
        (
            render_table(made, made.projects[0], "html", TEMPLATES),
            render_table(plain, plain.projects[0], "html", TEMPLATES),
        ),
    ]:
        assert Tags(rendered).faults == []
        tree, other = page(rendered), page(usual)
        assert [element.tag for element in tree.iter()] == [element.tag for element in other.iter()]
        assert [element.keys() for element in tree.iter()] == [element.keys() for element in other.iter()]
        assert words(tree.xpath("//td[@class='description']")[0]) == text
        assert text in tree.xpath("//title")[0].text_content()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_markdown(text: str) -> None:
    made, plain = hostile_document(text), hostile_document("平常")
    tokens = PARSER.parse(render_document(made, "md", TEMPLATES))
    assert [token.type for token in tokens] == [
        token.type for token in PARSER.parse(render_document(plain, "md", TEMPLATES))
    ]
    table = PARSER.parse(render_table(made, made.projects[0], "md", TEMPLATES))
    cells = [visible(token.content) for token in table if token.type == "inline" and token.content[:2] != "**"]
    assert cells[0] == f"{text}绩效目标表"
    assert cells.count(text) == 8  # name, purpose, two goals, four indicator fields


@pytest.mark.parametrize("profile", ["mof-2015", "mof-2021"])
@pytest.mark.parametrize("format", ["md", "html"])
def test_other_profiles_render_with_their_own_columns(profile: str, format: str) -> None:
    made = small_document(profile, name="项目")
    text = render_document(made, format, TEMPLATES) + render_table(made, made.projects[0], format, TEMPLATES)
    assert f"项目{made.profile.form_title}" in text
    assert "资金支出计划" not in text
    assert ("权重" in text) == (profile == "mof-2021")


def test_all_columns_of_the_schema_render() -> None:
    made = small_document(
        indicators=[
            {
                "category": "数量指标",
                "name": "数量",
                "unit": "个",
                "target": "≥2",
                "basis_document": "财预〔2015〕88号",
                "weight": 10,
                "baseline": "1",
            }
        ]
    )
    columns = ("name", "description", "unit", "target", "basis", "basis_document", "weight", "baseline")
    made = replace(made, profile=replace(made.profile, columns=columns))
    tree = page(render_table(made, made.projects[0], "html", TEMPLATES))
    row = [words(cell) for cell in tree.xpath("//tbody[@class='indicators']//td|//tbody[@class='indicators']//th")]
    assert row == ["产出指标", "数量指标", "数量", "", "个", "≥2", "", "财预〔2015〕88号", "10", "1"]


@pytest.mark.parametrize("whole", [True, False], ids=["document", "table"])
def test_html_is_well_formed_and_accessible(whole: bool) -> None:
    made = reference()
    text = (
        render_document(made, "html", TEMPLATES) if whole else render_table(made, made.projects[0], "html", TEMPLATES)
    )
    tags = Tags(text)
    assert tags.faults == []
    assert len(set(tags.ids)) == len(tags.ids)
    assert tags.headings.count(1) == 1 and tags.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(tags.headings, tags.headings[1:], strict=False))
    tree = page(text)
    assert tree.get("lang") == "zh-Hans"
    assert len(tree.xpath("//main")) == 1
    for link in tree.xpath("//a/@href"):
        assert link.removeprefix("#") in tags.ids
    for table in tree.xpath("//table"):
        assert table.xpath("./caption")[0].text_content()
        assert all(header.get("scope") for header in table.xpath(".//th"))
        for ids in table.xpath(".//@headers"):
            assert all(table.xpath(f".//th[@id='{name}']") for name in ids.split())
    for empty in tree.xpath("//th|//h1|//h2|//h3|//h4|//a"):
        assert empty.text_content().strip()


def test_html_is_self_contained_under_a_strict_policy() -> None:
    tree = page(render_document(reference(), "html", TEMPLATES))
    policy = tree.xpath("//meta[@http-equiv]/@content")[0]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; base-uri 'none'; form-action 'none'", policy
    )
    assert not tree.xpath("//script|//link|//img|//iframe|//object|//@style|//@src")
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert "url(" not in tree.xpath("//style")[0].text


def test_colours_have_the_contrast_that_wcag_asks_for() -> None:
    css = (TEMPLATES[0] / "style.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    for block in (light, dark):
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]+);", block))
        for text in ("ink", "faint", "link"):
            for ground in ("paper", "wash", "desk"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert contrast(colours["rule"], colours["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("format", ["md", "html"])
def test_the_same_input_gives_the_same_bytes(format: str) -> None:
    first = render_document(reference(), format, TEMPLATES)
    assert render_document(reference(), format, (*TEMPLATES,)) == first
    assert environment(TEMPLATES) is not environment(TEMPLATES)
    assert first.endswith("\n") and not first.endswith("\n\n")


def own(folder: Path, name: str, text: str) -> tuple[Path, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return (folder, *TEMPLATES)


def render_own(folder: Path, text: str, made: Document | None = None) -> str:
    made = made or small_document()
    return render_table(made, made.projects[0], "md", own(folder, "table.md.j2", text))


def test_a_workspaces_own_template_wins(tmp_path: Path) -> None:
    assert render_own(tmp_path, "本单位：{{ form.heading }}") == "本单位：某项目绩效目标表\n"
    assert render_own(tmp_path, "改过：{{ form.heading }}") == "改过：某项目绩效目标表\n"


def test_a_workspace_may_replace_a_part_only(tmp_path: Path) -> None:
    made = small_document()
    text = render_table(made, made.projects[0], "html", own(tmp_path, "style.css", "body { color: #111 }"))
    assert "<style>body { color: #111 }</style>" in text.replace("\n", "")
    assert "<h1>某项目绩效目标表</h1>" in text


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("一\n{{ form.headng }}", 2, "headng"),
        ("{{ nothing }}", 1, "'nothing' is undefined"),
        ("一\n二\n{% if %}", 3, ""),
        ("{% for %}", 1, ""),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
        ("{% include 'none.j2' %}", 1, "none.j2"),
        ("\n\n{{ form.__class__.__mro__ }}", 3, "__class__"),
        ("{{ form.goals | nofilter }}", 1, "nofilter"),
        ("{{ 'x' | round }}", 1, ""),
        ("{{ range(10 ** 9) | list }}", 1, "Range too big"),
    ],
)
def test_a_broken_template_is_named_with_its_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    with pytest.raises(PerfspecError) as raised:
        render_own(tmp_path, text)
    for said in (raised.value.zh, raised.value.en):
        assert said.startswith(f"{tmp_path / 'table.md.j2'}:{line}")
        assert why in said


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    made = small_document()
    with pytest.raises(PerfspecError, match=r"no template table\.md\.j2"):
        render_table(made, made.projects[0], "md", (tmp_path,))


def test_a_template_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "table.md.j2").write_bytes(b"\xff\xfe")
    made = small_document()
    with pytest.raises(PerfspecError, match=r"table\.md\.j2.*UTF-8"):
        render_table(made, made.projects[0], "md", (tmp_path,))


def test_a_template_reads_no_file_outside_its_folders(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("秘密", encoding="utf-8")
    inside = tmp_path / "templates"
    inside.mkdir()
    (inside / "link").symlink_to(tmp_path / "secret")
    for name in ("../secret", str(tmp_path / "secret"), "link"):
        with pytest.raises(PerfspecError, match="there is no template"):
            render_own(inside, f"{{% include {name!r} %}}")


def test_data_is_escaped_whatever_its_type(tmp_path: Path) -> None:
    made = small_document(goals=["*一*"])
    assert render_own(tmp_path, "{{ form.goals }} {{ none }} {{ form.number }}", made).startswith(r"('\*一\*',)")


def test_nothing_random_is_at_hand() -> None:
    made = environment(TEMPLATES)
    assert "random" not in made.filters
    assert "lipsum" not in made.globals
    assert CODE in render_document(reference(), "md", TEMPLATES)
