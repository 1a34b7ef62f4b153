"""What a run looked at, and how many findings of each severity it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from perfspec.finding import Finding, Severity

WORDS = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts for the last line of a report."""

    documents: int
    files: int
    counts: dict[Severity, int]

    @classmethod
    def of(cls, findings: Iterable[Finding], documents: int, files: int) -> Summary:
        counted = Counter(finding.severity for finding in findings)
        return cls(documents=documents, files=files, counts={severity: counted[severity] for severity in Severity})

    def say(self, lang: str) -> str:
        found = [(severity, count) for severity, count in self.counts.items() if count]
        if lang == "en":
            counts = ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in found)
            return f"{counts or 'no findings'} in {self.files} files of {self.documents} documents"
        counts = "，".join(f"{WORDS[lang][severity]} {count} 处" for severity, count in found)
        return f"{self.documents} 份文本，{self.files} 个文件：{counts or '没有发现问题'}"
