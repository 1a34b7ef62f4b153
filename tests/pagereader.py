"""Published pages read back: tables with their merged cells resolved, and texts."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

import lxml.html
from lxml.html import HtmlElement

VOID = {"meta", "col", "wbr", "br", "link", "img", "hr", "input"}


@dataclass(frozen=True)
class Spot:
    """A position of a resolved table: the text there, and whether a cell from above reaches down to it."""

    text: str
    continues: bool


def page(text: str) -> HtmlElement:
    return lxml.html.document_fromstring(text)


def words(element: HtmlElement) -> str:
    """The text of an element; its paragraphs are lines."""
    paragraphs = element.findall("p")
    if paragraphs:
        return "\n".join(str(paragraph.text_content()) for paragraph in paragraphs)
    return str(element.text_content()).strip()


def resolved(table: HtmlElement) -> list[list[tuple[HtmlElement, int]]]:
    """Each row's cells by column, each with the number of the row that it starts in; fails for holes and overlaps."""
    rows = table.xpath(".//tr")
    taken: dict[tuple[int, int], tuple[HtmlElement, int]] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.xpath("./td|./th"):
            while (number, column) in taken:
                column += 1
            for down in range(int(cell.get("rowspan", 1))):
                for across in range(int(cell.get("colspan", 1))):
                    spot = (number + down, column + across)
                    assert spot not in taken, f"two cells at {spot}"
                    taken[spot] = (cell, number)
    width = len(table.xpath("./colgroup/col"))
    assert set(taken) == {(row, column) for row in range(len(rows)) for column in range(width)}
    return [[taken[number, column] for column in range(width)] for number in range(len(rows))]


def cells(table: HtmlElement) -> list[list[Spot]]:
    """Each row's cells from left to right; a cell from above stands again in each row that it reaches."""
    found = []
    for number, row in enumerate(resolved(table)):
        spots: list[Spot] = []
        last = None
        for cell, start in row:
            if cell is not last:
                spots.append(Spot(words(cell), start < number))
            last = cell
        found.append(spots)
    return found


class Tags(HTMLParser):
    """What is wrong with the tags of a page: those never closed, closed twice, or crossed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()
