"""用语 · The wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import eq

from perfspec.model import Department, Project
from perfspec.place import Path
from perfspec.remember import kept
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.texts import cells, joined, texts
from perfspec.vocabulary import Vocabulary

_COUNT = r"[（(]?(?:\d{1,2}|[一二三四五六七八九十])[）)]?"
_PREFIX = re.compile(
    rf"^[^\S\n]*(?:绩效)?(目标内容|指标内容|目标|指标) ?{_COUNT} ?(?:[:：、]|[.．](?!\d))[^\S\n]*", re.MULTILINE
)
_BLANK = re.compile(
    r"(?<![A-Za-z0-9])(?:[Xx]{2,}|[ＸｘX×✕]{2,}|[○◯]{2,}|\*{3,})(?![A-Za-z0-9])|20[Xx×Ｘ]{2}年?"
    r"|(?<![A-Za-z0-9])[XxＸ](?=[年月日个项次所名人家台套万元%％])"
    r"|[_＿]{2,}|（\s*）|(?<![A-Za-z0-9_)])\(\s*\)"
)
_HINTS = tuple(  # one of these may be there
    map(re.compile, ("[XxＸｘ×✕○◯*_＿…]", r"\.\.\.", r"[（(]\s*[）)]", r"[标容] ?[（(\d一二三四五六七八九十]"))
)
_SAID = re.compile(r"[^\W\d_]")
_COUNTED = re.compile(r"(?:绩效)?(?:指标|目标|项目)(?:名称|内容|描述)?\s*[\d一二三四五六七八九十]{0,2}")
_NOTHING = re.compile(r"(?:无|暂无|没有|[/／\\]+|[-—－]+)")


@rule(
    "PS410",
    cites=["hebei-form"],
    block=Block.COMPLETE,
    message={
        "prefix": "“{word}”是表样里的字",
        "blank": "“{word}”还没有换成要写的内容",
    },
    advice={
        "prefix": "删去“{word}”，直接写内容",
        "blank": "填上实际的内容；没有就删去这一项",
    },
)
def no_template_words_are_left(where: Project | Department, words: Vocabulary) -> Hits:
    """表样里的提示都换成了内容。

    为什么：“目标内容1：”“XX”“……”是表样用来告诉人在哪里填什么的；留在表里，说明这一格没有填完，也没有人看过。

    说明：“目标1：”后面写了内容的，是警告：目标在表里自有编号。

    反例：
        goals: ["目标内容1：完成12所学校的校舍维修"]

    反例：
        goals: [完成XX所学校的校舍维修]

    反例：
        purpose: ……

    正例：
        goals: [完成12所学校的校舍维修]

    正例：
        purpose: 用于购置1台数字化X射线摄影设备（含……等附件）
    """
    all_of_it = joined(where)
    is_clean = not (
        any(hint.search(all_of_it) for hint in _HINTS)
        or any(words[name].find(all_of_it) for name in ("template-words", "template-texts"))
    )
    if is_clean and not any(_NOTHING.fullmatch(text.strip()) for text in cells(where)[:4]):
        return  # name and purpose are among the first texts
    for path, text in texts(where):
        if prefix := _prefix(path, text):
            is_count = prefix[1] == "目标" and _SAID.search(text, prefix.end()) is not None
            severity = Severity.WARNING if is_count else None
            fix = _PREFIX.sub("", text).strip() or None
            yield where.at(*path, say="prefix", severity=severity, fix=fix, word=prefix[0].strip())
        elif word := text.strip() if _is_nothing(path, text) else _unfilled(text, words):
            yield where.at(*path, say="blank", word=word)


def _prefix(path: Path, text: str) -> re.Match[str] | None:
    """目标内容1: at the beginning of a line; 目标1: only where a list counts the goals already."""
    found = _PREFIX.search(text)
    return found if found and (found[1] != "目标" or "goals" in path) else None


def _is_nothing(path: Path, text: str) -> bool:
    """Whether what every project has, its name and what the money is for, is only a stroke or 无."""
    return path in (("name",), ("purpose",)) and _NOTHING.fullmatch(text.strip()) is not None


def _unfilled(text: str, words: Vocabulary) -> str | None:
    """What stands in a text for something that is still to be written."""
    is_empty = ("…" in text or "..." in text) and not _SAID.search(text)
    if is_empty or text.strip() in words["template-texts"] or _COUNTED.fullmatch(text.strip()):
        return text.strip()[:20]
    found = _BLANK.search(text)
    return found[0] if found else words["template-words"].find(text)


@rule(
    "PS411",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="“{word}”说的是基本支出，这里是项目支出（本项目有 {count} 处）",
    advice="写这个项目的钱：写出是哪一项费用，例如“维修资金”；真是日常开支就列入基本支出",
)
def a_project_does_not_speak_of_basic_spending(project: Project, words: Vocabulary) -> Hits:
    """项目里不写公用经费这类基本支出的用语。

    为什么：公用经费属于基本支出，按人定额；项目支出是办一件专门的事。项目里写公用经费，不是套用了别的表，就是把日常开支当成了项目。

    说明：生均公用经费这样由项目安排的学校经费不算。

    反例：
        goals: [及时足额拨付公用经费, 完成12所学校的校舍维修]

    正例：
        goals: [及时足额拨付维修资金, 完成12所学校的校舍维修]

    正例：
        name: 城乡义务教育公用经费补助
        purpose: 用于全县小学和初中的生均公用经费
    """
    if not words["basic-spending"].find(joined(project)):
        return
    found = [
        (path, word)
        for path, text in texts(project)
        if path[-1] != "basis_document" and (word := words["basic-spending"].find(text))
    ]
    is_of_schools = words["schooling"].find(project.subject) and words["basic-spending"].find(project.subject)
    if found and not is_of_schools:
        path, word = found[0]
        yield project.at(*path, word=word, count=len(found))


# Nouns that follow each other legitimately: 各部门部门预算.
_NAMES = r"部门|单位|学校|医院|企业|公司|社区|小区|农村|城市|中心|项目|人员|机关|基层|系统|平台|设备"
_TWICE = re.compile(rf"(?!{_NAMES}|[一逐])([㐀-鿿]{{2,8}})\1")
_TWICE_AT_THE_END = re.compile(r"(?![一逐])([㐀-鿿]{2,8})\1(?![㐀-鿿])")
_FRAMED = re.compile(
    r"(?:按照?|依据|根据|依照|完成|执行|落实|制定|下达|达到)[㐀-鿿]{0,6}?(标准|计划|进度|要求|任务|情况|时间|目标|指标|比例|数量)"
    r"(?!化|生育)(?:(?![占与和及或比于较至到超的])[㐀-鿿]){1,8}?\1(?![㐀-鿿])"
)
_STOP = r"、，,；;。！？\s"
_SAME_AGAIN = re.compile(
    rf"(?<![^{_STOP}])(?=[^{_STOP}]{{0,48}}[㐀-鿿]{{2}})([^{_STOP}]{{2,50}})[、，,；;。！？]\1(?![^{_STOP}])"
)
_TWINS = re.compile(r"([㐀-鿿]{2,8})\1")
_STOPS = re.compile(f"[{_STOP}]")
_DOUBLED = (_TWICE, _TWICE_AT_THE_END, _FRAMED, _SAME_AGAIN)  # 经费经费; 部门部门; 按标准安排标准; 初中、初中
_STRAY = re.compile(r"(?:系统|平台|设备|设施|装置|软件|终端|仪器)[省市县区乡镇村](?:数量|个数)")


@rule(
    "PS413",
    cites=["gbt-9704"],
    block=Block.COMPLETE,
    severity=Severity.INFO,
    message={
        "twice": "“{around}”里“{word}”写了两次",
        "stray": "“{around}”读不通，多了字或者少了字",
        "slip": "“{word}”应当是“{right}”",
    },
    advice={
        "twice": "删去一个，或者换成本来要写的词",
        "stray": "写明数的是什么，例如“使用系统的乡镇数量”",
        "slip": "写“{right}”",
    },
)
def no_word_is_doubled_or_misspelt(where: Project | Department, words: Vocabulary) -> Hits:
    """没有重复的词和写错的字。

    为什么：表要公开，重复的词和错字让人怀疑整张表没有看过；“按标准安排标准”这样的话也说不清意思。

    反例：
        indicators:
          - {category: 成本指标, name: 按标准安排标准, target: ≤150元/平方米}

    反例：
        goals: [按规定拔付维修资金]

    反例：
        goals: [完成校舍维修维修]

    正例：
        goals: [按规定拨付维修资金, 各部门部门预算按时批复]
    """
    slips = _slips(words["slips"].words)
    if not (slips.any.search(joined(where)) or any(map(_reads_badly, cells(where)))):
        return
    for path, text in texts(where):
        if wrong := slips.wrong.search(text):
            fix = slips.wrong.sub(lambda found: slips.right[found[0]], text)
            yield where.at(*path, say="slip", fix=fix, word=wrong[0], right=slips.right[wrong[0]])
        elif twice := _first(_DOUBLED, text):
            yield where.at(*path, say="twice", around=twice[0], word=twice[1])
        elif stray := _STRAY.search(text):
            yield where.at(*path, say="stray", around=stray[0])


@kept
def _reads_badly(text: str) -> bool:
    """Whether a word may stand twice in a text, or one too many."""
    return _has_twins(text) or _STRAY.search(text) is not None or _FRAMED.search(text) is not None


def _has_twins(text: str) -> bool:
    """Whether a word may stand twice in a row: what _TWICE, _TWICE_AT_THE_END and _SAME_AGAIN look for has it."""
    parts = _STOPS.split(text)
    return _TWINS.search(text) is not None or any(map(eq, parts, parts[1:]))


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(text) for pattern in patterns)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slips:
    """Wrong words: a pattern of them all, one that leaves out what only looks like them, and the right words."""

    any: re.Pattern[str]
    wrong: re.Pattern[str]
    right: dict[str, str]


@lru_cache
def _slips(entries: tuple[str, ...]) -> Slips:
    """The slips in the entries of the vocabulary: wrong, a colon, right, and after another what is innocent."""
    right: dict[str, str] = {}
    patterns = []
    for entry in entries:
        wrong, meant, innocent = (*entry.split("："), "", "")[:3]
        right[wrong] = meant
        patterns.append("".join(_unless(wrong, word) for word in innocent.split()) + re.escape(wrong))
    return Slips(any=re.compile("|".join(map(re.escape, right))), wrong=re.compile("|".join(patterns)), right=right)


def _unless(wrong: str, word: str) -> str:
    """Not where the wrong word is only a part of another: 即定 in 立即定."""
    before, _, behind = word.partition(wrong)
    return f"(?!(?<={re.escape(before)}){re.escape(wrong + behind)})"
