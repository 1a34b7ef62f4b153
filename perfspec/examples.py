"""The page of a rule, taken from its docstring, and its examples, run as tests.

    反例：            what the rule must find
        budget: {total: 10.00, fiscal: 8.00, other: 1.00}

An example says only what matters; the rest is taken from a small document that no rule has anything against. For a rule
about an indicator it is one row, or `indicators:`; for a document `projects:` with one entry each. `department:` beside
it changes the department. For a rule about a change it is `old:` and `new:`, either of them null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from textwrap import dedent
from typing import Any

from perfspec.build import build_department, build_project
from perfspec.diff import Change, ChangedProject
from perfspec.engine import judge, judge_changes
from perfspec.finding import Finding
from perfspec.layout import dump
from perfspec.model import Activity, Department, Document, Indicator, Project, Safeguard, Stage, published_order
from perfspec.packs import RuleBook
from perfspec.profile import Profile
from perfspec.rule import Rule
from perfspec.versions import NOT_THERE, Side, changed_project
from perfspec.yamlfile import YamlFile, read

Data = dict[str, Any]

_HEAD = re.compile(r"^(为什么|说明|反例|正例)：", re.MULTILINE)
WHY, NOTE, BAD, GOOD = "为什么", "说明", "反例", "正例"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A fragment of a file, and whether the rule must find something in it."""

    text: str
    is_bad: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The manual page of a rule: what must hold, why, notes, and examples in the order of the page."""

    title: str
    why: str
    note: str
    examples: tuple[Example, ...]


def page(rule: Rule) -> Page:
    """The page in a rule's docstring."""
    _, *rest = _HEAD.split(rule.doc)
    sections = list(zip(rest[::2], rest[1::2], strict=True))
    examples = tuple(
        Example(text=dedent(text.strip("\n")).rstrip() + "\n", is_bad=name == BAD)
        for name, text in sections
        if name in (BAD, GOOD)
    )
    return Page(
        title=rule.title,
        why=_prose(text for name, text in sections if name == WHY),
        note=_prose(text for name, text in sections if name == NOTE),
        examples=examples,
    )


def _prose(texts: Iterator[str]) -> str:
    """Paragraphs with their lines joined; Chinese needs no blank between lines."""
    return "\n".join("".join(line.strip() for line in text.splitlines()) for text in texts)


def findings_of(rule: Rule, example: Example, book: RuleBook, profile: Profile) -> list[Finding]:
    """What the rule, as it was written, finds in one of its examples; also that it crashed.

    Raises ValueError for an example that cannot be read.
    """
    source = read(example.text.encode(), f"{rule.id}.yaml")
    if source.findings or not isinstance(source.data, dict):
        said = "; ".join(f"{finding.place}: {finding.message()}" for finding in source.findings)
        raise ValueError(f"{rule.id}: {said or 'an example is a mapping'}")
    if rule.subject in (ChangedProject, Change):
        return _findings_of_change(rule, source.data, book, profile)
    department, projects = _completed(rule.subject, source.data)
    files = [_file(f"{data['code']}.yaml", data, "project") for data in projects]
    model = build_department(department)
    built = [build_project(file.data, profile, model.year) for file in files]
    document = Document(
        name="example", department=model, projects=published_order(model, tuple(built)), profile=profile
    )
    sources = {id(project): file for project, file in zip(built, files, strict=True)}
    only = replace(book, rules=(replace(rule, settings=rule.defaults, since=0),))
    found = judge(document, sources, _file("department.yaml", department, "department"), only)
    return sorted(found, key=lambda finding: finding.sort_key)


def _findings_of_change(rule: Rule, given: Data, book: RuleBook, profile: Profile) -> list[Finding]:
    """The sample project with `old:` before and `new:` beside it after; null where there is none."""
    department = {**_sample("department"), **given.get("department", {})}
    model = build_department(department)
    old = None if given.get("old", {}) is None else {**_sample("project"), **given.get("old", {})}
    new = None if given.get("new", {}) is None else {**(old or _sample("project")), **given.get("new", {})}
    code = str((new or old or {})["code"])
    sides: list[Side] = []
    for data in (old, new):
        if data is None:
            sides.append(NOT_THERE)
            continue
        file = _file(f"{code}.yaml", data, "project")
        sides.append((build_project(file.data, profile, model.year), file))
    years, was_approved = (model.year, model.year), model.stage is Stage.APPROVED
    project, origins = changed_project(code, sides[0], sides[1], years, was_approved=was_approved)
    projects = tuple(filter(None, [project.new]))
    document = Document(name="example", department=model, projects=projects, profile=profile)
    only = replace(book, rules=(replace(rule, settings=rule.defaults, since=0),))
    return judge_changes(document, [project], [], origins, only)


