"""指标是否齐全 · Which indicators a project has."""

from __future__ import annotations

from decimal import Decimal

from perfspec.model import Project
from perfspec.profile import Profile
from perfspec.rule import Block, Hits, Severity, rule


@rule(
    "PS201",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.COMPLETE,
    draft=Severity.WARNING,
    message="没有{category}",
    advice="补上{category}，至少一条：{below}",
)
def the_first_level_is_complete(project: Project, profile: Profile) -> Hits:
    """方案规定必设的一级指标都有：产出指标和效益指标。

    为什么：产出说做了什么，效益说做成了什么；缺一类，就说不清这笔钱花得值不值。

    说明：必设哪些由方案（profile）的 required_categories 规定。

    反例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}
          - {category: 质量指标, name: 验收合格率, target: =100%}

    正例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}
          - {category: 社会效益指标, name: 受益学生人数, target: ≥5200人}
    """
    for category in profile.required_categories:
        if not _has(project, category) and (below := profile.below(category)):
            yield project.at("indicators", category=category, below="、".join(below))


@rule(
    "PS202",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.COMPLETE,
    draft=Severity.WARNING,
    message="没有{category}",
    advice="补上{category}，至少一条",
)
def the_second_level_is_complete(project: Project, profile: Profile) -> Hits:
    """方案规定必设的二级指标都有：数量指标和质量指标。

    为什么：只有数量没有质量，做得多不等于做得好；只有质量没有数量，不知道做多少。

    说明：整个一级指标都没有的，由 PS201 指出。

    反例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}
          - {category: 社会效益指标, name: 受益学生人数, target: ≥5200人}

    正例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}
          - {category: 质量指标, name: 验收合格率, target: =100%}
          - {category: 社会效益指标, name: 受益学生人数, target: ≥5200人}
    """
    for name in profile.required_categories:
        category = None if _has(project, name) else profile.category(name)
        if category is None:
            continue
        if category.first not in profile.required_categories or _has(project, category.first):
            yield project.at("indicators", category=name)


@rule(
    "PS227",
    cites=["mof-2020-10", "mof-2021-101"],
    block=Block.COMPLETE,
    draft=Severity.WARNING,
    message={
        "": "各指标的权重加起来是{total}分，应当是{points}分",
        "category": "{category}的权重加起来是{total}分，应当是{points}分",
        "missing": "“{name}”没有写权重，其他指标写了",
    },
    advice={
        "": "核对各指标的权重；预算执行率的分值另计，不在指标里",
        "category": "调整{category}各条的权重，加起来等于{points}分",
        "missing": "每条指标都写权重，或都不写",
    },
)
def the_weights_add_up(project: Project, profile: Profile, *, totals: tuple[str, ...] = ("90", "100")) -> Hits:
    """写了权重的，每条指标都写，加起来等于满分。

    为什么：自评按权重打分，加不到满分，得分就没法和别的项目比。

    说明：方案（profile）规定了各一级指标的分值（weights）时，逐类核对；没有规定时，合计应是 totals 里的一个数：
    100 分，或者给预算执行率留出 10 分的 90 分。

    反例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米, weight: 50}
          - {category: 社会效益指标, name: 受益学生人数, target: ≥5200人, weight: 30}

    反例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米, weight: 60}
          - {category: 社会效益指标, name: 受益学生人数, target: ≥5200人}

    正例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米, weight: 60}
          - {category: 社会效益指标, name: 受益学生人数, target: ≥5200人, weight: 30}
    """
    if all(row.weight is None for row in project.indicators):
        return
    rows = [row for row in project.indicators if not row.is_void]
    missing = [row for row in rows if row.weight is None]
    if len(missing) == len(rows):
        return
    if missing:
        yield missing[0].at("weight", say="missing", severity=Severity.WARNING, name=missing[0].name)
        return
    for category, points in profile.weights:
        total = sum(row.weight for row in rows if row.weight and row.is_in(category))
        if total != points and _has(project, category):
            yield project.at("indicators", say="category", category=category, total=total, points=points)
    total = sum(row.weight for row in rows if row.weight)
    if not profile.weights and total not in map(Decimal, totals):
        yield project.at("indicators", total=total, points=" 或 ".join(totals))


def _has(project: Project, category: str) -> bool:
    """Whether there is an indicator of the category that is more than a stroke."""
    return any(not row.is_void for row in project.of(category))
