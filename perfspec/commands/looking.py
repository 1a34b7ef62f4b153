"""Documents looked at as the options ask: on processes of this machine or on a cluster, anew or recalled."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from time import monotonic

from perfspec.check import Terms
from perfspec.commands.progress import progress
from perfspec.commands.session import say_for
from perfspec.recall import key_of, recalled
from perfspec.reports.found import Found
from perfspec.sweep import Swept, Told, sweep
from perfspec.workspace import DocumentFolder, Workspace

MANY = 1_024  # files from which on several processes are worth their start


def look(
    options: Namespace,
    workspace: Workspace,
    folders: Sequence[DocumentFolder],
    terms: Callable[[], Terms],
    lang: str,
) -> Found:
    """What is wrong in the documents; rules know the sentences of the language. How far it has come is shown."""
    files = sum(len(folder.names) for folder in folders)
    say = say_for(options, workspace)
    with progress() as show:
        told = _pace(files, lambda *words: show(say(*words)))

        def anew(strange: Sequence[DocumentFolder]) -> Iterator[Swept]:
            if options.cluster:
                return _on_cluster(options, workspace, strange, lang, told)
            return sweep(workspace, strange, terms, jobs=options.jobs or jobs_for(folders), told=told)

        if options.no_cache:
            return Found(anew(folders))
        key = key_of(workspace, lang, options.no_baseline, options.trusted_rules_only, date.today())
        return Found(recalled(workspace, folders, anew, key, told=told))


def jobs_for(folders: Iterable[DocumentFolder]) -> int:
    """On how many processes to look: one for each core where there are many files."""
    is_many = sum(len(folder.names) for folder in folders) >= MANY
    return os.cpu_count() or 1 if is_many else 1


def _on_cluster(
    options: Namespace, workspace: Workspace, folders: Sequence[DocumentFolder], lang: str, told: Told
) -> Iterator[Swept]:
    from perfspec.cluster import clustered
    from perfspec.worker import order_of

    order = order_of(
        workspace,
        lang=lang,
        trusted_only=options.trusted_rules_only,
        no_baseline=options.no_baseline,
        today=date.today(),
    )
    return clustered(workspace, folders, order, options.cluster, told=told)


def _pace(files: int, show: Callable[[str, str], None]) -> Told:
    """Tells how many files were checked, how many in a second, and how many seconds are left."""
    done, start = 0, monotonic()

    def told(count: int) -> None:
        nonlocal done
        done += count
        rate = done / max(monotonic() - start, 1e-9)
        left = (files - done) / rate
        show(
            f"{done}/{files} 个文件，每秒 {rate:.0f} 个，还要 {left:.0f} 秒",
            f"{done}/{files} files, {rate:.0f} a second, {left:.0f} s left",
        )

    return told
