"""How the rules across a document grow with it: time and memory for 1,000, 10,000 and 100,000 projects.

    python benchmarks/across.py [projects …]

The documents are built directly, without files, in four kinds: all projects different, copies in groups of six, all of
one purpose with one row of their own each, and all alike. Ten times the projects may take about ten times the time.
"""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from decimal import Decimal
from time import process_time

from perfspec.code import ProjectCode
from perfspec.model import Activity, Budget, Department, Document, Indicator, Project, Unit
from perfspec.packs import load_rules
from perfspec.profile import Profile
from perfspec.rule import Rule
from perfspec.target import Target
from perfspec.vocabulary import Vocabulary
from perfspec.workspace import builtin_profile, builtin_workspace

SIZES = (1_000, 10_000, 100_000)
BOOK = load_rules(builtin_workspace())
PROFILE = builtin_profile("hebei")
ROWS = ("数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "服务对象满意度指标")
# What tells the projects of a kind of document apart: purpose, and the words of their rows.
KINDS: dict[str, Callable[[int, int], tuple[str, str]]] = {
    "different": lambda number, row: (word(number), word(number)),
    "in sixes": lambda number, row: (word(number // 6), word(number // 6)),
    "one row apart": lambda number, row: ("", word(number) if row == 0 else ""),
    "alike": lambda number, row: ("", ""),
}


def word(number: int) -> str:
    """A number in letters, for the rules leave out digits."""
    return "".join(chr(ord("甲") + int(digit)) for digit in str(number))


def build(kind: str, size: int) -> Document:
    department = Department(
        code="105",
        name="某局",
        year=2024,
        region="410105",
        units=(Unit(code="105001", name="某局本级"),),
        goal="做好工作。",
        activities=(Activity(name="道路养护", goals=("道路完好",), indicators=()),),
        safeguards=(),
    )
    projects = tuple(project(number, KINDS[kind]) for number in range(size))
    return Document(name="benchmark", department=department, projects=projects, profile=PROFILE)


def project(number: int, words: Callable[[int, int], tuple[str, str]]) -> Project:
    return Project(
        code=ProjectCode(f"41010524P{number:06}10001A", "410105", 2024, "P", f"{number:06}", "10001", "A"),
        name=f"{words(number, 0)[0]}道路维修",
        unit="105001",
        activity=("道路养护", "道路养护管理", None)[number % 3],
        budget=Budget(total=Decimal(10 + number % 90)),
        purpose=f"用于{words(number, 0)[0]}道路维修",
        goals=("完成道路维修",),
        indicators=tuple(
            Indicator(
                category=PROFILE.category(category),
                name=f"{words(number, row)[1]}道路维修{category}",
                description=f"{words(number, row)[1]}道路维修的完成情况",
                target=Target.parse(f"≥{10 + row}公里"),
            )
            for row, category in enumerate(ROWS)
        ),
    )


def rules() -> Iterator[Rule]:
    return (rule for rule in BOOK.rules if rule.subject is Document)


def hits(rule: Rule, document: Document) -> int:
    """How many hits a rule has in a document; its surroundings are the document's own."""
    there = {Department: document.department, Profile: document.profile, Vocabulary: BOOK.vocabulary}
    return sum(1 for _ in rule.function(document, *map(there.get, rule.surroundings), **rule.settings))


def seconds(rule: Rule, document: Document) -> tuple[float, int]:
    """The processor time of a rule and its hits; the collector need not look through the document."""
    gc.collect()
    gc.freeze()
    start = process_time()
    count = hits(rule, document)
    return process_time() - start, count


def peak(rule: Rule, document: Document) -> int:
    """The most memory that a rule held at one time, in bytes, beside the document."""
    tracemalloc.start()
    hits(rule, document)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def main(sizes: tuple[int, ...]) -> None:
    for kind in KINDS:
        print(f"\n{kind}: seconds (times the size before), bytes held for a project")
        before: dict[str, float] = {}
        for size in sizes:
            document = build(kind, size)
            for rule in rules():
                took, found = seconds(rule, document)
                ratio = f"×{took / before[rule.id]:.1f}" if before.get(rule.id) else ""
                held = f"{peak(rule, document) // size:,} B" if size <= 10_000 else ""
                print(f"  {rule.id} {size:>7,} projects {took:7.3f} s {ratio:>6} {held:>8} {found:>8,} hits")
                before[rule.id] = took


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
