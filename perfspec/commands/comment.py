"""`perfspec comment`: a report becomes the one comment on a pull request."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import say_for

HELP = ("把报告写成合并请求里的一条评论", "put a report into the one comment on a pull request")
DESCRIPTION = (
    "把 perfspec diff --format markdown 的结果写成合并请求里的一条评论；已经有了就更新那一条。\n\n"
    "在 GitHub、Gitea、GitLab 的流水线里，写到哪里由流水线的环境变量得知；别处设 PERFSPEC_API、PERFSPEC_REPOSITORY\n"
    "和 PERFSPEC_PULL。令牌在 PERFSPEC_TOKEN（或 GITHUB_TOKEN）里。",
    "Write what perfspec diff --format markdown gives as the one comment on a pull request; one that is there is\n"
    "changed. In runs of GitHub, Gitea and GitLab their variables tell where; elsewhere set PERFSPEC_API,\n"
    "PERFSPEC_REPOSITORY and PERFSPEC_PULL. The token is PERFSPEC_TOKEN (or GITHUB_TOKEN).",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument("file", type=Path, metavar=say("文件", "FILE"), help=say("Markdown 文件", "a Markdown file"))


def run(options: Namespace) -> int:
    from perfspec.error import unreadable
    from perfspec.forge import comment, thread

    try:
        text = options.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(options.file, error) from error
    is_new = comment(thread(os.environ), text)
    say = say_for(options)
    print(say("写了一条评论", "commented") if is_new else say("更新了评论", "the comment was brought up to date"))
    return 0
