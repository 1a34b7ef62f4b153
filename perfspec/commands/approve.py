"""`perfspec approve`: somebody agrees to exactly these changes."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from perfspec.approval import Approval, Asked
from perfspec.commands.diff import add_states, states
from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import add_rules_from, judging, language_of, say_for, terms_of, workspace_of
from perfspec.diff.brief import before_and_after
from perfspec.error import PerfspecError

HELP = ("同意变更", "agree to changes")
DESCRIPTION = (
    "把对变更的同意写进 approvals.yaml。一项同意只对那一个变更有效：从哪个值到哪个值；值再变，就要重新同意。\n\n"
    "  perfspec approve main                                 列出还要谁同意的变更\n"
    "  perfspec approve main --all --by 绩效科 --reason 撤并乡镇   全部同意\n"
    "  perfspec approve main --change 12a405b5f06624b3 …      只同意这一个",
    "Write consent to changes into approvals.yaml. It holds for exactly one change, from one value to another; when\n"
    "the value changes again it has to be given again.\n\n"
    "  perfspec approve main                                        list what still needs consent\n"
    "  perfspec approve main --all --by 'Finance' --reason 'merger'  agree to all\n"
    "  perfspec approve main --change 12a405b5f06624b3 …             agree to one",
)


def configure(parser: Parser, say: Say) -> None:
    add_states(parser, say)
    add_rules_from(parser, say)
    parser.add_argument("--by", help=say("谁同意的", "who agrees"))
    parser.add_argument("--reason", help=say("为什么同意", "why"))
    parser.add_argument("--document", default="", help=say("依据的文件和文号", "the document behind it"))
    parser.add_argument(
        "--date", type=date.fromisoformat, default=None, help=say("日期（默认今天）", "the day (today)")
    )
    parser.add_argument(
        "--change", action="append", default=[], help=say("变更指纹，可以写几次", "a fingerprint; repeatable")
    )
    parser.add_argument(
        "--project", action="append", default=[], help=say("项目编码，可以写几次", "a project; repeatable")
    )
    parser.add_argument("--all", action="store_true", help=say("全部同意", "agree to all"))


def run(options: Namespace) -> int:
    from perfspec.review import review

    with judging(options, workspace_of(options)) as workspace:
        old, new, paths = states(options, workspace)
        found = review(workspace, old, new, terms_of(options, workspace), only=paths)
    say = say_for(options, workspace)
    pending = list(found.pending)
    chosen = [each for each in pending if options.all or _is_named(each, options)]
    unknown = set(options.change) - {each.change.fingerprint for each in pending}
    if unknown:
        listed = "、".join(sorted(unknown))
        raise PerfspecError(f"没有要同意的变更 {listed}", f"no change that needs consent: {listed}")
    if not chosen:
        for each in pending:
            print(_line(each, language_of(options, workspace)))
        print(say(f"{len(pending)} 个变更要有人同意", f"{len(pending)} changes need consent"))
        return 1 if pending else 0
    if not options.by or not options.reason:
        raise PerfspecError("写上 --by（谁同意的）和 --reason（为什么）", "say --by (who agrees) and --reason (why)")
    day = (options.date or date.today()).isoformat()
    entries = [_entry(each, options.by, options.reason, options.document, day) for each in chosen]
    from perfspec.approvals import add

    add(workspace.root, entries)
    for each in chosen:
        print(_line(each, language_of(options, workspace)))
    print(say(f"approvals.yaml：写入 {len(entries)} 项", f"approvals.yaml: {len(entries)} entries written"))
    return 0


def _is_named(each: Asked, options: Namespace) -> bool:
    return each.change.fingerprint in options.change or (each.change.project or "") in options.project


def _line(each: Asked, lang: str) -> str:
    change = each.change
    parts = change.fingerprint, change.project or "-", each.need.say(lang), change.spot(lang), before_and_after(change)
    return "  ".join(parts)


def _entry(each: Asked, by: str, reason: str, document: str, day: str) -> Approval:
    change = each.change
    return Approval(
        change=change.fingerprint,
        project=change.project or "",
        where=change.where,
        what=before_and_after(change),
        by=by,
        reason=reason,
        document=document,
        date=day,
    )
