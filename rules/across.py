"""项目之间 · The projects of a document, held against each other.

Nothing here compares all pairs: projects are grouped by keys, in time that grows with the document.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import chain
from operator import itemgetter
from typing import Any

from perfspec.hit import Hit
from perfspec.likeness import alike, numberless, one_apart, plain, without_batch, without_marks
from perfspec.model import Document, Indicator, Project
from perfspec.remember import kept_alike
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.texts import aim, called, said

MOST_NAMED = 3  # other projects that one message names


def named(projects: Iterable[Project]) -> str:
    return "、".join(map(called, projects))


def others(project: Project, group: list[Project]) -> str:
    """The first few other projects of a group, by name and code."""
    return named([other for other in group[: MOST_NAMED + 1] if other is not project][:MOST_NAMED])


def _purpose(project: Project) -> tuple[str, str]:
    return (project.unit, aim(project))


def rows_of(project: Project) -> tuple[Indicator, ...]:
    """The rows that say something; a short name may be a mere 无 or a stroke."""
    return tuple(row for row in project.indicators if len(row.name) > 3 or not row.is_void)


def category(row: Indicator) -> str:
    return row.category.second if row.category else ""


@kept_alike
def wording(row: Indicator) -> int:
    """A row's words without its numbers, as a hash."""
    target = row.target.text if row.target else ""
    return hash((category(row), numberless(row.name), numberless(row.description), numberless(target)))


@rule(
    "PS501",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.APPROPRIATE,
    message={
        "": "与{others}用途相同，共 {count} 个项目，{rows} 条指标除数字外一字不差；"
        "这些项目合计 {total} {unit}，占全部预算的 {share:.1f}%",
        "near": "与{others}用途相同，{rows} 条指标里只有一条不同，其余除数字外一字不差",
        "copied": "{rows} 条指标与{others}的连数字都一样，共 {count} 个项目",
    },
    advice={
        "": "同一件事合并成一个项目；确需分开的，在用途和指标里写明各做什么、各做多少",
        "copied": "照这个项目要做的事写指标和指标值；确是同一件事的，合并成一个项目",
    },
)
def one_purpose_is_not_split_into_copies(document: Document, *, least: int = 3) -> Hits:
    """用途相同的项目，指标不能一字不差。

    为什么：同一件事拆成几个项目，每张表都写同样的指标，就看不出各自办了什么，一件事会被算成几件。

    说明：用途相同的只比同一单位的项目，数字不计；只有一条指标不同的是警告。用途不同而指标连数字都一样的，同一单位是警告，
    不同单位是提示。不到 3 条指标的表不比。

    反例：
        projects:
          - name: 农村中小学校舍维修
          - name: 校舍维修追加经费
            budget: {total: 80.00, fiscal: 80.00, other: 0.00}

    正例：
        projects:
          - name: 农村中小学校舍维修
          - name: 城区学校消防设施更新
            purpose: 用于更新6所城区学校的消防栓和喷淋系统
            indicators:
              - {category: 数量指标, name: 更新消防设施学校数, target: =6所}
              - {category: 质量指标, name: 消防验收合格率, target: =100%}
              - {category: 社会效益指标, name: 消除火灾隐患处数, target: ≥14处}
    """
    projects = [project for project in document.projects if len(rows_of(project)) >= least]
    whole = document.total
    told: set[int] = set()
    for group in alike(projects, _purpose):
        tables = _tables(group, wording)
        yield from _copies(tables, told, document.profile.money_unit, whole)
        yield from _nearly(tables, told, least)
    yield from _copied(projects, told, least)


Table = tuple[Project, tuple[int, ...]]  # a project and its rows, each as a hash, in any order


def _tables(projects: list[Project], row: Callable[[Indicator], int]) -> list[Table]:
    return [(project, tuple(sorted(map(row, rows_of(project))))) for project in projects]


def _copies(tables: list[Table], told: set[int], unit: str, whole: Decimal) -> Hits:
    for same in alike(tables, itemgetter(1)):
        projects = [project for project, _ in same]
        total = sum((project.budget.total for project in projects), Decimal(0))
        share = total / whole * 100 if whole else whole
        for project in projects:
            told.add(id(project))
            yield _at(project, others(project, projects), count=len(same), total=total, unit=unit, share=share)


def _nearly(tables: list[Table], told: set[int], least: int) -> Hits:
    """Tables that agree in all rows but one; five rows at least, so that four agree."""
    large = {rows: (project, rows) for project, rows in reversed(tables) if len(rows) > least + 1}
    for (project, _), near in one_apart(list(large.values()), itemgetter(1), MOST_NAMED):
        if id(project) not in told:
            told.add(id(project))
            found = [other for other, _ in near]
            yield _at(project, named(found[:MOST_NAMED]), say="near", severity=Severity.WARNING)


