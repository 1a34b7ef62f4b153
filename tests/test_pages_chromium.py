"""Published pages in a real browser: narrow displays, policy, A4 print. Skipped where browser or fonts are missing."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import subprocess
import time
from collections.abc import Callable
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

import pytest

from perfspec.publish.templates import render_document, render_table
from perfspec.reports import change_html
from tests.reference import TEMPLATES, reference, small_document
from tests.reports.change_sample import saying_so
from tests.test_templates import hostile_document

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]

# a page in a frame of the wanted width: headless windows are not narrower than about 500 px
FRAME = """<!doctype html><meta charset="utf-8">
<iframe style="border:0;width:{width}px;height:900px" srcdoc="{page}"></iframe><pre id="seen"></pre>
<script>
onload = () => {{
  const inside = document.querySelector("iframe").contentDocument;
  const root = inside.documentElement;
  const over = [...inside.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > {width} + 0.5);
  const lines = one => new Set([...one.getClientRects()].map(box => Math.round(box.top))).size;
  const label = (one) => {{
    const range = inside.createRange(); range.selectNodeContents(one);
    return [one.textContent, lines(range)];
  }};
  document.querySelector("#seen").textContent = JSON.stringify({{
    width: root.clientWidth, scroll: root.scrollWidth, over: over.map(one => one.tagName + "." + one.className),
    collapse: inside.querySelector("table.project") && inside.defaultView.getComputedStyle(
      inside.querySelector("table.project")).borderCollapse,
    labels: [...inside.querySelectorAll("th.label, th.first, th.second")].map(label),
  }});
}};
</script>"""

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


@cache
def has_font() -> bool:
    fonts = shutil.which("fc-list")
    listed = subprocess.run([fonts, ":lang=zh-cn", "family"], capture_output=True, text=True) if fonts else None
    return listed is not None and "Noto Serif CJK SC" in listed.stdout


needs_font = pytest.mark.skipif(not has_font(), reason="the font Noto Serif CJK SC (fonts-noto-cjk) is not installed")


def browse(folder: Path, *arguments: str) -> str:
    assert CHROMIUM is not None
    command = [CHROMIUM, *QUIET, f"--user-data-dir={folder / 'profile'}", *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()


def seen_at(folder: Path, text: str, width: int) -> dict[str, Any]:
    """What a browser makes of a page in a view of that width."""
    frame = folder / "frame.html"
    frame.write_text(FRAME.format(width=width, page=escape(text)), encoding="utf-8")
    dom = browse(folder, f"--window-size={width + 200},1000", "--dump-dom", frame.as_uri())
    found = re.search(r'<pre id="seen">(.*?)</pre>', dom, re.DOTALL)
    assert found is not None
    seen: dict[str, Any] = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return seen


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document, printed."""
    folder = tmp_path_factory.mktemp("print")
    source = folder / "document.html"
    source.write_text(render_document(reference(), "html", TEMPLATES), encoding="utf-8")
    browse(folder, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'document.pdf'}", source.as_uri())
    return folder / "document.pdf"


