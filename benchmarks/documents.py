"""Documents of any number for the other benchmarks, made of the good ones among the tests; the same each time.

Each copy names other places, so that purposes and goals are its own and about half of the rows come again, as in the
reference document; one project in a hundred has a fault.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "data" / "good"
WORK = ROOT / "build" / "bench"
SYLLABLES = (
    "东西南北上下前后大小新老",
    "安平清石龙凤金玉白青红黄",
    "河湖山林松柏桃柳云泉桥塘",
    "村镇街坊里巷沟岭湾洼坡庄",
)


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
