"""The styles of a Word file and the measures of its page, as a reference document gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALSE = ("0", "false", "off")

# the styles that a document uses, by the names that Word shows
NAMES = (
    *("Normal", "Title", "封面事项", "目录标题", "toc 1", "toc 2", "heading 1", "heading 2", "heading 3", "正文段落"),
    *("引导语", "表题", "表前说明", "表格文字", "表格居中", "表格数字", "表格黑体", "表间", "绩效目标表", "项目一览表"),
    *("header", "footer"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style: its id, and what the height of a text in it follows from, in twentieths of a point."""

    id: str
    size: int
    spacing: int  # between two characters
    line: int
    before: int
    after: int
    inset: int  # from both sides
    indent: int  # of the first line, in characters
    is_on_grid: bool
    padding: int  # of a table's cells, above and below together
    margins: int  # and to both sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The measures of a page in twentieths of a point; `char_space` is in 4096ths of a point."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    grid: str  # its type: lines, linesAndChars, snapToChars; empty where there is none
    line_pitch: int
    char_space: int

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        return self.height - self.top - self.bottom

    def room(self, style: Style, width: int) -> int:
        """How many half-widths of a style go into a width."""
        is_gridded = style.is_on_grid and self.grid in ("linesAndChars", "snapToChars")
        pitch = (style.size + style.spacing) * 4096 + (self.char_space * 20 if is_gridded else 0)
        return max(width * 2 * 4096 // max(pitch, 1), 1)


def styles_by_name(root: Element) -> dict[str, Element]:
    """The styles of `styles.xml` by name, in lower case. Word may give a style another id, but keeps its name."""
    return {_said(element, "name").casefold(): element for element in root.findall(f"{W}style")}


def styles_of(root: Element) -> dict[str, Style]:
    """The styles that a document uses, which must all be there. Raises ValueError for a number that is none."""
    by_name = styles_by_name(root)
    by_id = {element.get(f"{W}styleId", ""): element for element in by_name.values()}
    defaults = root.findall(f"{W}docDefaults/*")
    return {
        name: _style([*_bases(by_id, by_name[name.casefold()]), *defaults])  # the nearest says first
        for name in NAMES
    }


def page_of(section: Element) -> Page:
    """The page of a section. Raises ValueError where a measure is missing or is no number."""

    def measure(name: str, attribute: str) -> int:
        return int(_found([section], name, attribute) or "")

    grid = _found([section], "docGrid", "type") or ""
    return Page(
        width=measure("pgSz", "w"),
        height=measure("pgSz", "h"),
        top=measure("pgMar", "top"),
        right=measure("pgMar", "right"),
        bottom=measure("pgMar", "bottom"),
        left=measure("pgMar", "left"),
        header=measure("pgMar", "header"),
        footer=measure("pgMar", "footer"),
        grid=grid if grid in ("lines", "linesAndChars", "snapToChars") else "",
        line_pitch=_number([section], "docGrid", "linePitch"),
        char_space=_number([section], "docGrid", "charSpace"),
    )


def _style(chain: Sequence[Element]) -> Style:
    size = _number(chain, "rPr/sz", "val", 20) * 10
    line = _number(chain, "pPr/spacing", "line", 240)
    is_multiple = (_found(chain, "pPr/spacing", "lineRule") or "auto") == "auto"
    return Style(
        id=chain[0].get(f"{W}styleId", ""),
        size=size,
        spacing=_number(chain, "rPr/spacing", "val"),
        line=line * size * 13 // 2400 if is_multiple else line,  # a line by itself is about 1.3 times its size
        before=_number(chain, "pPr/spacing", "before"),
        after=_number(chain, "pPr/spacing", "after"),
        inset=sum(_number(chain, "pPr/ind", side) for side in ("left", "right")),
        indent=_number(chain, "pPr/ind", "firstLineChars") // 100,
        is_on_grid=_found(chain, "pPr/snapToGrid", "val") not in FALSE,
        padding=sum(_number(chain, f"tblCellMar/{side}", "w") for side in ("top", "bottom")),
        margins=sum(_number(chain, f"tblCellMar/{side}", "w") for side in ("left", "right")),
    )


def _bases(by_id: Mapping[str, Element], element: Element) -> Iterator[Element]:
    """A style and those that it is based on; a circle ends where it closes."""
    seen: list[Element] = []
    while element not in seen:
        yield element
        seen.append(element)
        element = by_id.get(_said(element, "basedOn"), element)


def _number(chain: Sequence[Element], path: str, attribute: str, default: int = 0) -> int:
    found = _found(chain, path, attribute)
    return default if found is None else int(found)


def _found(chain: Sequence[Element], path: str, attribute: str) -> str | None:
    """What the first of some elements says of an attribute."""
    steps = "/".join(f"{W}{step}" for step in path.split("/"))
    found = (element.find(f".//{steps}") for element in chain)
    values = (element.get(f"{W}{attribute}") for element in found if element is not None)
    return next((value for value in values if value is not None), None)


def _said(element: Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
