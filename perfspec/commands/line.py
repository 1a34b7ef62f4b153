"""The command line: what may be written, in Chinese and English."""

from __future__ import annotations

from argparse import SUPPRESS
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from perfspec import __version__
from perfspec.commands.parser import Parser, Say, speaker

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


def command_of(given: Sequence[str]) -> str:
    """The command that is asked for, empty where none is, or none of ours: then all of them are needed."""
    words = iter(given)
    for word in words:
        if word in WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word if word in COMMANDS else ""
    return ""


def module_of(command: str) -> ModuleType:
    return import_module(f"perfspec.commands.{MODULES.get(command, command)}")


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
        module = module_of(name)
        one = commands.add_parser(name, lang=lang, help=say(*module.HELP), description=say(*module.DESCRIPTION))
        module.configure(one, say)
        _add_common(one, say)
    return parser


def _add_common(parser: Parser, say: Say) -> None:
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
