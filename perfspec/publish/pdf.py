"""The whole document as PDF, set by typst: tagged (PDF/UA-1), with bookmarks, the same bytes for the same input.

The proof stands in the keywords of the file. Typst works in an empty folder of its own, so that a template reads no
file, and PDF/UA-1 forbids what has no glyph: a sign that no font has is an error and never a box.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from perfspec.error import PerfspecError, without_room
from perfspec.publish.apart import apart
from perfspec.publish.document import Pages
from perfspec.publish.fonts import typefaces
from perfspec.publish.proof import Proof
from perfspec.publish.templates import render
from perfspec.publish.typstfaults import FONTS, typst_fault
from perfspec.writing import temporary_folder

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATE = "document.typ.j2"

_PACKAGE = re.compile(r"@[a-z][a-z0-9-]*/")  # of a template: in data every @ is escaped


def document_pdf(pages: Pages, folders: Sequence[Path], proof: Proof) -> bytes:
    """The document as a PDF file.

    Raises PerfspecError where `needs_for_pdf` tells what is missing, a sign has no glyph, or the template is wrong.
    """
    if find_spec("typst") is None:
        raise _missing_extra()
    fonts = _fonts(folders)
    source = render(TEMPLATE, folders, pages=pages, proof=proof, fonts=typefaces(fonts.families()))
    if _PACKAGE.search(source):
        raise PerfspecError(
            f"{TEMPLATE} 用到了要从网上下载的 typst 包，不允许", f"{TEMPLATE} uses a typst package from the network"
        )
    return _compiled(source, fonts, folders, f"{pages.department} PDF")


def needs_for_pdf(folders: Sequence[Path] = ()) -> PerfspecError | None:
    """What must be installed before a PDF can be made, said as an error; nothing where all is there."""
    if find_spec("typst") is None:
        return _missing_extra()
    try:
        typefaces(_fonts(folders).families())
    except PerfspecError as error:
        return error
    return None


def tools_for_pdf(folders: Sequence[Path]) -> tuple[str, ...]:
    """What else the look of a PDF depends on: the version of typst, and the typefaces that are there."""
    return version("typst"), repr(typefaces(_fonts(folders).families()))


def _missing_extra() -> PerfspecError:
    return PerfspecError(
        "生成 PDF 需要 typst：pip install 'perfspec[pdf]'", "PDF needs typst: pip install 'perfspec[pdf]'"
    )


def _fonts(folders: Sequence[Path]) -> Fonts:
    from typst import Fonts

    own = [folder / FONTS for folder in folders if (folder / FONTS).is_dir()]
    return Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=own)


def _compiled(source: str, fonts: Fonts, folders: Sequence[Path], title: str) -> bytes:
    with temporary_folder() as root:
        main = root / "document.typ"
        try:
            main.write_text(source, encoding="utf-8")
        except OSError as error:
            raise without_room(error) from error
        return apart(partial(_set, main, source, fonts, folders), title)  # typst keeps what it has worked out


def _set(main: Path, source: str, fonts: Fonts, folders: Sequence[Path]) -> bytes:
    from typst import Compiler, TypstError

    compiler = Compiler(main, root=main.parent, font_paths=fonts)
    for repeat in ("yes", "no"):  # no: labels of merged cells once, where repeating them moves rows back and forth
        try:
            made, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards="ua-1", sys_inputs={"repeat": repeat}
            )
        except TypstError as error:
            raise typst_fault(error, source, folders) from error
        if not any("did not converge" in warning.message for warning in warnings):
            break
    assert isinstance(made, bytes)  # noqa: S101 - a document without an output file is given back as bytes
    return made
