"""The findings that a change brings and those that it removes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable

from perfspec.finding import Finding


def moved(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The findings that are new and those that are gone, each as often as it is.

    They are told by fingerprint, and by whether somebody answers for them: who takes a waiver out brings what it hid.

    A fingerprint holds the value that a finding is about. Where that value became another one and the same sentence is
    said of the same spot as before, the old fingerprint is gone and a new one has come, and yet a reviewer would see
    one fault twice, as brought and as removed, that the change neither made nor mended. Such a pair is left out. What
    weighs more than before is always told: a known finding whose value changes is no longer in the baseline, and open.
    """
    before, after = list(before), list(after)
    brought, removed = _beyond(after, before, _identity), _beyond(before, after, _identity)
    return _beyond(brought, removed, _sentence), _beyond(removed, brought, _sentence)


def _identity(finding: Finding) -> Hashable:
    return finding.rule, finding.fingerprint, finding.is_open


def _sentence(finding: Finding) -> Hashable:
    return finding.rule, finding.project, finding.where, finding.message(), finding.is_open


def _beyond(findings: Iterable[Finding], known: Iterable[Finding], key: Callable[[Finding], Hashable]) -> list[Finding]:
    left = Counter(map(key, known))
    more = []
    for finding in findings:
        if left[key(finding)]:
            left[key(finding)] -= 1
        else:
            more.append(finding)
    return more
