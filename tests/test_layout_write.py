"""The canonical layout of plain data, and the promise that every reader reads the same out of it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from perfspec.layout.file import same
from perfspec.layout.write import dump
from perfspec.yamlfile import read
from perfspec.yamlfile.sourcetext import forbidden

PROJECT = {
    "indicators": [
        {"name": "乡镇数量", "target": "≥21个", "category": "数量指标"},
        {"name": "到位率", "description": "第一段\n第二段", "note": None},
    ],
    "unknown": {"b": [["x", "z"], []], "a": {}},
    "spending_plan": {"12月": 100, "6月": Decimal("50.0")},
    "budget": {"fiscal": Decimal("1.10"), "total": Decimal("1.10")},
    "goals": ["保障运转", "2023"],
    "unit": "318001",
    "code": "13020823P00023510001U",
}
CANONICAL = """\
# yaml-language-server: $schema=../../schemas/project.schema.json
code: 13020823P00023510001U
unit: "318001"
budget: {total: 1.10, fiscal: 1.10}
spending_plan: {6月: 50.0, 12月: 100}
goals:
  - 保障运转
  - "2023"
indicators:
  - category: 数量指标
    name: 乡镇数量
    target: ≥21个
  - name: 到位率
    description: |-
      第一段
      第二段
    note: null
unknown:
  b:
    - - x
      - z
    - []
  a: {}
"""


def test_a_project_stands_in_the_order_of_the_form() -> None:
    header = "yaml-language-server: $schema=../../schemas/project.schema.json"

    assert dump(PROJECT, "project", header) == CANONICAL


def test_a_table_that_is_too_long_for_a_line_stands_in_several() -> None:
    short = {"budget": {"total": 1, "other": "字" * 93}}
    long = {"budget": {"total": 1, "other": "字" * 94}}

    assert dump(short, "project") == f"budget: {{total: 1, other: {'字' * 93}}}\n"
    assert len(dump(short, "project")) == 121  # with the line break
    assert dump(long, "project") == f"budget:\n  total: 1\n  other: {'字' * 94}\n"


@pytest.mark.parametrize(
    "text",
    [
        *("≥21个", "100%", "2023年度", "5元/个", "-1个", "C++", "C#", "13020823P00023510001U", "a\\b", "https://x.cn"),
        *("一、目标：完成", "联系人：张三", "年初“计划”", "（“十四五”）"),
    ],
)
def test_ordinary_text_needs_no_quotes(text: str) -> None:
    assert dump({"name": text, "goals": [text]}, "project") == f"name: {text}\ngoals:\n  - {text}\n"


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "~", "null", "NULL", "true", "False", "yes", "Off", "n", "=", "<<", "-", "?", ":", "---", "..."),
        *(
            "318001",
            "0012",
            "1.10",
            "-5",
            "+5",
            ".5",
            "1e3",
            "0x1F",
            "0o17",
            "0b1",
            "1_000",
            "1,000",
            "12:30",
            "+1:30:45.5",
        ),
        *("2023-06-30", "2023-06-30 12:00:00", "2023-06-30T12:00:00Z", ".inf", "-.INF", ".nan", "13020823E00023510001"),
        *(
            "a: b",
            "a:",
            "a #b",
            "#a",
            "- a",
            "? a",
            "--- a",
            "[a",
            "{a",
            "]",
            ",a",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
        ),
        *(
            "`a",
            "'a'",
            '"a"',
            " a",
            "a ",
            "　a",
            "a\n",
            "\na",
            "a\n b \nc",
            "a\u2028b",
            "a\x7fb",
            "a\x85b",
            "\ufeffa",
            "a\tb",
        ),
        *("“a”", "‘a’", "a:\u3000b"),
    ],
)
def test_text_that_some_reader_takes_for_something_else_is_quoted(text: str) -> None:
    written = dump({"name": text}, "project")

    assert re.fullmatch(r'name: ".*"\n', written)
    assert all_readers(written) == [{"name": text}] * 2


@pytest.mark.parametrize("key", ["a\nb", "1", "a：b", "“a”", "a:b", "年：", "－a", "“"])
def test_a_key_that_looks_like_a_slip_is_quoted(key: str) -> None:
    written = dump({key: "“"}, "project")

    assert re.fullmatch(r'".*": “\n', written)
    assert read(written.encode(), "p.yaml").data == {key: "“"}


FRAGMENTS = (
    *("a", "年", "，", "：", "“", "”", "’", "（", "　", "＃", "－", "≥", "％", "𠮷", "é", "\x85", "\u2028", "\x7f"),
    *(" ", "  ", "\n", "\t", "'", '"', "\\", "#", " #", ":", ": ", "-", "- ", "?", ",", ", ", "[", "]", "{", "}"),
    *("|", ">", "%", "@", "`", "&", "*", "!", "=", "<<", "~", ".", "..", "---", "0", "1", "12", "0x", "0o", "e"),
    *("E+", "_", "T", "Z", "yes", "No", "null", "True", ".inf", "2023-01-02", "name", "6月", "http://", "\ufeff"),
)
ANY_TEXT = st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=12
)
TEXT = ANY_TEXT.filter(lambda text: not forbidden(text))  # what a file may hold
NUMBER = st.integers(-(10**20), 10**20) | st.decimals(allow_nan=False, allow_infinity=False, places=2)
KEY = st.sampled_from(("code", "name", "budget", "spending_plan", "6月", "goals", "indicators", "target", "x")) | TEXT


def documents(text: st.SearchStrategy[str] = TEXT) -> st.SearchStrategy[dict[str, Any]]:
    leaf = text | NUMBER | st.booleans() | st.none()
    value = st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | mapping(inner), max_leaves=12)
    return mapping(value, min_size=1)


def mapping(value: st.SearchStrategy[Any], min_size: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(KEY, value, min_size=min_size, max_size=4)


@given(documents())
def test_what_is_written_is_what_is_read(data: dict[str, Any]) -> None:
    file = read(dump(data, "project").encode(), "p.yaml")

    assert file.findings == ()
    assert same(file.data, data)


@given(ANY_TEXT)
def test_every_reader_sees_a_text_as_the_same_text(text: str) -> None:
    data = {text: text, "goals": [text, [text], {text: text}], "budget": {text: text, "other": [text]}}

    for seen in all_readers(dump(data, "project")):
        assert seen == data


class Core(yaml.SafeLoader):
    """A reader of YAML 1.2 with its core schema."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for tag, pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), None)


def all_readers(written: str) -> list[Any]:
    """What readers of YAML 1.1 and 1.2 see."""
    return [yaml.safe_load(written), yaml.load(written, Core)]  # noqa: S506
