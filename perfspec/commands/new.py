"""`perfspec new`: the file of a new project, with blanks to fill in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import say_for, workspace_of
from perfspec.error import PerfspecError

HELP = ("新建项目", "start a project")
DESCRIPTION = (
    "在文本里新建一个项目文件，每个二级指标一条，要填的地方写着〔〕。已有的文件不会被覆盖。",
    "Make the file of a new project in a document, one indicator for each category; what is to be filled in stands in\n"
    "〔〕. Nothing is overwritten.",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "code", metavar=say("项目编码", "CODE"), help=say("21 位项目编码", "project code, 21 characters")
    )
    parser.add_argument(
        "--name",
        default="〔项目名称〕",
        metavar=say("名称", "NAME"),
        help=say("项目名称", "name of the project"),
    )
    parser.add_argument(
        "--unit", metavar=say("编码", "CODE"), help=say("预算单位（默认第一个）", "budget unit (default: the first)")
    )
    parser.add_argument(
        "--document",
        type=Path,
        metavar=say("文件夹", "DIR"),
        help=say("文本的文件夹（只有一份文本时不用写）", "the document's folder (not needed where there is only one)"),
    )


def run(options: Namespace) -> int:
    from perfspec import scaffold
    from perfspec.check import check
    from perfspec.code import ProjectCode
    from perfspec.finding import Severity
    from perfspec.workspace import documents
    from perfspec.writing import write_text

    workspace = workspace_of(options, *([options.document] if options.document else []))
    say = say_for(options, workspace)
    if ProjectCode.parse(options.code) is None:
        raise PerfspecError(
            f"{options.code} 不是项目编码：应为 21 位，例如 13020823P00023510001U",
            f"{options.code} is not a project code: 21 characters, for example 13020823P00023510001U",
        )
    found = list(documents(workspace, [options.document] if options.document else []))
    if len(found) != 1:
        names = "、".join(files.name for files in found)
        raise PerfspecError(f"用 --document 写明是哪一份文本：{names}", f"Name the document with --document: {names}")
    files = found[0]
    path = files.folder / f"{options.code}.yaml"
    if path.exists():
        raise PerfspecError(f"{path} 已经有了，不会覆盖", f"{path} exists and is not overwritten")
    only = check(workspace, files.without_projects())
    if only.document is None:
        wrong = tuple(finding for finding in only.findings if finding.severity is Severity.ERROR)
        raise PerfspecError("先改好 department.yaml", "Mend department.yaml first", wrong)
    department, profile = only.document.department, only.document.profile
    unit = options.unit or department.units[0].code
    if department.unit(unit) is None:
        known = "、".join(unit.code for unit in department.units)
        raise PerfspecError(f"没有预算单位 {unit}；可以写：{known}", f"There is no unit {unit}; write one of: {known}")
    write_text(path, scaffold.project(options.code, options.name, unit, profile))
    print(workspace.relative(path))
    print(
        say(
            "下一步：填写〔〕中的内容，再运行 perfspec check",
            "Next: fill in what stands in 〔〕, then run perfspec check",
        )
    )
    return 0
