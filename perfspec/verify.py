"""Whether a published file says what the source says: its tables cell by cell, and the sentences of part one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from itertools import zip_longest

from perfspec.model import Document
from perfspec.publish.dataset import indicators_table, projects_table
from perfspec.publish.document import Pages, pages
from perfspec.publish.form import Form
from perfspec.publish.grid import Grid, indicator_grid, project_grid
from perfspec.publish.proof import Proof, digest
from perfspec.readback.rows import ReadBack, Row, squeezed
from perfspec.sentences import expected_in, missing_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell that differs: the table it is in (a project's code, or a title), its row and column counted from 1, the
    source's text and the file's.

    A cell that is missing has no text in the file, one too many none in the source.
    """

    table: str
    row: int
    column: int
    source: str | None
    file: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What comparing a file with the source gave."""

    proof: Proof | None
    tables: int  # compared
    cells: int
    missing: tuple[str, ...]  # codes of projects whose forms are not in the file
    foreign: tuple[str, ...]  # codes of forms whose projects are not in the source
    differences: tuple[Difference, ...]
    sentences: int  # compared, outside of tables
    unsaid: tuple[str, ...]  # those of them that are not in the file

    @property
    def is_same(self) -> bool:
        return not (self.missing or self.foreign or self.differences or self.unsaid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A table of the source, and the same one in the file. A figure may be a number there: 8 for 8.00."""

    table: str
    source: Sequence[Row]
    file: Sequence[Row]
    has_numbers: bool = False


def source_of(read: ReadBack, documents: Sequence[Document]) -> Document | None:
    """The document that a file was made of: by its digest, else by its codes; None where it has no table of any."""
    shared = [_shared(read, each) for each in documents]
    if not any(shared):
        return None
    said = read.proof.digest if read.proof else ""
    same = [each for each, count in zip(documents, shared, strict=True) if count and digest(each) == said]
    return same[0] if same else documents[shared.index(max(shared))]


def _shared(read: ReadBack, document: Document) -> int:
    """How many projects of a document a file speaks of."""
    told = pages(document)
    rows = [row for pair in (*_index(read, told), *_data(read, document)) for row in pair.file]
    return len(document.codes & {*forms_in(read.tables, told), *(cell for row in rows for cell in row[:2])})


def verify(read: ReadBack, document: Document) -> Verified:
    """Compare the tables in a file with those of the source: the forms, the list of projects, or the tables of data.

    The sentences of part one must be in it, too, where it has that part.

    A file with a single form, and with no list of projects, need not have the others; nor need one without forms.
    """
    told = pages(document)
    expected = {form.code.text: form for form in told.forms}
    found = forms_in(read.tables, told)
    index = list(_index(read, told))
    pairs = [Pair(table=code, source=_rows(expected[code]), file=found[code]) for code in expected if code in found]
    pairs += (*index, *_data(read, document))
    sentences = expected_in(read.text, told, has_list=bool(index))
    return Verified(
        proof=read.proof,
        tables=len(pairs),
        cells=sum(len(row) for pair in pairs for row in pair.source),
        missing=tuple(code for code in expected if code not in found) if found and (index or len(found) > 1) else (),
        foreign=tuple(code for code in found if code not in expected),
        sentences=len(sentences),
        unsaid=missing_in(read.text, sentences),
        differences=tuple(difference for pair in pairs for difference in _differences(pair, is_spaced=read.is_spaced)),
    )


def _index(read: ReadBack, told: Pages) -> Iterator[Pair]:
    """The list of projects in a file, whose rows may have the number of a page behind them."""
    index = told.index
    head: Row = (index.number_label, index.code_label, index.name_label, index.amount_label)
    rows: list[Row] = []
    for group in index.groups:
        rows.append((group.unit, group.amount))
        rows += ((str(row.number), row.code, row.name, row.amount) for row in group.rows)
    rows.append((index.total_label, index.total))
    for table in read.tables:
        starts = [number for number, row in enumerate(table) if _bare(row[: len(head)]) == head]
        if starts:
            inside = (
                row for row in table[starts[0] + 1 : starts[0] + len(rows) + len(starts)] if _bare(row[:4]) != head
            )
            cut = [row[: len(source)] for row, source in zip_longest(inside, rows, fillvalue=())]
            yield Pair(table=told.part_two.title, source=rows, file=cut, has_numbers=True)
            return


