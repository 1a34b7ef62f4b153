"""The canonical layout of files that people wrote: what moves, what stays, and that nothing is ever lost."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.labels import fields
from perfspec.layout.file import layout, same
from perfspec.layout.write import dump
from perfspec.yamlfile import read
from tests.test_layout_write import documents

PROJECTS = sorted((Path(__file__).parent.parent / "projects").rglob("*.yaml"))

PAIRS = {
    "keys stand in the order of the form, unknown ones behind": (
        "x: 1\nname: b\na: 2\ncode: c\n",
        "code: c\nname: b\nx: 1\na: 2\n",
    ),
    "keys of items and tables too, and months in the order of the year": (
        "indicators:\n- target: t\n  name: n\nspending_plan:\n  12月: 100\n  6月: 50\n",
        "spending_plan: {6月: 50, 12月: 100}\nindicators:\n  - name: n\n    target: t\n",
    ),
    "a comment of its own line moves with the key below it": (
        "# name 1\n# name 2\nname: b\n# code\ncode: a\n",
        "# code\ncode: a\n# name 1\n# name 2\nname: b\n",
    ),
    "a comment at the end of a line stays at the end of that line": (
        "name: b# no comment\ncode: a        #   words  kept  \n",
        "code: a  #   words  kept\nname: b# no comment\n",
    ),
    "the header stays at the top": (
        "\n# who\n# yaml-language-server: $schema=x\n# name\nname: b\ncode: a\n",
        "# who\n# yaml-language-server: $schema=x\ncode: a\n# name\nname: b\n",
    ),
    "what stands above the first blank line is header": (
        "# who\n# when\n\n\n# name\nname: b\n\ncode: a\n",
        "# who\n# when\n\ncode: a\n# name\nname: b\n",
    ),
    "comments behind the last item stay at the end of their block": (
        "goals:\n   - a\n   # list\n # name\nname: b\n# end 1\n\n\n# end 2\n\n",
        "# name\nname: b\ngoals:\n  - a\n  # list\n# end 1\n\n# end 2\n",
    ),
    "a comment in the column of a list that is not indented belongs to the next key": (
        "goals:\n- a\n# item\n- b\n# key\nindicators:\n- name: c\n  # mapping\n# end\n",
        "goals:\n  - a\n  # item\n  - b\n# key\nindicators:\n  - name: c\n    # mapping\n# end\n",
    ),
    "a comment that goes on in the next line stays with its key": (
        "budget: {total: 1}   # 万元，\n                     # 含上年结转\nname: b\n",
        "name: b\nbudget: {total: 1}  # 万元，\n  # 含上年结转\n",
    ),
    "comments between a key and its block": (
        "goals: # line\n\n# first\n  - a\nbudget: # money\n  total: 1\n",
        "budget: {total: 1}  # money\ngoals:  # line\n  # first\n  - a\n",
    ),
    "comments between a key and its text": (
        "name: # 1\n  # 2\n  b # 3\ncode:\n  # 4\n  a\n",
        "# 4\ncode: a\n# 2\n# 1\nname: b  # 3\n",
    ),
    "comments between a dash and its item": (
        "indicators:\n  - # line\n    target: t\n    # name\n    name: n\n  -\n    # second\n    name: m\n",
        "indicators:\n  # name\n  - name: n  # line\n    target: t\n  # second\n  - name: m\n",
    ),
    "comments between brackets open the list, and the table": (
        "goals: [ # 1\n  a, # 2\n  # 3\n  b # 4\n  # 5\n] # 6\nbudget: {total: 1, # 7\n  fiscal: 1}\n",
        "budget:\n  total: 1  # 7\n  fiscal: 1\n# 1\ngoals:  # 6\n  - a  # 2\n  # 3\n  - b  # 4\n  # 5\n",
    ),
    "a comment between brackets stands before the next item in any column": (
        "goals: [a,\n          # 1\n  b]\n",
        "goals:\n  - a\n  # 1\n  - b\n",
    ),
    "a comment below a block of text that is not deeper than the block": (
        "name: |-\n      a\n  # 1\ncode: b\n",
        "# 1\ncode: b\nname: |-\n  a\n",
    ),
    "a comment inside keeps a table open": (
        "budget: {total: 1\n  # other: 0\n  }\nspending_plan:\n  # plan\n  6月: 1\n",
        "budget:\n  total: 1\n  # other: 0\nspending_plan:\n  # plan\n  6月: 1\n",
    ),
    "a comment in an empty list": ("goals: [ # 1\n# 2\n ]\n", "goals: []  # 1\n  # 2\n"),
    "comments behind a question mark": (
        "code: a\n? # 1\n  name # 2\n: # 3\n  b\n",
        "code: a\n# 1\n# 2\nname: b  # 3\n",
    ),
    "two comments at the end of lines that become one": (
        "- # 1\n  name: a # 2\n- - # 3\n    - b # 4\n",
        "# 1\n- name: a  # 2\n# 3\n- - - b  # 4\n",
    ),
    "document marks go, their comments stay": (
        "# 1\n--- # 2\nname: b\n... # 3\n# 4\n",
        "# 1\n# 2\nname: b\n# 3\n# 4\n",
    ),
    "scalars keep their text": (
        "budget:\n  total: 1.10\n  fiscal: +5\nunit: \"31\"\nname: 'it''s'\ncode: 0012\ntitle: \"\\u4e00\"\na:\nb: ~\n",
        "code: 0012\nname: 'it''s'\ntitle: \"\\u4e00\"\nunit: \"31\"\nbudget: {total: 1.10, fiscal: +5}\na:\nb: ~\n",
    ),
    "blocks of text keep style, header and content": (
        "name: |- # c\n      a\n       b  \n\n      # text\n\n\ntitle: >2\n     a\n  b\ngoals:\n- |1+\n   a\n\n- b\n",
        "name: |-  # c\n  a\n   b  \n\n  # text\n\ntitle: >2\n     a\n  b\ngoals:\n  - |2+\n      a\n\n  - b\n",
    ),
    "a block of nothing but blanks": ("name: |2\n     \ncode: |-\n", 'code: |-\nname: "   \\n"\n'),
    "a block at the end of a file without a line break": ("name: |\n a", "name: |-\n  a\n"),
    "no blank line joins a block that keeps its line breaks": (
        "name: |+\n  a\n\ngoals: [x]\n\ncode: b\n",
        "code: b\nname: |+\n  a\n\ngoals:\n  - x\n",
    ),
    "texts of several lines keep their value": (
        "name: a\n      b\n\n      c # 1\ntitle: \"a \\\n     \\  b\\ \n  c\"\ncode: 'x\n\n\n   y' # 2\n",
        "code: 'x\n\n\n  y'  # 2\nname: a\n  b\n\n  c  # 1\ntitle: \"a \\\n  \\  b\\x20\n  c\"\n",
    ),
    "lists and mappings in brackets become blocks": (
        "goals: [a, [b, {c: d}], [], {}]\nindicators: [{target: t, name: n}, x: 1]\n",
        "goals:\n  - a\n  - - b\n    - c: d\n  - []\n  - {}\nindicators:\n  - name: n\n    target: t\n  - x: 1\n",
    ),
    "texts are quoted where their place asks for it": (
        "goals: [-, -a]\nbudget:\n  total: 1,5\n  fiscal:\n  a,b: c\n",
        'budget: {total: "1,5", fiscal: null, "a,b": c}\ngoals:\n  - "-"\n  - "-a"\n',
    ),
    "at most one blank line stays between items, none at the ends": (
        "\n\ncode: a\n\n\n\nname: b\ngoals:\n\n  - a\n\n\n  - b\n\n\nindicators: []\n\n\n",
        "code: a\n\nname: b\ngoals:\n  - a\n\n  - b\n\nindicators: []\n",
    ),
    "blanks at the ends of lines go": ("code:   a  \ngoals:  \n  -   b \n   \n", "code: a\ngoals:\n  - b\n"),
    "a table that is too long for a line": (
        f"budget: {{total: 1, other: {'x' * 94}}}\n",
        f"budget:\n  total: 1\n  other: {'x' * 94}\n",
    ),
    "a table that is a list": ("budget: [1, 2]\n", "budget:\n  - 1\n  - 2\n"),
    "keys in quotes": ('"name" : b\n\'code\': a\nx: {"y":1}\n', '\'code\': a\n"name": b\nx:\n  "y": 1\n'),
    "keys that only a question mark can hold": (
        f"? |-\n  a\n  b\n: 1\n? {'x' * 1030}\n: 2\n",
        f'"a\\nb": 1\n? {"x" * 1030}\n: 2\n',
    ),
    "a whole file in brackets": ("# 1\n\n{name: b, # 2\ncode: a} # 3\n", "# 1\n\ncode: a\nname: b  # 2\n# 3\n"),
    "a file that is a list, or a text": ("- b # 1\n-  - c\n# 2\n", "- b  # 1\n- - c\n# 2\n"),
    "a file that is a block of text": ("# 1\n|-\n a\n# 2\n", "# 1\n|-\n  a\n# 2\n"),
}


def laid_out(text: str, schema: str = "project") -> str:
    return layout(read(text.encode(), "p.yaml"), schema)


@pytest.mark.parametrize(("before", "after"), PAIRS.values(), ids=PAIRS.keys())
def test_layout(before: str, after: str) -> None:
    assert laid_out(before) == after
    assert laid_out(after) == after
    assert laid_out(before.replace("\n", "\r\n")) == after


@pytest.mark.parametrize("text", ["", "# only this\n", "---\n", "name: “a”\n", "name: a\nname: b\n", "\ufeffname: a\n"])
def test_a_file_that_was_not_read_whole_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"p\.yaml"):
        laid_out(text)


@pytest.mark.parametrize("wrong", ["name: c # 1\n", "name: b\n", "name: b # 1\nname: b\n"])
def test_a_layout_that_would_change_the_file_is_never_given(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perfspec.layout.file.write", lambda root, schema: wrong)

    with pytest.raises(AssertionError):
        laid_out("name: b # 1\n")


@pytest.mark.parametrize(
    ("one", "other"),
    [("a: 1.10", "a: 1.1"), ("a: 1", "a: true"), ("a: 1", "a: '1'"), ("a: [x]", "a: [x, x]"), ("a: 1", "b: 1")],
)
def test_files_differ_that_say_something_else(one: str, other: str) -> None:
    first, second = (read(text.encode(), "p.yaml").data for text in (one, other))

    assert not same(first, second)
    assert same(first, first)


@given(documents())
def test_what_is_imported_is_canonical(data: dict[str, Any]) -> None:
    written = dump(data, "project", "yaml-language-server: $schema=x")

    assert laid_out(written) == written


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.name)
def test_the_reference_document_comes_back_from_any_layout(path: Path) -> None:
    text = path.read_bytes().decode()
    schema = "department" if path.name == "department.yaml" else "project"

    assert laid_out(text, schema) == text
    for seed in range(4):
        assert laid_out(scattered(text, random.Random(seed)), schema) == text


def scattered(text: str, chance: random.Random) -> str:
    """The same file with other indentation, order of keys, tables and line ends."""
    header, *chunks = re.split(r"^(?=[^ #\n])", text, flags=re.MULTILINE)
    chance.shuffle(chunks)
    text = "".join([header, *chunks])
    step = chance.randint(2, 5)
    if chance.random() < 0.5:
        text = re.sub(r"(?m)^(\w+): \{(.*)\}$", lambda m: f"{m[1]}:\n  " + m[2].replace(", ", "\n  "), text)
    lines = []
    for line in text.splitlines():
        indent, dashes, rest = re.fullmatch(r"( *)((?:- )*)(.*)", line).groups()  # type: ignore[union-attr]
        margin = " " * (len(indent) * step // 2) + ("-" + " " * (step - 1)) * (len(dashes) // 2)
        lines.append(margin + rest + "   " * (": " in line and "|" not in line))
    return chance.choice(("\n", "\r\n")).join(lines) + "\n\n"


class Sheet:
    """A generated file: any data, in any style, with numbered comments and blank lines anywhere."""

    FLAT = ("a", "b c", "1.10", "0012", "+5", "NO", "≥21个", "~", "13020823E00001", "a#b")
    PLAIN = (*FLAT, "", "张：三", "a, b", "x]")  # outside of brackets
    QUOTED = ('"318001"', "'a'", '"\\u4e00 \\"x"', "'it''s # no'", '"a: b, [c]"', '""', "' '", '"- "')
    FOLDED = ("a{}b", "a{0}{0}b c", '"a{}b"', '"a \\{}\\ b\\ {}c"', "'a  {0}{0} ''b'{1}")
    KEYS = ("code", "name", "budget", "spending_plan", "goals", "indicators", "6月", "target", "x", '"y"', "'z z'")
    LINES = ("a", "", "  b", "# no comment", "c  ", "   ", "- d", "e: f")

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def one_in(self, number: int) -> bool:
        return self.draw(st.integers(1, number)) == number

    def any_of(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def blanks(self, least: int, most: int) -> str:
        return " " * self.draw(st.integers(least, most))

    def comment(self) -> str:
        self.count += 1
        return f"# c{self.count};"

    def beside(self) -> str:
        return f"{self.blanks(1, 3)}{self.comment()}" if self.one_in(6) else self.blanks(0, 1)

    def above(self, column: int) -> str:
        """Blank lines and comments in any column."""
        text = ""
        while self.one_in(4):
            text += "\n" * self.draw(st.integers(0, 2))
            text += f"{self.blanks(0, column + 3)}{self.comment()}\n" if self.one_in(2) else ""
        return text

    def keys(self, least: int) -> list[str]:
        keys = st.lists(st.sampled_from(self.KEYS), min_size=least, max_size=4, unique_by=lambda key: key.strip("'\""))
        return self.draw(keys)

    def block(self, column: int, depth: int, compact: bool = False) -> str:
        """A mapping or list whose lines begin at a column; the first one of a compact one has begun already."""
        mapping = self.one_in(2)
        text = ""
        for key in self.keys(1):
            text += "" if compact else self.above(column) + " " * column
            text += self.key(column, depth, key) if mapping else self.dash(column, depth)
            compact = False
        return text

    def key(self, column: int, depth: int, key: str) -> str:
        if self.one_in(12):
            margin = " " * column
            return f"?{self.beside()}\n{margin} {key}{self.beside()}\n{margin}:{self.value(column, depth)}"
        return f"{key}{self.blanks(0, 1)}:{self.value(column, depth)}"

    def dash(self, column: int, depth: int) -> str:
        if depth and self.one_in(2):
            gap = self.blanks(1, 3)
            return f"-{gap}{self.block(column + 1 + len(gap), depth - 1, compact=True)}"
        return f"-{self.value(column, depth, dashed=True)}"

    def value(self, column: int, depth: int, dashed: bool = False) -> str:
        kind = self.draw(st.integers(0, 9))
        start = f"{self.beside()}\n{self.above(column)}{' ' * (column + 1)}" if self.one_in(8) else " "
        if kind < 3 and depth:
            return f"{self.beside()}\n{self.block(column + self.draw(st.integers(1, 4)), depth - 1)}"
        if kind == 3:
            return f" {self.literal(column)}"
        if kind == 4:
            break_ = "\n" + self.blanks(column + 1, column + 4)
            return f"{start}{self.any_of(*self.FOLDED).format(break_, '')}{self.beside()}\n"
        if kind == 5:
            return f"{start}{self.flow(column, 2)}{self.beside()}\n"
        return f"{start}{self.any_of(*self.PLAIN, *self.QUOTED)}{self.beside()}\n"

    def literal(self, column: int) -> str:
        margin = self.draw(st.integers(1, 4))
        digit = self.any_of("", str(margin))
        content = ["x", *self.draw(st.lists(st.sampled_from(self.LINES), max_size=4))]
        if digit:
            content.reverse()
        header = f"{self.any_of('|', '>')}{self.any_of('', '-', '+')}{digit}{self.beside()}"
        return "\n".join([header, *(" " * (column + margin) + line for line in content), ""])

    def gap(self, column: int) -> str:
        if self.one_in(5):
            return f"{self.beside()}\n{self.above(column)}{' ' * (column + 1)}{self.blanks(0, 3)}"
        return self.blanks(0, 1)

    def flow(self, column: int, depth: int) -> str:
        mapping = self.one_in(2)
        parts = []
        for key in self.keys(0):
            nested = depth and self.one_in(5)
            inner = self.flow(column, depth - 1) if nested else self.any_of("-", *self.FLAT, *self.QUOTED)
            head = f"{key}:{self.any_of(' ', self.gap(column) + ' ')}" if mapping or self.one_in(8) else ""
            parts.append(f"{self.gap(column)}{head}{inner}{self.gap(column)}")
        text = ",".join(parts) + (",,"[: self.one_in(6)] if parts else "") + self.gap(column)
        return f"{{{text}}}" if mapping else f"[{text}]"


@st.composite
def sheets(draw: st.DrawFn) -> str:
    sheet = Sheet(draw)
    start = sheet.any_of("", "", "", "---\n", f"--- {sheet.comment()}\n", "# yaml-language-server: x\n")
    end = sheet.any_of("", "", "...\n", f"... {sheet.comment()}\n{sheet.comment()}\n")
    text: str = sheet.above(0) + start + sheet.block(0, 3) + sheet.above(2) + end
    return text


@given(sheets())
def test_nothing_is_lost_and_a_second_time_changes_nothing(text: str) -> None:
    source = read(text.encode(), "p.yaml")
    if not source.whole:
        return  # some generated files are at odds with YAML

    once = layout(source, "project")
    again = read(once.encode(), "p.yaml")

    assert same(again.data, source.data)
    assert layout(again, "project") == once
    assert numbers(once) == numbers(text)
    assert laid_out(text.replace("\n", "\r\n")) == once
    if isinstance(again.data, dict):
        order = [*fields("project"), *source.data]
        assert list(again.data) == sorted(source.data, key=order.index)


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"# c\d+;", text))
