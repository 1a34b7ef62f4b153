"""项目与工作活动 · The projects below the activities of their department."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from perfspec.likeness import plain, without_batch
from perfspec.model import Document
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.shortened import shortened
from perfspec.texts import NAME


@rule(
    "PS505",
    cites=["hebei-2014"],
    block=Block.RELEVANT,
    severity=Severity.INFO,
    message={
        "": "没有写明这个项目为部门的哪一项工作活动服务",
        "unknown": "写的工作活动是“{activity}”，部门的分项绩效目标里没有这一项",
        "idle": "没有一个项目写明为这项工作活动服务",
    },
    advice={
        "": "从部门的 {count} 项工作活动里选一项写上",
        "unknown": "改成部门已有的一项，例如“{nearest}”；或者在分项绩效目标里加上这一项",
        "idle": "在为它花钱的项目里写上这项工作活动；没有项目也不花钱的，不必列为单独一项",
    },
)
def projects_hang_below_activities(document: Document) -> Hits:
    """每个项目写明它服务的工作活动，每项工作活动都有项目。

    为什么：部门职责、工作活动、预算项目逐级相连，才看得出钱为哪件事花，部门的目标靠哪些项目实现。

    反例：
        projects:
          - activity:

    反例：
        projects:
          - activity: 中小学食堂管理

    正例：
        projects:
          - activity: 义务教育学校建设
    """
    activities = {plain(activity.name): activity for activity in document.department.activities}
    if not activities or not document.projects:
        return
    nearest = cache(lambda name: get_close_matches(name, activities, 1, 0.0)[0])
    served: set[str] = set()
    for project in document.projects:
        written = plain(project.activity)
        known = written if written in activities else without_batch(project.activity)
        served.add(known)
        if not written:
            yield project.at("activity", count=len(activities))
        elif known not in activities:
            close = shortened(activities[nearest(written[:NAME])].name, NAME)
            shown = shortened(project.activity or "", NAME)
            yield project.at("activity", say="unknown", severity=Severity.ERROR, activity=shown, nearest=close)
    yield from (activity.at(say="idle") for name, activity in activities.items() if name not in served)