def _copied(projects: list[Project], told: set[int], least: int) -> Hits:
    """Tables of whatever purpose that agree in all rows and numbers; four rows at least."""
    tables = [table for table in _tables(projects, said) if len(table[1]) > least]
    for same in alike(tables, itemgetter(1)):
        found = [project for project, _ in same]
        units = Counter(project.unit for project in found)
        for project in found:
            if id(project) not in told:
                severity = Severity.WARNING if units[project.unit] > 1 else Severity.INFO
                yield _at(project, others(project, found), say="copied", severity=severity, count=len(same))


def _at(project: Project, others: str, **more: Any) -> Hit:
    return project.at("purpose" if project.purpose else "name", others=others, rows=len(rows_of(project)), **more)


@rule(
    "PS502",
    cites=["hebei-form", "budget-law"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message={
        "": "去掉批次、期次、年度，名称与{others}相同，共 {count} 个项目",
        "same": "名称与{others}完全相同，共 {count} 个项目",
    },
    advice="同一件事合并成一个项目；确需分开的，在名称里写明各自做什么",
)
def names_differ_by_more_than_a_batch_mark(document: Document) -> Hits:
    """项目名称不能只差批次、期次或年度。

    为什么：名称是读者认项目的凭据。只差一个“（2）”或“第二批”，看不出是追加、是重复，还是另一件事。

    说明：只比同一单位的项目。名称只差期次、标段、年度而用途各不相同的，不算。

    反例：
        projects:
          - name: 农村中小学校舍维修
          - name: （2）农村中小学校舍维修
            purpose: 用于维修另外5所学校的围墙

    反例：
        projects:
          - {name: 2023年校舍维修工程一期}
          - {name: 校舍维修（二期）}

    正例：
        projects:
          - {name: 城区道路改造一期, purpose: 用于改造人民路1.2公里}
          - {name: 城区道路改造二期, purpose: 用于改造建设街0.8公里}
    """
    told: set[int] = set()
    for keys in ((_batchless,), (_markless, _markless_aim)):
        for group in alike(document.projects, *keys):
            is_same = len({plain(project.name) for project in group}) == 1
            for project in group:
                if id(project) not in told:
                    told.add(id(project))
                    say = "same" if is_same else ""
                    yield project.at("name", say=say, others=others(project, group), count=len(group))


def _batchless(project: Project) -> tuple[str, str] | None:
    name = without_batch(project.name)
    return (project.unit, name) if len(name) > 2 else None


def _markless(project: Project) -> tuple[str, str] | None:
    name = without_marks(project.name)
    return (project.unit, name) if len(name) > 2 else None


def _markless_aim(project: Project) -> str:
    return without_marks(aim(project))


@rule(
    "PS504",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.RELEVANT,
    severity=Severity.INFO,
    message="这一条在 {total} 个项目里有 {count} 个一字不差，说明不了这个项目做了什么",
    advice="写这个项目自己的效果、对象和时间；各项目都一样的要求，写进部门的目标",
)
def a_row_is_written_for_its_project(document: Document, *, one_in: int = 3, least: int = 6) -> Hits:
    """指标为本项目而写，不能各个项目都是同一句话。

    为什么：三分之一以上的项目写着同一条指标，这一条对哪个项目都成立，也就衡量不了任何一个项目。

    说明：不到 6 个项目的文本不看。

    反例：
        projects:
          - {name: 校舍维修}
          - {name: 消防设施更新}
          - {name: 教师培训, indicators: [{category: 数量指标, name: 培训人数, target: ≥300人}]}
          - {name: 校车补助, indicators: [{category: 数量指标, name: 补助校车数, target: ≥20辆}]}
          - {name: 图书购置, indicators: [{category: 数量指标, name: 购置图书数, target: ≥9000册}]}
          - {name: 操场改造}

    正例：
        projects:
          - {name: 校舍维修}
          - {name: 消防设施更新}
          - {name: 教师培训, indicators: [{category: 数量指标, name: 培训人数, target: ≥300人}]}
          - {name: 校车补助, indicators: [{category: 数量指标, name: 补助校车数, target: ≥20辆}]}
          - {name: 图书购置, indicators: [{category: 数量指标, name: 购置图书数, target: ≥9000册}]}
          - {name: 操场改造, indicators: [{category: 数量指标, name: 改造操场数, target: =4个}]}
    """
    total = len(document.projects)
    if total < least:
        return
    tables = [array("q", map(said, rows_of(project))) for project in document.projects]
    counts = Counter(chain.from_iterable(map(set, tables)))
    common = {key: count for key, count in counts.items() if count * one_in > total}
    for project, table in zip(document.projects, tables, strict=True) if common else ():
        for row, key in zip(rows_of(project), table, strict=True):
            if key in common:
                yield row.at(total=total, count=common[key])
