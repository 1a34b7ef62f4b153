"""项目名称 · The names of projects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from perfspec.brackets import BRACKET, are_paired, paired, slips
from perfspec.likeness import batch_mark, unmarked
from perfspec.model import Department, Project
from perfspec.profile import Profile
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.target.quantity import parse_number
from perfspec.target.unit import parse_unit
from perfspec.texts import cells, joined, texts
from perfspec.vocabulary import Vocabulary

_MONTH = re.compile(
    r"(?<![\d.~至到、—－-])(?:1[0-2]|0?[1-9]|[一二三四五六七八九]|十[一二]?)月份?(?![\d日底末龄~至到、—－-])"
)
_ENDS = r"(?=\s*(?:$|[（(【〔\[]))"
_LETTER = re.compile(rf".*?(请示|签报|批复|复函|来函|的(?:报告|函|通知|申请)){_ENDS}")  # what is one also without 关于
_NUMBER = (
    r"(?:(?:[1-9]\d{0,2}(?:[,，]\d{3})+|\d{1,10})(?:\.\d{1,6})?|[一二两三四五六七八九十][一二两三四五六七八九十百千]*)"
)
_SUM = re.compile(
    rf"(?<![\d.,，亿万零一二两三四五六七八九十百千])({_NUMBER})\s*"
    r"(?:(亿元|万元|元)(?!\s*(?:[/／·每]|以[上下内]|及以|产[值业]|级|区|企业|[村镇店]|GDP))"
    r"|([亿万])(?=\s*(?:$|[）)\]】〕、，,；;]|款|资金|专项|经费|补助|债|贷款)))"
)
_MONEY = re.compile("[元亿万]")
_EACH = re.compile(r"(?:每|人均|户均|亩均)\D{0,8}$")  # 每人640元 is a standard, no budget
_WHOLE = re.compile(r"(?:总投资|概算|累计|总额|总造价)\D{0,3}$")  # of all years
_MOST = 100  # slips of one text that are looked at
_LEAST = 10_000  # 元; 1元公交 and 640元补助 are prices


@rule(
    "PS401",
    cites=["hebei-form"],
    block=Block.COMPLETE,
    message="标题写“{title}”，项目名称写“{name}”",
    advice="核对批复，改成同一个名称；标题和名称相同时，标题可以不写",
)
def heading_and_name_agree(project: Project) -> Hits:
    """标题与项目名称一致。

    为什么：标题印在表的上面，名称印在表里；两个不一样，读者不知道批复的是哪一个项目。

    反例：
        name: 国资经营中心：商业用房维修
        title: 国资事务中心：商业用房维修

    正例：
        name: 农村中小学校舍维修
        title: 农村中小学校舍维修

    正例：
        name: （2）社会救助热线（12349）线路租用
        title: 社会救助热线(12349)线路租用
    """
    if project.title is not None and _plain(project.title) != _plain(project.name):
        yield project.at("title", title=project.title, name=project.name)


def _plain(text: str) -> str:
    """A name whatever the width of its signs, its blanks and the batch mark before it."""
    return "".join(unicodedata.normalize("NFKC", unmarked(text)).split())


@rule(
    "PS403",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="名称里有{found}，像是一份来文或一次追加，不是一个项目",
    advice="写这笔钱办的事，例如“防疫物资储备”；来文、月份和金额不写进名称",
)
def the_name_names_a_project(project: Project, words: Vocabulary) -> Hits:
    """名称说的是办什么事，不是来文、月份或金额。

    为什么：名称用到项目结束，要让没有看过来文的人知道钱办了什么事；请示的标题、追加的月份和金额说的是钱怎么来的。

    反例：
        name: 关于解决农村中小学校舍维修资金的请示

    反例：
        name: 10月份追加防疫物资款

    反例：
        name: 农村中小学校舍维修（120万元）

    正例：
        name: 农村中小学校舍维修

    正例：
        name: 2024年1月至3月临时供暖
    """
    name = unmarked(project.name)
    found = [each for each in (_letter(name, words), _month(name, words), _first_sum(name)) if each]
    if found:
        yield project.at("name", found="、".join(f"“{each}”" for each in found))


def _letter(name: str, words: Vocabulary) -> str | None:
    """The word that makes a name the title of a letter: 关于……的请示, 关于追加, 请示."""
    if not name.startswith("关于"):
        found = _LETTER.match(name)
        return found and found[1].removeprefix("的")
    if found := re.match(rf"关于.*?({words['letters'].alternatives}){_ENDS}", name):
        return found[1].removeprefix("的")
    found = re.match(rf"关于{words['requests'].alternatives}", name)
    return found and found[0]


def _month(name: str, words: Vocabulary) -> str | None:
    """A month that is no part of a period and no day: 10月份, 3月追加."""
    for found in _MONTH.finditer(name) if "月" in name else ():
        is_first = found.start() == 0 and found[0][0].isdecimal()
        if found[0].endswith("份") or is_first or re.match(words["requests"].alternatives, name[found.end() :]):
            return found[0]
    return None


def _first_sum(name: str) -> str | None:
    return next((written for written, _, _, _ in _sums(name)), None)


@rule(
    "PS404",
    cites=["hebei-form"],
    block=Block.APPROPRIATE,
    severity=Severity.WARNING,
    message="名称里写着{written}，预算数是 {budget}{unit}",
    advice="名称里不写金额；要写就与预算数 {budget}{unit}一致",
)
def a_sum_in_the_name_is_the_budget(project: Project, profile: Profile) -> Hits:
    """名称里的金额就是预算数。

    为什么：同一张表上一个名称里的金额、一个预算数，两个不一样，读者不知道批了多少钱。

    说明：名称里的金额按它写到的位数比较，3.5亿元与 34,998 万元一致。总投资、概算和每人、每户的标准不比。

    反例：
        name: 农村中小学校舍维修（2700万）
        budget: {total: 2371.56, fiscal: 2371.56, other: 0.00}

    正例：
        name: 农村中小学校舍维修（120万元）

    正例：
        name: 城乡居民医疗保险补助（每人640元）
    """
    money = parse_unit(profile.money_unit)
    if money is None:
        return
    sums = [(written, sum_, step) for written, sum_, step, is_whole in _sums(project.name) if not is_whole]
    if not sums:
        return
    budget = project.budget
    amounts = [Fraction(part) * money.factor for part in (budget.total, budget.fiscal, budget.other) if part]
    if not any(abs(sum_ - amount) * 2 <= step for _, sum_, step in sums for amount in amounts):
        yield project.at("name", written=sums[0][0], budget=budget.total, unit=profile.money_unit)


def _sums(name: str) -> Iterator[tuple[str, Fraction, Fraction, bool]]:
    """The sums of money in a name: as written, in 元, what the last digit is worth, and whether it is of all years."""
    for found in _SUM.finditer(name) if _MONEY.search(name) else ():
        number = found[1].replace("，", ",")
        unit = found[2] or f"{found[3]}元"
        factor = parse_unit(unit).factor  # type: ignore[union-attr]  # one of three known units
        amount = Fraction(parse_number(number)) * factor
        before = name[max(0, found.start() - 20) : found.start()]
        if amount >= _LEAST and not _EACH.search(before):
            step = factor / 10 ** len(number.partition(".")[2])
            yield found[0], amount, step, bool(_WHOLE.search(before))


@rule(
    "PS405",
    cites=["hebei-form"],
    block=Block.COMPLETE,
    severity=Severity.INFO,
    message="名称前面有批次号“{mark}”",
    advice="名称不带批次号；几个项目同名时，写出它们的不同",
)
def no_batch_mark_stands_before_the_name(project: Project) -> Hits:
    """名称前面不带批次号。

    为什么：（2）是追加预算时系统里的记号，看表的人不知道它的意思，名称也因此不像同一个项目。

    反例：
        name: （2）农村中小学校舍维修

    正例：
        name: 农村中小学校舍维修（二期）

    正例：
        name: 12.4宪法宣传
    """
    if mark := batch_mark(project.name):
        yield project.at("name", mark=mark)


@rule(
    "PS406",
    cites=["gbt-9704"],
    block=Block.COMPLETE,
    severity=Severity.INFO,
    message={
        "width": "“{around}”的括号一半是全角，一半是半角",
        "alone": "“{around}”里的“{bracket}”没有配成对",
    },
    advice={
        "width": "两半写成一样：{shown}",
        "alone": "补上另一半，或者删去这一半",
    },
)
def brackets_are_paired(where: Project | Department) -> Hits:
    """括号成对，全角和半角不混用。

    为什么：全角和半角的括号配成一对，或者少了一半，程序和读者都认不出括号在哪里结束；印出来也不齐。

    反例：
        name: 印刷费(各种财政票据、凭证）

    反例：
        department:
          goal: 办好人民满意的教育（含学前教育。

    正例：
        name: 印刷费（各种财政票据、凭证）

    正例：
        goals: ["1）完成12所学校的维修；2）全部通过验收"]
    """
    if not BRACKET.search(joined(where)) or all(map(are_paired, cells(where))):
        return
    for path, text in texts(where):
        found = sorted(islice(slips(text), _MOST), key=lambda slip: (slip.end is None, slip.start))
        if not found:
            continue
        first = found[0]
        if first.end is None:
            yield where.at(*path, say="alone", around=_around(text, first.start), bracket=text[first.start])
        else:
            fix = paired(text)
            part = slice(first.start, first.end + 1)
            yield where.at(*path, say="width", around=_short(text[part]), fix=fix, shown=_short(fix[part]))


def _around(text: str, position: int) -> str:
    return text[max(0, position - 8) : position + 9].strip()


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:10]}……{text[-6:]}"
