"""The review of a change as people are told of it, whatever the format: in words, in the order in which it matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from perfspec import labels
from perfspec.approval import Asked
from perfspec.diff import Change, ChangedProject, Effect, Kind
from perfspec.finding import Finding, Severity
from perfspec.reports import change_words as words
from perfspec.reports.change_rows import Group, Row
from perfspec.reports.change_values import plural, spot_words, told
from perfspec.reports.summary import ANSWERED, WORDS
from perfspec.review import DocumentReview, Review, Total, Unread
from perfspec.workspace import DEPARTMENT

TITLE = {"zh": "绩效目标变更", "en": "Changes of the performance targets"}
STATES = {"index": ("已暂存的文件", "what is staged"), "working tree": ("现在的文件", "the files as they are")}
NOTHING = {"zh": "没有变更", "en": "No change"}
COUNTED = (Effect.LOOSENED, Effect.TIGHTENED, Effect.REDEFINED, Effect.LATER, Effect.EARLIER)
Words = tuple[str, str]
SORTS: tuple[Words, ...] = (
    *words.WHOLE.values(),
    *(words.EFFECTS[effect] for effect in (*COUNTED, Effect.RAISED, Effect.LOWERED)),
    *words.KINDS.values(),
    words.EFFECTS[Effect.SAME],
)
PROMISE = ("target", "unit", "indicators")
PARTIAL = {
    "zh": "文本大，只读了变更的文件：金额只算变更的项目，跨项目的规则没有运行；加 --whole 读全部",
    "en": "Only the changed files of a large document were read: amounts are those of the changed projects, and rules "
    "across projects did not run; --whole reads all",
}


@dataclass(frozen=True, kw_only=True)
class ChangeReport:
    """A review, to be told in a language. `folder` leads from the root of the repository to the workspace."""

    review: Review
    lang: str = "zh"
    folder: str = ""

    def say(self, zh: str, en: str) -> str:
        return en if self.lang == "en" else zh

    @property
    def title(self) -> str:
        return TITLE[self.lang]

    @property
    def department(self) -> str:
        """What the part of a document is called that is of no project."""
        return self.say(labels.label("department"), "the department")

    @property
    def states(self) -> str:
        """What was compared with what."""
        names = (STATES.get(name, (name, name))[self.lang == "en"] for name in (self.review.old, self.review.new))
        return " → ".join(names)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every change, by project; the projects with the weightiest changes first."""
        found = [group for document in self.review.documents for group in self._of_document(document)]
        return tuple(sorted(found, key=lambda group: (group.rows[0].weight, group.code)))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The changes that mean something, the weightiest of all first."""
        rows = (row for group in self.groups for row in group.rows if row.change.effect is not Effect.SAME)
        told_once = (row for row in rows if not row.change.is_told_by_target)
        meant = [row for row in told_once if row.change.kind is not Kind.REWRITTEN]
        return tuple(sorted(meant, key=lambda row: row.weight))

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The changes that need an approval, those without one first."""
        found = (each for document in self.review.documents for each in document.asked)
        return tuple(sorted(found, key=lambda each: each.approval is not None))

    @property
    def money_unit(self) -> str:
        """The unit of the amounts, of the first document where there are several."""
        return self.review.documents[0].money_unit if self.review.documents else ""

    @cached_property
    def names(self) -> dict[str, str]:
        return {code: name for document in self.review.documents for code, name in document.names.items()}

    @property
    def is_whole(self) -> bool:
        return all(document.is_whole for document in self.review.documents)

    @property
    def summary(self) -> str:
        """Everything in one line: projects, promises, money."""
        parts = [self._counts(), *self._budgets()]
        return "；".join(filter(None, parts)) if self.lang == "zh" else "; ".join(filter(None, parts))

    @property
    def second_line(self) -> str:
        """Findings, approvals and what could not be compared, in one line; empty where there are none."""
        brought, removed = self.review.brought, self.review.removed
        pending, given = len(self.review.pending), len(self.asked) - len(self.review.pending)
        unread = len(self.unread)
        weights = counts(brought, self.lang)
        said = [
            (
                brought,
                f"带来 {len(brought)} 处问题（{weights}）",
                f"{plural(len(brought), 'finding')} brought ({weights})",
            ),
            (removed, f"消除 {len(removed)} 处问题", f"{plural(len(removed), 'finding')} removed"),
            (pending, f"{pending} 项等待批准", f"{pending} to be approved"),
            (given, f"{given} 项已批准", f"{given} approved"),
            (
                unread,
                f"{unread} 个文件没法比较，没有算进预算",
                f"{plural(unread, 'file')} not compared and left out of the budget",
            ),
        ]
        return self.say("；", "; ").join(self.say(zh, en) for count, zh, en in said if count)

    @property
    def brought(self) -> tuple[Finding, ...]:
        """The findings that the change brings, the heaviest first."""
        return tuple(sorted(self.review.brought, key=_heaviness))

    @property
    def removed(self) -> tuple[Finding, ...]:
        return tuple(sorted(self.review.removed, key=_heaviness))

    @property
    def unread(self) -> tuple[Unread, ...]:
        return tuple(each for document in self.review.documents for each in document.unread)

    @property
    def totals(self) -> list[tuple[DocumentReview, Total]]:
        """The money of each unit that changed, and of the whole document, where any did."""
        return [
            (document, total)
            for document in self.review.documents
            if any(total.old != total.new for total in document.totals)
            for total in document.totals
            if total.unit is None or total.old != total.new
        ]

    def spot(self, finding: Finding) -> str:
        """Where a finding is: whose it is, the spot, and the line."""
        file = finding.place.file.rpartition("/")[2]
        whose = self.names.get(finding.project or "") or (self.department if file == DEPARTMENT else file)
        line = self.say(f"第 {finding.place.line} 行", f"line {finding.place.line}")
        spot = finding.spot(self.lang)
        return f"{whose}{self.say('：', ': ')}{spot} {line}" if spot else f"{whose} {line}"

    def path(self, file: str) -> str:
        """A file from the root of the repository, as the services that host it name it."""
        return f"{self.folder}/{file}" if self.folder else file

    def _counts(self) -> str:
        projects = [each for document in self.review.documents for each in document.projects]
        changes = self.review.changes
        if not changes:
            return NOTHING[self.lang]
        touched = [self.say(f"{len(projects)} 个项目", plural(len(projects), "project"))] if projects else []
        if any(change.project is None for change in changes):
            touched.append(self.say("部门整体", "the department" if projects else "The department"))
        head = self.say(f"{'和'.join(touched)}变更", f"{' and '.join(touched)} changed")
        found = list(self._kinds(changes))
        if not found:
            return head
        return f"{head}：{'、'.join(found)}" if self.lang == "zh" else f"{head}: {', '.join(found)}"

    def _kinds(self, changes: Iterable[Change]) -> Iterator[str]:
        """How many changes there are of each effect, or else of each kind; a budget that moved is told by itself,
        with its parts."""
        totals = {each.project for each in changes if each.field == "total" and each.effect is not Effect.SAME}
        counted = Counter(
            _sort(change)
            for change in changes
            if not change.is_told_by_target and not (words.is_money(change) and change.project in totals)
        )
        for sort in SORTS:
            if counted[sort]:
                word = sort[self.lang == "en"]
                yield f"{word} {counted[sort]}" if self.lang == "zh" else f"{counted[sort]} {word}"

    def _budgets(self) -> Iterator[str]:
        """The money before and after, of all documents that count in one unit."""
        sums: dict[str, tuple[Decimal, Decimal]] = {}
        for document in self.review.documents:
            for total in document.totals:
                if total.unit is None:
                    old, new = sums.get(document.money_unit, (Decimal(0), Decimal(0)))
                    sums[document.money_unit] = old + total.old, new + total.new
        for unit, (old, new) in sums.items():
            if old != new:
                yield f"{self.say('预算', 'budget')} {words.amounts(old, new, unit, self.lang)}"
            elif self.is_whole:
                yield f"{self.say('预算', 'budget')} {words.number(new)} {unit}{self.say('，没有变', ', unchanged')}"

    def _of_document(self, document: DocumentReview) -> Iterator[Group]:
        department = [change for change in document.changes if change.project is None]
        if department:
            name = document.title if len(self.review.documents) > 1 else self.department
            yield Group(name=name, code="", balance="", rows=self._rows(department, name, "", document.money_unit))
        for project in document.projects:
            name = project.name or project.code
            money = self._money(project, document.money_unit)
            yield Group(
                name=name,
                code=project.code,
                balance=self._balance(project, money),
                rows=self._rows(project.changes, name, money, document.money_unit),
            )

    def _rows(self, changes: Iterable[Change], name: str, money: str, unit: str) -> tuple[Row, ...]:
        rows = (
            Row(
                change=change,
                verdict=words.verdict(change, self.lang, unit),
                where=spot_words(change, self.lang),
                spot=change.spot(self.lang),
                project=name,
                pieces=told(change, self.lang, unit),
                money=money,
            )
            for change in changes
        )
        return tuple(sorted(rows, key=lambda row: row.weight))

    def _money(self, project: ChangedProject, unit: str) -> str:
        old, new = (side.budget.total if side else None for side in (project.old, project.new))
        total = next((change for change in project.changes if change.path == ("budget", "total")), None)
        if old is None and new is None and total is not None:  # one file by itself
            old, new = total.old, total.new
        return words.amounts(old, new, unit, self.lang) if old is not None or new is not None else ""

    def _balance(self, project: ChangedProject, money: str) -> str:
        """The money beside the promises: 预算 1.05 → 1.26 万元（+20%）；乡镇数量 −29%."""
        promises = [
            f"{_promise(change)} {words.moved(change, self.lang)}"
            for change in project.changes
            if change.field in PROMISE and change.effect in COUNTED
        ]
        budget = f"{self.say('预算', 'budget')} {money}" if money else ""
        comma, stop = self.say("，", ", "), self.say("；", "; ")
        return stop.join(filter(None, [budget, comma.join(promises)]))


