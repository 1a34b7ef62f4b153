"""A check told again: the same command line, and nothing that it depends on has changed since.

What it said is kept in the user's folder for caches, as one of a fixed number of files. A file that is broken, made by
something else, or meant for another command line is as good as none.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from hashlib import blake2b

from perfspec.cachefolder import cache_folder
from perfspec.outside import UNSURE, Look, Watched, look_at

KEPT = 256  # files at most
MOST = 1 << 22  # characters of what was said: the faults of some 250,000 projects
ERRORS = "surrogatepass"  # names may hold bytes that are no text
SHAPES = ("NO_COLOR", "TERM", "COLUMNS")  # of the environment, which change how a terminal is written to


def told_before(asked: str | None) -> int | None:
    """Say again what was said when this was `asked`, and give its exit code; None where it has to run."""
    if asked is None or not os.path.isfile(_file(asked)):  # noqa: PTH113 - a pipe would be waited for
        return None
    try:
        with open(_file(asked), "rb") as stream:  # noqa: PTH123 - pathlib takes as long to import as all the rest
            seal, _, kept = stream.read().partition(b"\0")
        if seal != _seal(kept):
            return None
        key, digest, code, watched, said = kept.split(b"\0\0", 4)
        if key != _key(asked) or look_at(_ways(watched)).digest != digest.decode():
            return None
        text, exit_code = zlib.decompressobj().decompress(said, 4 * MOST).decode("utf-8", ERRORS), int(code)
    except (OSError, ValueError, KeyError, zlib.error):
        return None
    sys.stdout.write(text)
    return exit_code


def keep(asked: str | None, watched: list[Watched], look: Look, code: int, said: str, start: int) -> None:
    """Keep what was said when this was `asked`, which was made before the run as `look` was of what is `watched`, at
    `start`, in ns since 1970; what had changed shortly before may be changing still, and is not kept."""
    if asked is None or look.newest >= start - UNSURE or len(said) > MOST:
        return
    from pathlib import Path

    from perfspec.atomic import write_file

    ways = "\0\1".join(f"{way}\1{path}" for way, path in watched).encode("utf-8", ERRORS)
    small = zlib.compress(said.encode("utf-8", ERRORS), 1)
    kept = b"\0\0".join((_key(asked), look.digest.encode(), b"%d" % code, ways, small))
    path = Path(_file(asked))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_file(path, _seal(kept) + b"\0" + kept)
    except OSError:
        return


def _ways(watched: bytes) -> list[Watched]:
    """Raises ValueError where it is none of ours."""
    found = []
    for each in watched.decode("utf-8", ERRORS).split("\0\1"):
        way, path = each.split("\1", 1)
        found.append((way, path))
    return found


def asked_by(given: list[str]) -> str | None:
    """What a command line asks, with all that an answer depends on beside files: which Python and which perfspec, where
    packs are looked for, who asks, the terminal, the day. None where nothing is kept or there is nobody to tell."""
    if "check" not in given:
        return None
    try:
        terminal = os.get_terminal_size(sys.stdout.fileno()) if sys.stdout.isatty() else None
        here = os.getcwd()  # noqa: PTH109
    except (OSError, ValueError):  # it is gone, or is none
        return None
    ours = sorted(item for item in os.environ.items() if item[0] in SHAPES or item[0].startswith("PERFSPEC_"))
    who = os.geteuid() if hasattr(os, "geteuid") else None
    return repr((sys.version, __file__, sys.path, who, given, here, terminal, ours, time.localtime()[:3]))


def _key(asked: str) -> bytes:
    return blake2b(asked.encode("utf-8", ERRORS)).hexdigest().encode()


def _seal(kept: bytes) -> bytes:
    """Tells a file that was written whole."""
    return blake2b(kept).hexdigest().encode()


def _file(asked: str) -> str:
    """Where it is kept; the last command lines push out older ones."""
    return f"{cache_folder()}{os.sep}{int(_key(asked)[:8], 16) % KEPT:02x}.run"
