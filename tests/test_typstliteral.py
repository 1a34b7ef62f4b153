"""Data stays data in typst: as code it has its own value, and in markup no character of it means anything."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.publish.typstliteral import literal

typst = pytest.importorskip("typst")
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=8,
)


def evaluated(code: str) -> Any:
    return json.loads(typst.Compiler(ignore_system_fonts=True).eval(code))


@given(values)
def test_typst_reads_the_value_back(value: object) -> None:
    assert evaluated(literal(value)) == value


@given(texts)
def test_without_its_number_sign_a_literal_is_words_and_no_code(text: str) -> None:
    kinds = f'[{literal(text)}].fields().at("children", default: ([a],)).map(it => repr(it.func())).dedup()'
    assert set(evaluated(kinds)) <= {"text", "space", "smartquote", "symbol"}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("平常 21a", '"平常 21a"'),
        ('#"\\\n', '"\\u{23}\\u{22}\\u{5c}\\u{a}"'),
        (("a", "b"), '("a", "b", )'),
        ((), "()"),
        (None, "none"),
        (True, "true"),
        (-3, "-3"),
    ],
)
def test_the_form_of_a_literal(value: object, code: str) -> None:
    assert literal(value) == code
