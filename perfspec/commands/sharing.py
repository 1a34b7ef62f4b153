"""One share of the documents, checked into a file that `perfspec merge` reads."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from functools import cache
from pathlib import Path

from perfspec import __version__
from perfspec.commands.looking import look
from perfspec.commands.session import say_for, terms_of
from perfspec.error import PerfspecError
from perfspec.judges import content_key
from perfspec.shard import digest_of, numbers_of, parse_share
from perfspec.shardfile import Header, content_of
from perfspec.workspace import Workspace, document_folders
from perfspec.writing import write


def check_share(options: Namespace, workspace: Workspace) -> int:
    """Check the share that --shard names. What is found fails nothing here: that is up to `perfspec merge`.

    Raises PerfspecError where the file cannot be written.
    """
    share, output = parse_share(options.shard), _output(options)
    folders = list(document_folders(workspace, options.paths))
    numbers = numbers_of(folders, share)
    mine = [folders[number] for number in numbers]
    terms = cache(lambda: terms_of(options, workspace, lang="en"))  # with the sentences of both languages
    header = Header(
        perfspec=__version__,
        key=content_key(workspace),
        documents=digest_of(workspace, folders),
        count=len(folders),
        day=date.today().isoformat(),
        fail_on=options.fail_on or "",
        no_baseline=options.no_baseline,
        trusted_rules_only=options.trusted_rules_only,
        number=share.number,
        of=share.of,
        lines=len(mine),
    )
    found = look(options, workspace, mine, terms, "en")
    write(output, [content_of(header, zip(numbers, found, strict=True))])
    files = sum(len(folder.names) for folder in mine)
    say = say_for(options, workspace)
    print(
        say(
            f"第 {share} 份：{len(folders)} 份文本中的 {len(mine)} 份，{files} 个文件，写到 {output}",
            f"Share {share}: {len(mine)} of {len(folders)} documents, {files} files, written to {output}",
        )
    )
    return 0


def _output(options: Namespace) -> Path:
    if options.output is None or options.format != "text":
        raise PerfspecError(
            "--shard 要和 -o 文件 一起写，不写 --format；报告由 perfspec merge 写",
            "--shard goes with -o FILE and without --format; perfspec merge writes the report",
        )
    path: Path = options.output
    return path
