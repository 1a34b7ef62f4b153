"""The rules of a book as they are called: by the kind of their subject, with their settings and what is around it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from perfspec.hit import Hits
from perfspec.model import Department, Document, Indicator, Year
from perfspec.packs import RuleBook
from perfspec.profile import Profile
from perfspec.remember import remembered
from perfspec.rule import Rule
from perfspec.vocabulary import Vocabulary

Context = dict[type, Any]
MOST_ROWS = 20_000  # of which it is kept what has something to say of them
MOST_TERMS = 8  # profiles and years whose calls are kept


class Call(NamedTuple):
    """A rule as it is called on each subject of one kind; `around` is None where it differs from one to the next."""

    rule: Rule
    function: Callable[..., Hits]  # with the settings
    around: tuple[Any, ...] | None


class Calls:
    """The calls on the documents of one profile and year.

    A rule that asks for nothing but a row, the profile, the year and the words says of rows that are written alike the
    same: a row that comes again is asked by the rules that had something to say of it, and mostly there is none.
    """

    def __init__(self, book: RuleBook, profile: Profile, year: int) -> None:
        self.profile, self.year = profile, year
        self._book = book
        self._settled: Context = {Profile: profile, Vocabulary: book.vocabulary, Year: Year(year)}
        self._found: dict[tuple[type, ...], list[Call]] = {}
        self._spoke: dict[object, Sequence[Call]] = {}  # by what is written in a row

    def on(self, subject: type, *around: type) -> list[Call]:
        """The calls on a kind of subject, of the rules whose surroundings are all there."""
        kinds = (subject, *around)
        if kinds not in self._found:
            there = {*self._settled, Document, Department, *kinds}
            asked = (call for call in by_subject(self._book)[subject] if there.issuperset(call.rule.surroundings))
            self._found[kinds] = bound((call for call in asked if call.rule.since <= self.year), self._settled)
        return self._found[kinds]

    def spoke(self, row: Indicator) -> Sequence[Call] | None:
        """The calls that had something to say of a row by itself; None where that is not known."""
        return self._spoke.get(row.written)

    def keep(self, row: Indicator, spoke: Sequence[Call]) -> None:
        if len(self._spoke) >= MOST_ROWS:
            self._spoke.clear()
        self._spoke[row.written] = spoke


def calls_for(book: RuleBook, profile: Profile, year: int) -> Calls:
    """The calls on documents of a profile and year; those made last are kept."""
    made = _made(book)
    for calls in made:
        if calls.profile is profile and calls.year == year:
            return calls
    made.append(Calls(book, profile, year))
    return made[-1]


@remembered
def _made(book: RuleBook) -> deque[Calls]:
    return deque(maxlen=MOST_TERMS)


@remembered
def by_subject(book: RuleBook) -> dict[type, list[Call]]:
    """The rules by the kind of their subjects, with their settings and without what is around them."""
    found: dict[type, list[Call]] = defaultdict(list)
    for rule in book.rules:
        function = partial(rule.function, **rule.settings) if rule.settings else rule.function
        for subject in rule.subjects:
            found[subject].append(Call(rule, function, None))
    return found


def bound(calls: Iterable[Call], context: Context) -> list[Call]:
    """The calls with what is around them, where all of it is there."""
    return [
        call if call.around is not None else call._replace(around=surroundings(call.rule, context)) for call in calls
    ]


def surroundings(rule: Rule, context: Context) -> tuple[Any, ...] | None:
    """What a rule asks for around its subject; None where something of it is missing."""
    found = tuple(map(context.get, rule.surroundings))
    return None if None in found else found
