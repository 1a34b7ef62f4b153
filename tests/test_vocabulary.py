"""Lists of words, and what they find in a text."""

from __future__ import annotations

import re

from perfspec.vocabulary import Vocabulary, WordList, extended

MONEY = WordList(title="钱", words=("经费", "公用经费", "1.5%"))
NOTHING = WordList(title="无", words=())


def test_the_longest_word_at_a_spot_is_found() -> None:
    assert MONEY.find("使用公用经费") == "公用经费"
    assert MONEY.find("工作经费和公用经费") == "经费"
    assert MONEY.find("125%") is None
    assert MONEY.find("") is MONEY.find(None) is NOTHING.find("经费") is None


def test_words_are_taken_out_of_a_text() -> None:
    bare = MONEY.strip("使用公用经费和经费")  # noqa: B005
    assert bare == "使用和"
    assert MONEY.strip("使用公用经费和经费", "|") == "使用|和|"
    assert NOTHING.strip("经费") == "经费"


def test_what_no_word_has_is_left_alone() -> None:
    words = Vocabulary(lists={"a": MONEY, "b": WordList(title="", words=("甲乙", "丙"))})
    assert words.signs("b") == set("甲乙丙")
    assert words.signs("a", "b") == set("".join(MONEY.words)) | set("甲乙丙")
    assert words.signs("b") == set("甲乙丙")


def test_words_make_a_part_of_a_regular_expression() -> None:
    assert re.findall(rf"使用({MONEY.alternatives})", "使用公用经费，使用1.5%，使用经费") == [
        "公用经费",
        "1.5%",
        "经费",
    ]
    assert re.search(NOTHING.alternatives, "经费") is None


def test_a_word_is_in_its_list() -> None:
    assert "经费" in MONEY
    assert "公用" not in MONEY


def test_further_words_stand_behind_and_none_twice() -> None:
    more = extended(MONEY, WordList(title="别的", words=("工资", "经费")))
    assert more == WordList(title="钱", words=("经费", "公用经费", "1.5%", "工资"))
    assert more.find("发工资") == "工资"
