"""A rule by which a test meets the worker that is in the middle of a document: the file `wanted` names the document and
what happens there, once (hold, until the file `on` is there) or always (die)."""

import os
import signal
import time
from pathlib import Path

from perfspec.finding import Block
from perfspec.hit import Hits
from perfspec.model import Document
from perfspec.rule import rule

ROOT = Path(__file__).parent.parent


@rule("FR001", cites=["hebei-form"], block=Block.COMPLETE, message="{words}")
def a_worker_comes_through(document: Document) -> Hits:
    """工作进程能检查完一份文本。

    为什么：试验。
    """
    name, what = (ROOT / "wanted").read_text(encoding="utf-8").split()
    if document.name == name and what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if document.name == name and what == "hold" and not (ROOT / "on").exists():
        (ROOT / "victim.new").write_text(str(os.getpid()), encoding="utf-8")
        (ROOT / "victim.new").rename(ROOT / "victim")
        while not (ROOT / "on").exists():
            time.sleep(0.01)
    yield document.department.at("name", words="到这里了")
