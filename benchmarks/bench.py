"""How fast a check is, beside other tools and beside what it must reach: whole processes, in alternation, medians.

    python benchmarks/bench.py [--projects 10000] [--large 100000] [--rounds 3] [--peers]

On documents of benchmarks/documents.py. `--peers` runs check-jsonschema, yamllint, ajv-cli and Spectral on the same
files, with the schema alone. What was measured is written to benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from documents import ROOT, WORK, make
from peers import peers

COLD, ALONE, WARM = "perfspec check, cold", "perfspec check, cold, one process", "perfspec check, warm"
ONE, ANEW = "perfspec check, one file, again", "perfspec check, one file, anew"
LOADER, BY_LIBYAML = "CSafeLoader", "read by libyaml what is not ordinary"
WITH_PLACES, READ = "read, with the place of every value", "read, with places when asked for"
NAIVE, FIND, PASS = "plain loop of CSafeLoader and jsonschema", "find -printf", "python -c pass"
LOOP = """
import sys, yaml
from pathlib import Path
from json import loads
from jsonschema import Draft202012Validator
judge = Draft202012Validator(loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
for path in Path(sys.argv[2]).rglob("*.yaml"):
    if path.name != "department.yaml":
        list(judge.iter_errors(yaml.load(path.read_bytes(), yaml.CSafeLoader)))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A command as it was measured: seconds of each round, and the most memory that one of its processes held."""

    seconds: tuple[float, ...]
    megabytes: float

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Must:
    """A ratio of two commands of one run: how many times faster the second is than the first, or how many times its
    time the first takes; what it must be and what it should be."""

    command: str
    beside: str
    must: float
    goal: float
    is_faster: bool = True


MUSTS = (
    Must(command=COLD, beside="check-jsonschema", must=20, goal=40),
    Must(command=COLD, beside="yamllint", must=30, goal=60),
    Must(command=COLD, beside="Spectral", must=60, goal=150),
    Must(command=COLD, beside="ajv-cli", must=1, goal=1.5),
    Must(command=ONE, beside=PASS, must=4, goal=3, is_faster=False),
    Must(command=ANEW, beside=PASS, must=4, goal=3, is_faster=False),
)
LARGE_MUSTS = (
    Must(command=COLD, beside=NAIVE, must=8, goal=15),
    Must(command=WARM, beside=FIND, must=3, goal=2, is_faster=False),
)


def commands(root: Path, schema: Path) -> dict[str, list[str]]:
    """What is measured, by name; of the files that lie in a workspace."""
    perfspec = [sys.executable, "-m", "perfspec", "check", "-C", str(root), "--fail-on", "never"]
    one = str(next(path for path in sorted((root / "projects").rglob("*.yaml")) if path.name != "department.yaml"))
    return {
        COLD: [*perfspec, "--no-cache"],
        ALONE: [*perfspec, "--no-cache", "--jobs", "1"],
        WARM: perfspec,
        ONE: [*perfspec, one],
        ANEW: [*perfspec, one, "--no-cache"],
        NAIVE: [sys.executable, "-c", LOOP, str(schema), str(root / "projects")],
        FIND: ["find", str(root / "projects"), "-printf", "%p %s %T@\\n"],
        PASS: [sys.executable, "-c", "pass"],
    }


def measure(given: dict[str, list[str]], rounds: int) -> dict[str, Measured]:
    """Each command in its turn, so many times over: what is measured together can be compared."""
    seconds: dict[str, list[float]] = {name: [] for name in given}
    peaks = dict.fromkeys(given, 0.0)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # counts for a child too
    for _ in range(rounds):
        for name, command in given.items():
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, _, used = os.wait4(process.pid, 0)
            seconds[name].append(time.perf_counter() - start)
            if used.ru_maxrss > own:
                peaks[name] = max(peaks[name], used.ru_maxrss / 1024)
            print(f"{name}: {seconds[name][-1]:.2f} s", flush=True)
    return {name: Measured(seconds=tuple(seconds[name]), megabytes=peaks[name]) for name in given}


def layers(root: Path, files: int = 1_000) -> dict[str, float]:
    """Microseconds of processor time that each layer takes for a file, in this process."""
    import yaml
    from chapters import by_chapter, costs

    from perfspec import conformity
    from perfspec.check import NO_TERMS, Terms, check
    from perfspec.packs import load_rules
    from perfspec.publish.templates import render_table
    from perfspec.workspace import documents, open_workspace
    from perfspec.yamlfile import read
    from perfspec.yamlfile.file import read_by_libyaml, read_with_places

    workspace = open_workspace(root)
    book = load_rules(workspace)
    paths = [path for path in sorted((root / "projects").rglob("*.yaml")) if path.name != "department.yaml"][:files]
    texts = [path.read_bytes() for path in paths]
    found = {"open and read": _each(paths, lambda path: path.read_bytes())}
    found[LOADER] = _each(texts, lambda text: yaml.load(text, yaml.CSafeLoader))
    found[BY_LIBYAML] = _each(texts, lambda text: read_by_libyaml(text, "a.yaml"))
    found[WITH_PLACES] = _each(texts, lambda text: read_with_places(text, "a.yaml"))
    found[READ] = _each(texts, lambda text: read(text, "a.yaml"))
    sources = [read(text, "a.yaml") for text in texts]
    found["accept by the schema"] = _each(sources, lambda source: conformity.read_faults(source, "project"))
    read_documents = list(documents(workspace, [path.parent for path in paths[:: max(1, files // 100)]]))
    count = sum(len(each.projects) for each in read_documents)
    share = len(read_documents) / count
    found["all but the rules"] = share * _each(read_documents, lambda each: check(workspace, each, NO_TERMS))
    terms = Terms(book=book)
    whole_check = share * _each(read_documents, lambda each: check(workspace, each, terms))
    found["rules"] = whole_check - found["all but the rules"]
    of_chapters = by_chapter(costs(workspace, read_documents, book))
    found |= {f"rules: {chapter}": micro for chapter, micro in of_chapters.items()}
    whole = [document for each in read_documents if (document := check(workspace, each, NO_TERMS).document)]
    tables = [(document, project) for document in whole for project in document.projects]
    folders = workspace.folders("templates")
    found["render a table as HTML"] = _each(tables, lambda pair: render_table(*pair, "html", folders))
    return found


def _each(values: Sequence, work: Callable) -> float:  # type: ignore[type-arg]
    start = time.process_time_ns()
    for value in values:
        work(value)
    return (time.process_time_ns() - start) / 1000 / max(1, len(values))


def growth_across(sizes: tuple[int, int], rounds: int) -> float:
    """How many times as long the rules across files take for a document of the second size as for one of the first."""
    from across import build, rules, seconds

    took = []
    for size in sizes:
        document = build("in sixes", size)
        took.append(min(sum(seconds(rule, document)[0] for rule in rules()) for _ in range(rounds)))
    return took[1] / took[0]


def told(
    sizes: tuple[int, int],
    rounds: int,
    found: dict[str, Measured],
    large: dict[str, Measured],
    of_layers: dict[str, float],
    across: float | None,
) -> Iterator[str]:
    """The page of results."""
    yield "# What was measured\n"
    yield f"`make bench`: {rounds} {'round' if rounds == 1 else 'rounds'} in alternation, whole processes, medians."
    yield "Memory is told where it is more than the measuring process held itself."
    yield f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}.\n"
    yield "| what it must reach | must | goal | measured |\n|---|---|---|---|"
    for size, measured, musts in zip(sizes, (found, large), (MUSTS, LARGE_MUSTS), strict=True):
        yield from _musts(size, measured, musts)
    for name in (WITH_PLACES, READ):
        times = of_layers[LOADER] / of_layers[name]
        yield f"| {name}, against {LOADER} | 1.8 × faster | 4 × faster | {times:.1f} × faster |"
    if large:
        megabytes, times = large[ALONE].megabytes, large[COLD].median / found[COLD].median
        yield f"| peak memory of one process, {sizes[1]:,} projects | 150 MiB | 100 MiB | {megabytes:.0f} MiB |"
        yield f"| growth from {sizes[0]:,} to {sizes[1]:,}, cold | ≤ 11 × | ≤ 10.3 × | {times:.1f} × |"
    if across:
        yield f"| growth of the rules across files alone | ≤ 11 × | ≤ 10.3 × | {across:.1f} × |"
    for size, measured in zip(sizes, (found, large), strict=True):
        if measured:
            yield f"\n| {size:,} projects | seconds | beside a cold check | peak memory of a process, MiB |"
            yield "|---|---|---|---|"
        for name, each in measured.items():
            ratio = each.median / measured[COLD].median
            held = f"{each.megabytes:.0f}" if each.megabytes else ""
            yield f"| {name} | {each.median:.3f} | {ratio:.2f} × | {held} |"
    yield "\n| layer, one process | µs a file |\n|---|---|"
    for name, micro in of_layers.items():
        yield f"| {name} | {micro:.0f} |"


def _musts(size: int, measured: dict[str, Measured], musts: Sequence[Must]) -> Iterator[str]:
    for must in musts:
        if must.command in measured and must.beside in measured:
            ratio = measured[must.command].median / measured[must.beside].median
            sign, how, shown = ("", "× faster", 1 / ratio) if must.is_faster else ("≤ ", "× its time", ratio)
            yield (
                f"| {must.command}, {size:,} projects, against {must.beside} "
                f"| {sign}{must.must} {how} | {sign}{must.goal} {how} | {shown:.1f} {how} |"
            )


def run(root: Path, given: dict[str, list[str]], rounds: int) -> dict[str, Measured]:
    """Measure commands on a workspace whose answers are known already where they can be."""
    time.sleep(2.1)  # a file that has just been written is not recalled
    for name in (WARM, ONE):
        subprocess.run(given[name], check=True, stdout=subprocess.DEVNULL)
    print(root.name, flush=True)
    return measure(given, rounds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=0, help="also so many, without the peers")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    os.environ["PERFSPEC_CACHE_DIR"] = str(WORK / "cache")
    schema = ROOT / "schemas" / "project.schema.json"
    root = make(options.projects)
    found = run(root, commands(root, schema) | (peers(root, schema) if options.peers else {}), options.rounds)
    large: dict[str, Measured] = {}
    if options.large:
        larger = make(options.large)
        large = run(larger, commands(larger, schema), options.rounds)
    sizes, of_layers = (options.projects, options.large), layers(root)
    across = growth_across(sizes, options.rounds) if options.large else None
    lines = told(sizes, options.rounds, found, large, of_layers, across)
    (ROOT / "benchmarks" / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
