"""Texts compared: every character of both is told once, and a reader sees what was meant."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.diff.words import Part, Piece, lines, pieces

MARKS = {Part.SAME: "{}", Part.REMOVED: "[-{}-]", Part.ADDED: "{{+{}+}}"}


def marked(old: str, new: str) -> str:
    return "".join(MARKS[piece.part].format(piece.text) for piece in pieces(old, new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("及时足额拨付一事一议经费", "及时足额拨付一事一议服务费", "及时足额拨付一事一议[-经-]{+服务+}费"),
        ("维修21所学校", "维修15所学校", "维修[-21-]{+15+}所学校"),
        ("经费1.05万元", "经费1.5万元", "经费[-1.05-]{+1.5+}万元"),
        ("建设路灯，维修路灯。", "建设路灯，巡查路灯，维修路灯。", "建设路灯，{+巡查路灯，+}维修路灯。"),
        ("保障运转。", "保障机关正常运转。", "保障{+机关正常+}运转。"),
        ("提高效率。保障安全。", "保障安全。提高效率。", "[-提高效率。-]保障安全。{+提高效率。+}"),
        ("完成12所学校维修", "完成15所小学修缮", "完成[-12所学校维修-]{+15所小学修缮+}"),
        ("按时拨付资金", "全面推进乡村振兴", "[-按时拨付资金-]{+全面推进乡村振兴+}"),
        ("", "新写的", "{+新写的+}"),
        ("写过的", "", "[-写过的-]"),
        ("一样", "一样", "一样"),
        ("", "", ""),
        ("use of WiFi", "use of Wimax", "use of [-WiFi-]{+Wimax+}"),
    ],
)
def test_a_change_of_words_is_told_as_a_reader_would(old: str, new: str, told: str) -> None:
    assert marked(old, new) == told


text = st.text(st.sampled_from("保障工作经费拨付，。；、\n 12.5aB\u202e\U00020000"), max_size=60)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and what cutting and putting in made of it."""
    old = draw(text)
    new = old
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted((draw(st.integers(0, len(new))), draw(st.integers(0, len(new)))))
        new = new[:start] + draw(text) + new[end:]
    return old, new


def assert_both_are_told(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.part is not Part.ADDED) == old
    assert "".join(piece.text for piece in found if piece.part is not Part.REMOVED) == new
    assert all(piece.text for piece in found)
    parts = [piece.part for piece in found]
    assert all(one is not other for one, other in pairwise(parts))
    assert (Part.ADDED, Part.REMOVED) not in pairwise(parts)


@given(edited())
def test_the_pieces_are_both_texts(pair: tuple[str, str]) -> None:
    assert_both_are_told(*pair)


@given(st.text(), st.text())
def test_the_pieces_of_any_texts_are_both(old: str, new: str) -> None:
    assert_both_are_told(old, new)


@given(text)
def test_nothing_changed_is_one_piece(one: str) -> None:
    assert pieces(one, one) == ((Piece(Part.SAME, one),) if one else ())


@given(edited())
def test_lines_are_both_texts(pair: tuple[str, str]) -> None:
    found = list(lines(*pair))
    assert "".join(piece.text for piece in found if piece.part is not Part.ADDED) == pair[0]
    assert "".join(piece.text for piece in found if piece.part is not Part.REMOVED) == pair[1]


LONG = "".join(
    random.Random(7).choices("保障各项工作顺利开展及时足额拨付经费提高资金使用效益维修校舍道路，。", k=10_000)
)
EVERY_SENTENCE = LONG.replace("，", "的，")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, LONG[:5_000] + "新" + LONG[5_000:]),
        (LONG, EVERY_SENTENCE),
        (LONG, LONG[::-1]),
        (LONG, "".join(random.Random(8).choices(LONG, k=10_000))),
        ("。" * 10_000, "。" * 9_000),
        ("甲乙" * 5_000, "乙甲" * 5_000),
        ("甲" * 10_000, "乙" * 10_000),
    ],
    ids=["one word", "every sentence", "reversed", "another", "stops", "turned", "nothing in common"],
)
def test_long_texts_take_no_time(old: str, new: str) -> None:
    start = time.process_time()
    assert_both_are_told(old, new)
    assert time.process_time() - start < 3


def test_one_word_in_a_long_text_is_found() -> None:
    assert [piece.text for piece in pieces(LONG, LONG[:5_000] + "新" + LONG[5_000:])][1] == "新"


def test_a_word_in_each_sentence_is_found() -> None:
    few = LONG[:2_000]
    added = [piece for piece in pieces(few, few.replace("，", "的，")) if piece.part is Part.ADDED]
    assert len(added) >= 0.9 * few.count("，")
    assert all(len(piece.text) < 20 for piece in added)
