"""One file read from the disk, whatever lies there."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

from perfspec.finding import Fault, Finding, Text
from perfspec.machine import is_of_the_run, reason
from perfspec.place import Place
from perfspec.yamlfile import MAX_BYTES, YamlFile, read

NOT_A_FILE = Fault(
    rule="PS001",
    message=Text(zh="这不是普通文件（{what}），没有读", en="This is not a regular file ({what}) and was not read"),
    advice=Text(zh="换成一个普通的文件", en="Put a regular file here"),
)
UNREADABLE = Fault(
    rule="PS001",
    message=Text(zh="文件打不开：{why}", en="The file cannot be opened: {why_en}"),
    advice=Text(zh="检查文件的权限", en="Check the permissions of the file"),
)


def read_file(path: Path, shown: str) -> YamlFile:
    """Read one file, never more of it than a file may have; what cannot be opened is a finding.

    Links are not followed and pipes are not waited for: what a pull request brings is not trusted. Raises OSError
    where the machine has no more open files or memory to give.
    """
    at = Place(file=shown)
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            what = "link" if stat.S_ISLNK(status.st_mode) else "special file"
            return unread_file(shown, NOT_A_FILE.at(at, what=what))
        with path.open("rb") as stream:  # no more room is made than the file takes
            source = stream.read(min(status.st_size, MAX_BYTES) + 1)
            if len(source) > status.st_size:  # it has grown since, or does not tell its size
                source += stream.read(MAX_BYTES + 1 - len(source))
        return read(source, shown)
    except OSError as error:
        if is_of_the_run(error):
            raise
        zh, en = reason(error)
        return unread_file(shown, UNREADABLE.at(at, why=zh, why_en=en))


def unread_file(shown: str, finding: Finding) -> YamlFile:
    return replace(read(b"", shown), findings=(finding,), unread=((),))
