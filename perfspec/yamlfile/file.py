"""Read a YAML file into plain data, with every fault at once and the place of every value.

Most files are ordinary and are read by `ordinary`; what the others need is imported where it is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from perfspec.finding import Finding
from perfspec.place import Path, Place
from perfspec.yamlfile.limits import MAX_BYTES

try:
    from perfspec.yamlfile import ordinary
except ImportError:  # it may be deleted
    ordinary = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from perfspec.yamlfile.positions import Positions


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlFile:
    """What a file says, what is wrong with it, and where everything stands.

    Below a path in `unread` something could not be read, so nothing there is known to be missing.
    In a partial file no outermost field is known to be missing, and what was read of them still counts.
    A list keeps its length: None stands for an item that could not be read.
    """

    file: str
    findings: tuple[Finding, ...] = ()
    unread: tuple[Path, ...] = ()
    is_partial: bool = False
    _source: str = ""
    _data: Any = None
    _packed: bytes | None = field(default=None, repr=False)  # in place of source and data
    _spans: Any = field(default=None, repr=False, compare=False)  # with `value` and `key` of a path
    _positions: Any = field(default=None, repr=False, compare=False)  # None in a light file

    @property
    def source(self) -> str:
        return self._source if self._packed is None else _unpacked(self._packed, self.file)._source

    @property
    def data(self) -> Any:
        return self._data if self._packed is None else _unpacked(self._packed, self.file)._data

    @property
    def whole(self) -> bool:
        """Whether the data is exactly what the file says: nothing was left out or guessed."""
        return not self.findings

    @property
    def light(self) -> YamlFile:
        """The same file without what knows where everything stands, which is 20 times as large as what the file says.
        When a place is asked for, it is made again. A file with faults of reading stays as it is."""
        is_settled = bool(self.findings) or self._positions is None
        return self if is_settled else replace(self, _spans=None, _positions=None)

    @property
    def packed(self) -> YamlFile:
        """The same file in a twentieth of the memory: whenever it is asked what it says, it is read again from what is
        kept of its text. A file with faults of reading stays as it is."""
        light = self.light
        if light.findings or light._positions is not None or light._packed is not None:
            return light
        import zlib  # for very large documents alone

        text = zlib.compress(light._source.encode("utf-8", "surrogatepass"), 1)
        return replace(light, _source="", _data=None, _packed=text)

    def place(self, path: Path) -> Place:
        """Where the value of a path stands; a missing value stands where its nearest ancestor does."""
        spans, positions = self._spots()
        return positions.place(path, *spans.value(path))

    def key_place(self, path: Path) -> Place:
        """Where the key stands that a path ends with, or its value where there is no key."""
        spans, positions = self._spots()
        return positions.place(path, *(spans.key(path) or spans.value(path)))

    def _spots(self) -> tuple[Any, Positions]:
        if self._positions is None:
            again = _with_places(self.source, self.file)
            return again._spans, again._positions
        return self._spans, self._positions


def read(source: bytes, file: str) -> YamlFile:
    """The file's data and all of its faults; never raises, whatever the bytes are."""
    if len(source) > MAX_BYTES:
        from perfspec.yamlfile import faults, tree
        from perfspec.yamlfile.positions import Positions

        too_large = faults.TOO_LARGE.at(Place(file=file), size=len(source), limit=MAX_BYTES)
        spans, positions = tree.Spans(None, ""), Positions(file, "")
        return YamlFile(file=file, findings=(too_large,), unread=((),), _spans=spans, _positions=positions)
    return _quickly(source, file) or read_by_libyaml(source, file)


def _quickly(source: bytes, file: str) -> YamlFile | None:
    """A light file, where the bytes are ordinary."""
    if ordinary is None:
        return None
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return None
    data = ordinary.data_of(_unix(text))
    return None if data is None else YamlFile(file=file, _source=text, _data=data)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def read_with_places(source: bytes, file: str) -> YamlFile:
    """The same with the place of every value at hand."""
    quick = _quickly(source, file)
    if quick is None:
        return read_by_libyaml(source, file)
    from perfspec.yamlfile.positions import Positions

    text = _unix(quick.source)
    return replace(quick, _spans=ordinary.spans_of(text, quick.data), _positions=Positions(file, text))


def read_by_libyaml(source: bytes, file: str) -> YamlFile:
    """The same by libyaml, which also tells what is wrong."""
    from perfspec.yamlfile import thorough

    found = thorough.read(source, file)
    return YamlFile(
        file=file,
        findings=found.findings,
        unread=found.unread,
        is_partial=found.is_partial,
        _source=found.source,
        _data=found.data,
        _spans=found.spans,
        _positions=found.positions,
    )


@lru_cache(maxsize=4)
def _with_places(source: str, file: str) -> YamlFile:
    return read_with_places(source.encode("utf-8", "surrogatepass"), file)


@lru_cache(maxsize=4)
def _unpacked(packed: bytes, file: str) -> YamlFile:
    import zlib

    return read(zlib.decompress(packed), file).light
