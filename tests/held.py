"""Run a command, and tell how many documents lay in memory at most whenever a file was written or one was found.

python -m tests.held build --to site -C FOLDER
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Any

from perfspec import cli
from perfspec.check import Checked
from perfspec.model import Document
from perfspec.publish import output
from perfspec.reports import found


def main(given: list[str]) -> None:
    held: list[int] = []

    def counting(owner: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        def count(*given: Any, **named: Any) -> Any:
            held.append(sum(type(each) in (Document, Checked) for each in gc.get_objects()))
            return real(*given, **named)

        setattr(owner, name, count)

    counting(output, "_write")
    counting(found.Found, "_add")
    found.HELD = 0
    code = cli.main(given)
    print(f"{code} {len(held)} {max(held)}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
