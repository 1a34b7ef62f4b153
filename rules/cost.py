"""成本与预算 · What the targets cost against what the budget gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from perfspec.costing import Costing, Part, costing
from perfspec.figures import Amount, Figure, costs, counts, exact, yuan
from perfspec.model import Project
from perfspec.numerals import rounded
from perfspec.profile import Profile
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.vocabulary import Vocabulary


@rule(
    "PS301",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message={
        "over": "{sum}＝{product}{money}，是预算数 {budget}{money}的 {ratio} 倍；这样的上限管不住花钱",
        "under": "{sum}＝{product}{money}，只占预算数 {budget}{money}的 {percent}%；其余的钱没有目标",
        "cap": "成本上限 {sum}，是预算数 {budget}{money}的 {ratio} 倍；这样的上限管不住花钱",
        "month": "{sum}＝{product}{money}，预算数 {budget}{money}只够一个月零几天",
    },
    advice={
        "over": "核对数量、单位成本和预算数各是多少、单位写得对不对；都对的，把单位成本降到实际的标准",
        "under": "核对数量、单位成本和预算数各是多少、单位写得对不对；还有别的开支的，补上它的数量和成本指标",
        "cap": "核对成本指标和预算数的数与单位，上限不高于预算数",
        "month": "核对单位成本和预算数是不是多写或少写了零；确实只有一个多月的，写明从哪一天到哪一天",
    },
)
def budget_buys_what_is_promised(
    project: Project,
    profile: Profile,
    words: Vocabulary,
    *,
    tolerance: Decimal = Decimal("0.05"),
    factor: Decimal = Decimal(2),
    covered: Decimal = Decimal("0.2"),
) -> Hits:
    """数量目标与单位成本目标相乘，应与预算数相符。

    为什么：数量、单位成本、预算数三个数说的是同一笔钱。乘出来比预算大得多，成本上限就管不住任何人；小得多，
    就说不清其余的钱花在哪里。多半是其中一个数多写或少写了零，或者元和万元写混了。

    说明：相差在 tolerance 以内算相符，差到 factor 倍是错误。几个数量、几个成本按单位和名称配对。每年的成本按一年算；
    每月、每天的成本，写明几个月、几天或全年的照算，没有写明的，只在一整年也不够、一个月也超出、只够一个月零几天时指出。
    有的数量没有单位成本时，合计不到预算数的 covered 才指出。付尾款、配套资金这样只付一部分的项目，合计可以超过预算数。

    反例：
        budget: {total: 1200.00, fiscal: 1200.00, other: 0.00}

    反例：
        indicators:
          - {category: 数量指标, name: 聘用护林员人数, target: ≥560人}
          - {category: 成本指标, name: 护林员劳务补助, target: ≤8000元/人·月}

    正例：
        indicators:
          - {category: 数量指标, name: 培训教师人数, target: ≥300人}
          - {category: 数量指标, name: 培训天数, target: =10天}
          - {category: 成本指标, name: 人均培训成本, target: ≤400元/人·天}

    正例：
        budget: {total: 24.00, fiscal: 24.00, other: 0.00}
        indicators:
          - {category: 数量指标, name: 购置电脑数量, target: =40台}
          - {category: 数量指标, name: 购置打印机数量, target: =20台}
          - {category: 成本指标, name: 电脑单价, target: ≤5000元/台}
          - {category: 成本指标, name: 打印机单价, target: ≤2000元/台}
    """
    budget = yuan(project.budget.total, profile)
    told = _with_its_count(costing(project), project, budget, words)
    pays_all = not words["part-payments"].find(project.subject)
    over = _over(told, budget * exact(1 + tolerance), budget, exact(factor)) if pays_all else None
    under = _under(told, budget * exact(1 - tolerance), budget, exact(factor), exact(covered)) if told.parts else None
    gap = over or under or _month_and_days(told, budget)
    if budget and gap:
        yield gap.cost.indicator.at(
            "target",
            say=gap.say,
            severity=Severity.ERROR if gap.is_clear else None,
            sum=gap.text,
            product=rounded(gap.amount / yuan(1, profile)),
            budget=project.budget.total,
            money=profile.money_unit,
            ratio=rounded(gap.amount / budget),
            percent=rounded(gap.amount / budget * 100),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """What the targets cost where that is not the budget, in 元, and the cost that weighs most in it."""

    say: str
    cost: Figure
    amount: Fraction
    text: str
    is_clear: bool  # an error, not only a likely one


def _over(told: Costing, limit: Fraction, budget: Fraction, factor: Fraction) -> _Gap | None:
    """Where the least that the targets allow is above a limit; with a year that is only assumed it is not clear."""
    least, usual = told.certain, told.usual
    cap = max(told.totals, key=lambda total: total.low, default=None)
    if least.low > limit:
        is_clear = least.low >= budget * factor
        return _Gap(say="over", cost=_main(told), amount=least.low, text=least.low_text, is_clear=is_clear)
    if cap is not None and cap.low > limit:
        return _Gap(say="cap", cost=cap, amount=cap.low, text=cap.amount.low_text, is_clear=cap.low >= budget * factor)
    if usual.low > limit:
        return _Gap(say="over", cost=_main(told), amount=usual.low, text=usual.low_text, is_clear=False)
    return None


def _under(told: Costing, limit: Fraction, budget: Fraction, factor: Fraction, covered: Fraction) -> _Gap | None:
    """Where the most that the targets allow is below a limit, or below what is `covered` of the budget where they
    leave something out."""
    parts = [total.amount for total in told.totals if total.high < limit]
    most = reduce(Amount.__add__, parts, told.certain)
    is_whole = not told.unpriced and len(parts) == len(told.totals)
    if most.high is None or (most.high >= limit if is_whole else most.high > budget * covered):
        return None
    is_clear = is_whole and most.high * factor <= budget
    return _Gap(say="under", cost=_main(told), amount=most.high, text=most.high_text, is_clear=is_clear)


def _month_and_days(told: Costing, budget: Fraction) -> _Gap | None:
    """Where a cost per month, for months that are not told, leaves the budget with little more than one.

    Twelve months of it, off by ten, leave 1.2.
    """
    if len(told.parts) != 1 or told.unpriced or told.totals:
        return None
    (part,) = told.parts
    month, year = part.certain.low, part.certain.high
    if part.cost.per_times != ("月",) or part.certain != part.usual or year != month * 12:
        return None
    if not Fraction(21, 20) < budget / month < Fraction(3, 2):
        return None
    return _Gap(say="month", cost=part.cost, amount=month, text=part.certain.low_text, is_clear=False)


def _main(told: Costing) -> Figure:
    """The unit cost that the most money goes to."""
    return max(told.parts, key=lambda part: part.usual.low).cost


def _with_its_count(told: Costing, project: Project, budget: Fraction, words: Vocabulary) -> Costing:
    """The costing with a lone cost taken for a unit cost although it does not say so: 10个 and ≤0.3万元 of 9.50.

    It is one where it is too small for the whole and, times what is counted, fits into the budget.
    """
    if told.parts or len(told.totals) != 1:
        return told
    counted = [count for count in counts(project) if not count.unit.is_time]
    if len(counted) != 1:
        return told
    (cost,), (count,) = told.totals, counted
    product = count.amount * cost.amount
    is_unit = cost.low < budget / 2 and product.low <= budget * Fraction(21, 20)
    if not is_unit or words["whole-costs"].find(cost.indicator.text):
        return told
    return Costing(parts=(Part(cost=cost, certain=product, usual=product),), unpriced=(), totals=())


@rule(
    "PS305",
    cites=["mof-2015-88", "mof-2021-101"],
    block=Block.APPROPRIATE,
    message="成本上限 {cap} 只有预算数 {budget}{money}的 {percent}%，也没有说是哪一个数量的成本",
    advice="写总成本的，上限与预算数相称；写单位成本的，写明每一个什么，例如 ≤500元/平方米，并有相应的数量指标",
)
def the_cost_target_covers_the_money(
    project: Project,
    profile: Profile,
    words: Vocabulary,
    *,
    whole: Decimal = Decimal("0.5"),
    main: Decimal = Decimal("0.2"),
) -> Hits:
    """没有与数量挂钩的成本上限，与预算数相称。

    为什么：说项目总共只花几千元，预算却有几万元，两个数必有一个不对；照这个上限考核，项目一开工就超支了。

    说明：说的是整个项目的（总成本、实际支出），不到预算数的 whole 就指出；名称是项目的主要内容、又没有别的单位成本的，
    不到 main 才指出，因为它可能只是成本的一部分。

    反例：
        budget: {total: 8.00, fiscal: 8.00, other: 0.00}
        indicators:
          - {category: 数量指标, name: 维修店面数量, target: ≥50间}
          - {category: 成本指标, name: 项目实际支出, target: ≤0.3万元}

    反例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}
          - {category: 成本指标, name: 校舍维修成本, target: ≤12万元}

    正例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}
          - {category: 成本指标, name: 项目总成本, target: ≤118万元}

    正例：
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}
          - {category: 成本指标, name: 工程监理费, target: ≤3.6万元}
    """
    budget = yuan(project.budget.total, profile)
    told = _with_its_count(costing(project), project, budget, words)
    if not told.totals:
        return
    is_told = any(cost.per for cost in costs(project))
    totals = reduce(Amount.__add__, (cap.amount for cap in told.totals), told.usual).high
    limit = budget * exact(whole)
    for cap in told.totals:
        subject = words["plain-cost-words"].strip(cap.indicator.name)
        is_far = cap.high < limit and (not subject or (totals is not None and totals < limit))
        is_main = len(subject) >= 2 and subject in project.name and not is_told
        if (is_far and words["whole-costs"].find(cap.indicator.text)) or (
            is_main and sum(total.high for total in told.totals) <= budget * exact(main)
        ):
            yield cap.indicator.at(
                "target",
                cap=cap.text,
                budget=project.budget.total,
                money=profile.money_unit,
                percent=rounded(cap.high / budget * 100),
            )
            return


@rule(
    "PS306",
    cites=["mof-2021-101"],
    block=Block.APPROPRIATE,
    severity=Severity.INFO,
    message="成本指标的 {cost} 就是预算数 {budget}{money}",
    advice="写单位成本（每一个什么多少钱），或写比上年、比定额省多少；只写不超预算，说明不了花得值不值",
)
def the_cost_target_says_more_than_the_budget(project: Project, profile: Profile) -> Hits:
    """成本指标不只是重复预算数。

    为什么：不超预算本来就是规矩，写成目标等于没有写；成本指标要看得出钱花得省不省。

    反例：
        budget: {total: 5.00, fiscal: 5.00, other: 0.00}
        indicators:
          - {category: 数量指标, name: 购置档案柜数量, target: ≥10组}
          - {category: 成本指标, name: 设备成本, target: ≤5万元}

    反例：
        budget: {total: 30.00, fiscal: 30.00, other: 0.00}
        indicators:
          - {category: 数量指标, name: 开发系统数量, target: =1套}
          - {category: 成本指标, name: 系统开发成本, target: ≤30万元/套}

    正例：
        budget: {total: 5.00, fiscal: 5.00, other: 0.00}
        indicators:
          - {category: 数量指标, name: 购置档案柜数量, target: ≥10组}
          - {category: 成本指标, name: 档案柜单价, target: ≤5000元/组}
    """
    budget, money, told = yuan(project.budget.total, profile), costs(project), costing(project)
    if len(money) != 1:
        return
    (cost,) = money
    amounts = [*(part.usual for part in told.parts), *(total.amount for total in (*told.totals, cost))]
    if all(amount.low == budget == amount.high for amount in amounts):
        yield cost.indicator.at("target", cost=cost.text, budget=project.budget.total, money=profile.money_unit)
