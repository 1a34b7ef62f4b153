"""How fast a check is, beside other tools, on documents of any number: whole processes, in alternation, medians.

    python benchmarks/bench.py [--projects 10000] [--rounds 3] [--peers] [--growth 1000 10000 100000]

The documents are made of the good ones among the tests, each time with the names of other places, so that purposes and
goals are their own and about half of the rows come again, as in the reference document; one project in a hundred has a
fault. `--peers` installs
check-jsonschema, yamllint, ajv-cli and Spectral below build/bench and runs them on the same files, with the schema
alone. What was measured is written to benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from perfspec.rule import Hit, Rule

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "data" / "good"
WORK = ROOT / "build" / "bench"
SYLLABLES = (
    "东西南北上下前后大小新老",
    "安平清石龙凤金玉白青红黄",
    "河湖山林松柏桃柳云泉桥塘",
    "村镇街坊里巷沟岭湾洼坡庄",
)
PEERS = ("check-jsonschema", "yamllint", "ajv", "spectral")
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
SPECTRAL = """
rules:
  project:
    given: "$"
    severity: error
    then: {{function: schema, functionOptions: {{schema: {{$ref: "{schema}"}}}}}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A command as it was measured: seconds of each round, and the most memory that one of its processes held."""

    seconds: tuple[float, ...]
    megabytes: float

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def make(projects: int) -> Path:
    """A workspace with so many projects, in documents as large as the good ones; made once, the same each time."""
    root = WORK / f"projects-{projects}"
    if (root / "perfspec.yaml").exists():
        return root
    shutil.rmtree(root, ignore_errors=True)
    departments = sorted(GOOD.rglob("department.yaml"))
    made, copy = 0, 0
    while made < projects:
        for department in departments:
            folder = root / "projects" / f"{department.parent.name}-{copy:05}"
            folder.mkdir(parents=True, exist_ok=True)
            made += _copy(department.parent, folder, _place(copy), made, projects - made)
        copy += 1
    (root / "perfspec.yaml").write_text("profile: hebei\n", encoding="utf-8")
    return root


def _place(number: int) -> str:
    """A name of a place that no other number has."""
    name = ""
    for syllables in SYLLABLES:
        number, syllable = divmod(number, len(syllables))
        name += syllables[syllable]
    return f"{name}片区"


def _moved(text: str, place: str) -> str:
    """A project told of a place: its purpose, its goals, and every other row, by its name or a description."""
    head, indicators, rows = text.partition("\nindicators:")
    head = re.sub(r"(?m)^(purpose: [^\"'|>\n].*|  - [^\"'|>\n{].*)$", rf"\1，涉及{place}", head)
    parts = re.split(r"(?m)^(?=  - category)", rows)
    for number, row in enumerate(parts):
        if number % 4 == 1:
            parts[number] = re.sub(r"(?m)^(    name: )(?=[^\"'])", rf"\1{place}", row)
        elif number % 4 == 3 and "description:" not in row:
            parts[number] = re.sub(r"(?m)^(    name: .*)$", rf"\1\n    description: 在{place}", row)
    return head + indicators + "".join(parts)


def _copy(source: Path, folder: Path, place: str, made: int, most: int) -> int:
    """Copy a document with at most so many of its projects; every hundredth project gets a fault."""
    text = (source / "department.yaml").read_text(encoding="utf-8")
    profile = "" if "\nprofile:" in text else f"profile: {source.parent.parent.name}\n"
    (folder / "department.yaml").write_text(text + profile, encoding="utf-8")
    files = sorted(path for path in source.glob("*.yaml") if path.name != "department.yaml")[:most]
    for number, path in enumerate(files, start=made):
        text = _moved(path.read_text(encoding="utf-8"), place)
        fault = text.replace("\nindicators:", "\nindicatros:", 1) if number % 100 == 99 else text
        (folder / path.name).write_text(fault, encoding="utf-8")
    return len(files)


def commands(root: Path, schema: Path) -> dict[str, list[str]]:
    """What is measured, by name; of the files that lie in a workspace."""
    perfspec = [sys.executable, "-m", "perfspec", "check", "-C", str(root), "--fail-on", "never"]
    one = next(path for path in sorted((root / "projects").rglob("*.yaml")) if path.name != "department.yaml")
    return {
        "perfspec check, cold": [*perfspec, "--no-cache"],
        "perfspec check, cold, one process": [*perfspec, "--no-cache", "--jobs", "1"],
        "perfspec check, warm": perfspec,
        "perfspec check, one file": [*perfspec, str(one)],
        "plain loop of CSafeLoader and jsonschema": [sys.executable, "-c", LOOP, str(schema), str(root / "projects")],
        "find -printf": ["find", str(root / "projects"), "-printf", "%p %s %T@\\n"],
        "python -c pass": [sys.executable, "-c", "pass"],
    }


def peers(root: Path, schema: Path) -> dict[str, list[str]]:
    """The other tools, installed where they are not there yet; each checks the projects against the schema alone."""
    python, node = WORK / "python", WORK / "node"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python], check=True)
        subprocess.run([python / "bin/pip", "install", "--quiet", "check-jsonschema", "yamllint"], check=True)
    if not node.exists():
        node.mkdir(parents=True)
        packages = ["ajv-cli@5", "@stoplight/spectral-cli@6"]
        subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", node, *packages], check=True
        )
    files = [str(path) for path in sorted((root / "projects").rglob("*.yaml")) if path.name != "department.yaml"]
    ruleset = WORK / "spectral.yaml"
    ruleset.write_text(SPECTRAL.format(schema=schema), encoding="utf-8")
    bin = node / "node_modules" / ".bin"
    some = f"{root}/projects/*/[0-9]*.yaml"
    return {
        "check-jsonschema": [str(python / "bin/check-jsonschema"), "--schemafile", str(schema), *files],
        "yamllint": [str(python / "bin/yamllint"), "-d", "relaxed", "-f", "parsable", *files],
        "ajv-cli": [str(bin / "ajv"), "validate", "--spec=draft2020", "--strict=false", "-s", str(schema), "-d", some],
        "Spectral": [str(bin / "spectral"), "lint", "-q", "-r", str(ruleset), some],
    }


def measure(given: dict[str, list[str]], rounds: int) -> dict[str, Measured]:
    """Each command in its turn, so many times over: what is measured together can be compared."""
    seconds: dict[str, list[float]] = {name: [] for name in given}
    peaks = dict.fromkeys(given, 0.0)
    for _ in range(rounds):
        for name, command in given.items():
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, _, used = os.wait4(process.pid, 0)
            seconds[name].append(time.perf_counter() - start)
            peaks[name] = max(peaks[name], used.ru_maxrss / 1024)
            print(f"{name}: {seconds[name][-1]:.2f} s", flush=True)
    return {name: Measured(seconds=tuple(seconds[name]), megabytes=peaks[name]) for name in given}


def layers(root: Path, files: int = 1_000) -> dict[str, float]:
    """Microseconds of processor time that each layer takes for a file, in this process."""
    from perfspec import conformity
    from perfspec.check import NO_TERMS, Terms, check
    from perfspec.packs import load_rules
    from perfspec.publish.templates import render_table
    from perfspec.workspace import documents, open_workspace
    from perfspec.yamlfile import read

    workspace = open_workspace(root)
    book = load_rules(workspace)
    paths = [path for path in sorted((root / "projects").rglob("*.yaml")) if path.name != "department.yaml"][:files]
    texts = [path.read_bytes() for path in paths]
    found = {"open and read": _each(paths, lambda path: path.read_bytes())}
    found["parse, with places"] = _each(texts, lambda text: read(text, "a.yaml"))
    sources = [read(text, "a.yaml") for text in texts]
    found["accept by the schema"] = _each(sources, lambda source: conformity.read_faults(source, "project"))
    read_documents = list(documents(workspace, [path.parent for path in paths[:: max(1, files // 100)]]))
    count = sum(len(each.projects) for each in read_documents)
    share = len(read_documents) / count
    found["all but the rules"] = share * _each(read_documents, lambda each: check(workspace, each, NO_TERMS))
    spent: dict[str, float] = {}
    terms = Terms(book=book)
    whole_check = share * _each(read_documents, lambda each: check(workspace, each, terms))
    found["rules"] = whole_check - found["all but the rules"]
    timed = Terms(book=replace(book, rules=tuple(_timed(rule, spent) for rule in book.rules)))
    for each in read_documents:
        check(workspace, each, timed)
    found |= {f"rules/{name}.py": value / count for name, value in sorted(spent.items(), key=lambda one: -one[1])}
    whole = [document for each in read_documents if (document := check(workspace, each, NO_TERMS).document)]
    tables = [(document, project) for document in whole for project in document.projects]
    folders = workspace.folders("templates")
    found["render a table as HTML"] = _each(tables, lambda pair: render_table(*pair, "html", folders))
    return found


def _timed(rule: Rule, spent: dict[str, float]) -> Rule:
    """The rule, adding the microseconds that it takes to those of its chapter."""
    chapter = Path(rule.function.__code__.co_filename).stem

    def function(*given: Any, **settings: Any) -> list[Hit]:
        start = time.process_time_ns()
        hits = list(rule.function(*given, **settings))
        spent[chapter] = spent.get(chapter, 0) + (time.process_time_ns() - start) / 1000
        return hits

    return replace(rule, function=function)


def _each(values: Sequence, work: Callable) -> float:  # type: ignore[type-arg]
    start = time.process_time_ns()
    for value in values:
        work(value)
    return (time.process_time_ns() - start) / 1000 / max(1, len(values))


def told(
    projects: int,
    rounds: int,
    found: dict[str, Measured],
    of_layers: dict[str, float],
    growth: dict[int, Measured],
) -> Iterator[str]:
    """The page of results."""
    cold = found["perfspec check, cold"].median
    yield "# What was measured\n"
    yield f"`make bench`: {projects:,} projects, {rounds} rounds in alternation, whole processes, medians."
    yield f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}.\n"
    yield "| command | seconds | beside a cold check | peak memory of a process, MiB |\n|---|---|---|---|"
    for name, each in found.items():
        yield f"| {name} | {each.median:.2f} | {each.median / cold:.2f} × | {each.megabytes:.0f} |"
    yield "\n| layer, one process | µs a file |\n|---|---|"
    for name, micro in of_layers.items():
        yield f"| {name} | {micro:.0f} |"
    if growth:
        yield "\n| projects, cold | seconds | times the one before | peak memory of a process, MiB |\n|---|---|---|---|"
        before = None
        for size, each in growth.items():
            times = f"{each.median / before:.1f}" if before else ""
            yield f"| {size:,} | {each.median:.2f} | {times} | {each.megabytes:.0f} |"
            before = each.median


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--growth", type=int, nargs="*", default=[])
    options = parser.parse_args()
    os.environ["PERFSPEC_CACHE_DIR"] = str(WORK / "cache")
    schema = ROOT / "schemas" / "project.schema.json"
    root = make(options.projects)
    given = commands(root, schema) | (peers(root, schema) if options.peers else {})
    time.sleep(2.1)  # a file that has just been written is not recalled
    subprocess.run(given["perfspec check, warm"], check=True, stdout=subprocess.DEVNULL)
    found = measure(given, options.rounds)
    growth = {}
    for size in options.growth:
        one = {"cold": commands(make(size), schema)["perfspec check, cold"]}
        growth[size] = measure(one, 1)["cold"]
    lines = told(options.projects, options.rounds, found, layers(root), growth)
    (ROOT / "benchmarks" / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
