"""Numbers as documents show them: 一, 十一, 二十, 一百〇一; 7.12 for 675 over 94.76."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

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


def rounded(value: Fraction) -> str:
    """A number for show: two decimals without zeros at the end; what would vanish keeps its first two digits."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{exact:.2f}" if abs(exact) >= Decimal("0.01") or not exact else f"{Decimal(f'{exact:.1e}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
