"""The review of a change as a page: data stays whole and inert, in the template of the workspace where it has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from perfspec.reports import change_html
from perfspec.reports.excerpt import inert
from tests.reference import TEMPLATES
from tests.reports.change_sample import sample, saying_so
from tests.reports.sample import HOSTILE

ELEMENTS = {"ins", "del"}  # of which there are as many as the data asks for


def parse(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def skeleton(page: html.HtmlElement) -> list[str]:
    return [element.tag for element in page.iter() if element.tag not in ELEMENTS]


def cells(page: html.HtmlElement, table: str, kind: str) -> list[str]:
    return [
        cell.text_content().replace("\xa0", " ")
        for cell in page.xpath(f"//table[@class='{table}']//td[@class='{kind}']")
    ]


def test_the_sample_stands_on_a_page(tmp_path: Path) -> None:
    told = sample(tmp_path)
    page = parse(change_html.report(told, TEMPLATES))
    assert page.get("lang") == "zh-Hans"
    assert page.xpath("string(//p[@class='lead'])").replace("\xa0", " ") == told.summary
    assert cells(page, "changes", "effect")[:3] == ["删去项目", "放宽（删去）", "放宽 29.2%"]
    assert len(cells(page, "changes", "value")) == len(told.rows)
    assert len(cells(page, "group", "code")) == len(told.review.changes)
    assert cells(page, "totals", "name") == ["教育局本级", "第一小学", "合计"]
    assert [heading.text for heading in page.iter("h2")] == [
        *("变更", "批准", "带来的问题", "没法比较的文件", "逐个项目的全部变更"),
    ]
    assert "<del>历史</del><ins>行业</ins>标准" in change_html.report(told, TEMPLATES)


def test_the_page_is_in_the_language_of_the_report(tmp_path: Path) -> None:
    page = parse(change_html.report(sample(tmp_path, "en"), TEMPLATES))
    assert page.get("lang") == "en"
    assert [heading.text for heading in page.iter("h2")][:2] == ["Changes", "Approvals"]
    assert {cell.get("data-label") for cell in page.iter("td")} >= {"effect", "project", "budget"}


def assert_inert(text: str) -> None:
    told = saying_so(text)
    page = parse(change_html.report(told, TEMPLATES))
    assert skeleton(page) == skeleton(parse(change_html.report(saying_so("甲"), TEMPLATES)))
    seen = "\n".join(map(inert, text.split("\n"))).replace(" %", "\xa0%")
    whole = "".join(page.text_content().split())
    assert "".join(f"{seen}工作任务".split()) in whole
    assert "".join(f"名{seen}".split()) in whole


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_data_stays_whole_and_inert(text: str) -> None:
    assert_inert(text)


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_any_data_stays_whole_and_inert(text: str) -> None:
    assert_inert(text)


def test_a_very_long_text_is_told_whole() -> None:
    text = "目标" * 5_000
    assert f"<del>旧</del><ins>新</ins>{text}工作任务圆满完成" in change_html.report(saying_so(text), TEMPLATES)


def test_the_page_needs_nothing_else_and_runs_nothing(tmp_path: Path) -> None:
    page = change_html.report(sample(tmp_path), TEMPLATES)
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|\bon[a-z]+=|url\(", page)


def test_a_workspace_may_bring_its_own_template(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "changes.html.j2").write_text("{{ page.summary }}", encoding="utf-8")
    told = sample(tmp_path)
    assert change_html.report(told, (tmp_path / "templates", *TEMPLATES)) == f"{told.summary}\n"
