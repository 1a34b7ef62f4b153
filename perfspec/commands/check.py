"""`perfspec check`: what is wrong in the documents, all at once."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from perfspec.check import Checked, check
from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import fails, language_of, print_findings, say_for, terms_of, workspace_of
from perfspec.workspace import Workspace, documents

HELP = ("检查绩效目标文件", "check the documents")
DESCRIPTION = (
    "检查绩效目标文件，一次说出全部问题：在哪个文件、哪一行、应当写什么。\n\n"
    "退出码：0 通过；1 有达到 --fail-on 级别的问题；2 没法检查；3 perfspec 自身出错。",
    "Check the documents and say everything that is wrong at once: file, line, and what to write instead.\n\n"
    "Exit codes: 0 passed; 1 findings at or above --fail-on; 2 the run could not be done; 3 a fault of perfspec.",
)

PARTIAL = (
    "只看了部分文件，跨项目的规则没有运行；不写路径就检查全部",
    "Only some of the files were read, and rules across projects did not run; give no path to check all",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar=say("路径", "PATH"),
        help=say("只检查这些文件或文件夹（默认全部）", "only these files or folders (default: all)"),
    )
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help=say("输出格式：text 给人看，json 给程序读", "text for people, json for programs"),
    )
    parser.add_argument(
        "--fail-on",
        choices=["error", "warning", "info", "never"],
        help=say(
            "有这一级别以上的问题时不通过（默认看 perfspec.yaml）", "the level that fails (default: perfspec.yaml)"
        ),
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help=say(
            "改正只有一种改法的问题（空着的其他资金、不成对的括号、不规范的符号），其他内容一个字不动",
            "mend what has one right answer (blank other funds, unpaired brackets, odd signs) and touch nothing else",
        ),
    )
    parser.add_argument(
        "--no-baseline",
        action="store_true",
        help=say("不看基线，已知的问题也算", "ignore the baseline: known findings fail too"),
    )
    parser.add_argument(
        "--trusted-rules-only",
        action="store_true",
        help=say(
            "只运行 perfspec 自带的规则，不运行工作区 rules/ 里的代码",
            "run the built-in rules alone, and no code of the workspace",
        ),
    )


def run(options: Namespace) -> int:
    from perfspec.reports import json
    from perfspec.reports.summary import Summary

    workspace = workspace_of(options, *options.paths)
    lang = language_of(options, workspace)
    terms = terms_of(options, workspace)
    checked = [check(workspace, files, terms) for files in documents(workspace, options.paths)]
    if options.fix:
        mended = _mend(workspace, checked)
        print(say_for(options, workspace)(f"改好 {mended} 处", f"{mended} findings were mended"), file=sys.stderr)
        checked = [check(workspace, files, terms) for files in documents(workspace, options.paths)]
    findings = [finding for document in checked for finding in document.findings]
    sources = {file: source for document in checked for file, source in document.sources.items()}
    gone = sum(document.gone for document in checked)
    summary = Summary.of(findings, documents=len(checked), files=len(sources), gone=gone)
    if options.format == "json":
        sys.stdout.write(json.report(findings, summary, lang))
    else:
        print_findings([finding for finding in findings if finding.is_open], sources, lang)
        print(summary.say(lang))
        if not all(document.is_whole for document in checked):
            print(say_for(options, workspace)(*PARTIAL))
    return 1 if fails(findings, options.fail_on or workspace.fail_on) else 0


def _mend(workspace: Workspace, checked: Iterable[Checked]) -> int:
    """Write the fixes into the files; how many there were."""
    from perfspec.atomic import write_file
    from perfspec.fixes import fixed

    count = 0
    for document in checked:
        for file, source in document.sources.items():
            path = workspace.root / file
            after, done = fixed(source, [finding for finding in document.findings if finding.place.file == file])
            if done and path.read_bytes() == source.source.encode():  # nobody has changed it meanwhile
                write_file(path, after.source.encode())
                count += len(done)
    return count
