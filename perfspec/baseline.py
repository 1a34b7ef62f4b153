"""The baseline: the findings that were known on one day, so that only new ones fail.

One line of JSON for each finding in `baseline.jsonl` at the root of the workspace, sorted, so that two branches merge
and a reader sees what was accepted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from perfspec.error import PerfspecError, unreadable
from perfspec.finding import Finding
from perfspec.workspace import Workspace

FILE = "baseline.jsonl"
NEVER = "PS0"  # what cannot be read, held to its schema or waived is not accepted either


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Known findings: for each document how often each rule and fingerprint was found."""

    known: dict[str, Counter[str]] = field(default_factory=dict)

    def applied(self, document: str, findings: Iterable[Finding]) -> list[Finding]:
        """The findings of a document with those marked that were known."""
        left = Counter(self.known.get(document, ()))
        return [_known(finding, left) for finding in findings]

    def gone(self, document: str, findings: Iterable[Finding]) -> int:
        """How many known findings of a document are no longer found."""
        found = Counter(_key(finding) for finding in findings if finding.baselined)
        return (self.known.get(document, Counter()) - found).total()


def _known(finding: Finding, left: Counter[str]) -> Finding:
    key = _key(finding)
    if finding.waiver is not None or not left[key]:
        return finding
    left[key] -= 1
    return replace(finding, baselined=True)


def _key(finding: Finding) -> str:
    return f"{finding.rule} {finding.fingerprint}"


def read_baseline(workspace: Workspace) -> Baseline:
    """The workspace's baseline, empty where it has none. Raises PerfspecError where its file is broken."""
    path = (workspace.assets or workspace.root) / FILE
    try:
        return parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Baseline()
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(FILE, error) from error
    except ValueError as error:
        raise PerfspecError(
            f"{FILE} 第 {error} 行不对；用 perfspec baseline 重新生成",
            f"{FILE}, line {error}, is wrong; write it anew with perfspec baseline",
        ) from error


def parse(text: str) -> Baseline:
    """The baseline in the text of its file. Raises ValueError with the number of a line that is none of ours."""
    known: dict[str, Counter[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        try:
            entry = json.loads(line)
            key = f"{entry['rule']} {entry['fingerprint']}"
            known.setdefault(entry["document"], Counter())[key] += 1
        except (ValueError, KeyError, TypeError, RecursionError):
            raise ValueError(number) from None
    return Baseline(known=known)


def document_of(line: str) -> str:
    """The document that a line belongs to; empty for a line that is none of ours."""
    try:
        return next(iter(parse(line).known), "")
    except ValueError:
        return ""


def kept(old: Iterable[str], written: Iterable[str], judged: Collection[str]) -> Iterator[str]:
    """The lines of an old baseline that stay beside those written anew.

    `judged` are the documents that could be judged whole: their old lines go. Of others nothing is forgotten, since
    what a broken file hides is not mended. Lines that are none of ours never stay.
    """
    again = Counter(written)
    for line in old:
        document = document_of(line)
        if not document or document in judged:
            continue
        if again[line]:
            again[line] -= 1
        else:
            yield line


def lines(document: str, findings: Iterable[Finding]) -> Iterator[str]:
    """The lines of a document, sorted; findings that are waived or may not be accepted are left out."""
    kept = [finding for finding in findings if finding.waiver is None and not finding.rule.startswith(NEVER)]
    entries = (
        {
            "document": document,
            "project": finding.project or "",
            "rule": finding.rule,
            "where": finding.where,
            "fingerprint": finding.fingerprint,
        }
        for finding in kept
    )
    yield from sorted(json.dumps(entry, ensure_ascii=False) for entry in entries)
