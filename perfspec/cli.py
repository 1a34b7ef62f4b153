"""The command `perfspec`.

Exit codes: 0 nothing to fail on; 1 findings at or above the level that fails; 2 the run could not be done; 3 a fault of
perfspec itself, with a traceback.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from perfspec import __version__
from perfspec.commands.parser import Parser, Say, speaker
from perfspec.error import PerfspecError

COMMANDS = (
    "check",
    "merge",
    "rules",
    "explain",
    "diff",
    "approve",
    "comment",
    "baseline",
    "opinion",
    "render",
    "build",
    "verify",
    "export",
    "import",
    "fmt",
    "init",
    "new",
)
MODULES = {"import": "import_text"}  # where the name of a command is no name in Python
WITH_VALUE = ("-C", "--workspace", "--lang")  # options that may stand before the command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    lang = _language(given)
    try:
        options = make_parser(lang, _command(given)).parse_args(given)
        return int(_module(options.command).run(options))
    except PerfspecError as error:
        return _stopped(error, lang)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        import traceback

        traceback.print_exc()
        say = speaker(lang)
        print(
            say(
                "perfspec 自身出错了，请把上面的内容报告给维护者",
                "This is a fault of perfspec; please report what stands above",
            ),
            file=sys.stderr,
        )
        return 3


def _module(command: str) -> ModuleType:
    return import_module(f"perfspec.commands.{MODULES.get(command, command)}")


def _command(given: Sequence[str]) -> str:
    """The command that is asked for, empty where none is, or none of ours: then all of them are needed."""
    words = iter(given)
    for word in words:
        if word in WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word if word in COMMANDS else ""
    return ""


def make_parser(lang: str, only: str = "") -> Parser:
    """The command line, for one language: whole, or for one command, which leaves the others unimported."""
    say = speaker(lang)
    parser = Parser(
        lang=lang,
        prog="perfspec",
        description=say(
            "预算绩效目标：用 YAML 编写，用规则检查，生成公开的表格和文本。",
            "Budget performance targets: written in YAML, checked by rules, published as the official tables.",
        ),
        epilog=say(
            "第一次用：perfspec init 我的工作区，然后 cd 我的工作区，perfspec check。\n"
            "每个命令都有说明：perfspec check --help",
            "First time: perfspec init my-workspace, then cd my-workspace and perfspec check.\n"
            "Each command has help: perfspec check --help",
        ),
    )
    parser.add_argument("--version", action="version", version=f"perfspec {__version__}", help=say("版本", "version"))
    _add_common(parser, say)
    commands = parser.add_subparsers(
        dest="command",
        required=True,
        metavar=say("命令", "COMMAND"),
        title=say("命令", "commands"),
    )
    for name in [only] if only else COMMANDS:
        module = _module(name)
        one = commands.add_parser(name, lang=lang, help=say(*module.HELP), description=say(*module.DESCRIPTION))
        module.configure(one, say)
        _add_common(one, say)
    return parser


def _add_common(parser: Parser, say: Say) -> None:
    from argparse import SUPPRESS

    parser.add_argument(
        "-C",
        "--workspace",
        metavar=say("文件夹", "DIR"),
        default=SUPPRESS,
        help=say("工作区所在的文件夹（默认从当前文件夹向上找 perfspec.yaml）", "the workspace (default: look upwards)"),
    )
    parser.add_argument(
        "--lang",
        choices=["zh", "en"],
        default=SUPPRESS,
        help=say("提示的语言：zh 或 en（默认看 perfspec.yaml，再看环境变量 PERFSPEC_LANG）", "language of messages"),
    )


def _language(given: Sequence[str]) -> str:
    """The language of help and of errors of use, before anything is parsed."""
    wanted = os.environ.get("PERFSPEC_LANG", "zh")
    for position, word in enumerate(given):
        if word == "--lang" and position + 1 < len(given):
            wanted = given[position + 1]
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    return "en" if wanted == "en" else "zh"


def _speak_utf8() -> None:
    """Chinese must come out whole whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _stopped(error: PerfspecError, lang: str) -> int:
    from perfspec.reports import text

    for line in text.lines(error.findings, lang):
        print(line, file=sys.stderr)
    print(f"perfspec: {error.say(lang)}", file=sys.stderr)
    return 2
