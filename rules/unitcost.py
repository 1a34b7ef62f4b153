"""单位成本的写法 · How a unit cost is written: per what, and per how long."""

from __future__ import annotations

from decimal import Decimal

from perfspec.costing import counted_by, said_per
from perfspec.figures import Figure, costs, counts, exact, yuan
from perfspec.model import Project
from perfspec.numerals import rounded
from perfspec.profile import Profile
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.vocabulary import Vocabulary


@rule(
    "PS302",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message={
        "price": "“{cost}”是单位成本，没有写每一个什么",
        "small": "“{cost}”没有写每一个什么；只有预算数 {budget}{money}的 {percent}%，不像总成本",
    },
    advice={
        "price": "写明每一个什么，例如 ≤0.3万元/条、≤500元/人·天",
        "small": "是单位成本的，写明每一个什么，例如 ≤0.3万元/条；是总成本的，把别的成本也写全",
    },
)
def a_unit_cost_says_per_what(
    project: Project, profile: Profile, words: Vocabulary, *, share: Decimal = Decimal("0.5")
) -> Hits:
    """单位成本写明每一个什么。

    为什么：“≤0.3万元”是一条线路的价钱，还是全部线路的价钱？不写每一个什么，就没法核对预算，也没法考核。

    说明：名称已经说明的（人均、每台）不用再写；达到预算数的 share 的看作总成本。

    反例：
        budget: {total: 9.50, fiscal: 9.50, other: 0.00}
        indicators:
          - {category: 数量指标, name: 租用线路数量, target: ≥10条}
          - {category: 成本指标, name: 线路成本, target: ≤0.3万元}

    反例：
        indicators:
          - {category: 数量指标, name: 救助人数, target: ≥200人}
          - {category: 成本指标, name: 生活补助标准, target: ≤6000元}

    正例：
        indicators:
          - {category: 数量指标, name: 租用线路数量, target: ≥10条}
          - {category: 成本指标, name: 线路成本, target: ≤0.3万元/条}

    正例：
        indicators:
          - {category: 数量指标, name: 救助人数, target: ≥200人}
          - {category: 成本指标, name: 人均生活补助, target: ≤6000元}
          - {category: 成本指标, name: 项目总成本, target: ≤118万元}
    """
    figures = costs(project)
    if all(cost.per for cost in figures):
        return
    limit = yuan(project.budget.total, profile) * exact(share)
    totals = [cost for cost in figures if not cost.per and cost.low < limit]
    is_little = len(totals) == len(figures) and sum(cost.low for cost in totals) < limit
    for cost in totals:
        is_price = words["unit-prices"].find(cost.indicator.name) is not None
        if is_price or is_little:
            yield cost.indicator.at(
                "target",
                say="price" if is_price else "small",
                cost=cost.text,
                budget=project.budget.total,
                money=profile.money_unit,
                percent=rounded(cost.low / limit * exact(share) * 100),
            )


@rule(
    "PS303",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="成本按“{per}”算（{cost}），数量指标数的是“{counted}”",
    advice="两处用同一个单位；确实要按“{per}”算的，补一条以“{per}”为单位的数量指标",
)
def a_cost_is_per_what_is_counted(project: Project) -> Hits:
    """单位成本按什么算，数量指标就数什么。

    为什么：成本按房间算，数量按个数，两个数乘不到一起，预算是不是够、钱花得值不值都算不出来。

    反例：
        indicators:
          - {category: 数量指标, name: 租赁房屋数量, target: ≥9个}
          - {category: 成本指标, name: 租赁房屋成本, target: ≤3万元/房间·年}

    反例：
        indicators:
          - {category: 数量指标, name: 举办培训班数量, target: ≥5期}
          - {category: 成本指标, name: 人均培训成本, target: ≤400元/人·天}

    正例：
        indicators:
          - {category: 数量指标, name: 租赁房间数量, target: ≥9个}
          - {category: 成本指标, name: 租赁房间成本, target: ≤3万元/房间·年}

    正例：
        indicators:
          - {category: 数量指标, name: 举办培训班数量, target: ≥5期}
          - {category: 数量指标, name: 每期培训人数, target: ≥60人}
          - {category: 数量指标, name: 每期培训天数, target: =3天}
          - {category: 成本指标, name: 人均培训成本, target: ≤400元/人·天}
    """
    counted = [count for count in counts(project) if not count.unit.is_time]
    if not counted or not all(count.things for count in counted):
        return
    for cost in costs(project):
        if any(count.things == cost.per for count in counted):
            continue
        missing = [name for name in cost.per_things if not counted_by(name, counted)]
        if missing:
            named = "、".join(dict.fromkeys(count.unit.text for count in counted))
            yield cost.indicator.at("target", cost=cost.text, per=said_per(cost, missing[0]), counted=named)


