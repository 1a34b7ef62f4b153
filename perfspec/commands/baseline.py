"""`perfspec baseline`: the findings of today become known, so that only new ones fail."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import add_paths, add_trusted, say_for, terms_of, workspace_of

if TYPE_CHECKING:
    from perfspec.finding import Finding

HELP = ("把现有的问题记为已知", "record the findings of today as known")
DESCRIPTION = (
    "把现有的问题写进工作区的 baseline.jsonl，每个问题一行；以后检查只为新的问题不通过。\n\n"
    "适合接手已经公开的文本：先记下旧的问题，再一处一处改。读不懂的文件（PS0 开头的问题）不能记为已知。\n"
    "改好一些以后再运行一次，改好的就从基线里去掉。",
    "Write the findings of today into baseline.jsonl, one line each; from then on only new ones fail.\n\n"
    "Made for taking over a published document: record the old faults first, then mend them one by one. Files that\n"
    "cannot be read (PS0…) are not accepted. Run it again after mending, and what is mended leaves the baseline.",
)


def configure(parser: Parser, say: Say) -> None:
    add_paths(
        parser, say, "只记这些文本，其他的照旧（默认全部）", "only these documents, others as they are (default: all)"
    )
    add_trusted(parser, say)


def run(options: Namespace) -> int:
    from perfspec.baseline import FILE, document_of, kept, lines
    from perfspec.commands.looking import jobs_for
    from perfspec.commands.telling import write
    from perfspec.reports.found import Found
    from perfspec.sweep import sweep
    from perfspec.workspace import document_folders

    workspace = workspace_of(options, *options.paths)
    say = say_for(options, workspace)
    options.no_baseline = True  # a broken file is written anew, and everything counts
    terms = terms_of(options, workspace)
    paths = [path.parent if path.is_file() else path for path in options.paths]
    folders = list(document_folders(workspace, paths))
    found = Found(sweep(workspace, folders, lambda: terms, jobs=jobs_for(folders)))
    written = [line for document in found for line in lines(document.name, document.findings)]
    path = workspace.root / FILE
    old = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    judged = {document.name for document in found if not any(map(_is_cut_off, document.findings))}
    gone = set() if options.paths else {document_of(line) for line in old} - {document.name for document in found}
    still = kept(old, written, judged | gone)
    write(path, (f"{line}\n" for line in sorted([*still, *written])))
    left = sum(finding.rule.startswith("PS0") for finding in found.findings)
    print(
        say(
            f"{FILE}：记下 {len(written)} 处已知的问题"
            + (f"；{left} 处读文件的问题不能记，先改好它们" if left else ""),
            f"{FILE}: {len(written)} findings are known now"
            + (f"; {left} faults of reading are not accepted, mend them first" if left else ""),
        )
    )
    return 0


def _is_cut_off(finding: Finding) -> bool:
    """Whether its document could not be judged whole: a file is not read, or a rule or a process did not end."""
    from perfspec.check import is_unread
    from perfspec.recall import PASSING

    return is_unread(finding) or finding.rule in PASSING
