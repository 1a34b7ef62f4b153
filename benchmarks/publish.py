"""What each output of a document takes: seconds and memory of whole processes, for the reference document and for more.

    python benchmarks/publish.py [--projects 1000] [--rounds 3] [--to md,html,docx,pdf,xlsx,site]

The larger documents repeat the projects of the reference document under other codes. The formats take turns.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "projects" / "fengrun-finance-2023"
WORK = ROOT / "build" / "bench"
FORMATS = "md,html,docx,pdf,xlsx,site"


def make(projects: int) -> Path:
    """A workspace with one document of so many projects."""
    root = WORK / f"document-{projects}"
    shutil.rmtree(root, ignore_errors=True)
    folder = root / "projects" / "document"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "perfspec.yaml", root)
    shutil.copy(SOURCE / "department.yaml", folder)
    files = sorted(path for path in SOURCE.glob("*.yaml") if path.name != "department.yaml")
    for number in range(projects):
        path = files[number % len(files)]
        code = path.stem if number < len(files) else f"{path.stem[:9]}{100_000 + number:06}{path.stem[15:]}"
        text = path.read_text(encoding="utf-8").replace(path.stem, code)
        (folder / f"{code}.yaml").write_text(text, encoding="utf-8")
    return root


def build(root: Path, formats: str) -> tuple[float, float]:
    """Seconds and MiB of one build."""
    command = [sys.executable, "-m", "perfspec", "build", "-C", str(root), "--to", formats, "-o", str(root / "dist")]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, nargs="*", default=[23, 1_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--to", default=FORMATS)
    options = parser.parse_args()
    print("| output | projects | seconds | MiB |\n|---|---|---|---|")
    for projects in options.projects:
        root = make(projects)
        each = [*options.to.split(","), options.to]
        measured: dict[str, list[tuple[float, float]]] = {name: [] for name in each}
        for _ in range(options.rounds):
            for name in each:
                measured[name].append(build(root, name))
        for name, found in measured.items():
            seconds, peak = statistics.median(one for one, _ in found), max(one for _, one in found)
            print(f"| {name} | {projects:,} | {seconds:.2f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
