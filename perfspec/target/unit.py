"""Units, as targets write them: 万元/个, %, 元/人·天, 个工作日."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property, lru_cache

# What is measured by what: base unit, then its synonyms and relatives with the exact number of base units in one.
# Factors are fractions because 1亩 is 2000/3平方米. 月 and 年 do not convert to days, and 工作日 to nothing at all.
_LINES = {
    "元": {"元": "1", "角": "1/10"},
    "比例": {"比例": "1", "% 百分比": "1/100", "‰": "1/1000"},
    "百分点": {"百分点 个百分点": "1"},
    "秒": {"秒 秒钟 s": "1", "分钟 min": "60", "小时 个小时 h": "3600", "天 日 d": "86400", "周 星期 个星期": "604800"},
    "月": {"月 个月": "1", "季度 个季度 季": "3", "年 周年": "12"},
    "工作日": {"工作日 个工作日 工作天": "1"},
    "平方米": {
        "平方米 平米 平方 m2": "1",
        "平方公里 平方千米 km2": "1000000",
        "公顷 hm2": "10000",
        "亩": "2000/3",
    },
    "米": {"米 m": "1", "公里 千米 km": "1000", "厘米 cm": "1/100", "毫米 mm": "1/1000"},
    "克": {
        "克 g": "1",
        "公斤 千克 kg": "1000",
        "斤": "500",
        "吨 t": "1000000",
        "毫克 mg": "1/1000",
        "微克 μg ug": "1/1000000",
    },
    "升": {"升 L": "1", "毫升 mL": "1/1000", "立方米 立方 m3": "1000"},
    "千瓦": {"千瓦 kW": "1", "兆瓦 MW": "1000"},
    "千瓦时": {"千瓦时 kWh": "1", "兆瓦时 MWh": "1000"},
}
# Units that measure nothing but themselves: 个 and 项, 人 and 人次 are not the same.
_COUNTS = (
    "个 人 名 次 人次 户 家 项 件 台 套 批 批次 场 场次 期 份 篇 本 册 张 条 处 座 栋 间 所 辆 只 头 株 棵 起 例 宗 "
    "笔 节 门 幅 块 盏 架 艘 组 队 班 支 枚 箱 盒 页 轮 户次 车次 台次 件次 人天 课时 学时 度 分 倍 °C dB V kV kVA "
    "Hz M MB GB TB Mbps Gbps ppm NTU"
)
_MAGNITUDES = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SCALED = re.compile(r"([1-9]\d{0,5})?(十万|百万|千万|百|千|万|亿)?(.*)", re.DOTALL)
_COUNTED = re.compile(r"[㐀-鿿]{1,6}")
# Words that make a phrase of what would otherwise pass for an unknown counted thing.
_PHRASE = re.compile(
    r"[不以之约余多近的或及和未已均年月日前后内底末完达按了在与为至到超一二三四五六七八九十万亿]|左右|上下|覆盖|合格|落实"
)
_TIDY = {"百分比": "%"}


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit taken apart: 万元/人·天 is 10000 of ("元",) over ("人", "天").

    The factor is the exact number of base units; times below the stroke stay as written (次/月 is not 次/年).
    """

    text: str = ""
    factor: Fraction = Fraction(1)
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()

    @property
    def dimension(self) -> tuple[str, ...]:
        """What must agree for two amounts to be compared."""
        return (*self.numerator, "/", *self.denominator)

    @cached_property
    def is_time(self) -> bool:
        return self.numerator in (("秒",), ("月",), ("工作日",)) and not self.denominator

    @cached_property
    def is_money(self) -> bool:
        """Whether it is an amount of money, in all or per something."""
        return self.numerator == ("元",)

    @cached_property
    def is_ratio(self) -> bool:
        """Whether it is a share of a whole: %, ‰, 18/10万; percentage points are none."""
        return self.numerator == ("比例",) and not self.denominator


@cache
def _known() -> dict[str, tuple[str, Fraction, str]]:
    """Base unit, factor and first synonym of every known unit; Latin letters also in lower case."""
    table = {name: (name, Fraction(1), name) for name in _COUNTS.split()}
    for base, relatives in _LINES.items():
        for names, factor in relatives.items():
            first, *_ = names.split()
            table |= {name: (base, Fraction(factor), first) for name in names.split()}
    return {name.lower(): entry for name, entry in table.items()} | table


@lru_cache(maxsize=4096)
def is_known_unit(text: str) -> bool:
    """Whether every part of the unit stands in our tables (个, 万元, 元/人·天), not merely looks like a unit."""
    unit = parse_unit(text)
    return bool(text) and unit is not None and all(part in _known() for part in unit.numerator + unit.denominator)


def _part(text: str, *, below: bool) -> tuple[Fraction, str] | None:
    """Factor and base of one part of a unit; the base is empty for a mere magnitude (万, 10万)."""
    if entry := _known().get(text) or _known().get(text.lower()):
        base, factor, first = entry
        return (Fraction(1), first) if below and base in ("秒", "月") else (factor, base)
    count, magnitude, thing = _SCALED.fullmatch(text).groups("")  # type: ignore[union-attr]  # it matches any text
    if count and not (below and (magnitude or thing)):
        return None
    factor = Fraction(int(count or 1) * _MAGNITUDES[magnitude])
    if (count or magnitude) and thing != text:
        if not thing:
            return (factor, "") if magnitude not in ("百", "千", "") else None
        if thing in _known() or magnitude in ("万", "亿"):
            part = _part(thing, below=below)
            return part and (factor * part[0], part[1])
    return (Fraction(1), text) if _COUNTED.fullmatch(text) and not _PHRASE.search(text) else None


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """The unit that a tidy text names, None where it is no unit.

    元/人.每天, 元/人·天 and 元/人/天 are one; 万 and 亿 are factors; 批次/千人 and 18/10万 have theirs below.
    """
    if not text:
        return Unit()
    if len(text) > 20:
        return None
    flat = re.sub(r"[·.*×•]每?|(?<=/)每", "·", text).replace("/·", "/").replace("每", "/")
    above, *below = flat.split("/")
    tops = above.split("·") if above else []
    downs = [part for group in below for part in group.split("·")]
    factors = [_part(part, below=False) for part in tops]
    divisors = [_part(part, below=True) for part in downs]
    if None in factors or None in divisors or not (tops or any(part[:1].isdigit() for part in downs)):
        return None
    factor = Fraction(1)
    for part in filter(None, factors):
        factor *= part[0]
    for part in filter(None, divisors):
        factor /= part[0]
    numerator = tuple(sorted(part[1] for part in factors if part and part[1]))
    denominator = tuple(sorted(part[1] for part in divisors if part and part[1]))
    if not numerator and not denominator and downs:
        numerator = ("比例",)  # 18/10万 is a share
    tidy = "·".join(_TIDY.get(part, part) for part in tops) + ("/" + "·".join(downs) if downs else "")
    return Unit(text=tidy, factor=factor, numerator=numerator, denominator=denominator)
