"""`perfspec init`: a new workspace, or the schemas of an old one made new."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from perfspec.commands.parser import Parser, Say
from perfspec.commands.session import language_of, say_for
from perfspec.error import PerfspecError

HELP = ("新建工作区", "start a workspace")
DESCRIPTION = (
    "在文件夹里建立工作区：perfspec.yaml（设置）、schemas/（编辑器提示用）、projects/（第一份文本）。\n"
    "已有的文件不会被覆盖；在已有的工作区里再运行一次，只更新 schemas/。",
    "Make a workspace in a folder: perfspec.yaml (settings), schemas/ (for editors), projects/ (a first document).\n"
    "Nothing is overwritten; in a workspace that exists only schemas/ is brought up to date.",
)


def configure(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(),
        metavar=say("文件夹", "DIR"),
        help=say("工作区的文件夹（默认当前文件夹）", "the workspace's folder (default: this one)"),
    )
    parser.add_argument(
        "--profile",
        default="hebei",
        metavar=say("方案", "PROFILE"),
        help=say("hebei、mof-2015 或 mof-2021（默认 hebei）", "hebei, mof-2015 or mof-2021 (default: hebei)"),
    )
    parser.add_argument(
        "--document",
        default="部门-{year}",
        metavar=say("名称", "NAME"),
        help=say("第一份文本的文件夹名", "folder of the first document"),
    )
    parser.add_argument("--year", type=int, help=say("预算年度（默认今年）", "budget year (default: this year)"))


def run(options: Namespace) -> int:
    import datetime

    from perfspec import scaffold
    from perfspec.resources import builtin
    from perfspec.workspace import DEPARTMENT, PROJECTS, SETTINGS
    from perfspec.writing import make_folder, write_text

    say = say_for(options)
    profiles = sorted(path.stem for path in (builtin("rules") / "profiles").glob("*.yaml"))
    if options.profile not in profiles:
        known = "、".join(profiles)
        raise PerfspecError(
            f"没有方案 {options.profile}；可以写：{known}",
            f"There is no profile {options.profile}; write one of: {known}",
        )
    year = options.year or datetime.date.today().year
    files = {
        Path("schemas") / path.name: path.read_text(encoding="utf-8")
        for path in sorted(builtin("schemas").glob("*.json"))
    }
    if not (options.folder / SETTINGS).exists():
        document = Path(PROJECTS) / options.document.format(year=year)
        files[Path(SETTINGS)] = scaffold.settings(options.profile, language_of(options))
        if not (options.folder / PROJECTS).exists():
            files[document / DEPARTMENT] = scaffold.department(year)
    for name, text in files.items():
        path = options.folder / name
        make_folder(path.parent)
        if not path.exists() or path.read_bytes() != text.encode():
            write_text(path, text)
            print(path)
    print(
        say(
            "下一步：填写 department.yaml 里〔〕中的内容，再用 perfspec new 项目编码 新建项目",
            "Next: fill in what stands in 〔〕 in department.yaml, then make a project with perfspec new CODE",
        )
    )
    return 0
