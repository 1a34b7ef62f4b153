"""The bytes of a published text, decoded."""

from __future__ import annotations

from pathlib import Path

from perfspec.error import PerfspecError, unreadable

MAX_BYTES = 64 * 1_048_576


def read_text(path: Path) -> str:
    """The text of a file in UTF-8 or, as older Windows programs save it, in GB 18030; line ends become `\\n`.

    Raises PerfspecError where it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(content) > MAX_BYTES:
        raise PerfspecError(f"{path} 太大", f"{path} is too large")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise PerfspecError(
        f"{path} 不是 UTF-8 也不是 GB 18030 的文本；请另存为 UTF-8 的纯文本",
        f"{path} is neither UTF-8 nor GB 18030 text; save it as plain text in UTF-8",
    )
