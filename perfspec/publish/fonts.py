"""The typefaces of an official document, each by a list of families: those of GB/T 9704 first, then free ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from perfspec.error import PerfspecError

# free ones, and those that come with an operating system, which have every sign of GB 18030's common part
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun", "NSimSun")
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Heiti SC", "STHeiti", "PingFang SC")

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "STZhongsong", *SERIF),
    "hei": ("SimHei", "黑体", "FandolHei", *SANS, "Microsoft YaHei"),
    "kai": (
        "KaiTi_GB2312",
        "楷体_GB2312",
        "KaiTi",
        "STKaiti",
        "Kaiti SC",
        "FandolKai",
        "LXGW WenKai",
        *SERIF,
    ),
    "fang": (
        "FangSong_GB2312",
        "仿宋_GB2312",
        "FangSong",
        "STFangsong",
        "FandolFang R",
        "FandolFang",
        "Zhuque Fangsong (technical preview)",
        *SERIF,
    ),
    "song": (*SERIF, "FandolSong"),
}


def typefaces(installed: Collection[str]) -> dict[str, tuple[str, ...]]:
    """For each role the families that are there, the best first; a rare sign is taken from the next that has it.

    A role of which there is none takes the 宋体.  Raises PerfspecError where there is none of those either.
    """
    there = {family.casefold() for family in installed}
    found = {role: tuple(one for one in wanted if one.casefold() in there) for role, wanted in FAMILIES.items()}
    common = tuple(family for family in (*SERIF, *SANS) if family.casefold() in there)
    if not common:
        raise _missing()
    return {role: tuple(dict.fromkeys((*families, *common))) for role, families in found.items()}


def _missing() -> PerfspecError:
    return PerfspecError(
        "没有中文字体，不能生成 PDF。Debian、Ubuntu：sudo apt-get install fonts-noto-cjk；"
        "Fedora：sudo dnf install google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts；"
        "Windows：在“设置→系统→可选功能”里添加“简体中文补充字体”；macOS：在“字体册”里启用“宋体-简”；"
        "也可以把字体文件放进工作区的 templates/fonts/",
        "There is no Chinese font to make a PDF with. Debian, Ubuntu: sudo apt-get install fonts-noto-cjk; "
        "Fedora: sudo dnf install google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts; "
        "Windows: add “Chinese (Simplified) Supplemental Fonts” in Settings, System, Optional features; macOS: enable "
        "Songti SC in Font Book; or put font files into the workspace's templates/fonts/",
    )
