"""On which page of a Word file each part of it begins.

A Word file has no pages before a word processor lays it out. Here the lines are counted, with the measures of the
reference document: every line has a fixed height, and each form begins a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from perfspec.publish.document import Pages
from perfspec.publish.form import Form
from perfspec.publish.part_one import Entry
from perfspec.publish.textlines import line_count
from perfspec.publish.wordreference import Reference
from perfspec.publish.wordstyles import Style
from perfspec.publish.wordtable import WordTable

LEADER = 480  # what the dots and the page number of an entry take at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What stands on one page without a break: its height, what begins with it, and what is repeated above it."""

    height: int
    anchor: str = ""
    above: int = 0  # height of the header row, where the strip begins a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """An entry of the contents: its level, its words, and what it leads to."""

    level: int
    text: str
    anchor: str


def contents(pages: Pages) -> tuple[Contents, ...]:
    """The parts, the sections and the forms in their order."""
    one, two = (
        Contents(level=1, text=f"{part.number}　{part.title}", anchor=part.anchor)
        for part in (pages.part_one, pages.part_two)
    )
    sections = (Contents(level=2, text=section.title, anchor=section.anchor) for section in pages.sections)
    forms = (Contents(level=2, text=form.heading, anchor=form.anchor) for form in pages.forms)
    return (one, *sections, two, *forms)


def page_count(strips: Iterable[Strip], room: int) -> int:
    """How many pages the strips fill."""
    return max((page for page, _ in _laid(strips, room)), default=0) + 1


def pages_of(pages: Pages, reference: Reference, index: WordTable, forms: Sequence[Sequence[Strip]]) -> dict[str, int]:
    """The page of each anchor; the cover is page 1."""
    room = reference.page.text_height
    begun: dict[str, int] = {}
    page = 1
    for strips in (
        _cover(pages, reference),
        _contents(pages, reference),
        _part_one(pages, reference),
        _part_two(pages, reference, index),
        *forms,
    ):
        laid = list(_laid(strips, room))
        begun |= {strip.anchor: page + number for number, strip in laid if strip.anchor}
        page += max(number for number, _ in laid) + 1
    return begun


def form_strips(form: Form, tables: Sequence[WordTable], reference: Reference) -> list[Strip]:
    """A form from its title to the end of its lower table."""
    strips = [
        Strip(height=_height(form.heading, "表题", reference), anchor=form.anchor),
        Strip(height=reference.styles["表前说明"].line),
    ]
    for table in tables:
        strips += [*_table(table, reference), Strip(height=reference.styles["表间"].line)]
    return strips[:-1]


def _laid(strips: Iterable[Strip], room: int) -> Iterator[tuple[int, Strip]]:
    """Each strip with the number of its page, from 0."""
    page, used = 0, 0
    for strip in strips:
        if used and used + strip.height > room:
            page, used = page + 1, strip.above
        used += strip.height
        yield page, strip


def _cover(pages: Pages, reference: Reference) -> Iterator[Strip]:
    yield _title(pages.department, pages.title, "Title", reference)
    for fact in pages.facts:
        yield Strip(height=_height(f"{fact.label}：{fact.text}", "封面事项", reference))


def _contents(pages: Pages, reference: Reference) -> Iterator[Strip]:
    yield Strip(height=_height("目录", "目录标题", reference))
    for entry in contents(pages):
        yield Strip(height=_height(entry.text, f"toc {entry.level}", reference, LEADER))


def _part_one(pages: Pages, reference: Reference) -> Iterator[Strip]:
    yield _title(pages.part_one.number, pages.part_one.title, "heading 1", reference, pages.part_one.anchor)
    for section in pages.sections:
        paragraphs = [("heading 2", section.title), *(("正文段落", text) for text in section.paragraphs)]
        for entry in section.entries:
            paragraphs += _entry(entry)
        anchor = section.anchor
        for strip in _kept(paragraphs, reference):
            yield Strip(height=strip.height, anchor=anchor)
            anchor = ""


def _entry(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.is_run_in:
        yield "正文段落", f"{entry.number}{entry.name}。{entry.run_in}"
    else:
        yield "heading 3", f"{entry.number}{entry.name}"
    for paragraph in entry.paragraphs:
        yield "正文段落", f"{paragraph.label}：{paragraph.text}" if paragraph.label else paragraph.text


def _kept(paragraphs: Sequence[tuple[str, str]], reference: Reference) -> Iterator[Strip]:
    """Paragraphs by lines; a heading stays with the first line of what follows it."""
    held = 0
    for name, text in paragraphs:
        style = reference.styles[name]
        lines = _line_count(text, style, reference)
        if name.startswith("heading"):
            held += lines * style.line + style.before + style.after
        else:
            yield Strip(height=held + style.line)
            yield from [Strip(height=style.line)] * (lines - 1)
            held = 0
    if held:
        yield Strip(height=held)


def _part_two(pages: Pages, reference: Reference, index: WordTable) -> Iterator[Strip]:
    yield _title(pages.part_two.number, pages.part_two.title, "heading 1", reference, pages.part_two.anchor)
    yield Strip(height=reference.styles["表前说明"].line)
    yield from _table(index, reference)


def _title(first: str, second: str, name: str, reference: Reference, anchor: str = "") -> Strip:
    style = reference.styles[name]
    lines = sum(_line_count(text, style, reference) for text in (first, second))
    return Strip(height=lines * style.line + style.before + style.after, anchor=anchor)


def _table(table: WordTable, reference: Reference) -> Iterator[Strip]:
    """A table by rows, the heads with the row below them; a row that may be broken goes by lines."""
    head, line, held = table.head_height, reference.styles["表格居中"].line, 0
    for row in table.rows:
        height = held + row.height
        held = height if row.is_kept else 0
        while not row.is_whole and height > line:
            yield Strip(height=line, above=head)
            height -= line
        if not row.is_kept:
            yield Strip(height=height, above=head)
    if held:
        yield Strip(height=held)


def _height(text: str, name: str, reference: Reference, less: int = 0) -> int:
    style = reference.styles[name]
    return _line_count(text, style, reference, less) * style.line + style.before + style.after


def _line_count(text: str, style: Style, reference: Reference, less: int = 0) -> int:
    room = reference.page.room(style, reference.page.text_width - style.inset - less)
    return line_count(text, room, style.indent * 2)
