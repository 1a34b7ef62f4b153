"""Approvals: which changes somebody has to agree to, and who did.

An approval holds for one fingerprint, that is for one change from one value to another, however it is worded and
wherever it stands. When the value changes again it lapses by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from perfspec.diff import Change, Effect, Kind

FILE = "approvals.yaml"


class Need(StrEnum):
    """Why a change needs an approval, in the order in which a reviewer looks at them."""

    LOOSENED = "loosened"
    REMOVED = "removed"
    REDEFINED = "redefined"
    MONEY = "money"
    PROJECT = "project"
    WAIVER = "waiver"
    PLAN = "plan"
    GOAL = "goal"

    def say(self, lang: str) -> str:
        return WORDS[self][lang == "en"]


WORDS = {
    Need.LOOSENED: ("指标值放宽", "a target loosened"),
    Need.REMOVED: ("指标或指标值删去", "an indicator or target removed"),
    Need.REDEFINED: ("指标值改了口径", "a target redefined"),
    Need.MONEY: ("预算变动", "the budget changed"),
    Need.PROJECT: ("项目增加或删去", "a project added or removed"),
    Need.WAIVER: ("豁免增加或改动", "a waiver added or changed"),
    Need.PLAN: ("支出计划推后", "the spending plan delayed"),
    Need.GOAL: ("绩效目标改动", "a goal changed"),
}
DEFAULT = (Need.LOOSENED, Need.REMOVED, Need.REDEFINED, Need.MONEY, Need.PROJECT, Need.WAIVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Somebody's consent to one change; `date` is a day as 2023-06-30."""

    change: str  # its fingerprint
    project: str = ""
    where: str = ""
    what: str = ""  # the change in words, for those who read the file
    by: str
    reason: str
    document: str = ""
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A change that needs an approval: why, the approval where there is one, and one that has lapsed."""

    change: Change
    need: Need
    approval: Approval | None = None
    lapsed: Approval | None = None


def need(change: Change) -> Need | None:
    """Why a change would need an approval; None where nobody has to agree."""
    top = change.path[0] if change.path else ""
    if change.field == "project":
        return Need.PROJECT
    if top == "waivers" and change.kind is not Kind.REMOVED:
        return Need.WAIVER
    if top == "budget" and change.effect in (Effect.RAISED, Effect.LOWERED):
        return Need.MONEY
    if change.effect is Effect.LOOSENED:
        return Need.REMOVED if change.kind is Kind.REMOVED else Need.LOOSENED
    if change.effect is Effect.REDEFINED:
        return Need.REDEFINED
    if change.effect is Effect.LATER:
        return Need.PLAN
    return Need.GOAL if top in ("goals", "goal", "purpose") and change.kind is not Kind.REWRITTEN else None


def asked(changes: Iterable[Change], approvals: Iterable[Approval], policy: Iterable[str]) -> list[Asked]:
    """The changes that need an approval by a policy, those without one first and then in the order of needs."""
    by_change = {approval.change: approval for approval in approvals}
    by_spot = {(approval.project, approval.where): approval for approval in by_change.values() if approval.where}
    wanted = set(policy)
    found = []
    for change in changes:
        why = need(change)
        if why is None or why not in wanted:
            continue
        approval = by_change.get(change.fingerprint)
        lapsed = None if approval else by_spot.get((change.project or "", change.where))
        found.append(Asked(change=change, need=why, approval=approval, lapsed=lapsed))
    order = list(Need)
    return sorted(found, key=lambda each: (each.approval is not None, order.index(each.need)))


def build_approvals(data: Mapping[str, object]) -> tuple[Approval, ...]:
    """The approvals in the data of the file, which its schema has accepted."""
    entries = data.get("approvals")
    return tuple(
        Approval(**{key: str(value) for key, value in entry.items()})
        for entry in (entries if isinstance(entries, list) else ())
    )
