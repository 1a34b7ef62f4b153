"""Whether the tables of a published file are those of the source, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from perfspec.model import Document
from perfspec.publish.document import Pages, pages
from perfspec.publish.form import Form
from perfspec.publish.grid import Grid, indicator_grid, project_grid
from perfspec.publish.proof import Proof, digest
from perfspec.readback.rows import ReadBack, Row

CONTINUED = "（续）"  # behind a first-level category that is written again on the next page


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell that differs: the form it is in, its row and column counted from 1, the source's text and the file's.

    A row or a form that is missing has no text in the file, one too many none in the source.
    """

    code: str
    row: int
    column: int
    source: str | None
    file: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What comparing a file with the source gave."""

    proof: Proof | None
    forms: int  # compared
    cells: int
    missing: tuple[str, ...]  # codes of projects whose forms are not in the file
    foreign: tuple[str, ...]  # codes of forms whose projects are not in the source
    differences: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        return not (self.missing or self.foreign or self.differences)


def source_of(read: ReadBack, documents: Sequence[Document]) -> Document | None:
    """The document that a file was made of: by its digest, else by its codes; None where it has no form of any."""
    shared = [len(forms_in(read.tables, pages(each)).keys() & each.codes) for each in documents]
    if not any(shared):
        return None
    said = read.proof.digest if read.proof else ""
    same = [each for each, count in zip(documents, shared, strict=True) if count and digest(each) == said]
    return same[0] if same else documents[shared.index(max(shared))]


def verify(read: ReadBack, pages: Pages) -> Verified:
    """Compare the forms in a file with those of the source. A file with a single form is held to that one alone."""
    expected = {form.code.text: form for form in pages.forms}
    found = forms_in(read.tables, pages)
    both = [code for code in expected if code in found]
    compared = {code: (_rows(expected[code]), found[code]) for code in both}
    return Verified(
        proof=read.proof,
        forms=len(both),
        cells=sum(len(row) for rows, _ in compared.values() for row in rows),
        missing=tuple(code for code in expected if code not in found) if len(found) != 1 else (),
        foreign=tuple(code for code in found if code not in expected),
        differences=tuple(
            difference
            for code, (rows, others) in compared.items()
            for difference in _differences(code, rows, others, is_spaced=read.is_spaced)
        ),
    )


def forms_in(tables: Sequence[Sequence[Row]], pages: Pages) -> dict[str, list[Row]]:
    """The rows of each form in a file, by the code in its first row, without what is repeated where a page ends.

    The indicators of a form lie in the same table as its upper part, or in the next one.
    """
    forms: dict[str, list[Row]] = {}
    code_label, head = _labels(pages)
    for table in tables:
        rows = forms.get(next(reversed(forms), ""), [])
        if not table or _bare(table[0]) != head:
            rows = []
        is_repeated = False
        for row in table:
            if len(row) > 1 and _bare(row[:1]) == (code_label,):
                rows = forms.setdefault(row[1].strip(), [])
            if _bare(row) == head and any(_bare(other) == head for other in rows):
                is_repeated = True
            elif len(row) > 1 or any(row):
                is_again = is_repeated and bool(row) and row[0].endswith(CONTINUED)
                rows.append(row[1:] if is_again else row)
                is_repeated = False
    return forms


def _labels(pages: Pages) -> tuple[str, Row]:
    """What begins a form, and the row of headers of its indicators; all forms of a document have the same."""
    first = pages.forms[0] if pages.forms else None
    if first is None:
        return "", ()
    return _squeezed(first.code.label), tuple(_squeezed(column.label) for column in first.columns)


def _bare(row: Row) -> Row:
    return tuple(map(_squeezed, row))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _rows(form: Form) -> list[Row]:
    """The rows of a form, as a file that is right has them."""
    return [*_rows_of(project_grid(form)), *_rows_of(indicator_grid(form))]


def _rows_of(grid: Grid) -> Iterator[Row]:
    for row in (*((grid.head,) if grid.head else ()), *(row for group in grid.groups for row in group.rows)):
        yield tuple("\n".join(cell.lines) for cell in row)


def _differences(code: str, rows: Sequence[Row], others: Sequence[Row], *, is_spaced: bool) -> Iterator[Difference]:
    for number, (row, other) in enumerate(zip_longest(rows, others, fillvalue=()), start=1):
        for column, (source, file) in enumerate(zip_longest(row, other), start=1):
            if source is None or file is None or not _is_same(source, file, is_spaced=is_spaced):
                yield Difference(code=code, row=number, column=column, source=source, file=file)


def _is_same(source: str, file: str, *, is_spaced: bool) -> bool:
    """Whether two texts are the same; where blanks are layout, without them."""
    return source == file.strip() if is_spaced else _squeezed(source) == _squeezed(file)
