"""What a rule finds in a fragment of a file, set into the sample document of `perfspec.examples`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from textwrap import dedent
from typing import Any

from perfspec.examples import Example, findings_of
from perfspec.finding import Finding
from perfspec.packs import RuleBook, load_rules
from perfspec.profile import Profile
from perfspec.workspace import builtin_profile, builtin_workspace


@cache
def book() -> RuleBook:
    return load_rules(builtin_workspace(), lang="en")


def findings(id: str, text: str, profile: Profile | str = "hebei", **settings: Any) -> list[Finding]:
    """The findings of one rule in a fragment, which is written as in the rule's docstring."""
    rule = book().rule(id)
    assert rule is not None, id
    rule = replace(rule, defaults={**rule.defaults, **settings})
    terms = profile if isinstance(profile, Profile) else builtin_profile(profile)
    return findings_of(rule, Example(text=dedent(text), is_bad=True), book(), terms)


def hits(id: str, text: str, profile: Profile | str = "hebei", **settings: Any) -> list[tuple[str, str, str]]:
    """Path in the file, severity and message of each finding: ("indicators.0.target", "error", "…")."""
    return [
        (".".join(map(str, finding.place.path)), str(finding.severity), finding.message())
        for finding in findings(id, text, profile, **settings)
    ]


def at(id: str, text: str, profile: Profile | str = "hebei", **settings: Any) -> list[str]:
    """The severity of each finding, in order: enough where a test is about whether and how heavily."""
    return [severity for _, severity, _ in hits(id, text, profile, **settings)]


def row(**fields: Any) -> str:
    """An indicator's row as a fragment: row(category="质量指标", target="≥90%")."""
    return "\n".join(f"{key}: {_written(value)}" for key, value in fields.items()) + "\n"


def _written(value: Any) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
