"""The parts of the documentation that are generated: the field reference, the list of findings, the page of each rule.

`python -m perfspec.docs docs` writes them; a test holds them to the schemas and to the code.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from perfspec import basics, labels
from perfspec.atomic import write_file
from perfspec.finding import Fault
from perfspec.packs import load_rules
from perfspec.workspace import builtin_workspace

FILES = {
    "project": "项目文件",
    "department": "department.yaml",
    "settings": "perfspec.yaml",
    "profile": "方案文件",
    "approvals": "approvals.yaml",
    "opinion": "rules/opinion.yaml",
}
MODULES = (  # where faults are born
    "perfspec.yamlfile.faults",
    "perfspec.schema.faults",
    "perfspec.check",
    "perfspec.conformity",
    "perfspec.engine",
    "perfspec.sweep",
    "perfspec.waivers",
    "perfspec.reading",
    "perfspec.revision",
    "perfspec.workspace",
    "perfspec.importers.faults",
    "perfspec.importers.files",
)
TYPES = {
    "string": "文字 text",
    "number": "数 number",
    "integer": "整数 integer",
    "array": "清单 list",
    "object": "字段 fields",
}


def field_reference() -> str:
    """Every field of every file: key, Chinese name, type, whether it is required, meaning, example."""
    lines = [
        "# 字段说明 · Field reference",
        "",
        "本页由 `schemas/` 生成（`make docs`），不要手工修改。This page is generated from `schemas/`; do not edit it.",
    ]
    for name, file in FILES.items():
        schema = labels.schema(name)
        lines += ["", f"## {schema['title']} · {file}", "", schema["description"], "", schema["$comment"], ""]
        lines += ["| 字段 key | 名称 | 类型 type | 必填 | 说明 meaning | 例 example |", "|---|---|---|---|---|---|"]
        lines += [_row(*field) for field in _fields(name, ())]
    return "\n".join(lines) + "\n"


def finding_reference() -> str:
    """Every finding that reading, the schemas, checking and importing can give, by rule."""
    lines = [
        "# 检查结果一览 · Findings",
        "",
        "本页由代码生成（`make docs`），不要手工修改。This page is generated from the code; do not edit it.",
        "`{…}` 处在报告中是具体的内容。`{…}` stands for what is filled in.",
    ]
    rule = ""
    for fault in sorted(set(faults()), key=lambda fault: (fault.rule, fault.message.zh, fault.advice.zh)):
        if fault.rule != rule:
            rule = fault.rule
            lines += ["", f"## {_titled(rule)}", "", "| 级别 | 说什么 message | 怎么改 advice |", "|---|---|---|"]
        message = _cell(f"{fault.message.zh}<br>{fault.message.en}")
        advice = _cell(f"{fault.advice.zh}<br>{fault.advice.en}" if fault.advice.zh else "")
        lines.append(f"| {fault.severity} | {message} | {advice} |")
    return "\n".join(lines) + "\n"


def _titled(rule: str) -> str:
    title = basics.TITLES.get(rule)
    return f"{rule} {title.zh} · {title.en}" if title else rule


def _fields(name: str, path: tuple[str | int, ...]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    here = labels.subschema(name, path)
    for key in labels.fields(name, *path):
        if key.endswith("月") and key != "12月":
            continue  # one month stands for all
        below = (*path, key)
        field = labels.subschema(name, below)
        shown = ".".join("[]" if isinstance(step, int) else step for step in below).replace(".[]", "[]")
        yield shown, field, key in here.get("required", ())
        yield from _fields(name, (*below, 0) if field.get("type") == "array" else below)


def _row(key: str, field: dict[str, Any], is_required: bool) -> str:
    kinds = field.get("type", [])
    types = [TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    if "enum" in field:
        types = [" ".join(f"`{value}`" for value in field["enum"])]
    example = field.get("examples", [""])[0]
    shown = "" if isinstance(example, dict | list) or example == "" else f"`{example}`"
    cells = [
        f"`{key}`",
        field.get("title", ""),
        " / ".join(types),
        "是 yes" if is_required else "",
        _cell(f"{field.get('description', '')}<br>{field.get('$comment', '')}"),
        _cell(shown),
    ]
    return f"| {' | '.join(cells)} |"


def faults() -> Iterator[Fault]:
    """The sentences of reading, schemas, checking and importing; those of rules are on their pages."""
    for module in map(import_module, MODULES):
        for value in vars(module).values():
            yield from [value] if isinstance(value, Fault) else _values(value)


def _values(value: Any) -> list[Fault]:
    return [fault for fault in value.values() if isinstance(fault, Fault)] if isinstance(value, dict) else []


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main(folder: Path) -> None:
    from perfspec.rulepage import index, markdown

    workspace = builtin_workspace()
    book, english = load_rules(workspace), load_rules(workspace, lang="en")
    (folder / "rules").mkdir(exist_ok=True)
    for rule in english.rules:
        write_file(folder / "rules" / f"{rule.id}.md", markdown(rule, book).encode())
    write_file(folder / "rules" / "README.md", index(english).encode())
    write_file(folder / "fields.md", field_reference().encode())
    write_file(folder / "findings.md", finding_reference().encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
