"""When two texts say the same: but for signs and blanks, for numbers, for a mark of batch, phase or year.

Everything here takes time in proportion to the text. What is to be compared with many others is compared by these keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar
from unicodedata import normalize

from perfspec.remember import kept

T = TypeVar("T")

_SIGNS = re.compile(r"[\s,;:?!\"'()\[\]{}。、《》〈〉“”‘’「」『』【】〔〕…—–·_-]|\.(?!\d)")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_BRACKETS = re.compile(r"\([^()]*\)$")

_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[IVX]{1,4})"
_BATCH = re.compile(
    rf"\({_COUNT}\)|[【〔]{_COUNT}[】〕]"
    rf"|[(【〔]?(?:第{_COUNT}(?:批次?|次|笔)|{_COUNT}批次?(?![发具])|批次{_COUNT})[)】〕]?"
    r"|[(【〔]追加[)】〕]|^追加|追加$"
)
_MARKED = re.compile("[(【〔第批追]")  # every mark of a batch has one of these
_BEFORE = re.compile(
    r"^\s*(?:[（(\[【〔]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[）)\]】〕]|[①-⑳]|\d{1,2}[、．.](?!\d))\s*"
)
_YEAR = r"(?<!\d)(?:19|20)\d\d(?:[-~至](?:19|20)\d\d)?(?:年度?|(?![\d.万亿元]))"
_PART = re.compile(
    rf"[(【〔]?(?:{_YEAR}|[上下]半年|第?[一二三四1-4]季度|\d{{1,2}}月份|第?{_COUNT}(?:期|阶段|标段)|[A-Z]标段)[)】〕]?"
)
_KIND = re.compile(r"(?<=..)(?:工程|项目)$")


@kept
def half_width(text: str) -> str:
    """The text with the half-width form of every sign and no blanks: ≥９５％ is ≥95%."""
    return "".join(normalize("NFKC", text).split())


@kept
def plain(text: str | None) -> str:
    """The text without blanks, punctuation and brackets, whatever the width of its signs."""
    return _SIGNS.sub("", normalize("NFKC", text or ""))


@kept
def numberless(text: str | None) -> str:
    """The plain text with # for every number in digits; numbers in words stay, for they also name things."""
    return _FIGURE.sub("#", plain(text))


@kept
def without_batch(name: str | None) -> str:
    """The plain name without a batch mark: （2）, 第二批, 追加."""
    half = normalize("NFKC", name or "").strip()
    return plain(_BATCH.sub("", half) if _MARKED.search(half) else half)


def batch_mark(name: str) -> str:
    """The batch mark that stands before a name: （2）; empty where none does, and where it is all there is."""
    found = _BEFORE.match(name)
    return found[0].strip() if found and found.end() < len(name) else ""


def unmarked(name: str) -> str:
    """The name as written, without the batch mark before it."""
    return _BEFORE.sub("", name)


@kept
def without_marks(name: str | None) -> str:
    """The plain name also without year, quarter, phase or lot (2023年度, 一季度, 二期), and 工程 or 项目 behind it."""
    return _KIND.sub("", without_batch(_PART.sub("", normalize("NFKC", name or ""))))


def without_note(name: str) -> str:
    """The name without a note in brackets at its end: 收入完成数（亿元）."""
    half = half_width(name)
    return _BRACKETS.sub("", half) if half.endswith(")") else half


def pairs(text: str) -> frozenset[str]:
    """Every two neighbouring characters of a text: what two wordings of one thing have in common."""
    return frozenset(map("".join, pairwise(text)))


def beyond(text: str, *others: str) -> str:
    """What a text says beyond the others: its characters that stand in no pair which one of them has too."""
    known = frozenset().union(*map(pairs, others))
    shared = [first + second in known for first, second in pairwise(text)]
    beside = zip(text, [False, *shared], [*shared, False], strict=False)
    return "".join(sign for sign, left, right in beside if not (left or right))


def adds(text: str, other: str, least: int) -> bool:
    """Whether a text says at least so many characters beyond the other."""
    return len(set(text).difference(other)) >= least or len(beyond(text, other)) >= least


def coverage(text: str, *others: str) -> float:
    """How much of a text's characters occur in the others, from 0 to 1; 0 for an empty text."""
    known = set().union(*others)
    return sum(sign in known for sign in text) / len(text) if text else 0.0


def alike(items: Iterable[T], key: Callable[[T], Hashable], *more: Callable[[T], Hashable]) -> list[list[T]]:
    """The items that share a key with another one, by key, in their order; those whose key is None stand alone.

    Further keys are asked for among those that share the ones before.
    """
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    groups.pop(None, None)
    found = [group for group in groups.values() if len(group) > 1]
    return [part for group in found for part in alike(group, *more)] if more else found


def one_apart(items: Sequence[T], parts: Callable[[T], tuple[int, ...]], most: int) -> Iterator[tuple[T, list[T]]]:
    """The items whose parts, in any order, are those of others but for one, each with some of those others.

    Found by leaving out one part at a time: what differs in one part has a rest in common. At most `most` others are
    kept for one rest.
    """
    by_rest: dict[tuple[int, int], list[int]] = {}
    for position, item in enumerate(items):
        for rest in _rests(parts(item)):
            held = by_rest.setdefault(rest, [])
            if len(held) <= most:
                held.append(position)
    for position, item in enumerate(items):
        found = {other for rest in _rests(parts(item)) for other in by_rest[rest]} - {position}
        if found:
            yield item, [items[other] for other in sorted(found)]


def _rests(parts: tuple[int, ...]) -> set[tuple[int, int]]:
    """Keys of the parts and of the parts without each one."""
    count, total = len(parts), sum(parts)
    return {(count, total), *((count - 1, total - part) for part in parts)}
