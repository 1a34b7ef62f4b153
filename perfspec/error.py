"""What stops a run."""

from __future__ import annotations

from perfspec.finding import Finding


class PerfspecError(Exception):
    """The run cannot go on: one sentence in Chinese and in English that says what to do; the command ends with 2.

    `findings` are the faults behind it, where it is a file of the workspace (settings, profile) that is wrong.
    """

    def __init__(self, zh: str, en: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.findings = findings

    def say(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh
