"""A rule that takes long: it says in a file that it has begun."""

import os
import time
from pathlib import Path

from perfspec.finding import Block
from perfspec.hit import Hits
from perfspec.model import Project
from perfspec.rule import rule


@rule("XX001", cites=["hebei-form"], block=Block.COMPLETE, message="慢")
def a_project_takes_its_time(project: Project) -> Hits:
    """项目都要慢慢看。

    为什么：试验中断。

    反例:
        project:
          name: 慢
    """
    Path(os.environ["STARTED"]).touch()
    time.sleep(9)
    return
    yield
