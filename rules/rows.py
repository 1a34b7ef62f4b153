"""指标的名称和描述 · The rows of a table."""

from __future__ import annotations

import re

from perfspec.model import Indicator, Project
from perfspec.profile import Profile
from perfspec.remember import kept
from perfspec.rule import Block, Hit, Hits, Severity, rule

_PUNCTUATION = re.compile(r"[\s，。、；：,.;:（）()“”\"]+")
_FILLING = re.compile("反映|考核|衡量|体现|情况|程度|指标|[的为该]")
_QUESTION = re.compile("是否|能否|可否|有无(?![障线人害烟纸偿公毒废])|如何|怎样|多少|什么|[吗呢？?]$")


@rule(
    "PS223",
    cites=["mof-2015-88", "hebei-form"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message={
        "": "“{name}”的描述只是把名称又写了一遍",
        "blank": "“{name}”没有写描述",
    },
    advice="写清楚数的是什么、怎么算，例如“一次验收合格的校舍面积占维修面积的比例”",
)
def a_description_says_more_than_the_name(indicator: Indicator, profile: Profile) -> Hits:
    """指标描述说清楚数什么、怎么算，不只重复名称。

    为什么：描述是给审核和公开看的。“使用率：使用率”没有告诉任何人分子是什么、分母是什么，年底怎么算都行。

    反例：
        category: 质量指标
        name: 使用率
        description: 使用率

    说明：表样里有描述一栏的，描述也不能空着。

    反例：
        category: 质量指标
        name: 工程验收合格率
        description: 反映工程验收合格率情况

    反例：
        category: 质量指标
        name: 工程验收合格率
        description: /

    正例：
        category: 质量指标
        name: 工程验收合格率
        description: 一次验收合格的校舍面积占维修面积的比例
    """
    if indicator.description is None or not _plain(indicator.description).strip("/／—－-无"):
        if indicator.category and "description" in profile.columns and not indicator.is_void:
            yield indicator.at("description", say="blank", name=indicator.name)
        return
    plain = _bare if indicator.category else _plain  # in an activity PS509 looks for what only adds a filling word
    if plain(indicator.name) == plain(indicator.description):
        yield indicator.at("description", name=indicator.name)


@rule(
    "PS224",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="指标名称“{name}”是一个问题",
    advice="改成名词，例如“预算控制率”“验收合格率”，让指标值可以比较",
)
def a_name_is_no_question(indicator: Indicator) -> Hits:
    """指标名称是名词，不是问题。

    为什么：“是否控制在预算内”的答案是“是”或“否”，后面却要填一个数，两边对不上。

    反例：
        category: 质量指标
        name: 设备是否验收合格

    正例：
        category: 质量指标
        name: 设备验收合格率
    """
    if _QUESTION.search(indicator.name):
        yield indicator.at("name", name=indicator.name)


@rule(
    "PS230",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message={
        "row": "“{name}”这一行在{category}里已经有了",
        "targets": "{category}“{name}”有两个指标值：{first} 和 {target}",
        "name": "{category}里有两条“{name}”，分不清",
    },
    advice={
        "row": "删去多出来的一行，或改成本来要写的指标",
        "targets": "只留一个，或把两条的区别写进名称",
        "name": "把区别写进名称，例如“学生满意度”“家长满意度”",
    },
)
def no_row_stands_twice(project: Project) -> Hits:
    """一个项目里没有重复的指标。

    为什么：同一行写两次，自评时就算两次分；同一个名称有两个指标值，就不知道按哪个评。

    反例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}

    反例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}
          - {category: 数量指标, name: 维修校舍面积, target: ≥6000平方米}

    正例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}
          - {category: 数量指标, name: 更换门窗数量, target: ≥120樘}
    """
    names_at_once = "\0".join(row.name for row in project.indicators)
    every = _PUNCTUATION.sub("", names_at_once).split("\0")
    if len(set(every)) == len(every):
        return
    rows: dict[object, Indicator] = {}
    names: dict[object, Indicator] = {}
    for row in project.indicators:
        if row.category is None or row.is_void:
            continue
        text = (_plain(row.name), _plain(row.description or ""), row.target and row.target.meaning)
        same, named = rows.setdefault(text, row), names.setdefault((row.category, text[0]), row)
        if same is not row and same.category:
            severity = Severity.ERROR if same.category == row.category else None
            yield row.at("name", say="row", severity=severity, name=row.name, category=same.category.second)
        elif named is not row:
            yield _twin(named, row)


def _twin(first: Indicator, row: Indicator) -> Hit:
    """What is wrong with a second row of the same category and name."""
    values = {"category": row.category.second if row.category else "", "name": row.name}
    is_one = _plain(first.description or "") == _plain(row.description or "")
    if is_one and first.target and row.target and first.target.meaning.line == row.target.meaning.line:
        return row.at(
            "name", say="targets", severity=Severity.ERROR, first=first.target.text, target=row.target.text, **values
        )
    return row.at("name", say="name", **values)


@kept
def _bare(text: str) -> str:
    """A plain text without the words that are mere filling."""
    return _FILLING.sub("", _plain(text))


@kept
def _plain(text: str) -> str:
    """A text without blanks and punctuation."""
    return _PUNCTUATION.sub("", text)