def _data(read: ReadBack, document: Document) -> Iterator[Pair]:
    """The tables of data in a file, which have their headings in the first row."""
    for data in (projects_table(document), indicators_table(document)):
        head = tuple(column.heading for column in data.columns)
        for table in read.tables:
            if table and table[0] == head:
                rows = [tuple("" if value is None else str(value) for value in row) for row in data.rows]
                yield Pair(table=data.title, source=rows, file=table[1:], has_numbers=True)


def forms_in(tables: Sequence[Sequence[Row]], pages: Pages) -> dict[str, list[Row]]:
    """The rows of each form in a file, by the code in its first row.

    The indicators of a form lie in the same table as its upper part, or in the next one.
    """
    forms: dict[str, list[Row]] = {}
    code_label, name_label, head = _labels(pages)
    for table in tables:
        rows = forms.get(next(reversed(forms), ""), [])
        if not table or _bare(table[0]) != head:
            rows = []
        for row in table:
            if _bare((*row[:1], *row[2:3])) == (code_label, name_label):
                rows = forms.setdefault(row[1].strip(), [])
            if len(row) > 1 or any(row):
                rows.append(row)
    return forms


def _labels(pages: Pages) -> tuple[str, str, Row]:
    """The labels of code and name, which begin a form, and the row of headers of its indicators.

    All forms of a document have the same.
    """
    first = pages.forms[0] if pages.forms else None
    if first is None:
        return "", "", ()
    code, name = _bare((first.code.label, first.name.label))
    return code, name, tuple(squeezed(column.label) for column in first.columns)


def _bare(row: Row) -> Row:
    return tuple(map(squeezed, row))


def _rows(form: Form) -> list[Row]:
    """The rows of a form, as a file that is right has them."""
    return [*_rows_of(project_grid(form)), *_rows_of(indicator_grid(form))]


def _rows_of(grid: Grid) -> Iterator[Row]:
    for row in (*((grid.head,) if grid.head else ()), *(row for group in grid.groups for row in group.rows)):
        yield tuple("\n".join(cell.lines) for cell in row)


def _differences(pair: Pair, *, is_spaced: bool) -> Iterator[Difference]:
    for number, row, other in _rows_that_match(pair):
        for column, (source, file) in enumerate(zip_longest(row, other), start=1):
            if source is None or file is None or not _is_same(source, file, pair, is_spaced=is_spaced):
                yield Difference(table=pair.table, row=number, column=column, source=source, file=file)


def _rows_that_match(pair: Pair) -> Iterator[tuple[int, Row, Row]]:
    """Each row of the source with its number and the file's row that stands for it: one that is missing has no cells,
    and moves none of those below it."""
    matcher = SequenceMatcher(None, list(map(_bare, pair.source)), list(map(_bare, pair.file)), autojunk=False)
    for _, start, end, file_start, file_end in matcher.get_opcodes():
        rows = zip_longest(pair.source[start:end], pair.file[file_start:file_end], fillvalue=())
        yield from ((number, row, other) for number, (row, other) in enumerate(rows, start=start + 1))


def _is_same(source: str, file: str, pair: Pair, *, is_spaced: bool) -> bool:
    """Whether two texts are the same; where blanks are layout, without them."""
    if source == file.strip() if is_spaced else squeezed(source) == squeezed(file):
        return True
    number = _number(source) if pair.has_numbers else None
    return (number is not None and number == _number(file)) or (pair.has_numbers and f"{source} 00:00:00" == file)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
