"""The file of a share: what was found in its documents, one line of JSON for each, below a line that tells the run.

Such a file comes from another machine and is not trusted: it is held to its shape, line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_type_hints

from perfspec.error import PerfspecError, unreadable
from perfspec.finding import Severity
from perfspec.record import SHAPE
from perfspec.rule import ID
from perfspec.shape import fits
from perfspec.sweep import Swept, again, plain
from perfspec.workspace import PROJECTS

FOUND = {"name": str, "files": [str], "findings": [SHAPE], "gone": int, "is_whole": bool}
LINE = {"number": int, "found": FOUND}
LEVELS = (*Severity, "never", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The run that a share is of, and how much of it the file holds."""

    perfspec: str  # version
    key: str  # of what judges, see `content_key`
    documents: str  # digest of the documents of the run
    count: int  # of these
    day: str
    fail_on: str = ""
    no_baseline: bool = False
    trusted_rules_only: bool = False
    number: int
    of: int
    lines: int  # below this one


HEADER = get_type_hints(Header)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A file of a share, read: what was found, by the number that each document has in the run."""

    path: Path
    header: Header
    found: dict[int, Swept]


def content_of(header: Header, found: Iterable[tuple[int, Swept]]) -> bytes:
    """The bytes of a shard file."""
    lines = [asdict(header), *({"number": number, "found": plain(swept)} for number, swept in found)]
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    return text.encode("utf-8", "surrogatepass")


def read_shard(path: Path) -> Shard:
    """A shard file. Raises PerfspecError, with file and line, where it is none or is broken."""
    try:
        head, *lines = path.read_bytes().splitlines()
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError:
        raise _broken(path, 1) from None
    header = _header(path, head)
    found = {}
    for position, line in enumerate(lines, 2):
        data = _data(path, position, line, LINE)
        if data["number"] in found or not 0 <= data["number"] < header.count:
            raise _broken(path, position)
        found[data["number"]] = _swept(path, position, data["found"])
    if len(lines) != header.lines:
        raise PerfspecError(
            f"{path}:{len(lines) + 1}: 应当有 {header.lines} 行结果，这里是 {len(lines)} 行，文件不完整",
            f"{path}:{len(lines) + 1}: {len(lines)} of {header.lines} lines are here; the file is not whole",
        )
    return Shard(path=path, header=header, found=found)


def _header(path: Path, line: bytes) -> Header:
    header = Header(**_data(path, 1, line, HEADER))
    if header.fail_on not in LEVELS or not 1 <= header.number <= header.of or min(header.count, header.lines) < 0:
        raise _broken(path, 1)
    return header


def _data(path: Path, position: int, line: bytes, shape: Any) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        raise _broken(path, position) from None
    if not fits(data, shape):
        raise _broken(path, position)
    return data


def _swept(path: Path, position: int, data: dict[str, Any]) -> Swept:
    records = data["findings"]
    if not all(map(_is_inside, (*data["files"], *(record["file"] for record in records)))):
        raise _broken(path, position)
    if not all(ID.fullmatch(record["rule"]) and min(record["spot"]) > 0 for record in records):
        raise _broken(path, position)
    if not all(type(step) in (str, int) for record in records for step in record["path"]):
        raise _broken(path, position)
    try:
        return again(data)
    except (KeyError, TypeError, ValueError, ArithmeticError):  # a word or a number that none of ours is
        raise _broken(path, position) from None


def _is_inside(file: str) -> bool:
    """Whether a file lies below `projects/`: nobody is shown another one."""
    first, *others = file.split("/")
    return first == PROJECTS and bool(others) and not {"", ".", ".."} & set(others)


def _broken(path: Path, line: int) -> PerfspecError:
    return PerfspecError(
        f"{path}:{line}: 这一行不是 perfspec check --shard 写的，或已损坏",
        f"{path}:{line}: this line was not written by perfspec check --shard, or is broken",
    )