def level(finding: Finding, lang: str) -> str:
    """How much a finding weighs, and whether somebody has answered for it."""
    answered = zip(ANSWERED[lang][:2], (finding.baselined, finding.waiver is not None), strict=True)
    return " ".join((WORDS[lang][finding.severity], *(word for word, is_so in answered if is_so)))


def _heaviness(finding: Finding) -> int:
    return list(Severity).index(finding.severity)


def _sort(change: Change) -> Words:
    """What a change is counted as."""
    if words.is_whole(change):
        return words.WHOLE[change.schema, change.kind]
    if change.kind is Kind.REWRITTEN:
        return words.EFFECTS[Effect.SAME]
    return words.EFFECTS.get(change.effect) or words.KINDS[change.kind]


def counts(findings: Sequence[Finding], lang: str) -> str:
    """How many findings there are of each severity, and of those that somebody has answered for."""
    counted = Counter(finding.severity for finding in findings if finding.is_open)
    said = [f"{WORDS[lang][severity]} {counted[severity]}" for severity in Severity if counted[severity]]
    answered = [finding.baselined for finding in findings], [finding.waiver is not None for finding in findings]
    said += [f"{word} {sum(each)}" for word, each in zip(ANSWERED[lang][:2], answered, strict=True) if sum(each)]
    return ("、" if lang == "zh" else ", ").join(said)


def _promise(change: Change) -> str:
    """The name of the indicator that a change is of."""
    row = change.new if isinstance(change.new, dict) else change.old if isinstance(change.old, dict) else None
    if row is not None:
        return str(row.get("name") or "")
    steps = change.where.split("/")
    return steps[-2] if len(steps) > 1 else change.where
