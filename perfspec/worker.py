"""What a worker of a cluster does: it checks a chunk of documents of a workspace that it opens itself.

Orders and answers are texts of JSON. Rules are code: a worker loads them from the workspace and is never sent any.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from perfspec.baseline import Baseline, read_baseline
from perfspec.check import Terms
from perfspec.error import PerfspecError
from perfspec.judges import content_key
from perfspec.packs import load_rules
from perfspec.sweep import plain, swept
from perfspec.workspace import DocumentFolder, Workspace, forget_profiles, open_workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How the documents of a workspace are judged: the options of the run, its day, and the key of what judges."""

    root: str
    lang: str
    trusted_only: bool
    no_baseline: bool
    today: str
    key: str


Ready = tuple[Workspace, Terms]
_ready: dict[str, Ready] = {}  # the last order, which most chunks share
_lock = Lock()  # a worker may have several threads, and what rules remember is of one document


def order_of(workspace: Workspace, *, lang: str, trusted_only: bool, no_baseline: bool, today: date) -> str:
    """An order as text."""
    order = Order(
        root=str(workspace.root),
        lang=lang,
        trusted_only=trusted_only,
        no_baseline=no_baseline,
        today=today.isoformat(),
        key=content_key(workspace),
    )
    return json.dumps(asdict(order))


def packed(folders: list[DocumentFolder]) -> str:
    """A chunk of documents as text."""
    return json.dumps([[str(folder.path), folder.names, folder.there] for folder in folders])


def work(order: str, chunk: str) -> str:
    """Check a chunk: JSON data with what was `found`, or with the sentences of what `stopped` it."""
    with _lock:
        try:
            workspace, terms = _ready_for(order)
            found = [plain(swept(workspace, folder, terms)) for folder in _unpacked(chunk)]
        except PerfspecError as error:
            return json.dumps({"stopped": [error.zh, error.en]})
    return json.dumps({"found": found})


def _unpacked(chunk: str) -> list[DocumentFolder]:
    return [
        DocumentFolder(path=Path(path), names=tuple(names), there=tuple(there))
        for path, names, there in json.loads(chunk)
    ]


def _ready_for(order: str) -> Ready:
    """The workspace and what judges it. Raises PerfspecError where it is not what the order was given for."""
    if order not in _ready:
        _ready.clear()
        forget_profiles()
        _ready[order] = _made(Order(**json.loads(order)))
    return _ready[order]


def _made(order: Order) -> Ready:
    workspace = open_workspace(Path(order.root))
    if content_key(workspace) != order.key:
        raise PerfspecError(
            "perfspec、Python、规则、设置或基线和发出检查的机器不同；装上同样的版本，等文件同步，再重新启动工作进程",
            "perfspec, Python, rules, settings or baseline are not those of the machine that asked; install the same "
            "versions, let the files settle, and start the workers again",
        )
    book = load_rules(workspace, lang=order.lang, trusted_only=order.trusted_only)
    baseline = Baseline() if order.no_baseline else read_baseline(workspace)
    return workspace, Terms(book=book, baseline=baseline, today=date.fromisoformat(order.today))
