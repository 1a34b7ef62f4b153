"""What a change does, in the words of reviewers: 放宽 28.6%, 推后 50 个百分点, 改写，意思不变."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from perfspec.diff import Change, Effect, Kind

KINDS = {
    Kind.ADDED: ("新增", "added"),
    Kind.REMOVED: ("删去", "removed"),
    Kind.CHANGED: ("改动", "changed"),
    Kind.RENAMED: ("改名", "renamed"),
    Kind.MOVED: ("移动", "moved"),
    Kind.REWRITTEN: ("改写", "rewritten"),
}
EFFECTS = {
    Effect.SAME: ("意思不变", "same meaning"),
    Effect.TIGHTENED: ("收紧", "tightened"),
    Effect.LOOSENED: ("放宽", "loosened"),
    Effect.REDEFINED: ("改了口径", "redefined"),
    Effect.RAISED: ("提高", "raised"),
    Effect.LOWERED: ("降低", "lowered"),
    Effect.EARLIER: ("提前", "earlier"),
    Effect.LATER: ("推后", "later"),
}
WHOLE = {
    ("project", Kind.ADDED): ("新增项目", "project added"),
    ("project", Kind.REMOVED): ("删去项目", "project removed"),
    ("department", Kind.ADDED): ("新增部门整体", "department added"),
    ("department", Kind.REMOVED): ("删去部门整体", "department removed"),
}
POINTS = (" 个百分点", " points")


def kind(change: Change, lang: str) -> str:
    return KINDS[change.kind][lang == "en"]


def effect(change: Change, lang: str) -> str:
    """The word for what a change does; empty where no more can be said than that a text changed."""
    return EFFECTS[change.effect][lang == "en"] if change.effect is not Effect.NONE else ""


def verdict(change: Change, lang: str, money_unit: str = "") -> str:
    """What a change does and by how much, in one phrase."""
    if is_whole(change):
        return WHOLE[change.schema, change.kind][lang == "en"]
    happened, does = kind(change, lang), effect(change, lang)
    if change.kind is Kind.REWRITTEN or change.effect is Effect.SAME:
        return f"{happened}{'，' if lang == 'zh' else ', '}{EFFECTS[Effect.SAME][lang == 'en']}"
    if not does:
        return happened
    far = distance(change, lang, money_unit)
    said = f"{does}{(' by ' if lang == 'en' else ' ') + far if far else ''}"
    if change.kind is Kind.CHANGED:
        return said
    return f"{said} ({happened})" if lang == "en" else f"{said}（{happened}）"


def distance(change: Change, lang: str, money_unit: str = "") -> str:
    """How far a number moved, without a sign; empty where that cannot be said."""
    if change.by is None:
        return ""
    if is_share(change):
        return f"{number(abs(change.by))}{POINTS[lang == 'en']}"
    share = percent(abs(change.percent), lang) if change.percent is not None else ""
    if is_money(change):
        by = f"{number(abs(change.by))} {money_unit}".rstrip()
        return f"{by} ({share})" if share and lang == "en" else f"{by}（{share}）" if share else by
    return share or f"{number(abs(change.by))}{change.unit}"


def moved(change: Change, lang: str) -> str:
    """How far a promise moved, for a look beside the money: −29%, +5 个百分点, or the word for it."""
    if change.kind is Kind.CHANGED and change.by is not None and is_share(change):
        return f"{signed(change.by)}{POINTS[lang == 'en']}"
    if change.kind is Kind.CHANGED and change.percent is not None:
        return percent(change.percent, lang, sign=True, rough=True)
    return effect(change, lang) if change.kind is Kind.CHANGED else kind(change, lang)


def is_whole(change: Change) -> bool:
    """Whether a whole project or a department was added or removed."""
    return not change.path and change.field == change.schema


def is_money(change: Change) -> bool:
    return change.path[:1] == ("budget",)


def is_share(change: Change) -> bool:
    """Whether the number is itself a percentage, which moves by points."""
    return change.unit == "%" or change.path[:1] == ("spending_plan",)


def number(value: Decimal) -> str:
    """A number with its digits as they are, grouped by thousands."""
    return f"{Decimal(value):,f}"


def signed(value: Decimal) -> str:
    return f"{'−' if value < 0 else '+'}{number(abs(value))}"


def percent(value: Decimal, lang: str, *, sign: bool = False, rough: bool = False) -> str:
    """A percentage for people, to one decimal (0.04 to its first digit), or `rough` without one from 1 on.

    Chinese has no blank before the sign (GB/T 15835), nor have the targets themselves.
    """
    size = abs(value)
    digits = 0 if rough and size >= 1 else 1 if size >= Decimal("0.05") or not size else -size.adjusted()
    shown = f"{size.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return f"{('−' if value < 0 else '+') if sign else ''}{shown}{' ' if lang == 'en' else ''}%"


def change_of(old: Decimal, new: Decimal, lang: str) -> str:
    """The change of an amount in percent; empty where nothing changed or there was nothing before."""
    return percent((new - old) / old * 100, lang, sign=True) if old and old != new else ""


def amounts(old: Decimal | None, new: Decimal | None, unit: str, lang: str) -> str:
    """An amount before and after: 1.05 → 1.26 万元（+20%）, or the one there is."""
    if old is None or new is None or old == new:
        return f"{number(next((each for each in (new, old) if each is not None), Decimal(0)))} {unit}".rstrip()
    share = change_of(old, new, lang)
    behind = f" ({share})" if share and lang == "en" else f"（{share}）" if share else ""
    return f"{number(old)} → {number(new)} {unit}".rstrip() + behind
