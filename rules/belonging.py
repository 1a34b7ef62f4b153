"""指标属于项目 · Indicators that belong to their project."""

from __future__ import annotations

import re
from collections.abc import Callable

from perfspec.fields import Fields, fields_of
from perfspec.likeness import pairs
from perfspec.model import Indicator, Project
from perfspec.remember import kept, remembered
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.vocabulary import Vocabulary, WordList

_ROWS = 50  # of a project that are looked at for something of its own
_RUN = re.compile(r"[㐀-鿿]+|[A-Za-z]{2,}")


@rule(
    "PS412",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="“{name}”说的是{things}，项目的名称、用途和目标都没有提到",
    advice="核对是不是从别的项目抄来的：换成本项目做的事；确是本项目要做的，在用途或目标里写明",
)
def an_indicator_belongs_to_its_project(indicator: Indicator, project: Project, words: Vocabulary) -> Hits:
    """指标说的是本项目的事。

    为什么：指标从别的项目抄来，本项目做得怎样就没有人看；到了年底，也拿不出数来填。

    说明：名称和描述与项目的名称、用途、目标没有一个词相同，说的又是另一个领域的东西，才提出来；哪些东西属于哪些领域，写在词表
    fields.yaml 里。哪个项目都可能顺带有的东西（side-fields.yaml：印刷、体检、电脑），只要有一个数量指标说的是本项目，就
    不提；满意度指标之间也一样。效益指标不看，一件事的好处可以在别的领域。

    反例：
        category: 数量指标
        name: 审计数量
        description: 用于购买软件服务数量

    反例：
        category: 数量指标
        name: 购买数量
        description: 用于购买防疫物资数量

    正例：
        category: 数量指标
        name: 更换门窗数量
        description: 更换的门窗数

    正例：
        category: 数量指标
        name: 购买数量
        description: 维修用防水卷材购买数量
    """
    foreign = None if indicator.is_in("效益指标") else _foreign(indicator, project, words)
    if foreign is None:
        return
    cell, things = foreign
    rows = project.of("满意度指标" if indicator.is_in("满意度指标") else "数量指标")[:_ROWS]
    is_side = set(things) <= fields_of(words["side-fields"].words).homes.keys()
    if is_side and any(_foreign(row, project, words) is None for row in rows):
        return
    yield indicator.at(cell, name=indicator.name, things="、".join(f"“{thing}”" for thing in things))


def _foreign(indicator: Indicator, project: Project, words: Vocabulary) -> tuple[str, tuple[str, ...]] | None:
    """The cell of an indicator that speaks of things foreign to its project, and those things; otherwise None."""
    cell, things = "name", _things(words)(indicator.name)
    if not things and indicator.description:
        cell, things = "description", _things(words)(indicator.description)
    if not things:
        return None
    known, own = _fields(words), _own(project)
    if any(known.is_at_home(thing, own) for thing in things):
        return None
    general = words["general-subjects"]
    return None if _terms(indicator.text, general) & _terms(own, general) else (cell, things)


@remembered
def _own(project: Project) -> str:
    """What a project says of itself."""
    return "\n".join((project.subject, project.title or "", project.activity or "", *project.goals))


@remembered
def _things(words: Vocabulary) -> Callable[[str], tuple[str, ...]]:
    """The things of all fields that are in a text."""
    return kept(_fields(words).found_in)


@remembered
def _fields(words: Vocabulary) -> Fields:
    return fields_of(words["fields"].words + words["side-fields"].words)


def _terms(text: str, general: WordList) -> frozenset[str]:
    """What a text speaks of: pairs of neighbouring characters between the general words, and words in Latin letters."""
    runs = _RUN.findall(general.strip(text, " "))
    return frozenset().union(*(pairs(run) if run > "z" else (run.lower(),) for run in runs))
