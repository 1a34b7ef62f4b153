"""What a Chinese input method puts where YAML needs ASCII: `name：x`, `“x”`, `－ x`, full-width blanks.

Also the blank that is forgotten behind a colon or a dash. Full-width signs inside text are left alone, so this follows
the lines as far as telling text from structure needs. It runs only on files that hold something suspicious.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from perfspec.finding import Fault
from perfspec.yamlfile import faults
from perfspec.yamlfile.flowsigns import flow_signs
from perfspec.yamlfile.positions import Edit
from perfspec.yamlfile.sourcetext import MAX_FAULTS, EnoughError, Spot, lines

_BLANKS = "\u3000\xa0\u1680\u2000-\u200a\u202f\u205f"
_COLONS = "：﹕∶"
_DASHES = "－—–−"
_QUOTES = "“”‘’＂＇"
_LIKELY_KEY = r"(?:[a-z_][a-z0-9_]*|[0-9]{1,2}月|[0-9]{6})"

_WIDE = re.compile(f"[{_COLONS}{_DASHES}{_QUOTES}{_BLANKS}，｛｝［］＃]")
_TIGHT = (re.compile(r":[^\s/]"), re.compile(r"-[^\s\-0-9.]"), re.compile(r"[{\[][^{}\[\]\n]*$", re.MULTILINE))
_SUSPECT = re.compile(
    rf" *[{_BLANKS}{_DASHES}＃]| *[{_QUOTES}].*(?:[:{_COLONS}]|[{_QUOTES}\"']\s*$)|.*[-:{_COLONS}] *[{_BLANKS}]"
    rf"| *(?:- +)*(?:{_LIKELY_KEY}|\"[^\"]*\"|'[^']*') *[{_COLONS}]| *[^\s\-#\"'|>:{_COLONS}][^:{_COLONS}]*[{_COLONS}]"
    rf"| *(?:- +)*[^\s\-#\"'{{\[:][^\s:]*:[^\s:/]| *-[^\s\-0-9.]"
    rf"|.*[，{_COLONS}].*[}}\]]\s*$|[^}}\]]*[{{\[][^}}\]]*$"
    rf"|.*[-:] +(?:[{_QUOTES}].*[{_QUOTES}\"']\s*$|[｛［]|\"[^\"]*$|'[^']*$)"
    rf"|.*[-:] +[{{\[].*(?:[，{_COLONS}{_QUOTES}｛｝［］]|[^\s:\"']:[^\s:])"
)
_NOT_ASCII_BLANKS = re.compile(rf"[\t{_BLANKS}]+")
_MOST_LINES = 60_000  # a file of 1 MiB with real targets has 40,000
_LONG = 1_000  # a line of more characters is always followed: looking quickly would take long
_INDENT = re.compile(rf"[ \t{_BLANKS}]*")
_DASH = re.compile(
    rf"(?:-(?=[ \t{_BLANKS}]|$)|(?P<wide>[{_DASHES}]+)|(?P<tight>-(?=[^\s\-0-9.])))(?P<gap>[ \t{_BLANKS}]*)"
)
_KEY = re.compile(
    rf"(?P<key>(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[{_QUOTES}\"'][^{_QUOTES}\"':]*[{_QUOTES}\"']) *"
    rf"|[^\s\"'#&*!|>%@`{{}}\[\],:{_COLONS}{_QUOTES}][^:{_COLONS}]*)(?P<colon>[:{_COLONS}])(?P<gap>[ \t{_BLANKS}]*)"
)
_LIKELY = re.compile(_LIKELY_KEY)
_ASCII_BLANKS = re.compile(" *")
_BLOCK_MARK = re.compile(r"[:-] +[|>][-+0-9]*\s*(?:#.*)?$")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}


@dataclass(slots=True)
class _Reader:
    """Where in the structure the lines have come to, and what was found on the way."""

    edits: list[Edit] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    columns: list[int] = field(default_factory=lambda: [0])  # of the mappings that are open
    owner: int = -1  # column of the key or dash whose value goes on in deeper lines
    inside: str = ""  # what that value is: text, block, a quote, or flow
    brackets: list[str] = field(default_factory=list)

    def change(self, fault: Fault, start: int, old: str, new: str, **values: str) -> None:
        if len(self.spots) == MAX_FAULTS:
            raise EnoughError(start)
        self.spots.append(Spot(fault, start, start + len(old), values))
        self.edits.append((start, start + len(old), new))


def corrections(text: str) -> tuple[list[Edit], list[Spot], int]:
    """The edits that make YAML of mistyped lines, what is told about each, and how far the text was looked at."""
    if not _suspicious(text):
        return [], [], len(text)
    reader = _Reader()
    end = len(text)
    try:
        for start, line in islice(lines(text), _MOST_LINES):
            _line(reader, start, line)
    except EnoughError as enough:
        end = enough.position
    return sorted(edit for edit in reader.edits if edit[1] <= end), reader.spots, end


def _suspicious(text: str) -> bool:
    """A quick look that passes nearly all good files, so that their lines need not be followed."""
    if "\t" in text:
        return True
    for signs in (_WIDE, *_TIGHT):
        end = 0
        while found := signs.search(text, end):
            start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
            end = len(text) if end < 0 else end
            if end - start > _LONG or (_SUSPECT.match(text[start:end]) and not _in_block(text, start)):
                return True
    return False


def _in_block(text: str, start: int) -> bool:
    """Whether a line belongs to a block of text whose mark, | or >, stands at most forty lines before."""
    indent = _length(_ASCII_BLANKS, text, start)
    for _ in range(40):
        if not start or not indent:
            return False
        end, start = start - 1, text.rfind("\n", 0, start - 1) + 1
        line = text[start:end]
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            return _BLOCK_MARK.search(line) is not None
    return False


def _line(reader: _Reader, start: int, line: str) -> None:
    indent = line[: _length(_INDENT, line)]
    column = _width(indent)
    rest = line[len(indent) :]
    deeper = column > reader.owner
    if reader.inside == "block" and (not rest or (deeper and len(indent) - len(indent.lstrip(" ")) > reader.owner)):
        return _tabs(reader, start, line)
    if reader.inside == "flow" and (deeper or rest[:1] in ("}", "]")):
        _blanks(reader, start, indent)
        return _flow(reader, start + len(indent), rest, reader.owner)
    if reader.inside in ('"', "'") and deeper:
        if reader.inside in rest:
            reader.inside = ""
        return _tabs(reader, start, line)
    _blanks(reader, start, indent)
    start += len(indent)
    if not rest or rest[0] == "#":
        return _tabs(reader, start, rest)
    if rest[0] == "＃":
        reader.change(faults.WIDE_SIGN, start, "＃", "#", wide="＃", ascii="#")
        return _tabs(reader, start, rest)
    if reader.inside == "text" and deeper and not _DASH.match(rest):
        return _tabs(reader, start, rest)
    reader.inside = ""
    return _entry(reader, start, rest, column)


def _entry(reader: _Reader, start: int, rest: str, column: int) -> None:
    """A line of structure: dashes, a key, a value."""
    owner, dashed = column, False
    while (dash := _DASH.match(rest)) and column < _LONG:
        sign, gap = rest[: dash.start("gap")], dash["gap"]
        if dash["wide"] and not (gap or column in reader.columns or dashed or len(reader.columns) > 1 or column):
            break
        if dash["wide"]:
            reader.change(faults.WIDE_SIGN, start, sign, "- " if not gap else "-", wide=sign, ascii="-")
        elif dash["tight"]:
            reader.change(faults.NO_BLANK_DASH, start, sign, "- ")
        _blanks(reader, start + len(sign), gap)
        owner, dashed = column, True
        column += 1 + max(1, _width(gap))
        start, rest = start + dash.end(), rest[dash.end() :]
    while len(reader.columns) > 1 and reader.columns[-1] > owner:
        reader.columns.pop()
    key = None if _is_quoted_value(rest) else _KEY.match(rest)
    if key is None or not _is_key(rest, key, column in reader.columns and not dashed):
        return _value(
            reader, start, rest, owner if dashed else max(c for c in reader.columns if c <= column) - (column == 0)
        )
    if reader.columns[-1] != column:
        reader.columns.append(column)
    name = key["key"].strip()
    if name[0] in _QUOTES or name[-1] in _QUOTES:
        reader.change(faults.WIDE_QUOTE, start, name, f'"{name[1:-1]}"', quote=f"{name[0]}{name[-1]}")
    at, gap = start + key.start("colon"), key["gap"]
    if key["colon"] != ":":
        new = ":" if gap or key.end() == len(rest) else ": "
        reader.change(faults.WIDE_COLON, at, key["colon"], new, key=name.strip(_QUOTES + "\"'"))
    elif not gap and key.end() < len(rest):
        reader.change(faults.NO_BLANK, at, ":", ": ", key=name)
    _blanks(reader, at + 1, gap)
    return _value(reader, start + key.end(), rest[key.end() :], column)


def _is_quoted_value(rest: str) -> bool:
    """Whether a line starts with a whole quoted text that no colon follows."""
    closed = _CLOSED[rest[0]].match(rest) if rest[:1] in _CLOSED else None
    return closed is not None and rest[closed.end() :].lstrip()[:1] not in (":", *_COLONS)


def _is_key(rest: str, key: re.Match[str], certain: bool) -> bool:
    """Whether a key is meant: with an ASCII colon and a blank, where only a key can stand, or by its form."""
    if key["colon"] == ":" and (key["gap"] or key.end() == len(rest)):
        return True
    if rest.startswith("//", key.end()):
        return False
    return certain or _LIKELY.fullmatch(key["key"].strip()) is not None


def _value(reader: _Reader, start: int, value: str, owner: int) -> None:
    reader.owner = owner
    sign, bare = value[:1], value.rstrip()
    if sign in ("", "#"):
        reader.inside = ""
    elif _BLOCK.match(value):
        reader.inside = "block"
    elif sign in _CLOSED:
        closed = _CLOSED[sign].match(value)
        wide = bare[-1] in ("“”＂" if sign == '"' else "‘’＇") and len(bare) > 1
        if not closed and wide:
            reader.change(faults.WIDE_QUOTE, start + len(bare) - 1, bare[-1], sign, quote=bare[-1])
        elif not closed:
            reader.inside = sign
    elif (
        sign in _QUOTES
        and len(bare) > 1
        and bare[-1] in _QUOTES + "\"'"
        and not set(bare[1:-1]) & set(_QUOTES + "\"'\\")
    ):
        reader.change(faults.WIDE_QUOTE, start, bare, f'"{bare[1:-1]}"', quote=f"{sign}{bare[-1]}")
    elif sign in "{[" or (sign in "｛［" and bare[-1] in "｝］}]"):
        return _flow(reader, start, value, owner)
    else:
        reader.inside = "text"
    return _tabs(reader, start, value)


def _flow(reader: _Reader, start: int, text: str, owner: int) -> None:
    reader.owner = owner
    for fault, at, old, new, values in flow_signs(text, reader.brackets):
        reader.change(fault, start + at, old, new, **values)
    reader.inside = "flow" if reader.brackets else ""
    return _tabs(reader, start, text)


def _blanks(reader: _Reader, start: int, blanks: str) -> None:
    """Full-width blanks and tabs where blanks have a meaning: each becomes as many as it looks like."""
    for run in _NOT_ASCII_BLANKS.finditer(blanks):
        at, wide = start + run.start(), run[0].strip("\t")
        new = " " * _width(run[0])
        if wide:
            reader.change(faults.WIDE_BLANK, at, run[0], new)
        else:
            reader.edits.append((at, at + len(run[0]), new))


def _tabs(reader: _Reader, start: int, text: str) -> None:
    if "\t" in text:
        for run in re.finditer("\t+", text):
            reader.edits.append((start + run.start(), start + run.end(), " " * len(run[0])))


def _length(blanks: re.Pattern[str], text: str, start: int = 0) -> int:
    found = blanks.match(text, start)
    return 0 if found is None else found.end() - start


def _width(blanks: str) -> int:
    return len(blanks) + blanks.count("\t") + blanks.count("\u3000")
