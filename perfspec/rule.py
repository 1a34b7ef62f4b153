"""A rule: a predicate over a value of the model, with its reason and its source.

    @rule("PS104", cites=["hebei-form"], block=Block.APPROPRIATE, message="…")
    def the_parts_add_up(project: Project, *, tolerance: Decimal = Decimal(0)) -> Hits:
        \"\"\"One sentence. Why. 反例 and 正例.\"\"\"

The first parameter is the subject, further ones its surroundings, both told by their types; keyword-only parameters are
settings. A subject of several kinds is a union: `Project | Department`. The rule runs wherever everything that it asks
for is there, and yields the spots where it does not hold. It is a pure function of what it asks for.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import UnionType
from typing import Any, get_args, get_type_hints

from perfspec.diff import Change, ChangedProject
from perfspec.finding import NOTHING, Block, Fault, Severity, Text
from perfspec.hit import Hit as Hit
from perfspec.hit import Hits as Hits
from perfspec.model import Activity, Department, Document, Indicator, Project, Safeguard, Year
from perfspec.profile import Profile
from perfspec.vocabulary import Vocabulary

SUBJECTS = (Project, Indicator, Department, Activity, Safeguard, Document, ChangedProject, Change)
SURROUNDINGS = (*SUBJECTS, Profile, Vocabulary, Year)
SETTINGS = (bool, int, Decimal, str, tuple)  # what a setting may be; a tuple holds texts
ID = re.compile(r"[A-Z]{2,8}[0-9]{3}")

Words = str | Mapping[str, str]  # one sentence, or several by the name that a hit's `say` gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with what it needs and what it says; `faults` holds a sentence for each `say`, "" where there is one."""

    id: str
    name: str  # the predicate: what must hold
    doc: str  # the page of its manual
    severity: Severity
    draft: Severity | None  # in a document that is not yet approved
    since: int  # the first budget year that it is asked of
    block: Block
    cites: tuple[str, ...]
    is_waivable: bool
    faults: Mapping[str, Fault]
    subjects: tuple[type, ...]
    surroundings: tuple[type, ...]
    defaults: Mapping[str, Any]
    settings: Mapping[str, Any]  # the defaults, or what the workspace asks for
    function: Callable[..., Hits]
    pack: str = ""
    title_en: str = ""
    why_en: str = ""

    @property
    def title(self) -> str:
        """What must hold, in one sentence: the first line of its page."""
        return self.doc.partition("\n")[0].strip()

    @property
    def subject(self) -> type:
        """What the rule looks at; of several kinds the first."""
        return self.subjects[0]

    def in_english(self, entry: Mapping[str, Any]) -> Rule:
        """The rule with the English of its entry (title, why, message, advice) beside the Chinese."""
        message, advice = _by_name(entry.get("message", "")), _by_name(entry.get("advice", ""))
        faults = {
            say: replace(
                fault,
                message=replace(fault.message, en=message.get(say, "")),
                advice=replace(fault.advice, en=advice.get(say, advice.get("", ""))),
            )
            for say, fault in self.faults.items()
        }
        return replace(self, faults=faults, title_en=entry.get("title", ""), why_en=entry.get("why", ""))


def rule(
    id: str,
    *,
    cites: Sequence[str],
    block: Block,
    message: Words,
    advice: Words = "",
    severity: Severity = Severity.ERROR,
    draft: Severity | None = None,
    since: int = 0,
    waivable: bool = True,
) -> Callable[[Callable[..., Hits]], Rule]:
    """Make a rule of a predicate.

    `message` says what is there and what should be, `advice` what to write instead; both have named placeholders that a
    hit's values fill. `cites` are keys of sources.yaml. Raises ValueError where the declaration is not complete.
    """

    def declare(function: Callable[..., Hits]) -> Rule:
        if not ID.fullmatch(id):
            raise ValueError(f"{id}: an id is capital letters and three digits, such as PS301")
        if not cites:
            raise ValueError(f"{id}: cites names no source")
        doc = inspect.getdoc(function) or ""
        if not doc:
            raise ValueError(f"{id}: {function.__name__} has no docstring; it is the page of the rule")
        subjects, surroundings, settings = _parameters(id, function)
        messages, advices = _by_name(message), _by_name(advice)
        faults = {
            say: Fault(
                rule=id,
                message=Text(zh=said, en=""),
                advice=Text(zh=advices.get(say, advices.get("", "")), en="") if advices else NOTHING,
                severity=severity,
                block=block,
                cites=tuple(cites),
            )
            for say, said in messages.items()
        }
        return Rule(
            id=id,
            name=function.__name__,
            doc=doc,
            severity=severity,
            draft=draft,
            since=since,
            block=block,
            cites=tuple(cites),
            is_waivable=waivable,
            faults=faults,
            subjects=subjects,
            surroundings=surroundings,
            defaults=settings,
            settings=settings,
            function=function,
        )

    return declare


def _by_name(words: Words) -> dict[str, str]:
    return ({"": words} if words else {}) if isinstance(words, str) else dict(words)


def _parameters(id: str, function: Callable[..., Hits]) -> tuple[tuple[type, ...], tuple[type, ...], dict[str, Any]]:
    """Subjects, surroundings and settings with their defaults, by the types of the parameters."""
    types = get_type_hints(function)
    asked: list[tuple[type, ...]] = []
    settings: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        kinds = get_args(types.get(name)) if isinstance(types.get(name), UnionType) else (types.get(name),)
        if parameter.kind is parameter.KEYWORD_ONLY:
            if not isinstance(parameter.default, SETTINGS):
                raise ValueError(f"{id}: the setting {name} needs a default: a number, a word, or a tuple of words")
            settings[name] = parameter.default
        elif set(kinds) <= set(SURROUNDINGS) and (len(kinds) == 1 or not asked):
            asked.append(kinds)
        else:
            known = ", ".join(kind.__name__ for kind in SURROUNDINGS)
            raise ValueError(f"{id}: the parameter {name} is none of {known}")
    if not asked or not set(asked[0]) <= set(SUBJECTS):
        known = ", ".join(kind.__name__ for kind in SUBJECTS)
        raise ValueError(f"{id}: the first parameter is the subject, one of {known}")
    return asked[0], tuple(kind for (kind,) in asked[1:]), settings
