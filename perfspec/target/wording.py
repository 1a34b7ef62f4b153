"""From the text of a target to what it asks for.

Every pattern runs on at most LONGEST characters, so that no text of whatever length or malice takes long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from perfspec.target.calendar import read_dates
from perfspec.target.duedate import Deadline, Period
from perfspec.target.meaning import Meaning
from perfspec.target.measure import read_measure
from perfspec.target.quantity import Measure
from perfspec.target.scale import Grade, read_grade
from perfspec.target.unit import is_known_unit

LONGEST = 120  # characters without blanks; what is longer is words. Every canonical text of a measure is shorter.


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A direction without a measure. A strong one (显著提升, 大幅下降) asks for more than a plain one (提升, 有所下降);
    manner (逐步, 持续) and comparison (较上年) change nothing.
    """

    direction: Direction
    is_strong: bool = False

    @property
    def meaning(self) -> Meaning:
        least = 2 if self.is_strong else 1
        match self.direction:
            case Direction.UP:
                return Meaning(line=("trend",), low=least)
            case Direction.DOWN:
                return Meaning(line=("trend",), high=-least)
            case Direction.KEEP:
                return Meaning(line=("trend",), low=0, high=0)

    def __str__(self) -> str:
        word = {Direction.UP: "提高", Direction.DOWN: "降低", Direction.KEEP: "保持"}[self.direction]
        return f"显著{word}" if self.is_strong else word


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text from which nothing can be computed, without its blanks and with half-width signs."""

    text: str

    @property
    def meaning(self) -> Meaning:
        return Meaning(line=("text", self.text))

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """A cell that is meant to be empty: /, 无, 不适用, or nothing."""

    @property
    def meaning(self) -> Meaning:
        return Meaning(line=("not_applicable",))

    def __str__(self) -> str:
        return "/"


Asked = Measure | Deadline | Period | Grade | Trend | Words | NotApplicable

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ALIKE = {
    "≧⩾≮": "≥", "≦⩽≯": "≤", "═﹦": "=", "﹥": ">", "﹤": "<", "﹪": "%", "—–−─―": "-", "～〜∼": "~", "∕⁄": "/",
    "²": "2", "³": "3", "㎡": "m2", "㎥": "m3", "㎞": "km", "㎏": "kg", "㎝": "cm", "㎜": "mm", "℃": "°C", "µ": "μ",
    "・‧∙•": "·", "﹣": "-", "於": "于", "\u200b\u200c\u200d\u2060\ufeff": "",
}  # fmt: skip
_TABLE = str.maketrans(_FULL_WIDTH | {ord(sign): same for signs, same in _ALIKE.items() for sign in signs})
_NOTHING = frozenset(("", "/", "\\", "无", "-", "--", "---", "不适用", "N/A", "n/a"))
_SAYS_SOMETHING = re.compile("[㐀-鿿](?<![无不适用])")

_VERBS = {
    Direction.UP: "提高 提升 增加 增长 上升 改善 优化 增强 加强 好转",
    Direction.DOWN: "降低 下降 减少 减轻 缩短 缓解",
    Direction.KEEP: "稳定 保持 维持 持平 保持稳定 维持稳定 保持不变 保持平稳",
}
_DIRECTIONS = {verb: direction for direction, verbs in _VERBS.items() for verb in verbs.split()}
_STRONG = "显著|明显|大幅度?|较大幅度|极大"
_MANNER = (
    "逐步|逐渐|逐年|持续|不断|进一步|稳步|有所|稍有|略有|稍|略|有效|切实|得到|基本|总体|"
    "[较比]上年度?|[较比]去年|同比|环比|较|有"
)
_VERB = "|".join(sorted(_DIRECTIONS, key=len, reverse=True))
_TREND = re.compile(rf"(?:(?P<before>{_STRONG})|{_MANNER}){{0,4}}(?P<verb>{_VERB})(?P<behind>{_STRONG})?")


def tidy(text: str) -> str:
    """The text with half-width signs and without blanks, but for one between two digits, which keeps them apart."""
    out: list[str] = []
    for word in text.translate(_TABLE).split():
        if out and out[-1][-1].isdigit() and word[0].isdigit():
            out.append(" ")
        out.append(word)
    return "".join(out)


def says_nothing(text: str) -> bool:
    """Whether a cell is meant to be empty: /, 无, 不适用."""
    return not _SAYS_SOMETHING.search(text) and tidy(text) in _NOTHING


def read_trend(text: str) -> Trend | None:
    """The trend that a text names with nothing but a degree or manner: 显著提升, 有所减轻, 较上年提高."""
    match = _TREND.fullmatch(text)
    if match is None:
        return None
    return Trend(direction=_DIRECTIONS[match["verb"]], is_strong=bool(match["before"] or match["behind"]))


def read(text: str, year: int, unit: str = "") -> Asked:
    """What the text asks for; the year and the unit are taken where none is written. Words where it cannot be told."""
    plain = tidy(text)
    if plain in _NOTHING:
        return NotApplicable()
    if len(plain) > LONGEST:
        return Words(text=plain)
    field = tidy(unit).strip("()")
    for short in _without_annotation(plain.rstrip("。;,.、")):
        if found := _read_plain(short, year, "" if field in _NOTHING else field):
            return found
    return Words(text=plain)


def _without_annotation(text: str) -> list[str]:
    """The text, and then without brackets behind it, which explain and do not change: 90%(计划标准), 50台(套)."""
    head, bracket, note = text.rpartition("(")
    if not bracket or not note.endswith(")"):
        return [text]
    if is_known_unit(note[:-1]) and head[-1:].isdigit():
        return [f"{head}{note[:-1]}"]
    return [text, head]


def _read_plain(text: str, year: int, unit: str) -> Asked | None:
    if unit and text.count(".") <= 1 and text.replace(".", "").isdecimal():
        return read_measure(text, unit)  # 2023.6 is June 2023 only where no unit says otherwise
    return read_dates(text, year) or read_grade(text) or read_measure(text, unit) or read_trend(text)
