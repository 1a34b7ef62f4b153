"""The reference document of a Word file, which a bureau may replace by its own `reference.docx`.

Of a bureau's file only the styles with their fonts, numbering and theme, and the measures of the page are used. Its
text, macros, pictures and links are not, nor is a part that has relationships of its own.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse

from perfspec.error import PerfspecError
from perfspec.publish.wordstyles import NAMES, Page, Style, W, page_of, styles_by_name, styles_of

FILE, FOLDER = "reference.docx", "reference"
BODY, STYLES = "document.xml", "styles.xml"
CARRIED = (STYLES, "fontTable.xml", "numbering.xml", "theme/theme1.xml")
MOST = 64 * 1024 * 1024  # bytes of the file, and of a part of it
LEAST = 2880  # a hand's breadth of text, in twentieths of a point


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a Word file takes from its reference document: parts by name below `word/`, styles by name, the page."""

    parts: Mapping[str, bytes]
    styles: Mapping[str, Style]
    page: Page


def reference(folders: Sequence[Path]) -> Reference:
    """The reference document in the first folder that has one: a Word file, or its parts. Raises PerfspecError where it
    cannot be used."""
    for folder in folders:
        if _holds(folder, FILE):
            return _reference(folder / FILE, _unpacked(folder / FILE))
        if _holds(folder, f"{FOLDER}/{STYLES}"):
            return _reference(folder / FOLDER, _read(folder / FOLDER))
    names = "、".join(map(str, folders))
    raise PerfspecError(f"找不到 {FILE}：{names}", f"There is no {FILE} in {names}")


def _holds(folder: Path, name: str) -> bool:
    """Whether a folder has a file of that name; a link that leads out of it does not count."""
    path = folder / name
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _read(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in (BODY, *CARRIED) if _holds(folder, name)}


def _unpacked(path: Path) -> dict[str, bytes]:
    if path.stat().st_size > MOST:
        raise _unusable(path, "文件太大", "it is too large")
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            wanted = [BODY, *(name for name in CARRIED if _relationships(name) not in names)]
            return {name: _part(package, path, f"word/{name}") for name in wanted if f"word/{name}" in names}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _unusable(path, "不是完好的 .docx 文件", "it is not a sound .docx file") from error


def _relationships(name: str) -> str:
    folder, _, file = f"word/{name}".rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _part(package: zipfile.ZipFile, path: Path, name: str) -> bytes:
    with package.open(name) as part:
        content = part.read(MOST + 1)
    if len(content) > MOST:
        raise _unusable(path, f"其中的 {name} 太大", f"{name} in it is too large")
    return content


def _reference(path: Path, parts: Mapping[str, bytes]) -> Reference:
    carried = {name: parts[name] for name in CARRIED if name in parts}
    roots = {name: _last(path, name, content) for name, content in carried.items()}
    root = roots.get(STYLES, Element("nothing"))
    known = styles_by_name(root)
    missing = [name for name in NAMES if name.casefold() not in known]
    if missing:
        named = "、".join(f"“{name}”" for name in missing)
        raise _unusable(path, f"缺少样式{named}", f"it lacks the styles {', '.join(missing)}")
    try:
        styles = styles_of(root)
    except ValueError as error:
        raise _unusable(path, "样式里有读不懂的数", "a number in its styles cannot be read") from error
    return Reference(parts=carried, styles=styles, page=_page(path, parts.get(BODY, b"")))


def _page(path: Path, body: bytes) -> Page:
    """The page of the last section, which is that of the whole body."""
    try:
        page = page_of(_last(path, BODY, body, f"{W}sectPr"))
    except ValueError as error:
        raise _unusable(path, "没有纸张大小和页边距", "it has no page size and margins") from error
    if min(page.text_width, page.text_height) < LEAST:
        raise _unusable(path, "页边距没有给文字留下地方", "its margins leave no room for text")
    return page


def _last(path: Path, name: str, content: bytes, tag: str = "") -> Element:
    """The last element of that tag in a part, or its root. A document type, which Word never writes, is refused."""
    try:
        if "<!DOCTYPE" in content.decode("utf-8"):
            raise ValueError("document type")
        found = Element("nothing")
        for _, element in iterparse(io.BytesIO(content)):  # noqa: S314 - without a document type there are no entities
            if tag in ("", element.tag):
                found = element
            elif element.tag in (f"{W}p", f"{W}tbl"):
                element.clear()  # a long text is not kept
    except (ValueError, ParseError) as error:
        raise _unusable(path, f"读不懂其中的 word/{name}", f"word/{name} in it cannot be read") from error
    return found


def _unusable(path: Path, zh: str, en: str) -> PerfspecError:
    return PerfspecError(
        f"{path} 不能用作 Word 文件的样式：{zh}。可以用 Word 打开生成的 document.docx，改好样式，另存为 {FILE}",
        f"{path} cannot give a Word file its styles: {en}. Open a document.docx that was made, change its styles in "
        f"Word, and save it as {FILE}",
    )
