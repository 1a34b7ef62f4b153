"""Vocabularies: lists of words that rules look for, kept as data so that a bureau extends them without code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class WordList:
    """One vocabulary: its Chinese title and its words, the built-in ones first."""

    title: str
    words: tuple[str, ...]

    def __contains__(self, text: object) -> bool:
        """Whether the text is one of the words."""
        return text in self.words

    def find(self, text: str | None) -> str | None:
        """The first word that occurs in a text, of several at one spot the longest; None where there is none."""
        match = self._pattern.search(text) if text and self.words else None
        return match[0] if match else None

    def strip(self, text: str, to: str = "") -> str:
        """The text without any of the words, with something else in their place."""
        return self._pattern.sub(to, text) if self.words else text

    @cached_property
    def alternatives(self) -> str:
        """The words as part of a regular expression, the longest first; without words it matches nothing."""
        longest_first = sorted(self.words, key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.alternatives)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All vocabularies by name: `words["public-services"].find(project.purpose)`."""

    lists: Mapping[str, WordList]
    _signs: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __getitem__(self, name: str) -> WordList:
        return self.lists[name]

    def signs(self, *names: str) -> frozenset[str]:
        """The characters of all words of some lists: `strip` leaves the others alone, and what stands beside them."""
        found = self._signs.get(names)
        if found is None:
            found = self._signs[names] = frozenset().union(*("".join(self.lists[name].words) for name in names))
        return found


def extended(old: WordList, more: WordList) -> WordList:
    """A vocabulary with further words behind its own."""
    added = tuple(word for word in more.words if word not in old.words)
    return WordList(title=old.title, words=old.words + added)
