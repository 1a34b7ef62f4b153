"""A git repository with the reference document and a history of changes, each made as a person would make it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

FOLDER = Path("projects") / "fengrun-finance-2023"
FIRST = FOLDER / "13020823P00023510001U.yaml"
RENT = FOLDER / "13020823P00021810001E.yaml"
REVIEWS = FOLDER / "13020823P00030010001H.yaml"
NEW_PROJECT = """\
# yaml-language-server: $schema=../../schemas/project.schema.json
code: 13020823P00030010001H
name: 政府采购评审专家劳务费
unit: "318001"
activity: 政府采购工作管理
budget: {total: 12.00, fiscal: 12.00, other: 0.00}
purpose: 用于支付2023年区级政府采购项目评审专家的劳务报酬
spending_plan: {3月: 20, 6月: 50, 10月: 80, 12月: 100}
goals:
  - 按时足额支付评审专家劳务报酬，保证区级采购项目评审正常进行
indicators:
  - category: 数量指标
    name: 评审项目数
    description: 全年支付评审劳务报酬的区级采购项目个数
    target: ≥60个
    basis: 计划标准
  - category: 质量指标
    name: 评审结果有效率
    description: 没有因评审错误而重新评审的项目占全部评审项目的比例
    target: ≥98%
    basis: 历史标准
  - category: 时效指标
    name: 报酬支付时限
    description: 评审结束到支付报酬的工作日
    target: ≤5个工作日
    basis: 行业标准
  - category: 成本指标
    name: 每个项目评审报酬
    description: 全年评审报酬除以评审项目数
    target: ≤2000元/个
    basis: 行业标准
  - category: 社会效益指标
    name: 采购资金节约率
    description: 经评审的项目中标金额比预算金额节约的比例
    target: ≥3%
    basis: 历史标准
  - category: 服务对象满意度指标
    name: 供应商满意度
    description: 参加投标的供应商对评审工作满意的比例
    target: ≥90%
    basis: 历史标准
"""
DAY = "2023-03-01T08:00:00+08:00"


def git(root: Path, *arguments: str) -> str:
    """Run git as a clerk on a fixed day."""
    identity = {"NAME": "clerk", "EMAIL": "clerk@example.org", "DATE": DAY}
    names = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in identity.items()}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=os.environ | names | quiet, capture_output=True, check=True
    )
    return done.stdout.decode()


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)
    git(root, "tag", "-f", message)


def edit(root: Path, path: Path, *pairs: tuple[str, str]) -> None:
    """Replace the first occurrence of each text in a file."""
    text = (root / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    (root / path).write_text(text, encoding="utf-8")


def budget_raised_with_adjustment(root: Path) -> None:
    """The money goes up and the file says why, by the fingerprint that `perfspec diff` gives."""
    edit(root, FIRST, ("total: 1.05, fiscal: 1.05", "total: 1.26, fiscal: 1.26"))
    adjustment = "adjustments:\n  - reason: 系统维护费上调\n    document: 丰财预〔2023〕12号\n    date: 2023-02-20\n"
    changes = "    changes:\n      - 1c93e6000d8352d1\n"
    with (root / FIRST).open("a", encoding="utf-8") as stream:
        stream.write(adjustment + changes)


def project_added(root: Path) -> None:
    (root / REVIEWS).write_text(NEW_PROJECT, encoding="utf-8")


def file_renamed(root: Path) -> None:
    git(root, "mv", REVIEWS.as_posix(), (FOLDER / "评审费.yaml").as_posix())


STEPS: dict[str, Callable[[Path], None]] = {
    "a-target-lowered": lambda root: edit(root, FIRST, ("≥21个", "≥15个")),
    "a-target-raised": lambda root: edit(root, FIRST, ("≥95%", "≥98%")),
    "a-target-in-yuan": lambda root: edit(root, FOLDER / "13020823P00022610001A.yaml", ("≤0.1万元/个", "≤1000元/个")),
    "a-target-made-words": lambda root: edit(root, FIRST, ("target: 2023年底完成", "target: 按进度完成")),
    "an-indicator-renamed": lambda root: edit(root, FIRST, ("name: 使用率", "name: 系统正常使用率")),
    "an-indicator-moved": lambda root: edit(root, FIRST, ("category: 经济效益指标", "category: 社会效益指标")),
    "an-indicator-added": lambda root: edit(
        root,
        FIRST,
        (
            "  - category: 质量指标\n",
            "  - category: 数量指标\n    name: 培训人次\n    description: 乡镇操作人员培训人次\n    target: ≥50人次\n"
            "    basis: 年初计划\n  - category: 质量指标\n",
        ),
    ),
    "an-indicator-removed": lambda root: edit(
        root,
        RENT,
        (
            "  - category: 时效指标\n    name: 按时间进度完成\n    description: 按时间进度使用公用经费\n"
            "    target: 时间进度完成\n    basis: 计划标准\n",
            "",
        ),
    ),
    "the-budget-raised-with-an-adjustment": budget_raised_with_adjustment,
    "the-plan-delayed": lambda root: edit(root, FIRST, ("spending_plan: {6月: 100}", "spending_plan: {12月: 100}")),
    "a-project-added": project_added,
    "its-file-renamed": file_renamed,
}


def make(root: Path) -> None:
    """The history in a workspace: a tag for each step, a branch that parts before the merge, and the merge."""
    git(root, "init", "-q", "-b", "main")
    commit(root, "published")
    for name, step in STEPS.items():
        step(root)
        commit(root, name)
    git(root, "checkout", "-q", "-b", "other", "published")
    edit(root, FOLDER / "department.yaml", ("target: ≥80%", "target: ≥85%"))
    commit(root, "a-branch")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "other")
    git(root, "tag", "a-merge")


def before(step: str) -> str:
    """The tag of the state before a step."""
    names = ["published", *STEPS]
    return "its-file-renamed" if step == "a-merge" else names[names.index(step) - 1]
