"""The quick reader gives what libyaml gives, with the same places, or nothing.

    python -m tests.test_yamlfile_ordinary [3000000] [SEED]

does so for as many mutated files.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path as Folder
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.place import Path
from perfspec.yamlfile import file as yamlfile
from perfspec.yamlfile import ordinary
from tests.conftest import REPOSITORY

SIGNS = list("：，“”｛｝［］－＃　\t\r\n\0\u200b\ufeff\u2028\x85\u00a0 :-#&*!|>'\"%@`{}[],?~.0179abé国𠀀\ufffd\\<=≥_")
FRAGMENTS = (
    *("- ", "-", ": ", ":", " #", "# ", "|", "|-\n", ">", "? ", "&a ", "*a", "!!str ", "---\n", "...\n", "%YAML 1.2\n"),
    *(
        "<<: ",
        "~",
        "null",
        "true",
        "No",
        "1_000",
        "0x1F",
        "1e3",
        "012",
        "-5",
        "+5",
        ".5",
        "5.",
        "2023-06-30",
        "12:30:00",
    ),
    *(
        '""',
        "''",
        "{}",
        "[]",
        "{a: 1}",
        "{a: 1, a: 2}",
        "[a, b]",
        ", ",
        "a: b",
        "a:\n",
        "  ",
        "    ",
        "\n",
        "\n\n",
        " \n",
    ),
    *(
        "： ",
        "a：b",
        "6月：",
        "318001：",
        "“",
        "”",
        "“国”",
        "a - “b”",
        "{a: 一，b: 2}",
        "－ ",
        "—",
        "；",
        '"：',
        " -",
        "- - ",
        "=",
        "字" * 1100,
    ),
    *("name: ", "budget:\n  total: 1\n", "- category: x\n", '"a', "a'b", "〔〕", "：", "1月: 5\n"),
)


@cache
def sources() -> list[str]:
    """Real files, and the documents of the tests with their faults."""
    folders = (REPOSITORY / "projects", REPOSITORY / "tests" / "data" / "good", REPOSITORY / "tests" / "data" / "bad")
    files = sorted(path for folder in folders for path in folder.rglob("*.yaml"))
    return [path.read_text(encoding="utf-8") for path in files]


def mutated(text: str, chance: random.Random) -> str:
    """A text with one to four small changes such as hands and programs make."""
    for _ in range(chance.randint(1, 4)):
        lines = text.split("\n")
        number, at = chance.randrange(len(lines)), chance.randint(0, len(text))
        change = chance.randrange(11)
        if change == 0:
            text = text[:at] + chance.choice(SIGNS) + text[at:]
        elif change == 1:
            text = text[:at] + chance.choice(SIGNS) + text[at + 1 :]
        elif change == 2:
            text = text[:at] + text[at + chance.randint(1, 3) :]
        elif change == 3:
            text = text[:at] + chance.choice(FRAGMENTS) + text[at:]
        elif change == 4:
            lines[number] = " " * chance.randint(0, 6) + lines[number].lstrip()
        elif change == 5:
            lines.insert(chance.randrange(len(lines)), lines[number])
        elif change == 6:
            del lines[number]
        elif change == 7:
            key, colon, _ = lines[number].partition(": ")
            lines[number] = f"{key}{colon}{chance.choice(FRAGMENTS)}"
        elif change == 8:
            indent = len(lines[number]) - len(lines[number].lstrip(" -"))
            lines[number] = f"{lines[number][:indent]}{chance.choice(FRAGMENTS)}{lines[number][indent:]}"
        elif change == 9:
            lines = "\r\n".join(lines).split("\n")
        else:
            lines[number] += chance.choice((" ", ":", " # a", "\r", "\t", ",", *FRAGMENTS))
        if change > 3:
            text = "\n".join(lines)
    return text


def is_ordinary(text: str) -> bool:
    """Whether the quick reader takes a text; where it does, it says what libyaml says, to the type of each value."""
    source = text.encode("utf-8", "surrogatepass")
    quick = yamlfile._quickly(source, "a.yaml")
    if quick is None:
        return False
    slow = yamlfile.read_by_libyaml(source, "a.yaml")
    told = (quick.source, repr(quick.data), quick.findings, quick.unread, quick.is_partial)
    assert told == (slow.source, repr(slow.data), slow.findings, slow.unread, slow.is_partial), repr(text)
    placed = yamlfile.read_with_places(source, "a.yaml")
    for path in paths(quick.data):
        for place in ("place", "key_place"):
            assert getattr(placed, place)(path) == getattr(slow, place)(path), (text, place, path)
    return True


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of all values, and one below each where nothing is."""
    yield path
    yield (*path, "nothing")
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from paths(value, (*path, step))


