"""A small change with something of each kind, made of two folders, judged by two small rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from perfspec.approval import Approval, Asked, Need
from perfspec.check import Terms
from perfspec.diff import Change, ChangedProject, Effect, Files, diff
from perfspec.finding import Block, Severity
from perfspec.model import Project
from perfspec.packs import NO_RULES
from perfspec.reports.change_view import ChangeReport
from perfspec.review import DocumentReview, Review, Total, Unread, review
from perfspec.revision import folder
from perfspec.rule import Hits, rule
from perfspec.workspace import open_workspace
from tests.reports.sample import saying

FOLDER = "projects/教育局-2024"
SCHOOL, LIBRARY, HEATING, BUS, ROOF = (
    f"41010524P0000{number}10001{letter}" for number, letter in ((11, "A"), (12, "B"), (13, "C"), (14, "D"), (15, "E"))
)

DEPARTMENT = """\
code: "000"
name: 教育局
year: 2024
region: "410105"
units:
  - {code: "000001", name: 教育局本级}
  - {code: "000002", name: 第一小学}
goal: 办好人民满意的教育，学校安全、干净、有书读。
activities: []
safeguards: []
"""
PROJECTS = {
    SCHOOL: """\
code: 41010524P00001110001A
name: 城区中小学校舍维修
unit: "000001"
budget: {total: 100.00, fiscal: 100.00, other: 0.00}
purpose: 用于维修12所农村中小学的屋面、外墙和门窗
goals:
  - 完成12所学校的校舍维修，消除安全隐患
  - 开学以前交付使用
indicators:
  - {category: 数量指标, name: 维修校舍面积, target: ≥12000平方米}
  - {category: 质量指标, name: 验收合格率, target: =100%}
  - {category: 时效指标, name: 完工时间, target: 2024年8月31日前}
  - {category: 经济成本指标, name: 单位面积造价, target: ≤0.01万元/平方米}
""",
    LIBRARY: """\
code: 41010524P00001210001B
name: 中小学图书更新
unit: "000002"
budget: {total: 36.50}
goals:
  - 每所学校生均图书达到标准
indicators:
  - {category: 数量指标, name: 新增图书, target: ≥20000册, basis: 历史标准}
  - {category: 数量指标, name: 淘汰旧书, description: 破损图书下架, target: ≥5000册}
  - {category: 质量指标, name: 图书完好率, target: ≥95%}
  - {category: 社会效益指标, name: 借阅量, target: 提高}
""",
    HEATING: """\
code: 41010524P00001310001C
name: 冬季取暖补助
unit: "000001"
budget: {total: 48.00}
goals:
  - 教室温度达到标准
indicators:
  - {category: 数量指标, name: 补助学校, target: ≥18所}
""",
    ROOF: """\
code: 41010524P00001510001E
name: 操场改造
unit: "000001"
budget: {total: 80.00}
goals:
  - 改造操场
indicators:
  - {category: 数量指标, name: 改造操场, target: ≥4个}
""",
}
EDITS = {
    SCHOOL: (
        ("total: 100.00, fiscal: 100.00", "total: 120.00, fiscal: 120.00"),
        ("≥12000平方米", "≥8500平方米"),
        ("≤0.01万元/平方米", "≤100元/平方米"),
        ("=100%", "≥95%"),
        ("消除安全隐患", "基本消除主要安全隐患"),
        ("  - 开学以前交付使用\n", ""),
        ("2024年8月31日前", "2024年7月31日前"),
    ),
    LIBRARY: (
        ("  - {category: 数量指标, name: 淘汰旧书, description: 破损图书下架, target: ≥5000册}\n", ""),
        ("name: 图书完好率", "name: 新书完好率"),
        ("category: 社会效益指标", "category: 可持续影响指标"),
        ("basis: 历史标准", "basis: 行业标准"),
        ("target: 提高", "target: 年增长5%以上"),
    ),
    ROOF: (("goals:", "goals"),),
}
NEW_PROJECT = """\
code: 41010524P00001410001D
name: 校车服务
unit: "000002"
budget: {total: 66.00}
goals:
  - 偏远学生乘校车上学
indicators:
  - {category: 数量指标, name: 线路, target: ≥6条}
"""
APPROVALS = """\
approvals:
  - change: {approved}
    project: 41010524P00001110001A
    where: 质量指标/验收合格率/指标值
    by: 绩效科
    reason: 两处外墙明年再做
    document: 教财〔2024〕7号
    date: 2024-03-01
  - change: "0000000000000000"
    project: 41010524P00001110001A
    where: 数量指标/维修校舍面积/指标值
    by: 绩效科
    reason: 面积核减
    date: 2024-02-01
