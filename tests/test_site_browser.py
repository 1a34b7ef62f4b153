"""The site in a browser, from a folder: search, filters, order, download, keyboard, narrow displays, accessibility.

Skipped where the browser, Playwright, the packages of package.json or Java are missing; nothing is downloaded.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from perfspec.finding import Severity
from perfspec.model import Project
from perfspec.publish.figures import money
from perfspec.publish.site import site_files
from tests.conftest import REPOSITORY
from tests.reference import CODE
from tests.sitemaker import large_document, reference_files, reference_site, site_of, write
from tests.test_opinion_pages import hostile
from tests.test_pages_chromium import CHROMIUM, QUIET, needs_chromium

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
CHECKER = REPOSITORY / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PAGES = [
    "index.html",
    "department.html",
    "opinion.html",
    "downloads.html",
    "rules/index.html",
    "rules/PS301.html",
    f"projects/{CODE}.html",
]
# the upper table of the official form: amounts in sixths and months in quarters have no common column edge
OFFICIAL = re.compile(r"Table column \d+ established by element “col” has no cells beginning in it\.")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci")
needs_checker = pytest.mark.skipif(
    not CHECKER.is_file() or shutil.which("java") is None, reason="vnu-jar (npm ci) or java is not installed"
)
pytestmark = needs_chromium


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in a folder with a blank and Chinese characters in its path, below a portal's folder."""
    made = tmp_path_factory.mktemp("门户 网站") / "绩效目标"
    made.mkdir()
    write(list(reference_files().items()), made)
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(
            executable_path=CHROMIUM, args=[option for option in QUIET if option != "--headless"]
        )
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """Opens a page in a view of its own; fails where its script does, and where something outside is asked for."""
    contexts, faults = [], []

    def open_page(path: Path, *, anchor: str = "", width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("request", lambda asked: None if asked.url.startswith("file:") else faults.append(asked.url))
        page.goto(path.as_uri() + anchor)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def shown(page: Any) -> list[str]:
    """The names of the projects that are seen, in their order."""
    names: list[str] = page.eval_on_selector_all(
        "#list tbody tr", "rows => rows.filter(row => row.offsetParent).map(row => row.querySelector('a').textContent)"
    )
    return names


def names_of(*projects: Project) -> list[str]:
    return [project.name for project in projects]


def tally(*projects: Project) -> str:
    """How the page counts some projects of the reference document."""
    document = reference_site().document
    amount = sum(project.budget.total for project in projects)
    share = f"{amount / document.total * 100:.1f}"
    return (
        f"找到 {len(projects)} 个项目（共 {len(document.projects)} 个），"
        f"预算合计 {money(amount)} {document.profile.money_unit}，占 {share}%"
    )


PROJECTS = reference_site().document.projects


def test_a_reader_searches_filters_sorts_opens_a_project_and_downloads(folder: Path, visit: Any) -> None:
    page = visit(folder / "index.html")
    assert shown(page) == names_of(*PROJECTS)
    page.get_by_label("搜索").fill("防疫 物资")
    found = [project for project in PROJECTS if says(project, "防疫") and says(project, "物资")]
    assert 1 < len(found) < 23
    assert shown(page) == names_of(*found)
    assert page.locator("#tally").text_content() == tally(*found)
    page.get_by_label("最少").fill("1,000")
    large = [project for project in found if project.budget.total >= 1000]
    assert shown(page) == names_of(*large)
    assert page.locator("#sum").text_content() == money(sum(project.budget.total for project in large))
    page.get_by_label("排序").select_option("预算数，从大到小")
    large.sort(key=lambda project: -project.budget.total)
    assert shown(page) == names_of(*large)
    page.locator("#list").get_by_role("link", name=large[0].name, exact=True).click()
    assert page.locator("h1").text_content() == large[0].heading
    with page.expect_download() as download:
        page.get_by_role("link", name="项目清单").click()
    assert download.value.suggested_filename == "projects.csv"
    assert Path(download.value.path()).read_text(encoding="utf-8") == "项目清单"
    page.go_back()
    assert shown(page) == names_of(*large)


def says(project: Project, word: str) -> bool:
    words = [project.name, project.heading, project.code.text, project.purpose or "", *project.goals]
    for item in project.indicators:
        words += [item.category.second if item.category else "", item.name, item.description or ""]
        words += [item.target.text if item.target else ""]
    return any(word in text for text in words)


def test_where_the_words_stand_is_marked(folder: Path, visit: Any) -> None:
    page = visit(folder / "index.html", anchor="#q=乡镇数量")
    assert shown(page) == ["2023年度一事一议监管系统服务费"]
    row = page.locator("#list tbody tr:not([hidden])")
    assert row.locator(".excerpt").all_text_contents() == ["绩效指标：数量指标 乡镇数量 一事一议信息系统乡镇数量 ≥21个"]
    assert row.locator("mark").all_text_contents() == ["乡镇数量", "乡镇数量"]
    page.get_by_label("搜索").fill("ｐ00023510001ｕ")  # full width and small letters
    assert row.locator("mark").all_text_contents() == ["P00023510001U"]
    page.get_by_label("搜索").fill("")
    assert page.locator("mark, .excerpt").count() == 0


def test_each_filter_leaves_what_it_says(folder: Path, visit: Any) -> None:
    page = visit(folder / "index.html")
    tables = reference_site().opinion.projects

    def chosen(label: str, option: str) -> list[str]:
        page.get_by_label(label, exact=True).select_option(option)
        seen = shown(page)
        page.get_by_role("button", name="清除全部条件").click()
        expect(page.locator("#reset")).to_be_hidden()
        return seen

    assert chosen("预算单位", "318003") == names_of(*(project for project in PROJECTS if project.unit == "318003"))
    assert chosen("工作活动", "-") == names_of(*PROJECTS)
    ecological = [project for project in PROJECTS if project.of("生态效益指标")]
    assert chosen("有这类指标", "6") == names_of(*ecological) != []
    waived = [table.project.name for table in tables if table.waived and table.project]
    assert chosen("审核发现", "waived") == waived != []
    errors = [table.project.name for table in tables if table.project and table.count(Severity.ERROR)]
    assert chosen("审核发现", "error") == errors != []
    assert chosen("审核发现", "sound") == []
    page.get_by_label("最多").fill("9.5")
    assert shown(page) == names_of(*(project for project in PROJECTS if project.budget.total <= 9.5))
    page.get_by_label("最多").fill("九")
    assert page.get_by_label("最多").get_attribute("aria-invalid") == "true"
    assert shown(page) == names_of(*PROJECTS)


def test_nothing_found_is_said(folder: Path, visit: Any) -> None:
    page = visit(folder / "index.html")
    page.get_by_label("搜索").fill("没有这样的项目")
    assert page.get_by_text("少写几个字，或清除一些条件").is_visible()
    expect(page.get_by_role("status")).to_contain_text("没有符合条件的项目（共 23 个）")
    page.get_by_role("button", name="清除全部条件").click()
    expect(page.get_by_role("status")).to_contain_text("共 23 个项目")


def test_a_heading_sorts_both_ways(folder: Path, visit: Any) -> None:
    page = visit(folder / "index.html")
    by_name = sorted(PROJECTS, key=lambda project: project.name.encode("gb18030"))
    by_amount = sorted(PROJECTS, key=lambda project: project.budget.total)
    heads = page.locator("#list").get_by_role("columnheader")
    for pressed, expected in (("项目名称", by_name), ("项目名称", by_name[::-1]), ("预算数（万元）", by_amount[::-1])):
        page.get_by_role("button", name=pressed).press("Enter")
        assert shown(page) == names_of(*expected)
    sorts = [head.get_attribute("aria-sort") for head in heads.all()]
    assert sorts == ["none", "none", "descending", None, "none", None]


def test_the_state_lies_in_the_address(folder: Path, visit: Any) -> None:
    page = visit(folder / "index.html")
    page.get_by_label("搜索").fill("租赁")
    page.get_by_label("审核发现").select_option("error")
    page.get_by_label("排序").select_option("-name")
    address, seen = page.url, shown(page)
    assert "#q=" in address and "found=error" in address and "sort=-name" in address
    again = visit(folder / "index.html", anchor="#" + address.partition("#")[2])
    assert shown(again) == seen != []
    again.evaluate("location.hash = 'q=&unit=nowhere&sort=odd'")
    expect(again.get_by_label("排序")).to_have_value("number")
    assert shown(again) == names_of(*PROJECTS)
    assert shown(visit(folder / "index.html", anchor="#charts")) == names_of(*PROJECTS)


def test_what_an_input_method_composes_is_searched_when_it_is_done(folder: Path, visit: Any) -> None:
    page = visit(folder / "index.html")
    keys = page.context.new_cdp_session(page)
    page.get_by_label("搜索").focus()
    keys.send("Input.imeSetComposition", {"text": "zu lin", "selectionStart": 6, "selectionEnd": 6})
    assert page.get_by_label("搜索").input_value() == "zu lin"
    assert len(shown(page)) == 23
    keys.send("Input.insertText", {"text": "租赁"})
    assert shown(page) == names_of(*(project for project in PROJECTS if says(project, "租赁")))


def test_without_a_script_everything_is_read_and_no_control_is_seen(folder: Path, visit: Any) -> None:
    page = visit(folder / "index.html", java_script_enabled=False)
    assert page.locator("#list tbody tr").count() == 23
    assert page.locator("input:visible, select:visible, button:visible").count() == 0
    page.locator("#list tbody a").first.click()
    assert page.locator("table.indicators").is_visible()


def test_the_keyboard_reaches_the_search_first_after_the_links(folder: Path, visit: Any) -> None:
    page = visit(folder / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(folder: Path, visit: Any, name: str, width: int) -> None:
    page = visit(folder / name, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", ["downloads.html", f"projects/{CODE}.html"])
def test_a_list_stands_clear_of_the_words_above_it(folder: Path, visit: Any, name: str) -> None:
    gaps = visit(folder / name).eval_on_selector_all(
        ".downloads, .history",
        "lists => lists.map(it => [it.previousElementSibling, it].map(one => one.getBoundingClientRect()))"
        ".map(([above, own]) => own.top - above.bottom)",
    )
    assert gaps
    assert min(gaps) >= 12


@pytest.mark.parametrize("letter", ["字", "a", "\u202e文"])
def test_very_long_words_are_broken(tmp_path: Path, visit: Any, letter: str) -> None:
    made = hostile(letter * 1_000)
    write(site_files(site_of(made.document, opinion=made)), tmp_path)
    for name in ("index.html", "department.html", "opinion.html", "rules/PS910.html", f"projects/{CODE}.html"):
        page = visit(tmp_path / name, width=390)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, name


@needs_axe
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "light"), (1280, "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(folder: Path, visit: Any, name: str, width: int, scheme: str) -> None:
    page = visit(folder / name, width=width, color_scheme=scheme, bypass_csp=True)
    page.add_style_tag(content="article { content-visibility: visible !important }")
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({preload: false})")
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert {each["id"] for each in found["incomplete"]} <= {"color-contrast"}  # what it could not tell


@needs_axe
def test_axe_finds_nothing_in_what_was_found(folder: Path, visit: Any) -> None:
    page = visit(folder / "index.html", anchor="#q=资金&min=x&sort=-amount", bypass_csp=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate("axe.run({preload: false})")["violations"] == []


@needs_checker
def test_html_is_valid(folder: Path) -> None:
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--stdout", "--also-check-svg"]
    files = [str(folder / name) for name in [*PAGES, "assets/icon.svg"]]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    found = [(each["url"].rpartition("/")[2], each["message"]) for each in json.loads(done.stdout)["messages"]]
    assert [(name, said) for name, said in found if not OFFICIAL.fullmatch(said)] == []


def test_tables_are_tables_to_a_screen_reader_however_narrow(folder: Path, visit: Any) -> None:
    def roles(width: int) -> Counter[str]:
        page = visit(folder / f"projects/{CODE}.html", width=width)
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        kinds = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
        return Counter({kind: kinds[kind] for kind in ("table", "row", "columnheader", "rowheader")})

    assert roles(390) == roles(1280)
    assert roles(390)["table"] == 3


def test_a_thousand_projects_stay_usable(tmp_path: Path, visit: Any, record_property: Any) -> None:
    write(site_files(site_of(large_document(1000))), tmp_path)
    page = visit(tmp_path / "index.html")
    assert len(shown(page)) == 100
    took = page.evaluate(
        """words => words.map(word => {
          const box = document.querySelector("#q"), began = performance.now();
          box.value = word;
          box.dispatchEvent(new InputEvent("input", {bubbles: true}));
          document.body.offsetHeight;
          return performance.now() - began;
        })""",
        ["道", "道路", "道路养护9", "道路养护99", "没有", ""],
    )
    record_property("milliseconds to filter", [round(each, 1) for each in took])
    print("milliseconds to filter 1,000 projects:", [round(each, 1) for each in took])
    page.get_by_role("button", name="显示其余 900 个项目").click()
    assert len(shown(page)) == 1000
    assert page.evaluate("document.activeElement.textContent") == "第101号道路养护和设备购置项目"
