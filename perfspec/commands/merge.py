"""`perfspec merge`: the shares of one check put together into one report."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import add_rules_from, add_trusted, judging, terms_of, workspace_of
from perfspec.commands.telling import add_report, conclude
from perfspec.workspace import Workspace

HELP = ("把分开检查的各份合成一份报告", "put the shares of one check together")
DESCRIPTION = (
    "读各台机器上 perfspec check --shard 写的文件，合成一份报告；报告和退出码与在一台机器上检查一字不差。\n"
    "缺一份、多一份，或不是用同样的文件（看名称和大小）、版本、规则和选项检查的，都不合并。",
    "Read what perfspec check --shard wrote on each machine and make one report of it; the report and the exit code\n"
    "are those of a check on one machine. Nothing is merged where a share is missing or there twice, or where one was\n"
    "checked with other files (told by names and sizes), another version, other rules or other options.",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar=say("文件", "FILE"),
        help=say("各份的文件，次序不限", "the files of the shares, in any order"),
    )
    add_report(parser, say)
    add_trusted(parser, say)
    add_rules_from(parser, say)


def run(options: Namespace) -> int:
    with judging(options, workspace_of(options)) as workspace:
        return _merge(options, workspace)


def _merge(options: Namespace, workspace: Workspace) -> int:
    from perfspec import __version__
    from perfspec.judges import content_key
    from perfspec.merging import merged
    from perfspec.reports.found import Found
    from perfspec.shardfile import read_shard

    shards = [read_shard(path) for path in options.files]
    header = shards[0].header
    here = replace(
        header,
        perfspec=__version__,
        key=content_key(workspace),
        trusted_rules_only=options.trusted_rules_only,
    )
    found = Found(merged(shards, here))
    fail_on = options.fail_on or header.fail_on or workspace.fail_on
    return conclude(options, workspace, lambda: terms_of(options, workspace).book, found, fail_on)
