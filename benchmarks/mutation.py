"""Mutation testing of the rules and of the engine: small changes, one at a time, that the tests must notice.

    python benchmarks/mutation.py [--jobs 2] [--only rules/cost.py ...] [--sample 500]

The mutants are those of cosmic-ray (the extra `mutation`). Each is tried in a process that forks from a warm one, so
that thousands of them take minutes. It prints each survivor and, at the end, the share that was killed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENGINE = ("perfspec/engine.py", "perfspec/waivers.py", "perfspec/baseline.py", "perfspec/spot.py", "perfspec/rule.py")
TESTS = {
    "perfspec/engine.py": [
        "tests/rules/test_changes.py",
        "tests/test_engine.py",
        "tests/test_review.py::test_the_rules_about_changes_judge_the_steps",
    ],
    "perfspec/waivers.py": ["tests/test_waivers.py"],
    "perfspec/baseline.py": ["tests/test_baseline.py"],
    "perfspec/spot.py": [
        "tests/test_spot.py",
        "tests/test_diff.py",
        "tests/test_engine.py",
        "tests/test_baseline.py",
        "tests/test_waivers.py",
    ],
    "perfspec/rule.py": ["tests/test_packs.py", "tests/test_engine.py"],
}
QUICK = ["-q", "-x", "-p", "no:cacheprovider", "--assert=plain"]
SECONDS = 60  # after which a mutant that never ends is killed


@dataclass(frozen=True)
class Mutant:
    """One change of one file: the operator of cosmic-ray and which of its occurrences."""

    file: str
    operator: str
    occurrence: int
    line: int


# Mutants that change nothing: `is` is used for members of an enum and for None, and annotations are never evaluated.
SAME = ("Is_Eq", "IsNot_NotEq")
ANNOTATED = re.compile(r" *(def |\w+: |.*\) -> )")


def is_same(operator: str, line: str) -> bool:
    return operator.endswith(SAME) or ("BitOr" in operator and ANNOTATED.match(line) is not None)


def mutants(files: list[str]) -> Iterator[Mutant]:
    from cosmic_ray.ast import ast_nodes, get_ast_from_path
    from cosmic_ray.plugins import get_operator, operator_names

    for file in files:
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        tree = get_ast_from_path(ROOT / file)
        for name in operator_names():
            operator = get_operator(name)
            if operator.arguments():
                continue
            occurrence = 0
            for node in ast_nodes(tree):
                for start, _ in operator().mutation_positions(node):
                    if not is_same(name, lines[start[0] - 1]):
                        yield Mutant(file, name, occurrence, start[0])
                    occurrence += 1


def mutated(source: str, mutant: Mutant) -> str | None:
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    return mutate_code(source, get_operator(mutant.operator)(), mutant.occurrence)


def tests_of(file: str) -> list[str]:
    """What is run against a file: for a chapter of rules its own tests, its examples and the reference document."""
    if file in TESTS:
        return TESTS[file]
    ids = re.findall(r'^    "([A-Z]+\d{3})",$', (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    own = [f"tests/rules/test_{Path(file).stem}.py"]
    return [
        *(name for name in own if (ROOT / name).exists()),
        *SHARED,
        "-k",
        f"test_{Path(file).stem} or {' or '.join(ids)}",
    ]


SHARED = ["tests/rules/test_nothing_there.py", "tests/test_catalogue.py", "tests/test_rules_examples.py"]


def survives(copy: Path, mutant: Mutant, source: str) -> bool | None:
    """Whether the tests pass with the mutant; None where the mutation changes nothing."""
    changed = mutated(source, mutant)
    if changed is None or changed == source:
        return None
    (copy / mutant.file).write_text(changed, encoding="utf-8")
    passed = passes(mutant.file)
    (copy / mutant.file).write_text(source, encoding="utf-8")
    return passed


def passes(file: str, *, quiet: bool = True) -> bool:
    """Whether the tests of a file pass in a process of their own."""
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        if quiet:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
        import pytest

        code = 1
        try:
            code = int(pytest.main([*QUICK, *tests_of(file)]))
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def work(copy: Path, share: list[Mutant], told: int) -> None:
    """Try a share of the mutants in a copy of the repository, and write a line for each."""
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = True
    sources = {mutant.file: (copy / mutant.file).read_text(encoding="utf-8") for mutant in share}
    warm = ["pytest", "hypothesis", "yaml", "jsonschema"]
    if not any(file in TESTS for file in sources):
        warm += ["perfspec.check", "perfspec.examples", "perfspec.cli"]  # rules are read from their files anew
    for name in warm:
        import_module(name)
    for file in sources:
        if not passes(file):
            passes(file, quiet=False)
            os.write(told, f"broken {file}: its tests do not pass as it is\n".encode())
            return
    for mutant in share:
        result = {True: "survived", False: "killed", None: "same"}[survives(copy, mutant, sources[mutant.file])]
        os.write(told, f"{result} {mutant.file}:{mutant.line} {mutant.operator} #{mutant.occurrence}\n".encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    rules = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").glob("*.py"))
    counts: dict[str, Counter[str]] = {}
    total = 0
    for files in ([file for file in rules if not options.only or file in options.only], *([file] for file in ENGINE)):
        if options.only and not set(files) & set(options.only):
            continue
        found = list(mutants(files))
        total += min(len(found), options.sample or len(found))
        random.Random(0).shuffle(found)
        for line in spread(found[: options.sample or None], options.jobs):
            if line.startswith("broken"):
                sys.exit(line)
            result, file, *_ = re.split("[ :]", line)
            counts.setdefault(file, Counter())[result] += 1
            if result == "survived":
                print(line, flush=True)
            done = sum(each.total() for each in counts.values())
            print(f"{done} of {total}", end="\r", file=sys.stderr, flush=True)
    for file, count in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        tried = count["killed"] + count["survived"]
        print(f"{file}: {tried} mutants, {count['killed']} killed, {100 * count['killed'] / max(1, tried):.1f} %")


def spread(found: list[Mutant], jobs: int) -> Iterator[str]:
    """The lines that the jobs write, as they come."""
    read, write = os.pipe()
    children = []
    with tempfile.TemporaryDirectory() as folder:
        for job in range(jobs):
            copy = Path(folder) / str(job)
            ignored = shutil.ignore_patterns(
                ".git", ".venv", "node_modules", "__pycache__", "dist", "build", ".*_cache"
            )
            shutil.copytree(ROOT, copy, ignore=ignored)
            child = os.fork()
            if not child:
                try:
                    work(copy, found[job::jobs], write)
                finally:
                    os._exit(0)
            children.append(child)
        os.close(write)
        with os.fdopen(read, encoding="utf-8") as lines:
            yield from map(str.rstrip, lines)
        for child in children:
            os.waitpid(child, 0)


if __name__ == "__main__":
    main()
