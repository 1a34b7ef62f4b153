"""Data as typst writes it: a literal that no text can leave, neither in typst's code nor in its markup."""

from __future__ import annotations

import re

# what typst gives a meaning is ASCII; controls, too, would be lost between here and there
_SIGN = re.compile(r"[^ 0-9A-Za-z\u00a0-\U0010ffff]")


def literal(value: object) -> str:
    """A value as typst code: text, a number, `true`, `none`, or an array of them.

    All signs in a text are escaped, so that where a template forgets the `#` before it, it is shown with quotation
    marks around it and still never parsed.
    """
    match value:
        case None:
            return "none"
        case bool():
            return "true" if value else "false"
        case int():
            return str(int(value))
        case tuple() | list():
            return f"({''.join(f'{literal(item)}, ' for item in value)})"
        case _:
            return '"' + _SIGN.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", str(value)) + '"'
