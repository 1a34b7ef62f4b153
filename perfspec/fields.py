"""Fields of work: things that belong to one, told by the words of which one stands in every project of that field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Things that belong to a field, and for each the words of which one stands in every project of that field."""

    things: re.Pattern[str]
    homes: dict[str, tuple[str, ...]]

    def found_in(self, text: str) -> tuple[str, ...]:
        """The things in a text, each once."""
        found = self.things.findall(text)
        return tuple(dict.fromkeys(found)) if found else ()

    def is_at_home(self, thing: str, text: str) -> bool:
        return thing in text or any(word in text for word in self.homes[thing])


@lru_cache
def fields_of(entries: tuple[str, ...]) -> Fields:
    """The fields in the entries of the vocabulary: things, a colon, homes; a thing is at home beside itself."""
    homes: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        things, _, home = entry.partition("：")
        at_home = tuple(filter(None, (*things.split("、"), *home.split("、"))))
        for thing in things.split("、"):
            homes[thing] = homes.get(thing, ()) + at_home
    longest_first = sorted(homes, key=len, reverse=True)
    return Fields(
        things=re.compile("|".join(map(re.escape, longest_first))),
        homes=homes,
    )
