"""The typefaces of the PDF: those of the standard where they are installed, free ones behind them."""

from __future__ import annotations

import pytest

from perfspec.error import PerfspecError
from perfspec.publish.fonts import FAMILIES, typefaces


def test_the_typefaces_of_the_standard_come_first() -> None:
    found = typefaces(
        ["Noto Serif CJK SC", "FangSong_GB2312", "kaiti_gb2312", "SimHei", "FZXiaoBiaoSong-B05S", "SimSun"]
    )
    assert {role: families[0] for role, families in found.items()} == {
        "title": "FZXiaoBiaoSong-B05S",
        "hei": "SimHei",
        "kai": "KaiTi_GB2312",
        "fang": "FangSong_GB2312",
        "song": "Noto Serif CJK SC",
    }


def test_free_typefaces_stand_in() -> None:
    found = typefaces(["DejaVu Sans", "Noto Sans CJK SC", "Noto Serif CJK SC"])
    serif = ("Noto Serif CJK SC", "Noto Sans CJK SC")
    assert found == {"title": serif, "hei": serif[::-1], "kai": serif, "fang": serif, "song": serif}


@pytest.mark.parametrize("installed", [[], ["DejaVu Sans", "Noto Serif CJK JP"], ["FangSong_GB2312"]])
def test_without_a_font_for_rare_characters_nothing_is_chosen(installed: list[str]) -> None:
    with pytest.raises(PerfspecError, match="no Chinese font"):
        typefaces(installed)


def test_every_role_has_a_free_typeface() -> None:
    assert all(any(family.startswith("Noto") for family in families) for families in FAMILIES.values())
