"""A small run with one finding of each kind: of reading, of a rule, waived, known, over several lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from perfspec.finding import Block, Fault, Finding, Severity, Text, Waiver
from perfspec.model import Project
from perfspec.packs import RuleBook, Source
from perfspec.place import Place
from perfspec.reports.found import Found
from perfspec.reports.run import Run
from perfspec.rule import Hits, rule
from perfspec.sweep import Swept
from perfspec.vocabulary import Vocabulary

FOLDER = "projects/教育局 2024"
SCHOOL, LIBRARY, DEPARTMENT = (
    f"{FOLDER}/{name}.yaml" for name in ("41010524P00000110001A", "41010524P00000210001B", "department")
)
FILES = (SCHOOL, LIBRARY, DEPARTMENT)
UNKNOWN = Fault(
    rule="PS011",
    message=Text(zh="这里没有“{key}”这个字段", en="There is no field `{key}` here"),
    advice=Text(zh="改写为 {near}", en="Write `{near}` instead"),
)


@rule(
    "ZZ101",
    cites=["mof-2015-88", "form"],
    block=Block.APPROPRIATE,
    message="相乘得 {product} 万元，预算数是 {budget} 万元",
    advice="核对数量和单价",
)
def budget_buys_what_is_promised(project: Project) -> Hits:
    """数量与单价相乘，应与预算数相符。

    为什么：差得太远，不是预算错了，就是目标定错了。

    反例：
        budget: {total: 900.00}

    正例：
        budget: {total: 120.00}
    """
    yield from ()


@rule("ZZ102", cites=["form"], block=Block.COMPLETE, severity=Severity.INFO, message="“{field}”是空格")
def cells_are_filled(project: Project) -> Hits:
    """表中的格子不留空。"""
    yield from ()


ENGLISH = {
    "title": "The budget buys what is promised",
    "why": "Where they are far apart, either the budget or the target is wrong.",
    "message": "The product is {product}, the budget {budget}",
    "advice": "Compare quantity and unit cost",
}
SOURCES = {
    "mof-2015-88": Source(
        key="mof-2015-88",
        title="《中央部门预算绩效目标管理办法》",
        number="财预〔2015〕88号",
        asks="绩效目标与预算相匹配。",
        title_en="Measures for the performance targets of central departments' budgets",
        asks_en="Targets match the money.",
    ),
    "form": Source(key="form", title="绩效目标表的表样", asks="表中的各栏。"),
}
BOOK = RuleBook(
    rules=(budget_buys_what_is_promised.in_english(ENGLISH), cells_are_filled),
    ids=frozenset({"ZZ101", "ZZ102"}),
    sources=SOURCES,
    vocabulary=Vocabulary(lists={}),
)
MISMATCH, BLANK = (each.faults[""] for each in BOOK.rules)
WAIVER = Waiver(
    rule="ZZ102",
    at="预算规模",
    reason="没有其他资金",
    by="绩效科",
    document="青财绩〔2024〕3号",
    until="2024-12-31",
)


def found(
    fault: Fault, file: str, line: int, column: int, end_column: int, end_line: int = 0, **values: Any
) -> Finding:
    """A finding at a place; its fingerprint is made of rule and place."""
    place = Place(file=file, line=line, column=column, end_line=end_line or line, end_column=end_column)
    code = file.rpartition("/")[2].removesuffix(".yaml")
    finding = fault.at(place, **values)
    key = f"{int(fault.rule[2:]):04x}{line:04x}{column:04x}{len(file):04x}"
    return replace(finding, project=code if len(code) == 21 else None, fingerprint=key)


FINDINGS = (
    found(UNKNOWN, SCHOOL, 5, 10, 17, key="totle", near="total"),
    replace(
        found(MISMATCH, SCHOOL, 12, 3, 1, end_line=17, product="900.00", budget="120.00"),
        where="数量指标/维修校舍面积/指标值",
    ),
    replace(found(BLANK, SCHOOL, 20, 9, 9, field="其他资金"), where="预算规模/其他资金", waiver=WAIVER),
    replace(
        found(MISMATCH, LIBRARY, 12, 13, 22, product="96.00", budget="120.00"),
        severity=Severity.WARNING,
        where="数量指标/新增图书/指标值",
    ),
    found(BLANK, LIBRARY, 20, 9, 36, field="其他资金"),
    replace(found(BLANK, LIBRARY, 21, 9, 36, field="资金支出计划"), baselined=True),
)


def run(
    findings: Iterable[Finding] = FINDINGS, *, files: tuple[str, ...] = FILES, is_whole: bool = True, **given: Any
) -> Run:
    """A run over the three files of one document."""
    found = Found([Swept(name="教育局 2024", files=files, findings=tuple(findings), is_whole=is_whole)])
    return Run(**{"found": found, "book": BOOK, **given})


def saying(text: str, file: str = SCHOOL, fault: Fault = BLANK, line: int = 1) -> Finding:
    """A finding whose message repeats a text of a document."""
    return replace(found(fault, file, line, 1, 2, field=text), where=text)


HOSTILE = (
    "<script>alert(1)</script>",
    "甲|乙`丙`**丁**",
    "@everyone 见 #1 和 https://evil.example",
    "[点这里](javascript:alert(1)) ![x](https://evil.example/a.png)",
    "::error file=a.yaml::不是这里的\n::add-mask::x\r::stop-commands::y",
    "100%0A%25",
    "\x1b[2J\x00\x08\x0b\u202e倒着写\u2066\u200b",
    "]]></failure><failure>",
    "\"&quot;'<!--",
    "\ud800\udfff\ufffe\uffff",
    "{0} {名称}",
    "",
)
