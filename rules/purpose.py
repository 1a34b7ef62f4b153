"""资金用途与绩效目标 · What the money is for, and what it is to reach."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import pairwise
from unicodedata import normalize

from perfspec.fields import fields_of
from perfspec.likeness import adds, pairs, plain
from perfspec.model import Project
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.shortened import shortened
from perfspec.vocabulary import Vocabulary

_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_PERCENT = re.compile(r"[≥=＝]?(?<![\d.])\d{1,9}(?:\.\d{1,9})?[%％]")
_HAN = re.compile(r"[㐀-鿿]+")
_SAID = 2  # characters beyond another text that say something more
_COMMON = ("boilerplate-goals", "common-words", "general-subjects")  # words that stand in texts of every field
_SHOWN = 80  # characters of a text in a message
_WORDY = 15  # pairs of characters in goals that must have something in common with their project


@rule(
    "PS407",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="资金用途“{purpose}”没有比项目名称“{name}”多说什么",
    advice="写明买什么、做什么、多少、给谁用，例如“用于维修12所农村中小学的屋面和外墙”",
)
def the_purpose_says_more_than_the_name(project: Project, words: Vocabulary) -> Hits:
    """资金用途比项目名称说得多。

    为什么：用途说明钱具体花在哪里。只把名称再写一遍，看的人还是不知道买什么、买多少、给谁用。

    说明：“用于”“费用”“全县”“保障……正常开展”这类话不算多说。

    反例：
        name: 农村中小学校舍维修
        purpose: 用于全县农村中小学校舍维修费用

    反例：
        name: 印刷费（票据、凭证）
        purpose: 印刷费

    正例：
        name: 农村中小学校舍维修
        purpose: 用于维修12所农村中小学的屋面和外墙
    """
    if not project.purpose or _says_more(project.purpose, project.name, words, "general-words", "money-frames"):
        return
    purpose, name = (_bare(text, words, "general-words", "money-frames") for text in (project.purpose, project.name))
    if not adds(purpose, name, _SAID):
        purpose, name = shortened(project.purpose, _SHOWN), shortened(project.name, _SHOWN)
        yield project.at("purpose", purpose=purpose, name=name)


@rule(
    "PS408",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message={
        "purpose": "绩效目标“{goal}”只是把资金用途再写一遍",
        "name": "绩效目标“{goal}”只是把项目名称再写一遍",
    },
    advice="写花了这笔钱要达到什么：完成多少、到什么时候、有什么变化",
)
def a_goal_says_more_than_the_purpose(project: Project, words: Vocabulary) -> Hits:
    """绩效目标比资金用途说得多。

    为什么：用途说钱花在哪里，目标说花了以后怎样。两句话一样，就等于没有目标，年底也没有东西可以对照。

    反例：
        purpose: 用于一体化平台升级服务费
        goals: [一体化平台升级服务]

    反例：
        name: 农村中小学校舍维修
        goals: [完成农村中小学校舍维修]

    正例：
        purpose: 用于维修12所农村中小学的屋面和外墙，消除安全隐患
        goals: [2024年8月底前12所学校的校舍全部达到安全使用标准]
    """
    known = {"purpose": project.purpose, "name": project.name}
    beside: dict[str, str] = {}
    for position, goal in enumerate(project.goals):
        if all(_says_more(goal, text, words, "money-frames") for text in known.values() if text):
            continue
        beside = beside or {say: _bare(text, words, "money-frames") for say, text in known.items() if text}
        bare = _bare(goal, words, "money-frames")
        for say in (say for say, text in beside.items() if _repeats(bare, text)):
            yield project.at("goals", position, say=say, goal=shortened(goal, _SHOWN))
            break


def _says_more(text: str, other: str, words: Vocabulary, *lists: str) -> bool:
    """Whether a text has characters enough that another has not, whatever of the lists is left out: a quick look."""
    other, left_out, new = _wide(other), words.signs(*lists), set[str]()
    for sign in text:
        if sign not in left_out and sign not in other and sign not in "年度" and "㐀" <= sign <= "鿿":
            new.add(sign)
            if len(new) == _SAID:
                return True
    return False


_wide = lru_cache(maxsize=8)(partial(normalize, "NFKC"))  # a text is held against several


def _repeats(goal: str, text: str) -> bool:
    """Whether a goal says nothing more than a text, and most of what that says."""
    return bool(goal) and len(goal) * 2 >= len(text) and not adds(goal, text, _SAID)


@rule(
    "PS409",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message={
        "general": "绩效目标只有“{goals}”，放到哪个项目都成立",
        "other": "绩效目标“{goals}”与本项目的名称、用途和指标都对不上",
        "both": "资金用途和绩效目标“{goals}”说的是一件事，项目名称“{name}”和指标说的是另一件事",
    },
    advice={
        "general": "写这个项目要达到什么：办成哪件事、多少、到什么时候",
        "": "核对是不是套用了别的项目；写这个项目要达到什么",
    },
)
def the_goals_are_about_this_project(project: Project, words: Vocabulary) -> Hits:
    """绩效目标说的是这个项目。

    为什么：“保障日常工作顺利开展”放到哪个项目都成立，等于没有说这个项目要达到什么，批多少钱也就没有依据。

    说明：目标与项目没有一个词相同，而且写得够长，或者说的是另一个领域的东西（词表 fields.yaml），才说它是别的项目的。

    反例：
        goals: [及时足额拨付公用经费, 保障日常工作顺利开展]

    反例：
        goals: [按市防控办标准储备防疫物资]

    反例：
        purpose: 用于在荒山实施6000亩人工造林，包括整地、苗木、栽植和浇水管护
        goals: [完成人工造林6000亩, 成活率达到85%以上, 减少水土流失]

    正例：
        goals: [保障日常工作顺利开展, 12所学校的校舍全部达到安全使用标准]

    正例：
        goals: [消除隐患]
    """
    goals = shortened("、".join(project.goals), _SHOWN)
    if all(_is_general(goal, words) for goal in project.goals):
        yield project.at("goals", say="general", goals=goals)
        return
    if _names_its_topic(project, words):
        return
    name = _topics(words, project.name, project.title)
    if any(_topics(words, goal) & name for goal in project.goals):
        return
    aims = _topics(words, *project.goals)
    purpose = _topics(words, project.purpose)
    rows = _topics(words, *(indicator.text for indicator in project.indicators))
    is_told = len(aims) >= _WORDY and bool((name | purpose) & rows)
    if not aims & (purpose | rows) and (is_told or _is_foreign(project, words)):
        yield project.at("goals", say="other", goals=goals)
    elif not (aims | purpose) & (name | rows) and len(aims | purpose) >= _WORDY and name & rows:
        yield project.at("goals", say="both", goals=goals, name=shortened(project.name, _SHOWN))


def _is_general(goal: str, words: Vocabulary) -> bool:
    """Whether a goal says next to nothing beside words that every project could write."""
    if _says_more(goal, "", words, "boilerplate-goals"):
        return False
    return len(_bare(_PERCENT.sub("", goal), words, "boilerplate-goals")) < _SAID


def _names_its_topic(project: Project, words: Vocabulary) -> bool:
    """Whether a goal has two neighbouring characters of the name that no common word has: a quick look."""
    common = words.signs(*_COMMON)
    for one, two in pairwise(project.name):
        if one not in common and two not in common and "㐀" <= one <= "鿿" and "㐀" <= two <= "鿿":
            pair = one + two
            if any(pair in goal for goal in project.goals):
                return True
    return False


def _topics(words: Vocabulary, *parts: str | None) -> frozenset[str]:
    """What texts speak of: neighbouring characters between the words that stand in texts of every field."""
    text = "\n".join(filter(None, parts))
    for name in _COMMON:
        text = words[name].strip(text, "\n")
    return frozenset().union(*map(pairs, _HAN.findall(text)))


def _is_foreign(project: Project, words: Vocabulary) -> bool:
    """Whether the goals speak of things of another field than everything else."""
    known = fields_of(words["fields"].words + words["side-fields"].words)
    things = known.found_in("\n".join(project.goals))
    rest = "\n".join((project.subject, project.title or "", *(indicator.text for indicator in project.indicators)))
    return bool(things) and not any(known.is_at_home(thing, rest) for thing in things)


def _bare(text: str, words: Vocabulary, *lists: str) -> str:
    """A text without signs, years and the words of some lists."""
    for name in lists:
        text = words[name].strip(_YEAR.sub("", text))
    return plain(text)
