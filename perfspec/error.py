"""What stops a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from perfspec.finding import Finding
from perfspec.machine import reason


class PerfspecError(Exception):
    """The run cannot go on: one sentence in Chinese and in English that says what to do; the command ends with 2.

    `findings` are the faults behind it, where it is a file of the workspace (settings, profile) that is wrong.
    """

    def __init__(self, zh: str, en: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.findings = findings

    def __reduce__(self) -> tuple[Any, ...]:
        return (PerfspecError, (self.zh, self.en, self.findings))

    def say(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh


def unwritable(path: Path, error: OSError) -> PerfspecError:
    """What is told where a file or a folder cannot be written."""
    zh, en = reason(error)
    return PerfspecError(f"{path} 写不了：{zh}", f"{path} cannot be written: {en}")


def unreadable(path: Path | str, error: OSError | UnicodeDecodeError) -> PerfspecError:
    """What is told where a file cannot be read."""
    zh, en = reason(error)
    return PerfspecError(f"{path} 读不了：{zh}", f"{path} cannot be read: {en}")


def without_room(error: OSError) -> PerfspecError:
    """What is told where a temporary file cannot be written."""
    zh, en = reason(error)
    return PerfspecError(
        f"临时文件写不了：{zh}；用环境变量 TMPDIR 换一个地方",
        f"A temporary file cannot be written: {en}; TMPDIR names another place",
    )
