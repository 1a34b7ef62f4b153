"""The files of an imported document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from perfspec import schema
from perfspec.code import ProjectCode
from perfspec.finding import Fault, Finding, Text
from perfspec.importers.hebei import Imported
from perfspec.layout import dump, modeline
from perfspec.place import Place
from perfspec.writing import make_folder, write_text
from perfspec.yamlfile import read

TWICE = Fault(
    rule="PS103",
    message=Text(zh="项目编码 {code} 出现了两次", en="The project code {code} stands twice"),
    advice=Text(zh="改正其中一个编码", en="Mend one of the codes"),
)


def document_files(imported: Imported) -> tuple[dict[str, str], list[Finding]]:
    """The text of each file by its name, and what the schema has against them."""
    files = {"department.yaml": dump(imported.department, "department", modeline("department"))}
    faults = _faults("department.yaml", files["department.yaml"], "department")
    for position, project in enumerate(imported.projects, start=1):
        code = str(project.get("code", ""))
        name = f"{code if ProjectCode.parse(code) else f'项目{position}'}.yaml"
        if name in files:
            faults.append(replace(TWICE.at(Place(file=name), code=code), project=code))
            continue
        files[name] = dump(project, "project", modeline("project"))
        faults += _faults(name, files[name], "project")
    return files, faults


def conflicts(files: dict[str, str], folder: Path) -> list[str]:
    """The names of the files that exist with another content."""
    return [
        name
        for name, text in files.items()
        if (folder / name).exists() and (folder / name).read_bytes() != text.encode()
    ]


def write_files(files: dict[str, str], folder: Path) -> None:
    make_folder(folder)
    for name, text in files.items():
        write_text(folder / name, text)


def _faults(name: str, text: str, kind: str) -> list[Finding]:
    source = read(text.encode(), name)
    return [*source.findings, *schema.faults(source, kind)]
