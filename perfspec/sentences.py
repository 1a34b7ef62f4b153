"""What a document says outside of tables, for a published file to be held to."""

from __future__ import annotations

from collections.abc import Iterator

from perfspec.publish.document import Index, Pages
from perfspec.publish.part_one import Section
from perfspec.readback.rows import squeezed


def expected_in(text: str, told: Pages, *, has_list: bool) -> tuple[str, ...]:
    """The sentences that must be in the text of a file, which has no blanks.

    They are those of part one, and the rows of the list of projects where that is no table there. Of what the file does
    not have at all, nothing is expected.
    """
    parts: list[str] = []
    if any(squeezed(section.title) in text for section in told.sections):
        parts += (sentence for section in told.sections for sentence in _of_section(section))
    head = (told.index.number_label, told.index.code_label, told.index.name_label, told.index.amount_label)
    if not has_list and squeezed("".join(head)) in text:
        parts += _of_index(told.index)
    return tuple(parts)


def missing_in(text: str, sentences: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the sentences are not in a text without blanks."""
    return tuple(sentence for sentence in sentences if squeezed(sentence) not in text)


def _of_section(section: Section) -> Iterator[str]:
    yield section.title
    yield from section.paragraphs
    for entry in section.entries:
        yield f"{entry.number}{entry.name}"
        yield from (text for text in (entry.run_in, *(paragraph.text for paragraph in entry.paragraphs)) if text)


def _of_index(index: Index) -> Iterator[str]:
    for group in index.groups:
        yield f"{group.unit} {group.amount}"
        yield from (f"{row.number} {row.code} {row.name} {row.amount}" for row in group.rows)
    yield f"{index.total_label} {index.total}"
