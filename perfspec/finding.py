"""What is wrong in a user's file: the kinds of fault, and each occurrence of one."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One sentence in the languages that people read, with named placeholders."""

    zh: str
    en: str

    def say(self, lang: str, values: dict[str, Any]) -> str:
        return (self.en if lang == "en" else self.zh).format_map(values)


NOTHING = Text(zh="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A kind of fault: what to say when it is found, and what to write instead.

    Placeholders of `message` and `advice` are filled from the values that `at` is given.
    """

    rule: str
    message: Text
    advice: Text = NOTHING
    severity: Severity = Severity.ERROR

    def at(self, place: Place, **values: Any) -> Finding:
        return Finding(fault=self, place=place, values=tuple(values.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One occurrence of a fault, at its place in a file."""

    fault: Fault
    place: Place
    values: tuple[tuple[str, Any], ...] = ()
    project: str | None = None

    @property
    def rule(self) -> str:
        return self.fault.rule

    @property
    def severity(self) -> Severity:
        return self.fault.severity

    def message(self, lang: str = "zh") -> str:
        return self.fault.message.say(lang, dict(self.values))

    def advice(self, lang: str = "zh") -> str:
        return self.fault.advice.say(lang, dict(self.values))

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        return (self.place.file, self.place.line, self.place.column, self.rule)
