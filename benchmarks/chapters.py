"""What the rules cost, by chapter of the catalogue and one by one: processor time a project, and how often each is
called. What several rules share is on the bill of the one that asks first.

    python benchmarks/chapters.py [--projects 1000] [--rounds 3] [--only PS301 PS4]

On documents of benchmarks/documents.py. Each round is a process of its own, so that nothing is kept from the one
before; of the rounds the least is taken.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from documents import make

from perfspec.check import Terms, check
from perfspec.packs import RuleBook, load_rules
from perfspec.rule import Hit, Rule
from perfspec.rulepage import chapter_of
from perfspec.workspace import DocumentFiles, Workspace, documents, open_workspace

FIRST = 10  # documents, on which patterns are compiled


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a rule takes for a project: microseconds and calls."""

    rule: str
    chapter: str
    subject: str
    micro: float
    calls: float


def costs(workspace: Workspace, given: Iterable[DocumentFiles], book: RuleBook) -> list[Cost]:
    """What each rule takes for a project of the documents, when they are checked once."""
    spent = dict.fromkeys((rule.id for rule in book.rules), 0)
    calls = dict.fromkeys(spent, 0)

    def timed(rule: Rule) -> Rule:
        def function(*around: Any, **settings: Any) -> list[Hit]:
            start = time.process_time_ns()
            hits = list(rule.function(*around, **settings))
            spent[rule.id] += time.process_time_ns() - start
            calls[rule.id] += 1
            return hits

        return replace(rule, function=function)

    terms, projects, clock = Terms(book=replace(book, rules=tuple(map(timed, book.rules)))), 0, _clock()
    for each in given:
        check(workspace, each, terms)
        projects += len(each.projects)
    return [
        Cost(
            rule=rule.id,
            chapter=chapter_of(rule),
            subject=" | ".join(kind.__name__ for kind in rule.subjects),
            micro=max(0, spent[rule.id] - clock * calls[rule.id]) / 1000 / projects,
            calls=calls[rule.id] / projects,
        )
        for rule in book.rules
    ]


def _clock(times: int = 10_000) -> float:
    """Nanoseconds that asking for the time takes."""
    start = time.process_time_ns()
    for _ in range(times):
        time.process_time_ns()
    return (time.process_time_ns() - start) / times


def by_chapter(given: Iterable[Cost]) -> dict[str, float]:
    """Microseconds of each chapter, the dearest first."""
    found: dict[str, float] = {}
    for cost in given:
        found[cost.chapter] = found.get(cost.chapter, 0) + cost.micro
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def once(root: Path) -> list[Cost]:
    """The costs in a process that has checked nothing before but the first documents."""
    gc.disable()  # as a check does
    workspace = open_workspace(root)
    book, given = load_rules(workspace), iter(documents(workspace))
    costs(workspace, islice(given, FIRST), book)
    return costs(workspace, given, book)


def told(given: Sequence[Cost]) -> Iterator[str]:
    """The tables of chapters and of rules, the dearest first."""
    yield "| chapter | rules | µs a project |\n|---|---|---|"
    for chapter, micro in by_chapter(given).items():
        yield f"| {chapter} | {sum(cost.chapter == chapter for cost in given)} | {micro:.1f} |"
    yield f"| all | {len(given)} | {sum(cost.micro for cost in given):.1f} |"
    yield "\n| rule | about | µs a project | calls a project | µs a call |\n|---|---|---|---|---|"
    for cost in sorted(given, key=lambda cost: -cost.micro):
        a_call = cost.micro / cost.calls if cost.calls else 0
        yield f"| {cost.rule} | {cost.subject} | {cost.micro:.1f} | {cost.calls:.2f} | {a_call:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[""], help="rules whose ids begin so")
    options = parser.parse_args()
    root = make(options.projects)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        rounds = [pool.submit(once, root).result() for _ in range(options.rounds)]
    least = [min(same, key=lambda cost: cost.micro) for same in zip(*rounds, strict=True)]
    for line in told([cost for cost in least if cost.rule.startswith(tuple(options.only))]):
        print(line)


if __name__ == "__main__":
    main()
