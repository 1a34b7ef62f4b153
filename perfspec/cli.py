"""The command `perfspec`.

Exit codes: 0 nothing to fail on; 1 findings at or above the level that fails; 2 the run could not be done; 3 a fault of
perfspec itself, with a traceback; 130 and 143 interrupted (Ctrl-C, SIGTERM).
"""

from __future__ import annotations

import io
import os
import sys

from perfspec.lastrun import asked_by, told_before

TYPE_CHECKING = False  # typing takes as long to import as all the rest
if TYPE_CHECKING:
    from typing import TextIO


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(given)
    _speak_utf8()
    try:
        return _told_or_run(given, lang)
    except KeyboardInterrupt as interrupt:
        _tell_the_rest()
        return getattr(interrupt, "code", 130)
    except BrokenPipeError:
        _write_no_more(sys.stdout)
        return 0
    except Exception as error:
        from perfspec.machine import lack_of

        if lack := lack_of(error, lang):
            _write_no_more(sys.stdout)
            _complain(f"perfspec: {lack}")
            return 2
        import traceback

        zh, en = (
            "perfspec 自身出错了，请把上面的内容报告给维护者",
            "This is a fault of perfspec; please report what stands above",
        )
        _tell_the_rest()
        _complain(f"{traceback.format_exc()}{en if lang == 'en' else zh}")
        return 3


def _told_or_run(given: list[str], lang: str) -> int:
    """Tell again, or run; what cannot be written is noticed here and not when Python ends."""
    asked = asked_by(given)
    told = told_before(asked)
    try:
        code = _run(given, lang, asked) if told is None else told
    except SystemExit as end:  # of the parser, which has said why
        code = int(end.code or 0)
    sys.stdout.flush()
    return code


def _tell_the_rest() -> None:
    """What standard output still holds is written where it can be."""
    try:
        sys.stdout.flush()
    except OSError:
        _write_no_more(sys.stdout)


def _complain(text: str) -> None:
    """Say what is wrong. Where even that cannot be written the exit code alone tells."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        _write_no_more(sys.stderr)


def _write_no_more(stream: TextIO) -> None:
    """What a stream still holds goes nowhere: it cannot be written."""
    try:  # noqa: SIM105 - contextlib takes as long to import as all the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):  # it is none of the system's
        pass


def _run(given: list[str], lang: str, asked: str | None) -> int:
    """Run what has not been told before; only now is imported what that takes."""
    if given == ["--version"]:
        from perfspec import __version__

        print(f"perfspec {__version__}")
        return 0
    from perfspec.commands.line import command_of, make_parser, module_of
    from perfspec.ending import ending
    from perfspec.error import PerfspecError

    try:
        options = make_parser(lang, command_of(given)).parse_args(given)
        options.asked = asked
        with ending():
            return int(module_of(options.command).run(options))
    except PerfspecError as error:
        from perfspec.reports import text

        _complain("\n".join([*text.lines(error.findings, lang), f"perfspec: {error.say(lang)}"]))
        return 2


def _language(given: list[str]) -> str:
    """The language of help and of errors of use, before anything is parsed."""
    wanted = os.environ.get("PERFSPEC_LANG", "zh")
    for position, word in enumerate(given):
        if word == "--lang" and position + 1 < len(given):
            wanted = given[position + 1]
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    return "en" if wanted == "en" else "zh"


def _speak_utf8() -> None:
    """Chinese must come out whole whatever the locale says. A stream that was closed says nothing."""
    if sys.stdout is None or sys.stderr is None:
        nowhere = open(os.devnull, "w")  # noqa: SIM115, PTH123 - as long as the process
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
