"""The project code (项目编码), taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

FORM = re.compile(
    r"(?P<region>[0-9]{6})(?P<year>[0-9]{2})(?P<kind>[A-Z])(?P<serial>[0-9A-Z]{6})(?P<suffix>[0-9A-Z]{5})(?P<check>[0-9A-Z])"
)


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """The 21 characters of a project code.

    The reference document's codes are cut after its pattern: `130208 23 P 000235 10001 U`.
    """

    text: str
    region: str  # administrative division, 6 digits
    year: int  # four digits
    kind: str  # a letter
    serial: str
    suffix: str
    check: str  # check character

    @classmethod
    def parse(cls, text: str) -> ProjectCode | None:
        """The code taken apart, or None where the text is not a project code."""
        match = FORM.fullmatch(text)
        if match is None:
            return None
        region, year, kind, serial, suffix, check = match.groups()
        return cls(text, region, 2000 + int(year), kind, serial, suffix, check)

    def __str__(self) -> str:
        return self.text