def _file(name: str, data: Data, schema: str) -> YamlFile:
    return read(dump(data, schema, "").encode(), name)


def _completed(subject: type, given: Data) -> tuple[Data, list[Data]]:
    """The fragment set into the sample document: its department and its projects."""
    fragment = dict(given)
    department = {**_sample("department"), **fragment.pop("department", {})}
    base = _sample("project")
    if subject is Document:
        return department, [_numbered(base, each, number) for number, each in enumerate(fragment.pop("projects", [{}]))]
    if subject is Project or (subject is Indicator and "indicators" in fragment):
        return department, [{**base, **fragment}]
    if subject is Indicator:
        return department, [{**base, "indicators": _with_row(base["indicators"], fragment)}]
    if subject is Department:
        return {**department, **fragment}, [base]
    key = {Activity: "activities", Safeguard: "safeguards"}[subject]
    return {**department, key: [{**_sample("department")[key][0], **fragment}]}, [base]


def _with_row(rows: list[Data], row: Data) -> list[Data]:
    """The rows with one changed: that of the same category, else the first."""
    category = row.get("category", rows[0]["category"])
    position = next((n for n, other in enumerate(rows) if other["category"] == category), None)
    if position is None:
        return [*rows, {"name": "指标", **row}]
    return [*rows[:position], {**rows[position], **row}, *rows[position + 1 :]]


def _numbered(base: Data, given: Data, number: int) -> Data:
    return {**base, "code": f"41010524P{number + 1:06}10001A", **given}


@cache
def _read_sample(name: str) -> Data:
    data: Data = read(SAMPLES[name].encode(), name).data
    return data


def _sample(name: str) -> Data:
    return dict(_read_sample(name))


SAMPLES = {
    "department": """
code: "105"
name: 青石县教育局
year: 2024
region: "410105"
units:
  - {code: "105001", name: 青石县教育局本级}
goal: 办好人民满意的教育，学位供给和校舍安全得到保障。
activities:
  - name: 义务教育学校建设
    goals: [完成年度校舍维修计划]
    indicators:
      - {name: 校舍维修计划完成率, description: 已完工校舍面积占计划维修面积的比例, target: =100%}
safeguards:
  - {name: 加强项目管理, measures: [严格执行政府采购和工程验收制度]}
""",
    "project": """
code: 41010524P00000110001A
name: 农村中小学校舍维修
unit: "105001"
activity: 义务教育学校建设
budget: {total: 120.00, fiscal: 120.00, other: 0.00}
purpose: 用于维修12所农村中小学的屋面和外墙，消除安全隐患
spending_plan: {3月: 10, 6月: 40, 10月: 80, 12月: 100}
goals:
  - 2024年8月底前完成12所学校、8000平方米校舍的屋面和外墙维修
  - 维修后的校舍全部达到安全使用标准
indicators:
  - category: 数量指标
    name: 维修校舍面积
    description: 完成屋面和外墙维修的校舍建筑面积
    target: ≥8000平方米
    basis: 计划标准
  - category: 质量指标
    name: 工程验收合格率
    description: 一次验收合格的校舍面积占维修面积的比例
    target: =100%
    basis: 行业标准
  - category: 时效指标
    name: 维修完工时间
    description: 全部校舍维修完工并通过验收的时间
    target: 2024年8月31日前
    basis: 计划标准
  - category: 成本指标
    name: 单位面积维修成本
    description: 每平方米校舍维修的平均费用
    target: ≤150元/平方米
    basis: 历史标准
  - category: 社会效益指标
    name: 受益学生人数
    description: 在维修后校舍上课的学生人数
    target: ≥5200人
    basis: 计划标准
  - category: 可持续影响指标
    name: 维修部位质量保修年限
    description: 维修部位自验收起的保修年限
    target: ≥5年
    basis: 行业标准
  - category: 服务对象满意度指标
    name: 师生满意度
    description: 受益学校师生对校舍维修满意的比例
    target: ≥95%
    basis: 历史标准
""",
}
