"""Amounts that a target asks for: ≥21个, 不低于95%, 3万元以内, 5至10个, 较上年增长5%以上.

In Chinese law 以上, 以下 and 以内 include the number, 超过, 不满, 高于 and 低于 do not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from perfspec.target.quantity import Measure, Quantity, parse_number
from perfspec.target.unit import is_known_unit, parse_unit

_SIGNS = {
    "≥": "≥ >= => 大于等于 大于或等于 高于或等于 不低于 不少于 不小于 不得低于 不得少于 至少 最少 最低",
    "≤": "≤ <= =< 小于等于 小于或等于 不超过 不高于 不大于 不多于 不得超过 不得高于 未超过 不超 最多 最高 至多",
    ">": "> 大于 高于 多于 超过 超出 超",
    "<": "< 小于 低于 少于 不足 不满 不到",
    "=": "= 等于",
}
_BEHIND = {"≥": "及以上 或以上 以上", "≤": "及以下 或以下 以下 以内 之内 内"}
_REACHED = {"达到": "≥", "达": "≥", "控制在": "≤"}  # give way to any other sign: 达到95%以上, 控制在95%以上
_SIGN = {word: sign for sign, words in _SIGNS.items() for word in words.split()}
_SUFFIX = {word: sign for sign, words in _BEHIND.items() for word in words.split()}


def _any(words: dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DIGITS = r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3}){1,4}|[1-9]\d{0,14}|0)(?:\.\d{1,10})?(?!\d|[.,]\d)"
_UP_TO_9 = "[一二两三四五六七八九]"
_IN_WORDS = (
    rf"(?=[零一二两三四五六七八九十百千])(?:{_UP_TO_9}?千零?)?(?:{_UP_TO_9}?百零?)?(?:{_UP_TO_9}?十)?(?:{_UP_TO_9}|零)?"
)
_NUMBER = rf"(?:{_DIGITS}|{_IN_WORDS})"
_LEAD = r"(?:(?:确保|力争|争取|应|须|需|要|完成|实现|保持在?|介于|为|是|在){0,2})"
_ONE = re.compile(
    rf"{_LEAD}(?P<reached>{_any(_REACHED)})?(?P<sign>{_any(_SIGN)})?(?:\((?P<first>[^()]+)\))?(?P<number>{_NUMBER})"
    rf"(?P<unit>[^-~]*?)(?P<behind>{_any(_SUFFIX)})?(?:完成|覆盖|达标|到位|合格|落实)?"
)
_TWO = re.compile(
    rf"{_LEAD}(?:控制在|=)?(?P<number1>{_NUMBER})(?P<unit1>[^-~至到]*?)(?:-{{1,2}}|~|至|到)"
    rf"(?P<number2>{_NUMBER})(?P<unit2>[^-~]*?)(?:之间|以内|之内)?"
)
_ABOUT = re.compile(rf"±(?P<number>{_NUMBER})(?P<unit>[^-~]*?)(?:以内|之内)?")
_CHANGE = re.compile(
    r"(?P<basis>(?:[较比](?:上一?年度?|去年|往年|上年同期|去年同期|(?P<year>(?:19|20)\d\d)年)|同比|环比|逐年|每年|年均)?)"
    r"(?:稳步|持续|有所)?"
    r"(?P<verb>提高|提升|增长|增加|上升|增幅|降低|下降|减少|缩短|压减|降幅|[增升降](?=到|至(?![少多])))"
    r"(?P<level>到|至(?![少多]))?(?P<rest>.+)"
)
_INCLUDED, _EXCLUDED = re.compile(r"\(含(?:本数)?\)"), re.compile(r"\(不含(?:本数)?\)")
_EACH = re.compile(r"每(?P<per>年|季度|月|周|天|日)(?P<rest>.+)")
_YEARLY = {"环比": "环比", "逐年": "每年", "每年": "每年", "年均": "每年"}
_RAISED = ("提高", "提升", "增长", "增加", "上升", "增幅", "增", "升")


def _quantity(number: str, unit_text: str, default: str) -> Quantity | None:
    """The amount, its unit taken from the default where the text names none or only a magnitude (3万, in 元)."""
    if unit_text.startswith("(") and unit_text.endswith(")"):
        unit_text = unit_text[1:-1]
    if not unit_text:
        unit_text = default
    elif unit_text in ("万", "亿"):
        unit_text += default.lstrip("万亿")
    unit = parse_unit(unit_text)
    in_words = not number[-1].isdecimal()
    if unit is None or (in_words and (unit_text in ("月", "日") or not is_known_unit(unit_text))):
        return None  # 三月 is a date, 一事一议 a phrase
    value = parse_number(number)
    if unit.text == "年" and value >= 1900:
        return None  # ≥2025年 is a date that nobody can be late for
    return Quantity(value=value, unit=unit)


def _bound(sign: str, quantity: Quantity) -> Measure:
    if sign == "=":
        return Measure(lower=quantity, upper=quantity)
    if sign in "≥>":
        return Measure(lower=quantity, lower_open=sign == ">")
    return Measure(upper=quantity, upper_open=sign == "<")


def _read_one(text: str, unit: str, bare: str) -> Measure | None:
    """One amount with a sign before or a word behind; the bare sign is meant where neither is there."""
    match = _ONE.fullmatch(text)
    if match is None or (match["first"] and match["unit"]):
        return None
    if not unit and len(text) >= 11 and text.isdecimal():
        return None  # a telephone number or a code
    before, behind = _SIGN.get(match["sign"] or ""), _SUFFIX.get(match["behind"] or "")
    if before and behind and (before == "=" or (before in "≥>") != (behind == "≥")):
        return None
    quantity = _quantity(match["number"], match["first"] or match["unit"], unit)
    return _bound(before or behind or _REACHED.get(match["reached"], bare), quantity) if quantity else None


def _read_two(text: str, unit: str) -> Measure | None:
    """Two amounts; one that has no unit takes the other's. Reversed ends make no set."""
    if match := _ABOUT.fullmatch(text):
        far = _quantity(match["number"], match["unit"], unit)
        return Measure(lower=replace(far, value=-far.value), upper=far) if far else None
    match = _TWO.fullmatch(text)
    if match is None:
        return None
    upper = _quantity(match["number2"], match["unit2"], match["unit1"] or unit)
    lower = upper and _quantity(match["number1"], match["unit1"], match["unit2"] or unit)
    return _between(Measure(lower=lower), Measure(upper=upper)) if lower and upper else None


