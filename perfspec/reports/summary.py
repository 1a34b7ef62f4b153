"""What a run looked at, and how many findings of each severity it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from perfspec.finding import Finding, Severity

WORDS = {lang: {severity: severity.say(lang) for severity in Severity} for lang in ("zh", "en")}
ANSWERED = {
    "zh": ("基线中已知", "已豁免", "基线中已改好（运行 perfspec baseline 更新）"),
    "en": ("known in the baseline", "waived", "of the baseline mended (run perfspec baseline)"),
}
PARTIAL = {
    "zh": "只看了部分文件，跨项目的规则没有运行；不写路径就检查全部",
    "en": "Only some of the files were read, and rules across projects did not run; give no path to check all",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts for the last line of a report."""

    documents: int
    files: int
    counts: dict[Severity, int]  # of what nobody has answered for
    waived: int = 0
    baselined: int = 0
    gone: int = 0  # known findings that are no longer found

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            documents=self.documents + other.documents,
            files=self.files + other.files,
            counts={severity: count + other.counts[severity] for severity, count in self.counts.items()},
            waived=self.waived + other.waived,
            baselined=self.baselined + other.baselined,
            gone=self.gone + other.gone,
        )

    @classmethod
    def of(cls, findings: Sequence[Finding], documents: int, files: int, gone: int = 0) -> Summary:
        counted = Counter(finding.severity for finding in findings if finding.is_open)
        return cls(
            documents=documents,
            files=files,
            counts={severity: counted[severity] for severity in Severity},
            waived=sum(finding.waiver is not None for finding in findings),
            baselined=sum(finding.baselined for finding in findings),
            gone=gone,
        )

    def say_counts(self, lang: str) -> str:
        """How many there are of each severity; empty where there is none."""
        found = [(severity, count) for severity, count in self.counts.items() if count]
        if lang == "en":
            return ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in found)
        return "，".join(f"{WORDS[lang][severity]} {count} 处" for severity, count in found)

    def say(self, lang: str) -> str:
        counts = self.say_counts(lang)
        answered = [(word, count) for word, count in zip(ANSWERED[lang], self._answered, strict=True) if count]
        if lang == "en":
            said = f"{counts or 'no findings'} in {self.files} files of {self.documents} documents"
            return "; ".join([said, *(f"{count} {word}" for word, count in answered)])
        nothing = "没有新的问题" if answered else "没有发现问题"
        said = f"{self.documents} 份文本，{self.files} 个文件：{counts or nothing}"
        return "；".join([said, *(f"{word} {count} 处" for word, count in answered)])

    @property
    def _answered(self) -> tuple[int, int, int]:
        return self.baselined, self.waived, self.gone