def pages_of(pdf: Path) -> list[list[str]]:
    """The lines of each page that are not blank."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return [[line.strip() for line in page.split("\n") if line.strip()] for page in text.split("\f")[:-1]]


def page_number(lines: list[str]) -> int:
    """The number at the foot of a page; pdftotext may drop the blanks in `— 2 —`."""
    match = re.fullmatch(r"— ?([0-9]+) ?—", lines[-1])
    assert match is not None, lines[-1]
    return int(match[1])


@needs_chromium
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(tmp_path: Path, width: int) -> None:
    seen = seen_at(tmp_path, render_document(reference(), "html", TEMPLATES), width)
    assert (seen["width"], seen["scroll"], seen["over"]) == (width, width, [])
    assert seen["collapse"] == "collapse"  # the policy lets the page's own style in


@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("letter", ["字", "a"])
def test_very_long_words_are_broken(tmp_path: Path, width: int, letter: str) -> None:
    made = hostile_document(letter * 2_000)
    for text in (
        render_document(made, "html", TEMPLATES),
        render_table(made, made.projects[0], "html", TEMPLATES),
    ):
        seen = seen_at(tmp_path, text, width)
        assert (seen["scroll"], seen["over"]) == (width, [])


@needs_chromium
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("text", ["甲", "字" * 2_000, "a" * 2_000])
def test_the_changes_fit_every_display(tmp_path: Path, width: int, text: str) -> None:
    seen = seen_at(tmp_path, change_html.report(saying_so(text), TEMPLATES), width)
    assert (seen["scroll"], seen["over"]) == (width, [])


@needs_chromium
@needs_font
def test_labels_that_fit_stand_in_one_line(tmp_path: Path) -> None:
    seen = seen_at(tmp_path, render_document(reference(), "html", TEMPLATES), 1280)
    broken = {text for text, lines in seen["labels"] if lines > 1}
    assert broken <= {"预算规模及资金用途", "资金支出计划（%）", "指标值确定依据", "服务对象满意度指标"}
    assert all(lines <= 2 for _, lines in seen["labels"])


@needs_chromium
@needs_poppler
@needs_font
def test_print_is_a4_with_a_form_on_each_page(printed: Path) -> None:
    told = subprocess.run(["pdfinfo", printed], capture_output=True, check=True, text=True).stdout
    assert re.search(r"Page size:.*\(A4\)", told)
    pages = pages_of(printed)
    assert len(pages[0]) == 5  # department, title and three facts: no number on the cover
    assert [page_number(page) for page in pages[1:]] == list(range(2, len(pages) + 1))
    assert pages[1][0] == "目录"
    assert pages[1][-2].split() == ["合计", "19584.52"]
    codes = [re.findall(r"13020823P[0-9A-Z]{12}", " ".join(page)) for page in pages]
    assert codes[-23:] == [[project.code.text] for project in reference().projects]


@needs_chromium
@needs_font
def test_glyphs_are_chinese_and_not_japanese(tmp_path: Path) -> None:
    source = tmp_path / "document.html"
    source.write_text(render_document(reference(), "html", TEMPLATES), encoding="utf-8")
    used = fonts_used(tmp_path, source, ["h1", "h3", ".part p", ".part b", "td.description", "table.index a"])
    assert all(used.values())
    assert not [font for fonts in used.values() for font in fonts if re.search("CJK (JP|KR|TC|HK)", font)]


def fonts_used(folder: Path, source: Path, selectors: list[str]) -> dict[str, set[str]]:
    """The fonts that the browser really took for the text of the first element of each selector."""
    with Browser(folder) as browser:
        target = browser.ask("Target.createTarget", url=source.as_uri())["targetId"]
        session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        ask = partial(browser.ask, session=session)
        loaded = f"document.readyState == 'complete' && document.URL == {json.dumps(source.as_uri())}"
        wait_until(lambda: ask("Runtime.evaluate", expression=loaded)["result"]["value"] is True)
        ask("DOM.enable")
        ask("CSS.enable")
        root = ask("DOM.getDocument")["root"]["nodeId"]
        found = {}
        for selector in selectors:
            node = ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
            fonts = ask("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
            found[selector] = {font["familyName"] for font in fonts}
        return found


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise TimeoutError


class Browser:
    """A browser that is spoken to through a pair of pipes."""

    def __init__(self, folder: Path) -> None:
        inlet, self.to = os.pipe()
        self.back, outlet = os.pipe()
        assert CHROMIUM is not None
        command = [CHROMIUM, *QUIET, f"--user-data-dir={folder / 'profile'}", "--remote-debugging-pipe"]

        def give_pipes() -> None:
            os.dup2(inlet, 3)
            os.dup2(outlet, 4)

        self.process = subprocess.Popen(command, close_fds=False, preexec_fn=give_pipes, stderr=subprocess.DEVNULL)
        os.close(inlet)
        os.close(outlet)
        self.unread, self.asked = b"", 0

    def ask(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        self.asked += 1
        call = {"id": self.asked, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(self.to, json.dumps(call).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self.asked:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self.unread:
            assert select.select([self.back], [], [], 60)[0], "the browser does not answer"
            read = os.read(self.back, 65536)
            assert read, "the browser has ended"
            self.unread += read
        line, _, self.unread = self.unread.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.to)  # a browser whose pipe is closed ends itself
        os.close(self.back)
        self.process.wait(timeout=30)


@needs_chromium
@needs_poppler
@needs_font
def test_a_long_form_repeats_its_header_and_keeps_rows_whole(tmp_path: Path) -> None:
    indicators = [{"category": "数量指标", "name": f"第{n}条", "description": "说明" * 30} for n in range(40)]
    made = small_document(indicators=indicators)
    source = tmp_path / "long.html"
    source.write_text(render_table(made, made.projects[0], "html", TEMPLATES), encoding="utf-8")
    browse(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'long.pdf'}", source.as_uri())
    pages = pages_of(tmp_path / "long.pdf")
    assert len(pages) > 2
    assert all(any("三级指标" in line for line in page) for page in pages)
    whole = "".join("".join(page) for page in pages)
    assert all(whole.count(f"第{n}条") == 1 for n in range(40))
    assert [page_number(page) for page in pages] == list(range(1, len(pages) + 1))