def _between(one: Measure, other: Measure) -> Measure | None:
    """What meets both, None where nothing does or where they lie on different lines."""
    if one.meaning.line != other.meaning.line:
        return None
    both = one.meaning.meet(other.meaning)
    lower = one if one.lower and one.meaning.low == both.low and one.lower_open == both.low_open else other
    upper = one if one.upper and one.meaning.high == both.high and one.upper_open == both.high_open else other
    if both.is_empty:
        return None
    if both.low is not None and both.low == both.high:
        return replace(one, lower=lower.lower, upper=lower.lower)
    return replace(one, lower=lower.lower, upper=upper.upper, lower_open=both.low_open, upper_open=both.high_open)


def _read_change(text: str, unit: str) -> Measure | None:
    """增长5% asks for at least that much; 提高到95% is a level, and asks for at least that."""
    match = _CHANGE.fullmatch(text)
    if match is None:
        return None
    raised = match["verb"] in _RAISED
    if match["level"]:
        return _read_one(match["rest"], unit, "≥" if raised else "≤")
    amount = _read_one(match["rest"], unit, "≥") or _read_two(match["rest"], unit)
    basis = f"较{match['year']}年" if match["year"] else match["basis"] and _YEARLY.get(match["basis"], "较上年")
    return amount and replace(amount, change=basis + ("提高" if raised else "降低"))


def read_measure(text: str, unit: str = "") -> Measure | None:
    """The amounts that a tidy text asks for; the unit is taken where none is written.

    A bare number is exactly that. Both conditions of ≥95%且≤100% must hold. 5个左右 and 2000余人 have no sharp end
    and are words; so are reversed ends (10-5) and conditions that nothing meets.
    """
    text = re.sub(rf"百分之({_NUMBER})", lambda match: f"{parse_number(match[1])}%", text)
    text = re.sub(rf"千分之({_NUMBER})", lambda match: f"{parse_number(match[1])}‰", text)
    plain, included = _INCLUDED.subn("", text)
    plain, excluded = _EXCLUDED.subn("", plain)
    one, *others = plain.split("且")
    found = _read_both(one.rstrip(",并"), others[0], unit) if len(others) == 1 else _read_any(plain, unit)
    if found and (included or excluded) and not found.is_point:
        lower_open, upper_open = (excluded > 0 and end is not None for end in (found.lower, found.upper))
        return replace(found, lower_open=lower_open, upper_open=upper_open)
    return found


def _read_any(text: str, unit: str) -> Measure | None:
    return _read_one(text, unit, "=") or _read_two(text, unit) or _read_change(text, unit) or _read_each(text, unit)


def _read_each(text: str, unit: str) -> Measure | None:
    """每年不少于10次 is ≥10次/年."""
    match = _EACH.fullmatch(text)
    amount = _read_one(match["rest"], unit, "=") if match else None
    if not match or not amount or not amount.quantity.unit.text:
        return None
    per = parse_unit(f"{amount.quantity.unit.text}/{match['per']}")
    return _bound(amount.sign, replace(amount.quantity, unit=per)) if per else None


def _read_both(one: str, other: str, unit: str) -> Measure | None:
    """Two conditions on one line; an amount without unit takes the other's."""
    second = _read_any(other, unit)
    first = second and _read_any(one, second.quantity.unit.text)
    if first and second and not second.quantity.unit.text:
        second = _read_any(other, first.quantity.unit.text)
    return _between(first, second) if first and second else None
