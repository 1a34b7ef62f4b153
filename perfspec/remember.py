"""Answers that several rules ask for, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper, wraps
from typing import Any, Generic, Protocol, TypeVar

Subject = TypeVar("Subject")
Answer = TypeVar("Answer")
Text = TypeVar("Text", str, str | None)
Row = TypeVar("Row", bound="Written")


class remembered(Generic[Subject, Answer]):
    """A function of one frozen value that keeps its last answer: rules ask about one project after the other."""

    def __init__(self, function: Callable[[Subject], Answer]) -> None:
        self.function = function
        self._last: tuple[object, Any] = (object(), None)
        update_wrapper(self, function)

    def __call__(self, subject: Subject) -> Answer:
        asked, answer = self._last
        if asked is not subject:
            answer = self.function(subject)
            self._last = subject, answer
        return answer  # type: ignore[no-any-return]


class Written(Protocol):
    """What is written in several places; `written` is the same for those that are written alike."""

    @property
    def written(self) -> object: ...


LONGEST = 200  # characters of a text whose answer is kept
KEPT = 8192  # answers


def kept(function: Callable[[Text], Answer]) -> Callable[[Text], Answer]:
    """A function of a text that keeps its answers for short ones: names and units come again and again."""
    cached = lru_cache(maxsize=KEPT)(function)

    @wraps(function)
    def ask(text: Text) -> Answer:
        return cached(text) if text is None or len(text) <= LONGEST else function(text)

    return ask


ROWS = 20_000  # whose answers are kept


def kept_alike(function: Callable[[Row], Answer]) -> Callable[[Row], Answer]:
    """A function of a row that keeps its answers: rows that are written alike have one, which is not None."""
    answers: dict[object, Answer] = {}

    @wraps(function)
    def ask(row: Row) -> Answer:
        answer = answers.get(row.written)
        if answer is None:
            if len(answers) >= ROWS:
                answers.clear()
            answer = answers[row.written] = function(row)
        return answer

    return ask
