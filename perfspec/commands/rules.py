"""`perfspec rules`: which rules judge the documents, and whether their own examples hold."""

from __future__ import annotations

import json
from argparse import Namespace

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import language_of, say_for, workspace_or_builtin
from perfspec.packs import RuleBook, load_rules
from perfspec.rule import Rule
from perfspec.workspace import Workspace

HELP = ("列出全部规则", "list the rules")
DESCRIPTION = (
    "列出检查所用的规则：编号、级别、应当怎样。perfspec explain 编号 说明其中一条。\n\n"
    "--test 运行每条规则说明里的反例和正例，写规则时用。",
    "List the rules that documents are checked by: id, severity, what must hold. perfspec explain ID explains one.\n\n"
    "--test runs the examples on the page of each rule, for those who write rules.",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help=say("输出格式：text 给人看，json 给程序读", "text for people, json for programs"),
    )
    parser.add_argument(
        "--test",
        action="store_true",
        help=say("运行反例和正例，有一个不对退出码就是 1", "run the examples; exit 1 if one fails"),
    )


def run(options: Namespace) -> int:
    from perfspec.rulepage import SEVERITIES, chapter_of

    workspace = workspace_or_builtin(options)
    lang = language_of(options, workspace)
    book = load_rules(workspace, lang=lang)
    if options.test:
        return _test(options, book, workspace)
    if options.format == "json":
        print(json.dumps([_data(rule) for rule in book.rules], ensure_ascii=False, indent=1))
        return 0
    chapter = ""
    for rule in book.rules:
        if chapter_of(rule) != chapter:
            chapter = chapter_of(rule)
            print(f"\n{chapter}" if rule is not book.rules[0] else chapter)
        severity = str(rule.severity) if lang == "en" else SEVERITIES[rule.severity]
        title = (lang == "en" and rule.title_en) or rule.title.rstrip("。")
        print(f"  {rule.id}  {severity}  {title}" + (f"  [{rule.pack or 'rules/'}]" if rule.pack != "perfspec" else ""))
    return 0


def _data(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": rule.name,
        "title": rule.title,
        "severity": str(rule.severity),
        "block": str(rule.block),
        "cites": list(rule.cites),
        "settings": {
            name: list(value) if isinstance(value, tuple) else str(value) for name, value in rule.settings.items()
        },
        "subject": " | ".join(kind.__name__ for kind in rule.subjects),
        "pack": rule.pack,
    }


def _test(options: Namespace, book: RuleBook, workspace: Workspace) -> int:
    """Run every example of every rule and say which do not hold."""
    from perfspec.examples import findings_of, page
    from perfspec.workspace import builtin_profile

    say = say_for(options, workspace)
    profile = builtin_profile("hebei")
    run = failed = 0
    for rule in book.rules:
        for number, example in enumerate(page(rule).examples, 1):
            run += 1
            try:
                found = findings_of(rule, example, book, profile)
                crashed = [finding.message() for finding in found if finding.rule != rule.id]
                right = not crashed and bool(found) == example.is_bad
                why = "".join(crashed) or say(
                    *(("没有发现", "nothing found") if example.is_bad else ("不该发现", "found something"))
                )
            except (ValueError, KeyError) as error:
                right, why = False, str(error)
            if not right:
                failed += 1
                kind = say(*(("反例", "bad example") if example.is_bad else ("正例", "good example")))
                print(f"{rule.id} {kind} {number}: {why}")
    print(say(f"{run} 个例子，{failed} 个不对", f"{run} examples, {failed} failed"))
    return 1 if failed else 0