@rule(
    "PS304",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="“{word}”是按时间算的，“{cost}”没有写一年、一月还是一天",
    advice="写明时间，例如 ≤…{example}；一次付清的，在描述里写明是多长时间的钱",
)
def a_rent_says_per_how_long(
    project: Project,
    profile: Profile,
    words: Vocabulary,
    *,
    share: Decimal = Decimal("0.5"),
) -> Hits:
    """租金、线路费、流量费写明是一年、一月还是一天的。

    为什么：一平方米 1.2 元，是一天的租金还是一年的，相差三百多倍；不写时间，预算就没法核对。

    说明：名称、描述里写明时间的，另有租期指标的，不用再写；按次、按量付的不论时间；达到预算数的 share 的看作
    全年的总数。

    反例：
        budget: {total: 48.00, fiscal: 48.00, other: 0.00}
        indicators:
          - {category: 数量指标, name: 租赁仓库面积, target: ≥1000平方米}
          - {category: 成本指标, name: 仓库租金, target: ≤1.2元/平方米}

    反例：
        name: 派出所办公用房租赁费
        indicators:
          - {category: 数量指标, name: 房屋面积, target: ≥1000平方米}
          - {category: 成本指标, name: 经费标准, target: ≤300元/平方米}

    正例：
        budget: {total: 48.00, fiscal: 48.00, other: 0.00}
        indicators:
          - {category: 数量指标, name: 租赁仓库面积, target: ≥1000平方米}
          - {category: 成本指标, name: 仓库租金, target: ≤40元/平方米·月}

    正例：
        indicators:
          - {category: 数量指标, name: 租用大客车次数, target: ≥60次}
          - {category: 成本指标, name: 租车费用, target: ≤2000元/次}

    正例：
        name: 派出所办公用房租赁和办公设备购置
        indicators:
          - {category: 数量指标, name: 购置电脑数量, target: ≥200台}
          - {category: 成本指标, name: 电脑单价, target: ≤6000元/台}
    """
    figures, fees = costs(project), words["fees-by-time"]
    if not fees.find("\n".join((project.name, *(cost.indicator.text for cost in figures)))):
        return
    if any(count.unit.is_time for count in counts(project)):
        return
    limit = yuan(project.budget.total, profile) * exact(share)
    for cost in figures:
        is_unit_cost = cost.per or cost.low < limit
        is_used_up = any(name in words["units-used-up"] for name in cost.per)
        if not is_unit_cost or cost.per_times or is_used_up or words["time-bases"].find(cost.indicator.text):
            continue
        if word := fees.find(_subject(cost, project, words)):
            example = f"{cost.unit.text}{'·' if '/' in cost.unit.text else '/'}年"
            yield cost.indicator.at("target", word=word, cost=cost.text, example=example)


def _subject(cost: Figure, project: Project, words: Vocabulary) -> str:
    """What a cost is for: its own words or, where these say nothing (公用经费安排标准), the project's name."""
    has_own = words["plain-cost-words"].strip(cost.indicator.text).strip()
    return cost.indicator.text if has_own else project.name
