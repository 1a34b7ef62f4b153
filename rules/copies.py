"""从别的项目抄来的文字 · Texts copied from another project of the document."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from perfspec.likeness import pairs, plain
from perfspec.model import Document, Project
from perfspec.place import Path
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.shortened import shortened
from perfspec.texts import said
from perfspec.vocabulary import Vocabulary

_HAN = re.compile(r"[㐀-鿿]+")


@rule(
    "PS512",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="“{text}”与项目“{other}”（{code}）一字不差，说的是那个项目的事，本项目的其他内容都没有提到",
    advice="核对是不是从那个项目抄来的；换成本项目的内容，确是本项目的事，在用途或目标里写明",
)
def a_text_is_not_copied_from_another_project(document: Document, words: Vocabulary) -> Hits:
    """用途、目标和指标为本项目而写，不从别的项目抄来。

    为什么：套用别的项目的表，留下一行没有改，这一行就没有人负责：本项目做得怎样看不出来，年底也拿不出数来填。

    说明：两个项目有一字不差的用途、目标或指标，里面有一个项目的名称里的词，与另一个项目自己写的内容没有一个词相同，才提出来。
    各项目都能用的话（验收合格率、按时拨付）不算。

    反例：
        projects:
          - name: 校舍维修
          - name: 教师培训
            purpose: 用于组织300名教师参加暑期集中培训
            goals: [提高教师教学水平]
            indicators:
              - {category: 数量指标, name: 培训教师人数, target: ≥300人}
              - {category: 质量指标, name: 培训考核合格率, target: ≥95%}
              - {category: 社会效益指标, name: 消除校舍安全隐患处数, target: ≥40处}
          - name: 校舍安全隐患排查
            purpose: 用于委托专业机构排查36所学校的房屋
            goals: [摸清每一栋房屋的情况]
            indicators:
              - {category: 数量指标, name: 排查学校数, target: =36所}
              - {category: 社会效益指标, name: 消除校舍安全隐患处数, target: ≥40处}

    正例：
        projects:
          - name: 校舍维修
          - name: 操场改造
            purpose: 用于改造4个学校操场
            goals: [学生有安全的运动场地]
            indicators:
              - {category: 数量指标, name: 改造操场数, target: =4个}
              - {category: 质量指标, name: 工程验收合格率, target: =100%}
    """
    keys = [array("q", _keys(project)) for project in document.projects]
    shared = _shared(document.projects, keys)
    homes: dict[int, Project | None] = {}
    for project, own in zip(document.projects, keys, strict=True):
        for piece in () if shared.keys().isdisjoint(own) else _foreign(project, own, shared, words):
            if piece.key not in homes:
                homes[piece.key] = _home(piece.about, shared[piece.key], words)
            if home := homes[piece.key]:
                yield project.at(*piece.path, text=shortened(piece.text), other=shortened(home.name), code=home.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A text that stands for itself (purpose, goal, row), what tells of its subject, and its hash."""

    path: Path
    text: str
    about: str
    key: int


def _keys(project: Project) -> Iterator[int]:
    """For each piece of a project what all that say the same have in common."""
    yield hash(("purpose", plain(project.purpose)))
    yield from (hash(("goals", plain(goal))) for goal in project.goals)
    yield from map(said, project.indicators)


def _pieces(project: Project, keys: Iterable[int]) -> Iterator[_Piece]:
    texts: list[tuple[Path, str, str]] = [(("purpose",), project.purpose or "", project.purpose or "")]
    texts += ((("goals", position), goal, goal) for position, goal in enumerate(project.goals))
    texts += ((("indicators", position, "name"), row.name, row.text) for position, row in enumerate(project.indicators))
    for (path, text, about), key in zip(texts, keys, strict=True):
        yield _Piece(path=path, text=text, about=about, key=key)


def _shared(projects: Iterable[Project], keys: Iterable[Iterable[int]]) -> dict[int, list[Project]]:
    """The projects that share a piece with another, by the key of the piece."""
    having: dict[int, Project | list[Project]] = {}  # a list only where there are several: most texts stand once
    for project, own in zip(projects, keys, strict=True):
        for key in set(own):
            match having.get(key):
                case None:
                    having[key] = project
                case Project() as first:
                    having[key] = [first, project]
                case several:
                    several.append(project)
    return {key: found for key, found in having.items() if isinstance(found, list)}


def _foreign(
    project: Project, keys: Iterable[int], shared: Mapping[int, object], words: Vocabulary
) -> Iterator[_Piece]:
    """The shared pieces of a project that have no word in common with its name and what it says alone."""
    pieces = list(_pieces(project, keys))
    alone = [piece.about for piece in pieces if piece.key not in shared]
    own = _terms("\n".join((project.name, project.title or "", project.activity or "", *alone)), words)
    return (piece for piece in pieces if piece.key in shared and own.isdisjoint(_terms(piece.about, words)))


def _home(about: str, projects: Iterable[Project], words: Vocabulary) -> Project | None:
    """The first of the projects that a text was written for."""
    terms = _terms(about, words)
    return next((project for project in projects if _is_about(terms, project, words)), None)


def _is_about(terms: frozenset[str], project: Project, words: Vocabulary) -> bool:
    """Whether a text was written for a project: two of its terms are in the name, or one there and three in all."""
    named = len(terms & _terms(project.name, words))
    whole = "\n".join((project.subject, *project.goals))
    return named > 1 or (named == 1 and len(terms & _terms(whole, words)) > 2)


def _terms(text: str, words: Vocabulary) -> frozenset[str]:
    """What a text speaks of: pairs of neighbouring characters between the words that stand in texts of every field."""
    for name in ("common-words", "general-subjects"):
        text = words[name].strip(text, "\n")
    return frozenset().union(*map(pairs, _HAN.findall(text)))
