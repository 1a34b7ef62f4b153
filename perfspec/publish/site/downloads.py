"""The files to download, with what each is good for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from perfspec.publish.site.site import Download

USES = {  # by the ending of the file
    "pdf": "阅读、打印、存档",
    "docx": "用 Word 或 WPS 编辑",
    "xlsx": "用 Excel 或 WPS 表格打开",
    "csv": "导入表格和数据库；UTF-8，带 BOM",
    "json": "给程序读",
    "md": "纯文字",
    "html": "用浏览器看",
}
UNITS = ((1024 * 1024, "MB"), (1024, "KB"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadRow:
    """A file as a page lists it: its address, label, kind, size and use."""

    href: str
    label: str
    kind: str
    size: str
    use: str


def download_rows(downloads: Iterable[Download]) -> tuple[DownloadRow, ...]:
    return tuple(_row(download) for download in downloads)


def _row(download: Download) -> DownloadRow:
    ending = PurePosixPath(download.file).suffix.removeprefix(".")
    return DownloadRow(
        href=download.file,
        label=download.label,
        kind=ending.upper(),
        size="" if download.size is None else file_size(download.size),
        use=USES.get(ending, ""),
    )


def file_size(count: int) -> str:
    """Bytes as people say them: 812 B, 23.4 KB, 1.2 MB, rounded up in the last digit."""
    for factor, unit in UNITS:
        if count >= factor:
            tenths = -(-count * 10 // factor)
            return f"{tenths // 10}.{tenths % 10} {unit}"
    return f"{count} B"