def test_most_files_are_ordinary() -> None:
    for texts in (sources(), [text.replace("\n", "\r\n") for text in sources()]):
        assert sum(map(is_ordinary, texts)) >= 0.85 * len(texts)


@given(seed=st.integers(0, 2**64))
def test_mutated_files_are_read_as_libyaml_reads_them(seed: int) -> None:
    chance = random.Random(seed)
    is_ordinary(mutated(chance.choice(sources()), chance))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# only a comment\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "a:\nb: 1\n",  # an empty value
        "a: 1\n  b\n",  # a value that runs on
        "a: 1\n  b: 2\n",
        "a:\n  b: 1\n c: 2\n",
        "a:\n  - 1\n  b: 2\n",
        "a:\n  b: 2\n  - 1\n",
        "- 1\n",
        "a: b: c\n",
        "a: b # c\n",
        "a: 'b'\n",
        'a: "b\\n"\n',
        "a: |\n  b\n",
        "a: &b 1\n",
        "a: *b\n",
        "a: !!str 1\n",
        "? a\n",
        "a: [1, [2]]\n",
        "a: {b: {c: 1}}\n",
        "---\na: 1\n",
        "a: 1\n...\n",
        "".join(f"{'  ' * depth}a:\n" for depth in range(12)) + f"{'  ' * 12}b: 1\n",
        f"a: {'b' * ordinary.MOST}\n",
    ],
)
def test_what_is_not_ordinary_is_left_to_libyaml(text: str) -> None:
    assert ordinary.data_of(text) is None


def test_values_have_the_types_of_the_core_schema() -> None:
    text = 'a: 1.10\nb: "1"\nc:\n  - 012\nd: {e: true, f: "x", 6月: 50}\ng: []\ni: [x, 2]\n'
    assert repr(ordinary.data_of(text)) == (
        "{'a': Decimal('1.10'), 'b': '1', 'c': ['012'], 'd': {'e': True, 'f': 'x', '6月': 50}, 'g': [], 'i': ['x', 2]}"
    )


@pytest.mark.parametrize("source", [b"name: a\nbudget: {total: 1}\n", b"name: a\nbudget: {total: '1'}\n"])
def test_a_place_is_found_when_it_is_asked_for(source: bytes) -> None:
    asked = yamlfile.read(source, "a.yaml").light
    assert asked.place(("budget", "total")) == yamlfile.read_by_libyaml(source, "a.yaml").place(("budget", "total"))


def test_it_may_be_deleted(workspace: Folder) -> None:
    code = """
import sys
if "without" in sys.argv:
    sys.modules["perfspec.yamlfile.ordinary"] = None
from perfspec.cli import main
main(["check", "-C", sys.argv[1], "--no-cache", "--format", "json"])
"""
    told = [
        subprocess.run(
            [sys.executable, "-c", code, str(workspace), way], capture_output=True, check=True, cwd=REPOSITORY
        )
        for way in ("with", "without")
    ]
    assert told[0].stdout == told[1].stdout != b""


def main(count: int, seed: int) -> None:
    chance = random.Random(seed)
    taken = sum(is_ordinary(mutated(chance.choice(sources()), chance)) for _ in range(count))
    print(f"{count:,} mutated files: {taken:,} were ordinary, and read as libyaml reads them")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=3_000_000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    main(**vars(parser.parse_args()))
