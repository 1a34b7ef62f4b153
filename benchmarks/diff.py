"""Time and memory of `perfspec diff` beside `git diff --stat` on the same range, whole processes, in alternation.

    python benchmarks/diff.py [--projects 10000] [--changed 100] [--rounds 5]

It makes a git repository in a temporary folder. Machines are noisy: read the ratios. Rows two and three vary the number
of all files, the last two that of the changed ones: cost should follow what changed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "projects" / "fengrun-finance-2023"
PROJECT = (SAMPLE / "13020823P00023510001U.yaml").read_text(encoding="utf-8")
GIT = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0"]


def make(root: Path, projects: int, changed: int) -> None:
    """A repository with one document, and a second commit that lowers a target in some of its projects."""
    folder = root / "projects" / "document"
    folder.mkdir(parents=True)
    (root / "perfspec.yaml").write_text("profile: hebei\n", encoding="utf-8")
    (folder / "department.yaml").write_bytes((SAMPLE / "department.yaml").read_bytes())
    for number in range(projects):
        code = f"13020823P{number:06}10001U"
        text = PROJECT.replace("13020823P00023510001U", code).replace("一事一议", f"一事一议{number}")
        (folder / f"{code}.yaml").write_text(text, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "old")
    for number in range(0, projects, max(1, projects // changed)):
        path = folder / f"13020823P{number:06}10001U.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("≥21个", "≥15个"), encoding="utf-8")
    git(root, "commit", "-q", "-a", "-m", "new")


def git(root: Path, *arguments: str) -> None:
    subprocess.run([*GIT, *arguments], cwd=root, check=True, capture_output=True)


def run(command: list[str], root: Path) -> tuple[float, float]:
    """Seconds and MiB at most of one process."""
    start = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, env=environment) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return time.perf_counter() - start, used.ru_maxrss / 1024


def compare(projects: int, changed: int, rounds: int) -> str:
    """A row of the table; the first round warms up and does not count."""
    ours = [sys.executable, "-m", "perfspec", "diff", "HEAD~1", "HEAD", "--format", "json", "--fail-on", "never"]
    theirs = ["git", "diff", "--stat", "HEAD~1", "HEAD"]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make(root, projects, changed)
        pairs = [(run(ours, root), run(theirs, root)) for _ in range(rounds + 1)][1:]
    times = [statistics.median(each[side][0] for each in pairs) for side in (0, 1)]
    ratio = statistics.median(one[0] / other[0] for one, other in pairs)
    memory = [statistics.median(each[side][1] for each in pairs) for side in (0, 1)]
    cells = [f"{projects:,}", f"{changed:,}", f"{times[0]:.2f}", f"{times[1]:.3f}", f"{ratio:.0f}"]
    return f"| {' | '.join([*cells, f'{memory[0]:.0f}', f'{memory[1]:.0f}'])} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=10_000)
    parser.add_argument("--changed", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print("| projects | changed | perfspec diff, s | git diff --stat, s | ratio | perfspec, MiB | git, MiB |")
    print("|---|---|---|---|---|---|---|")
    rows = [(options.projects, options.changed)]
    rows += [(number, options.changed) for number in (options.projects // 5, options.projects * 2)]
    rows += [(options.projects, number) for number in (options.changed // 10, options.changed * 4)]
    for projects, changed in rows:
        print(compare(projects, changed, options.rounds), flush=True)


if __name__ == "__main__":
    main()
