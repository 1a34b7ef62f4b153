"""Git is asked; no hook, pager or file watcher of a repository runs, and nothing is locked."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from perfspec.error import PerfspecError
from perfspec.yamlfile import MAX_BYTES

AT_ONCE = 256  # blobs asked for before their content is read: few enough that no pipe fills up
GIT = (
    "git",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.quotePath=false",
    "-c",
    "log.showSignature=false",
)
READ = 65_536  # bytes that are read at once


def _environment() -> dict[str, str]:
    return os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}


def lines(root: Path, *arguments: str) -> list[str]:
    """What git prints with a zero byte behind each name."""
    return [name.decode("utf-8", "surrogateescape") for name in git(root, *arguments).split(b"\0") if name]


def git(root: Path, *arguments: str) -> bytes:
    """What git prints. Raises PerfspecError with its last line where it fails, or where there is no git."""
    try:
        done = subprocess.run([*GIT, *arguments], cwd=root, env=_environment(), capture_output=True, check=False)
    except FileNotFoundError as error:
        raise PerfspecError(
            "没有安装 git；Debian 和 Ubuntu：sudo apt-get install git", "git is not installed: sudo apt-get install git"
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else f"git {arguments[0]}"
        raise PerfspecError(f"git 出错：{why}", f"git failed: {why}")
    return done.stdout


def words(root: Path, *arguments: str) -> Iterator[bytes]:
    """What git prints between zero bytes, as it comes; it ends where git fails."""
    with subprocess.Popen(
        [*GIT, *arguments], cwd=root, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        rest = b""
        while read := process.stdout.read(READ) if process.stdout else b"":
            *whole, rest = (rest + read).split(b"\0")
            yield from whole
        yield rest


def contents(root: Path, blobs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The content of blobs from one git process; of one that is too large, enough to see that it is."""
    if not blobs:
        return
    with subprocess.Popen(
        [*GIT, "cat-file", "--batch"],
        cwd=root,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        asking, answers = process.stdin, process.stdout
        if asking is None or answers is None:
            return
        for start in range(0, len(blobs), AT_ONCE):
            chunk = blobs[start : start + AT_ONCE]
            asking.write("".join(f"{blob}\n" for blob in chunk).encode())
            asking.flush()
            for blob in chunk:
                yield blob, _answer(answers, blob)
        asking.close()


def _answer(answers: IO[bytes], blob: str) -> bytes:
    head = answers.readline().split()
    if len(head) != 3:
        raise PerfspecError(
            f"git 里缺少对象 {blob}；先取回完整的仓库", f"git lacks the object {blob}; fetch the whole repository"
        )
    size = int(head[2])
    content = answers.read(min(size, MAX_BYTES + 1))
    left = size - len(content) + 1  # a line end follows
    while left:
        left -= len(answers.read(min(left, MAX_BYTES)))
    return content
