"""What is wrong in a user's file: the kinds of fault, and each occurrence of one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from perfspec.place import Place


class Severity(StrEnum):
    """How much a finding weighs; members are listed from the heaviest to the lightest."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def reaches(self, level: Severity) -> bool:
        order = list(Severity)
        return order.index(self) <= order.index(level)

    def say(self, lang: str) -> str:
        return str(self) if lang == "en" else _SEVERITIES[self]


_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


class Block(StrEnum):
    """The four blocks of a review of targets, in the order of the review form. Source: 财预〔2015〕88号."""

    COMPLETE = "complete"
    RELEVANT = "relevant"
    APPROPRIATE = "appropriate"
    FEASIBLE = "feasible"

    def say(self, lang: str) -> str:
        return str(self) if lang == "en" else _BLOCKS[self]


_BLOCKS = {
    Block.COMPLETE: "完整性",
    Block.RELEVANT: "相关性",
    Block.APPROPRIATE: "适当性",
    Block.FEASIBLE: "可行性",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One sentence in the languages that people read, with named placeholders; without English it is Chinese. A tuple
    is told as a list with the commas of the language."""

    zh: str
    en: str

    def say(self, lang: str, values: dict[str, Any]) -> str:
        sentence, comma = (self.en, ", ") if lang == "en" and self.en else (self.zh, "、")
        told = {key: comma.join(map(str, it)) if isinstance(it, tuple) else it for key, it in values.items()}
        return sentence.format_map(told)


NOTHING = Text(zh="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A kind of fault: what to say when it is found, and what to write instead.

    Placeholders of `message` and `advice` are filled from the values that `at` is given. `cites` are keys of the
    sources that ask for it.
    """

    rule: str
    message: Text
    advice: Text = NOTHING
    severity: Severity = Severity.ERROR
    block: Block = Block.COMPLETE
    cites: tuple[str, ...] = ()

    def at(self, place: Place, **values: Any) -> Finding:
        return Finding(fault=self, place=place, severity=self.severity, values=tuple(values.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A fault that somebody has answered for, as data in the document.

    `at` is a spot as `Finding.where` writes it, and stands for all below it; `until` is a day as 2023-12-31.
    """

    rule: str
    at: str = ""
    reason: str = ""
    by: str = ""
    document: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One occurrence of a fault, at its place in a file.

    `where` is the spot in the words of the document (数量指标/乡镇数量/指标值), as waivers name it, and `where_en` the
    same with the keys of fields (数量指标/乡镇数量/target); the fingerprint stands for rule, spot and value whatever
    their wording, language, line and file. A finding that is waived or lies in the baseline is told and does not fail.
    """

    fault: Fault
    place: Place
    severity: Severity
    values: tuple[tuple[str, Any], ...] = ()
    project: str | None = None
    where: str = ""
    where_en: str = ""
    fingerprint: str = ""
    fix: str | Decimal | None = None
    waiver: Waiver | None = None
    baselined: bool = False

    @property
    def rule(self) -> str:
        return self.fault.rule

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered for it yet."""
        return self.waiver is None and not self.baselined

    def spot(self, lang: str) -> str:
        """The spot for readers of a language."""
        return self.where_en if lang == "en" and self.where_en else self.where

    def message(self, lang: str = "zh") -> str:
        return self.fault.message.say(lang, dict(self.values))

    def advice(self, lang: str = "zh") -> str:
        return self.fault.advice.say(lang, dict(self.values))

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.place.file, self.place.line, self.place.column, self.rule, self.fingerprint)
