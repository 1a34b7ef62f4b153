"""The site of a document: pages and links, what is there without a script, hostile words, charts and their numbers."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from perfspec.histories import Commit
from perfspec.publish.figures import money
from perfspec.publish.site import Download, Site, files, site_files
from perfspec.publish.site.charts import Bar, bars, curve, percent, stacks
from perfspec.publish.site.downloads import file_size
from perfspec.publish.site.listing import listing
from perfspec.publish.site.overview import kind_name, overview, plan_curve
from tests.pagereader import Tags, page
from tests.reference import CODE, TEMPLATES, document, small_department, small_document, small_project
from tests.sitemaker import COMMITS, DOWNLOADS, large_document, reference_files, reference_site, site_of
from tests.test_opinion_pages import hostile
from tests.test_templates import HOSTILE, contrast

PAGES = ["index.html", "department.html", "opinion.html", "downloads.html", "rules/index.html"]
PAGES += ["rules/PS301.html", f"projects/{CODE}.html"]
ABSOLUTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|/)", re.IGNORECASE)
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


def html(name: str):
    return page(reference_files()[name].decode())


def texts(content: bytes):
    return json.loads(content.decode().removeprefix("var perfspecTexts = ").removesuffix(";\n"))


def test_every_kind_of_page_is_there() -> None:
    site, made = reference_site(), reference_files()
    rules = {f"rules/{rule.id}.html" for rule in site.book.rules} | {f"rules/{id}.html" for id in site.found_rules}
    projects = {f"projects/{project.code.text}.html" for project in site.document.projects}
    assets = {f"assets/{name}" for name in ("site.css", "site.js", "icon.svg", "texts.js")}
    assert set(made) == {*PAGES[:5], *rules, *projects, *assets}


def test_files_come_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(files, "project_page", lambda site, project, table: made.append(table.code))
    found = site_files(site_of(large_document(3)))
    assert next(path for path, _ in found if path == "rules/index.html")
    assert made == []


def test_every_link_leads_to_a_file_of_the_site() -> None:
    files = reference_files()
    ids = {name: set(page(content.decode()).xpath("//@id")) for name, content in files.items() if name.endswith("html")}
    known = {*files, *(download.file for download in DOWNLOADS)}
    for name in ids:
        for link in html(name).xpath("//@href|//@src"):
            path, _, anchor = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in known, (name, link)
            assert not anchor or anchor in ids[target], (name, link)


def test_nothing_is_asked_for_from_elsewhere() -> None:
    for name, content in reference_files().items():
        text = content.decode()
        assert "url(" not in text and "@import" not in text and "fetch(" not in text, name
        if name.endswith(".html"):
            tree = page(text)
            assert not [link for link in tree.xpath("//@href|//@src|//@action|//@srcset") if ABSOLUTE.match(link)], name
            assert tree.xpath("//meta[@http-equiv]/@content") == [POLICY], name
            assert not tree.xpath("//style|//script[not(@src)]|//@style|//*[@onclick]|//iframe|//object"), name


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_well_formed_and_accessible(name: str) -> None:
    tags, tree = Tags(reference_files()[name].decode()), html(name)
    assert tags.faults == []
    assert len(set(tags.ids)) == len(tags.ids)
    assert tags.headings.count(1) == 1 and tags.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(tags.headings, tags.headings[1:], strict=False))
    assert tree.get("lang") == "zh-Hans"
    assert len(tree.xpath("//main")) == 1
    assert len(tree.xpath("//nav[@aria-label='网站']//a[@aria-current]")) == 1
    for table in tree.xpath("//table"):
        assert table.xpath("./caption")[0].text_content()
        assert all(header.get("scope") for header in table.xpath(".//th"))
    for figure in tree.xpath("//svg[@role='img']"):
        assert all(tree.xpath(f"//*[@id='{id}']")[0].text_content() for id in figure.get("aria-labelledby").split())
    for figure in tree.xpath("//svg[not(@role)]"):
        assert figure.get("aria-hidden") == "true"
    for element in tree.xpath("//h1|//h2|//h3|//h4|//a|//summary"):
        assert element.text_content().strip()


def test_every_page_carries_the_proof() -> None:
    proof = reference_site().proof
    for name in PAGES:
        tree = html(name)
        assert tree.xpath("//meta[@name='perfspec-digest']/@content") == [proof.digest]
        assert tree.xpath("//meta[@name='perfspec-revision']/@content") == [proof.revision]
        assert [code.text for code in tree.xpath("//footer//code")] == [proof.digest, proof.revision]


def test_without_a_script_all_projects_are_there_and_no_control() -> None:
    tree, site = html("index.html"), reference_site()
    assert [link.text for link in tree.xpath("//table[@id='list']/tbody//a")] == [
        project.name for project in site.document.projects
    ]
    assert tree.xpath("//table[@id='list']/tfoot//td[@id='sum']")[0].text == money(site.document.total)
    shown = "[not(ancestor-or-self::*[@hidden])]"
    assert tree.xpath(f"//input{shown}|//select{shown}|//button{shown}|//label{shown}") == []


def test_the_list_tells_what_the_model_tells() -> None:
    site = reference_site()
    rows, tables = listing(site).rows, site.opinion.projects
    assert [row.amount for row in rows] == [f"{table.budget:f}" for table in tables]
    assert [sum(count for _, _, count in row.counts) for row in rows] == [
        len(table.findings) + len(table.waived) for table in tables
    ]
    names = [row.name for row in sorted(rows, key=lambda row: row.rank)]
    assert names == sorted(names, key=lambda name: name.encode("gb18030"))
    assert sum(option.count for option in listing(site).choices.units) == len(rows)
    assert [option.count for option in listing(site).choices.activities] == [0] * 11 + [23]


def test_projects_can_be_filtered_by_their_activity() -> None:
    activities = [{"name": name, "goals": [], "indicators": []} for name in ("甲", "乙")]
    made = document(small_department(activities=activities), small_project(activity="乙"))
    found = listing(site_of(made))
    assert [(option.value, option.text, option.count) for option in found.choices.activities] == [
        ("0", "甲", 0),
        ("1", "乙", 1),
        ("", "没有写明", 0),
    ]
    assert found.rows[0].activity == "1"


def test_what_can_be_searched_is_what_the_projects_say() -> None:
    found = texts(reference_files()["assets/texts.js"])
    assert found["fields"] == ["项目名称", "项目编码", "资金用途", "绩效目标", "绩效指标"]
    (ours,) = [each for each in found["projects"] if each[1] == [CODE]]
    assert ours[0] == ["2023年度一事一议监管系统服务费"]
    assert ours[2:4] == [
        ["用于全区21个乡镇一事一议工作正常开展"],
        ["保障农村综改工作顺利开展", "及时足额拨付一事一议经费"],
    ]
    assert ours[4][0] == "数量指标 乡镇数量 一事一议信息系统乡镇数量 ≥21个"


def test_charts_tell_the_numbers_of_the_model() -> None:
    site = reference_site()
    made, found = site.document, overview(site)
    assert sum((bar.amount for bar in found.by_unit), Decimal(0)) == made.total
    assert sum((bar.amount for bar in found.by_project), Decimal(0)) == made.total
    indicators = [item for project in made.projects for item in project.indicators]
    assert found.matrix.total == sum(stack.count for stack in found.by_category) == len(indicators) == 139
    kinds = Counter(kind_name(item.target.kind if item.target else None) for item in indicators)
    assert dict(zip(found.matrix.kinds, found.matrix.sums, strict=True)) == kinds
    assert {label: total for label, _, total in found.matrix.rows if total} == Counter(
        item.category.second for item in indicators
    )
    shown = [
        [cell.text_content() for cell in row] for row in html("index.html").xpath("//table[@class='bars'][1]/tbody/tr")
    ]
    assert [[cell.strip() for cell in row] for row in shown[:2]] == [
        ["丰润区财政局本级", "19,576.52", ">99.9%"],
        ["唐山市丰润区国有资产事务中心", "8.00", "<0.1%"],
    ]


def test_the_plan_of_all_is_the_sum_of_the_plans() -> None:
    made = document(
        small_department(),
        small_project(code="13020823P00000110001A", budget={"total": "1.05"}, spending_plan={"6月": 100}),
        small_project(
            code="13020823P00000210001A", budget={"total": "3.15"}, spending_plan={"3月": "33.33", "12月": 100}
        ),
        small_project(code="13020823P00000310001A", budget={"total": "7"}),
    )
    found = overview(site_of(made))
    assert found.plan is not None
    assert [(dot.month, dot.amount) for dot in found.plan.dots] == [
        (3, Decimal("1.049895")),
        (6, Decimal("2.099895")),
        (12, Decimal("4.20")),
    ]
    assert [dot.percent_text for dot in found.plan.dots] == ["25%", "50%", "100%"]
    assert found.plan_note == "1 个项目（7 万元）没有资金支出计划，不在图中。没有填的月份，按前面填的最近一个月份算。"
    assert overview(site_of(small_document())).plan is None
    assert plan_curve(small_document().projects[0]) is None


def test_bars_are_as_long_as_their_amounts() -> None:
    found = bars(
        [("甲", "", Decimal("10000")), ("乙", "a", Decimal("0.01")), ("丙", "", Decimal(0))], Decimal("10000.01")
    )
    assert found == (
        Bar(label="甲", amount=Decimal("10000"), share=">99.9%", length="1000"),
        Bar(label="乙", href="a", amount=Decimal("0.01"), share="<0.1%", length="2"),
        Bar(label="丙", amount=Decimal(0), share="0.0%", length="0"),
    )
    assert bars([("甲", "", Decimal(0))], Decimal(0))[0].length == "0"
    assert [percent(Decimal(part), Decimal(3)) for part in (0, 1, 3)] == ["0.0%", "33.3%", "100.0%"]


def test_parts_of_a_bar_follow_each_other() -> None:
    found = stacks([("甲", [("a", 3), ("b", 1)]), ("乙", [("a", 0), ("b", 2)])])
    assert [[(part.start, part.length) for part in stack.parts] for stack in found] == [
        [("0", "750"), ("750", "250")],
        [("0", "0"), ("0", "500")],
    ]


def test_a_curve_begins_at_nothing_and_stays_where_all_is_paid() -> None:
    made = curve([(6, Decimal("0.525"), Decimal(50)), (9, Decimal("1.05"), Decimal(100))])
    assert made.line == "64,232.0 340,134.0 478,36.0 616,36.0"
    assert made.area == f"{made.line} 616,232.0"
    assert [dot.amount_text for dot in made.dots] == ["0.525", "1.05"]


def test_a_large_document_has_short_charts() -> None:
    found = overview(site_of(large_document(40)))
    assert len(found.by_project) == 13
    assert found.by_project[-1].label == "其余 28 个项目"


def test_a_project_has_form_findings_waivers_history_downloads_and_neighbours() -> None:
    site = reference_site()
    first, second, last = (site.document.projects[position].code.text for position in (0, 1, -1))
    tree = html(f"projects/{first}.html")
    assert tree.xpath("//table[@class='project']") and tree.xpath("//table[@class='indicators']")
    assert [item.text_content() for item in tree.xpath("//ol[@class='aims']/li")] == list(
        site.document.projects[0].goals
    )
    assert [item.text for item in tree.xpath("//ol[@class='history']//time")] == [commit.day for commit in COMMITS]
    assert len(tree.xpath("//ul[@class='downloads']/li")) == len(DOWNLOADS)
    assert tree.xpath("//nav[@class='turn']/a/@href") == [f"../projects/{second}.html"]
    assert html(f"projects/{last}.html").xpath("//nav[@class='turn']/a/@rel") == ["prev"]
    waived = next(table for table in site.opinion.projects if table.waived)
    assert (
        "上年已经说明"
        in html(f"projects/{waived.code}.html").xpath("//*[@id='waived']/following-sibling::ul")[0].text_content()
    )


def test_a_project_page_shows_every_finding() -> None:
    for table in reference_site().opinion.projects:
        text = " ".join(html(f"projects/{table.code}.html").xpath("//*[@id='review']")[0].text_content().split())
        for finding in table.findings:
            assert " ".join(finding.message()[:280].split()) in text


def test_a_rule_page_lists_where_it_found_something() -> None:
    site = reference_site()
    count = sum(finding.rule == "PS301" for table in site.opinion.tables for finding in table.findings)
    tree = html("rules/PS301.html")
    assert tree.xpath("//a[@href='#found']")[0].text == f"{count} 处"
    assert all(link.startswith("../projects/") for link in tree.xpath("//ol[@class='places-found']//a/@href"))


def test_what_is_not_there_is_left_out() -> None:
    files = dict(site_files(site_of(small_document(), downloads=(), histories={})))
    assert "downloads.html" not in files
    for name in ("index.html", f"projects/{CODE}.html"):
        tree = page(files[name].decode())
        assert not tree.xpath("//*[@id='history' or @id='downloads' or @id='by-month']")
        assert "下载" not in tree.text_content()


def test_a_document_without_projects_has_a_site() -> None:
    files = dict(site_files(site_of(document(small_department()))))
    assert "projects" not in {name.partition("/")[0] for name in files}
    assert "预算合计 0 万元" in files["index.html"].decode()


@pytest.mark.parametrize("profile", ["mof-2015", "mof-2021"])
def test_other_profiles_have_a_site(profile: str) -> None:
    assert dict(site_files(site_of(small_document(profile))))


def hostile_site(text: str) -> Site:
    made = hostile(text)
    commit = Commit(id=text[:10], day="2023-01-01", author=text, subject=text)
    download = Download(label=text, file="downloads/a.pdf")
    histories = {made.document.projects[0].code.text: (commit,)}
    return replace(site_of(made.document), opinion=made, histories=histories, downloads=(download,))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(text: str) -> None:
    made, usual = dict(site_files(hostile_site(text))), dict(site_files(hostile_site("平常")))
    assert made.keys() == usual.keys()
    names = [
        "index.html",
        "department.html",
        "opinion.html",
        "downloads.html",
        "rules/PS910.html",
        f"projects/{CODE}.html",
    ]
    for name in names:
        tree, other = page(made[name].decode()), page(usual[name].decode())
        assert Tags(made[name].decode()).faults == []
        assert [element.tag for element in tree.iter()] == [element.tag for element in other.iter()]
        assert [element.keys() for element in tree.iter()] == [element.keys() for element in other.iter()]
    assert page(made["index.html"].decode()).xpath("//table[@id='list']/tbody//a")[0].text == text
    assert "<" not in made["assets/texts.js"].decode()
    assert texts(made["assets/texts.js"])["projects"][0][0][0] == " ".join(text.split())


def test_the_same_document_gives_the_same_bytes() -> None:
    assert dict(site_files(reference_site())) == reference_files()


def test_a_workspaces_own_template_wins(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "icon.svg").write_text("<svg/>", encoding="utf-8")
    files = dict(site_files(site_of(small_document(), folders=(tmp_path, *TEMPLATES))))
    assert files["assets/icon.svg"] == b"<svg/>\n"


def test_colours_have_the_contrast_that_wcag_asks_for() -> None:
    css = reference_files()["assets/site.css"].decode()
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light, dark = ({}, {})
    for base, site, made in ((blocks[0], blocks[3], light), (blocks[1], blocks[4], dark)):
        made |= dict(re.findall(r"--(\w+): (#[0-9a-f]+);", base + site))
    for colours in (light, dark):
        for text in ("ink", "faint", "link", "wrong", "doubt"):
            for ground in ("paper", "wash"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert contrast(colours["ink"], colours["mark"]) >= 4.5
        for sign in ("field", "middle", "dull"):
            assert contrast(colours[sign], colours["paper"]) >= 3, sign


def test_sizes_are_said_as_people_say_them() -> None:
    assert [file_size(count) for count in (0, 812, 1024, 1025, 1_234_567)] == [
        "0 B",
        "812 B",
        "1.0 KB",
        "1.1 KB",
        "1.2 MB",
    ]
