"""What typst finds wrong, said with the template's line, or with the signs that no font has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perfspec.error import PerfspecError

if TYPE_CHECKING:
    from typst import TypstError

TEMPLATES = ("document.typ.j2", "form.typ.j2", "style.typ")
FONTS = "fonts"  # a folder beside the templates, for fonts that are not installed

_NO_GLYPH = re.compile(r"the text `\"(.*?)\"` could not be displayed|disallowed codepoint `\"(.*?)\"`")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_LINE = re.compile(r"\.typ:(\d+):\d+\n")  # where the fault itself is comes first


def typst_fault(error: TypstError, source: str, folders: Sequence[Path]) -> PerfspecError:
    """What is told of an error in a source that the templates in these folders have made."""
    texts = ["".join(found) for found in _NO_GLYPH.findall(error.diagnostic)]
    if not texts:
        place = _place(error.diagnostic, source, folders)
        return PerfspecError(
            f"{place}：排不成 PDF：{error.message}", f"{place}: it cannot be set as PDF: {error.message}"
        )
    signs = dict.fromkeys("".join(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) for text in texts))
    named = [f"{sign}（U+{ord(sign):04X}）" if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs]
    return PerfspecError(
        f"这些字印不出来：{'、'.join(named)}。请改用别的字，或安装有这些字的字体，"
        f"也可以把字体文件放进 templates/{FONTS}/",
        f"These characters cannot be printed: {', '.join(named)}. Write something else, install a font that has them, "
        f"or put its file into templates/{FONTS}/",
    )


def _place(diagnostic: str, source: str, folders: Sequence[Path]) -> str:
    """File and line of the template that has the wrong line as it is; the line itself where none has it alone."""
    found = _LINE.search(diagnostic)
    if found is None:
        return TEMPLATES[0]
    line = source.splitlines()[int(found[1]) - 1]
    for name in TEMPLATES:
        path = next(folder / name for folder in folders if (folder / name).is_file())
        written = path.read_text(encoding="utf-8").splitlines()
        if written.count(line) == 1:
            return f"{path}:{written.index(line) + 1}"
    return f"{TEMPLATES[0]} “{line.strip()}”"
