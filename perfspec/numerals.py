"""Numbers as Chinese documents count: 一, 十一, 二十, 一百〇一."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 999 in Chinese."""
    if not 1 <= number <= 999:
        raise ValueError(f"not from 1 to 999: {number}")
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = f"{DIGITS[hundreds]}百"
    if not rest:
        return head
    if rest < 10:
        return f"{head}〇{DIGITS[rest]}"
    return head + ("一" if rest < 20 else "") + _below_hundred(rest)


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")
