"""argparse in Chinese and English, with the nearest command or option for a misspelt one."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, NoReturn

Say = Callable[[str, str], str]

ERRORS = (  # what argparse says, and what it means
    (r"the following arguments are required: (?P<a>.+)", "还要写：{a}"),
    (r"unrecognized arguments: (?P<a>.+)", "不认识的参数：{a}"),
    (r"argument (?P<a>.+?): expected (?:one|at least one) argument", "{a} 后面要写一个值"),
    (
        r"argument (?P<a>.+?): invalid choice: '?(?P<b>.*?)'? \(choose from (?P<c>.+)\)",
        "{a} 不能是 {b}；可以写：{c}",
    ),
    (r"argument (?P<a>.+?): invalid (?:int|.+?) value: (?P<b>.+)", "{a} 不能是 {b}"),
    (r"argument (?P<a>.+?): not allowed with argument (?P<b>.+)", "{a} 和 {b} 不能同时写"),
    (r"argument (?P<a>.+?): nothing is written", "{a} 后面要写一个值"),
    (r"argument (?P<a>.+?): (?P<b>\S+) is less than 1", "{a} 不能是 {b}；至少是 1"),
    (r"ambiguous option: (?P<a>.+) could match (?P<b>.+)", "{a} 不明确，可能是 {b}"),
)


def speaker(lang: str) -> Say:
    """Chooses between a Chinese and an English sentence."""
    return lambda zh, en: en if lang == "en" else zh


def written(text: str) -> str:
    """The value of an option that must not be empty, as a variable that is not set would leave it."""
    if not text.strip():
        raise argparse.ArgumentTypeError("nothing is written")
    return text


def positive(text: str) -> int:
    """A number of at least one."""
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


class Parser(argparse.ArgumentParser):
    """A parser that speaks the user's language; errors of use end with 2 and name the nearest word."""

    def __init__(self, *, lang: str = "zh", **options: Any) -> None:
        self.lang = lang
        say = speaker(lang)
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: _Help(prog, lang),
            **options,
        )
        self._positionals.title = say("参数", "arguments")
        self._optionals.title = say("选项", "options")
        self.add_argument("-h", "--help", action="help", help=say("显示这段说明", "show this help"))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuses what it does not know here, where the command and its options are known."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def _print_message(self, message: str, file: Any = None) -> None:
        """Raises OSError where it cannot be written, which argparse would pass over."""
        print(message, end="", file=file or sys.stderr)

    def error(self, message: str) -> NoReturn:
        say = speaker(self.lang)
        hint = self._nearest(message)
        said = message if self.lang == "en" else _in_chinese(message)
        more = say(f"用法见：{self.prog} --help", f"See: {self.prog} --help")
        self.exit(2, "\n".join(filter(None, [f"{self.prog}: {said}", hint, more])) + "\n")

    def _nearest(self, message: str) -> str:
        say = speaker(self.lang)
        unknown = re.search(r"unrecognized arguments: ([^\s=]+)", message)
        choice = re.search(r"invalid choice: '?([^' ]+)'? \(choose from (.+)\)", message)
        if unknown:
            written, known = unknown[1], [option for action in self._actions for option in action.option_strings]
        elif choice:
            written, known = choice[1], re.findall(r"[^', ]+", choice[2])
        else:
            return ""
        near = get_close_matches(written, known, n=1)
        return say(f"是不是要写 {near[0]}？", f"Did you mean {near[0]}?") if near else ""


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str, lang: str) -> None:
        super().__init__(prog, max_help_position=28)
        self.prefix = speaker(lang)("用法：", "usage: ")

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, self.prefix if prefix is None else prefix)


def _in_chinese(message: str) -> str:
    for pattern, chinese in ERRORS:
        match = re.fullmatch(pattern, message)
        if match:
            words = {name: word.replace("'", "") for name, word in match.groupdict().items()}
            return chinese.format(**words)
    return message
