"""Named scales of grades: 优 is the best of 优良中差, 合格 of 合格/不合格."""

from __future__ import annotations

import re
from dataclasses import dataclass

from perfspec.target.meaning import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Grades from the best to the worst, each with its synonyms; the first synonym is the canonical word."""

    name: str
    grades: tuple[tuple[str, ...], ...]

    def rank(self, word: str) -> int | None:
        """0 for the best grade; None for a word that is not on this scale."""
        return next((rank for rank, words in enumerate(self.grades) if word in words), None)


def _scale(name: str, grades: str) -> Scale:
    return Scale(name=name, grades=tuple(tuple(words.split("=")) for words in grades.split()))


# A word that stands on several scales belongs to the first of them. 高/中/低 is no scale: which end is better
# depends on what is measured. 优良 is "优 or 良", so it is the grade 良. 优、良、中、差 are those of 财预〔2020〕10号.
SCALES = (
    _scale("优良中差", "优=优秀 良=良好=优良 中=中等=一般 差=较差"),
    _scale("合格", "合格 不合格"),
    _scale("达标", "达标 不达标=未达标"),
    _scale("满意", "非常满意=很满意 满意 基本满意=较满意=比较满意 一般 不满意"),
    _scale("好", "好=很好 较好=比较好 一般 较差 差"),
    _scale("信用", "AAA AA+ AA AA- A+ A A- BBB BB B CCC CC C D"),
    _scale("景区", "5A=AAAAA 4A=AAAA 3A=AAA 2A=AA 1A=A"),
    _scale("级", "特级 一级 二级 三级 四级 五级 六级"),
    _scale("等", "特等 一等 二等 三等"),
    _scale("甲乙丙", "甲级=甲等=甲 乙级=乙等=乙 丙级=丙等=丙 丁级=丁等=丁"),
    _scale("水质", "I类=Ⅰ类 II类=Ⅱ类 III类=Ⅲ类 IV类=Ⅳ类 V类=Ⅴ类 劣V类=劣Ⅴ类"),
)

_WORDING = re.compile(r"(?:≥|不低于|达到|达|评为|评定为|为)?(?P<word>[^\d\s]\S{0,5}?|\dA级?)(?:及?以上)?")
_SUFFIX = re.compile(r"(?:等级|等次|档次|级|档)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade and all better ones on its scale."""

    scale: Scale
    rank: int

    @property
    def word(self) -> str:
        return self.scale.grades[self.rank][0]

    @property
    def meaning(self) -> Meaning:
        return Meaning(line=("grade", self.scale.name), low=0, high=self.rank)

    def __str__(self) -> str:
        return self.word


def read_grade(text: str, scales: tuple[Scale, ...] = SCALES) -> Grade | None:
    """The grade that a tidy text names: 优, 良好以上, 达到合格, 优秀等次, AAA级."""
    match = _WORDING.fullmatch(text)
    if match is None:
        return None
    for word in (text, match["word"], _SUFFIX.sub("", match["word"])):
        for scale in scales:
            if (rank := scale.rank(word)) is not None:
                return Grade(scale=scale, rank=rank)
    return None