"""
APPROVED = "APPROVED"


@rule(
    "ZZ701",
    cites=["form"],
    block=Block.APPROPRIATE,
    message="指标值从 {old} 放宽到 {new}",
    advice="写明理由，或改回来",
)
def a_target_is_not_loosened(change: Change, project: ChangedProject) -> Hits:
    """指标值不放宽。"""
    if change.effect is Effect.LOOSENED and change.field == "target":
        yield change.at(old=change.old, new=change.new)


@rule("ZZ102", cites=["form"], block=Block.COMPLETE, severity=Severity.WARNING, message="“{field}”是空格")
def other_funds_are_filled(project: Project) -> Hits:
    """其他资金不留空。"""
    if project.budget.other is None:
        yield project.at("budget", "other", field="其他资金")


ENGLISH = (
    {
        "title": "A target is not loosened",
        "why": "",
        "message": "The target was loosened from {old} to {new}",
        "advice": "Say why, or put it back",
    },
    {"title": "Other funds are filled in", "why": "", "message": "{field} is blank", "advice": ""},
)
RULES = tuple(
    each.in_english(words)
    for each, words in zip((a_target_is_not_loosened, other_funds_are_filled), ENGLISH, strict=True)
)
TERMS = Terms(book=replace(NO_RULES, rules=RULES), today=date(2024, 3, 5))


def write(root: Path, files: Mapping[str, str]) -> None:
    """A workspace of one document."""
    for name, text in {"perfspec.yaml": "profile: mof-2021\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def edited(text: str, edits: tuple[tuple[str, str], ...]) -> str:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def files(projects: Mapping[str, str], department: str = DEPARTMENT) -> dict[str, str]:
    return {
        f"{FOLDER}/department.yaml": department,
        **{f"{FOLDER}/{code}.yaml": text for code, text in projects.items()},
    }


def compared(root: Path, old: Mapping[str, str], new: Mapping[str, str], lang: str = "zh") -> ChangeReport:
    """The report of what became of some files."""
    for name, content in (("old", old), ("new", new)):
        write(root / name, content)
    sides = folder(root / "old"), folder(root / "new")
    found = review(open_workspace(root / "new"), *sides, TERMS)
    return ChangeReport(review=replace(found, old="v1", new="v2"), lang=lang, folder="")


def sample(root: Path, lang: str = "zh") -> ChangeReport:
    """The change above."""
    new = {code: edited(text, EDITS.get(code, ())) for code, text in PROJECTS.items() if code != HEATING}
    new[BUS] = NEW_PROJECT
    department = edited(DEPARTMENT, (("有书读", "有书读、有操场"),))
    told = compared(root, files(PROJECTS), files(new, department), lang)
    approved = next(change for change in told.review.changes if "验收合格率" in change.where)
    write(root / "new", {"approvals.yaml": APPROVALS.format(approved=f'"{approved.fingerprint}"')})
    return compared(root, files(PROJECTS), files(new, department), lang)


def project_with(**fields: str) -> dict[str, str]:
    """The files of a document with one project whose fields are replaced by YAML texts."""
    text = PROJECTS[HEATING]
    for key, value in fields.items():
        text = "\n".join(f"{key}: {value}" if line.startswith(f"{key}:") else line for line in text.split("\n"))
    return files({HEATING: text})


def saying_so(text: str, *, many: int = 1, lang: str = "zh") -> ChangeReport:
    """A report in which a text stands wherever documents, people and git can put one."""
    rows = [{"category": "数量指标", "name": f"{number}{text}", "target": f"≥{text}"} for number in range(many)]
    old = {
        "code": SCHOOL,
        "name": f"名{text}",
        "goals": [f"旧{text}工作任务圆满完成"],
        "budget": {"total": 5},
        "indicators": rows,
    }
    new = {**old, "goals": [f"新{text}工作任务圆满完成"], "indicators": [{**row, "target": f"≤{text}"} for row in rows]}
    made = Files(schema="project", project=SCHOOL, owner=SCHOOL, old=old, new=new, old_year=2024, new_year=2024)
    changes = (*diff(made), *diff(replace(made, old={"name": "旧"}, new={"name": f"名{text}"})))
    project = ChangedProject(code=SCHOOL, name=f"名{text}", old=None, new=None, changes=changes, was_approved=True)
    approval = Approval(change="0" * 16, by=f"科{text}", reason=f"因{text}", document=text, date="2024-03-01")
    document = DocumentReview(
        name=text,
        title=text,
        changes=changes,
        projects=(project,),
        unread=(Unread(file=f"{FOLDER}/{text}.yaml", is_new=True, findings=(saying(text),)),),
        brought=(
            saying(text, file=f"{FOLDER}/{text}.yaml"),
            *(saying(f"{number}{text}") for number in range(many - 1)),
        ),
        removed=(saying(text),),
        asked=tuple(
            Asked(change=change, need=Need.GOAL, **{key: approval})
            for change in changes
            for key in ("approval", "lapsed")
        ),
        totals=(Total(unit="1", name=f"单位{text}", old=Decimal(1), new=Decimal(2)),),
        money_unit=f"元{text}",
        is_whole=True,
        sources={},
    )
    return ChangeReport(review=Review(old=f"旧{text}", new=f"新{text}", documents=(document,)), lang=lang)
