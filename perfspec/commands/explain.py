"""`perfspec explain PS301`: the page of a rule, and what it finds here."""

from __future__ import annotations

from argparse import Namespace
from difflib import get_close_matches

from perfspec.basics import TITLES
from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import language_of, print_findings, say_for, terms_of, workspace_or_builtin
from perfspec.error import PerfspecError

HELP = ("说明一条规则", "explain a rule")
DESCRIPTION = (
    "说明一条规则：应当怎样、为什么、反例和正例、依据、参数，以及它在这个工作区发现了什么。",
    "Explain a rule: what must hold, why, examples of both kinds, sources, settings, and what it finds here.",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "rule", metavar=say("编号", "ID"), help=say("规则的编号，例如 PS301", "the id of a rule, such as PS301")
    )


def run(options: Namespace) -> int:
    from perfspec.check import check
    from perfspec.packs import load_rules
    from perfspec.rulepage import markdown
    from perfspec.workspace import documents

    workspace = workspace_or_builtin(options)
    say = say_for(options, workspace)
    lang = language_of(options, workspace)
    book = load_rules(workspace, lang="en")
    wanted = options.rule.upper()
    rule = book.rule(wanted)
    if rule is not None:
        print(markdown(rule, book))
    elif not _print_faults(wanted, lang):
        known = [known.id for known in book.rules]
        near = get_close_matches(wanted, known, n=3)
        raise PerfspecError(
            f"没有规则 {options.rule}" + (f"；是不是 {'、'.join(near)}" if near else "；perfspec rules 列出全部规则"),
            f"There is no rule {options.rule}"
            + (f"; did you mean {', '.join(near)}" if near else "; see perfspec rules"),
        )
    terms = terms_of(options, workspace)
    checked = [check(workspace, files, terms) for files in documents(workspace)]
    found = [finding for each in checked for finding in each.findings if finding.rule == wanted]
    print(say(f"在这里发现 {len(found)} 处", f"Found here: {len(found)}") + ("：" if found and lang != "en" else ""))
    print_findings(found, {file: source for each in checked for file, source in each.sources.items()}.get, lang)
    return 0


def _print_faults(rule: str, lang: str) -> bool:
    """The sentences of a fault of reading (PS0…), which has no page; whether there are any."""
    from perfspec.docs import faults

    said = {
        f"- {getattr(fault.message, lang)}" + (f"：{fault.advice.zh}" if lang == "zh" else f": {fault.advice.en}")
        for fault in faults()
        if fault.rule == rule
    }
    if said:
        title = TITLES[rule].say(lang, {}) if rule in TITLES else ""
        print(f"# {rule} {title}".rstrip() + "\n\n" + "\n".join(sorted(said)) + "\n")
    return bool(said)
