"""`perfspec fmt`: the canonical layout, with every comment and every value as it was."""

from __future__ import annotations

import sys
from argparse import Namespace

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import add_paths, language_of, print_findings, say_for, workspace_of

HELP = ("整理文件的格式", "put the files into canonical layout")
DESCRIPTION = (
    "把文件整理成统一的格式：字段按表样的次序，缩进两格。注释和内容一个字也不变。\n读不完整的文件只报告，不改写。",
    "Put the files into one layout: fields in the order of the form, two blanks of indentation. Comments and values\n"
    "stay as they are. A file that cannot be read whole is reported and never rewritten.",
)


def configure(parser: Parser, say: Say) -> None:
    add_paths(parser, say, "只整理这些文件或文件夹（默认全部）", "only these files or folders (default: all)")
    parser.add_argument(
        "--check",
        action="store_true",
        help=say("只列出要整理的文件，不改写；有则退出码为 1", "only list what would change; exit 1 if anything would"),
    )


def run(options: Namespace) -> int:
    from perfspec.layout import layout
    from perfspec.workspace import DEPARTMENT, documents
    from perfspec.writing import write

    workspace = workspace_of(options, *options.paths)
    say = say_for(options, workspace)
    unread, changed = [], []
    for files in documents(workspace, options.paths):
        for source in filter(None, (files.department, *files.projects)):
            if not source.whole:
                unread.append(source)
                continue
            schema = "department" if source.file.endswith(f"/{DEPARTMENT}") else "project"
            text = layout(source, schema).encode()
            path = workspace.root / source.file
            if text != path.read_bytes():
                changed.append(source.file)
                if not options.check:
                    write(path, [text])
    findings = [finding for source in unread for finding in source.findings]
    print_findings(findings, {source.file: source for source in unread}.get, language_of(options, workspace))
    for name in changed:
        print(name)
    print(
        say(
            f"{len(changed)} 个文件{'要整理' if options.check else '已整理'}"
            + (f"，{len(unread)} 个读不完整，没有动" if unread else ""),
            f"{len(changed)} files {'would be' if options.check else 'were'} put into layout"
            + (f", {len(unread)} could not be read whole and were left alone" if unread else ""),
        ),
        file=sys.stderr,
    )
    return 1 if unread or (options.check and changed) else 0
