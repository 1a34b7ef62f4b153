"""Sites for the tests: of the reference document with all that the rules find, and of small and large documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from perfspec.finding import Finding, Waiver
from perfspec.histories import Commit
from perfspec.model import Document
from perfspec.opinion import opinion
from perfspec.publish.proof import Proof, digest
from perfspec.publish.site import Download, Site, site_files
from tests.checked import book, checked, files_below
from tests.conftest import REPOSITORY
from tests.reference import TEMPLATES, document, small_department, small_project
from tests.test_scoring import builtin_scoring

COMMITS = (
    Commit(id="ce09818c3e", day="2023-06-30", author="张三", subject="调整：按合同核减服务费"),
    Commit(id="1c93e6000d", day="2023-02-20", author="李四", subject="录入年初批复的绩效目标"),
)
DOWNLOADS = (
    Download(label="部门预算绩效文本", file="downloads/document.pdf", size=1_234_567),
    Download(label="项目清单", file="downloads/projects.csv", size=812),
    Download(label="全部数据", file="downloads/document.json"),
)


def site_of(made: Document, findings: Sequence[Finding] = (), **changes: Any) -> Site:
    """A site of a document with these findings."""
    told: dict[str, Any] = {
        "opinion": opinion(made, findings, builtin_scoring()),
        "book": book(REPOSITORY)[1],
        "folders": TEMPLATES,
        "proof": Proof(digest=digest(made), revision="0123456789abcdef"),
        "histories": {project.code.text: COMMITS for project in made.projects},
        "downloads": DOWNLOADS,
    }
    return Site(**told | changes)


@cache
def reference_site() -> Site:
    """The site of the reference document; the first finding is waived."""
    (files,) = files_below(REPOSITORY)
    found = checked(REPOSITORY, files)
    assert found.document is not None
    first, *others = found.findings
    waiver = Waiver(rule=first.rule, at=first.where, reason="上年已经说明", by="绩效科", document="某财〔2023〕1号")
    return site_of(found.document, [replace(first, waiver=waiver), *others])


@cache
def reference_files() -> dict[str, bytes]:
    return dict(site_files(reference_site()))


@cache
def large_document(count: int) -> Document:
    """A document with so many projects, of ten units and of budgets from 0.01 upwards."""
    units = [{"code": f"3180{number:02}", "name": f"第{number}中心"} for number in range(10)]
    projects = (_large(number) for number in range(count))
    return document(small_department(units=units), *projects)


def _large(number: int) -> dict[str, Any]:
    return small_project(
        code=f"13020823P{number:06}10001A",
        name=f"第{number}号道路养护和设备购置项目",
        unit=f"3180{number % 10:02}",
        budget={"total": f"{number * 37 % 1000}.{number % 100:02}"},
        purpose="用于全区主要道路的日常养护、设备购置和人员培训",
        goals=[f"完成道路养护{number}公里", "设备按期购置到位，验收合格"],
        spending_plan={"6月": 40, "12月": 100},
        indicators=[
            {"category": category, "name": f"指标{position}", "description": "说明" * 10, "target": f"≥{number}个"}
            for position, category in enumerate(
                ("数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "服务对象满意度指标")
            )
        ],
    )


def write(files: Iterator[tuple[str, bytes]] | Sequence[tuple[str, bytes]], folder: Path) -> None:
    """The files below a folder, and those to download as others would put them there."""
    for path, content in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / "downloads").mkdir(exist_ok=True)
    for download in DOWNLOADS:
        (folder / download.file).write_bytes(download.label.encode())
