"""Defects as data: edits that put one defect into the files of a document.

    {set: path, to: value}            a value is changed or added
    {add: path, value: value}         a row at the end of a list
    {remove: path}
    {swap: [path, path]}
    {copy: path, from: project, over: path}   from the same file where no project is named
    {code: text} {code_of: project} {transpose: place}   the project's code
    {duplicate: code, name: text}     the project once more, as it then is

A path is the names on the way to a value, a row of a list told by its name or number: indicators/乡镇数量/target.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from perfspec.layout import dump
from perfspec.workspace import DocumentFiles
from perfspec.yamlfile import YamlFile, read

Data = dict[str, Any]


def mutated(mutation: Data, files: DocumentFiles) -> DocumentFiles:
    """The files of a document with the edits of a mutation, in its project or in its department."""
    others = {source.data["name"]: source.data for source in files.projects}
    if mutation.get("department"):
        assert files.department is not None
        department = deepcopy(files.department.data)
        for change in mutation["edits"]:
            _edit(department, change, others)
        return replace(files, department=_written(files.department.file, department, "department"))
    position = list(others).index(mutation["project"])
    source = files.projects[position]
    project, twins = deepcopy(source.data), []
    for change in mutation["edits"]:
        if "duplicate" in change:
            twins.append({**project, "code": change["duplicate"], "name": change.get("name", project["name"])})
        else:
            _edit(project, change, others)
    changed = [_project(source.file, data) for data in (project, *twins)]
    return replace(files, projects=(*files.projects[:position], *changed, *files.projects[position + 1 :]))


def _project(beside: str, data: Data) -> YamlFile:
    return _written(str(PurePosixPath(beside).with_name(f"{data['code']}.yaml")), data, "project")


def _written(file: str, data: Data, schema: str) -> YamlFile:
    return read(dump(data, schema, "").encode(), file)


def _edit(data: Data, change: Data, others: dict[str, Data]) -> None:
    """One edit of a project or a department, in its place."""
    match change:
        case {"set": path, "to": value}:
            _put(data, path, value)
        case {"add": path, "value": value}:
            _get(data, path).append(deepcopy(value))
        case {"remove": path}:
            holder, key = _spot(data, path)
            del holder[key]
        case {"swap": [one, other]}:
            first, second = _get(data, one), _get(data, other)
            _put(data, one, second)
            _put(data, other, first)
        case {"copy": path, "from": name, "over": target}:
            _put(data, target, _get(others[name], path))
        case {"copy": path, "over": target}:
            _put(data, target, _get(data, path))
        case {"code": code}:
            data["code"] = code
        case {"code_of": name}:
            data["code"] = others[name]["code"]
        case {"transpose": place}:
            code = data["code"]
            data["code"] = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        case _:
            raise ValueError(change)


def _get(data: Any, path: str) -> Any:
    holder, key = _spot(data, path)
    return holder[key]


def _put(data: Any, path: str, value: Any) -> None:
    holder, key = _spot(data, path)
    holder[key] = deepcopy(value)


def _spot(data: Any, path: str) -> tuple[Any, Any]:
    """What holds the value at a path, and its key there."""
    *steps, last = path.split("/")
    for step in steps:
        data = data[_key(data, step)]
    return data, _key(data, last)


def _key(holder: Any, step: str) -> Any:
    if isinstance(holder, dict):
        return step
    names = [item.get("name") if isinstance(item, dict) else None for item in holder]
    return names.index(step) if step in names else int(step)
