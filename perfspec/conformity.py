"""A file by itself: held to its schema, to the profile of its document, and to what its name and department say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from perfspec import schema
from perfspec.build import month_of
from perfspec.code import FORM
from perfspec.finding import Fault, Finding, Severity, Text
from perfspec.place import Path
from perfspec.profile import Profile
from perfspec.schema.words import missing_field, not_one_of
from perfspec.yamlfile import YamlFile

FILE_NAME = Fault(
    rule="PS020",
    message=Text(zh="文件名是 {name}，项目编码是 {code}", en="The file is named {name}, the project code is {code}"),
    advice=Text(zh="把文件改名为 {code}.yaml，或改正编码", en="Rename the file to {code}.yaml, or mend the code"),
)
UNKNOWN_UNIT = Fault(
    rule="PS021",
    message=Text(
        zh="预算单位 {unit} 不在 department.yaml 的 units 里",
        en="Budget unit {unit} is not among the units of department.yaml",
    ),
    advice=Text(zh="可以写：{known}；或在 units 里加上它", en="Write one of: {known}; or add it to `units`"),
)
FIRST_LEVEL = Fault(
    rule="PS013",
    message=Text(
        zh="“{value}”是一级指标，这里要写二级指标",
        en="{value} is a first-level category; the second level is asked for",
    ),
    advice=Text(zh="可以写：{allowed}", en="Write one of: {allowed}"),
)
UNPLANNED_MONTH = Fault(
    rule="PS013",
    message=Text(zh="表样的资金支出计划没有“{key}”这一列", en="The form's spending plan has no column {key}"),
    advice=Text(zh="可以写：{allowed}", en="Write one of: {allowed}"),
)
BLANK = Fault(
    rule="PS015",
    severity=Severity.WARNING,
    message=Text(zh="这里还没有填：“{value}”", en="This is still to be filled in: {value}"),
    advice=Text(zh="写上内容；没有就删去这一项", en="Fill it in, or delete the item"),
)
NO_PLAN = Fault(
    rule="PS013",
    message=Text(zh="方案 {profile} 的表样没有资金支出计划", en="The form of profile {profile} has no spending plan"),
    advice=Text(zh="删去 spending_plan，或换一个方案", en="Delete `spending_plan`, or choose another profile"),
)
SCAFFOLD = re.compile(r"〔.*〕", re.DOTALL)  # what a new file asks people to fill in


def check_project(source: YamlFile, profile: Profile | None, units: tuple[str, ...]) -> list[Finding]:
    """What is wrong in one project; each finding carries the project's code.

    Without a profile, or with no known units, what depends on them is not judged.
    """
    findings = read_faults(source, "project")
    if isinstance(source.data, dict):
        findings += _file_name(source)
        if units:
            findings += _unit(source, units)
        if profile is not None:
            findings = [finding for finding in findings if not _is_category(finding)]  # the profile knows better
            findings += _categories(source, profile)
            findings = schema.without_misspelt([*findings, *_required(source, profile)])
            findings += _plan_months(source, profile)
    code = _code(source)
    return [replace(finding, project=code) for finding in findings]


def read_faults(source: YamlFile, name: str) -> list[Finding]:
    """What the reader and the schema of that name have against a file, and the blanks that are left in it."""
    left = blanks(source, source.data, ()) if "〔" in source.source or "\\" in source.source else ()
    return [*source.findings, *schema.faults(source, name), *left]


def blanks(source: YamlFile, value: Any, path: Path) -> Iterator[Finding]:
    """What is still to be filled in, at or below a value."""
    if isinstance(value, str) and SCAFFOLD.fullmatch(value):
        yield BLANK.at(source.place(path), value=value)
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if not isinstance(item, str) or item.startswith("〔"):
                yield from blanks(source, item, (*path, key))


def _code(source: YamlFile) -> str | None:
    """The project's code: the one written, else the one that the file is named by."""
    written = source.data.get("code") if isinstance(source.data, dict) else None
    if isinstance(written, str) and FORM.fullmatch(written):
        return written
    stem = PurePosixPath(source.file).stem
    return stem if FORM.fullmatch(stem) else None


def _file_name(source: YamlFile) -> Iterator[Finding]:
    code = source.data.get("code")
    name = source.file.rpartition("/")[2]
    if isinstance(code, str) and FORM.fullmatch(code) and name != f"{code}.yaml":
        yield FILE_NAME.at(source.place(("code",)), name=name, code=code)


def _unit(source: YamlFile, units: tuple[str, ...]) -> Iterator[Finding]:
    unit = source.data.get("unit")
    if isinstance(unit, str) and unit and unit not in units:
        yield UNKNOWN_UNIT.at(source.place(("unit",)), unit=unit, known=units)


def _required(source: YamlFile, profile: Profile) -> Iterator[Finding]:
    for key in () if source.is_partial else profile.required:
        if key not in source.data and (key,) not in source.unread and () not in source.unread:
            yield missing_field(source, "project", (key,))


def _is_category(finding: Finding) -> bool:
    return finding.rule == "PS013" and finding.place.path[-1:] == ("category",)


def _categories(source: YamlFile, profile: Profile) -> Iterator[Finding]:
    indicators = source.data.get("indicators")
    for position, indicator in enumerate(indicators if isinstance(indicators, list) else ()):
        value = indicator.get("category") if isinstance(indicator, dict) else None
        if not isinstance(value, str) or profile.category(value) is not None:
            continue
        path: Path = ("indicators", position, "category")
        below = profile.below(value)
        if below:
            yield FIRST_LEVEL.at(source.place(path), value=value, allowed=tuple(below))
        else:
            allowed = [category.second for category in profile.categories]
            yield not_one_of(source, "project", path, value, allowed)


def _plan_months(source: YamlFile, profile: Profile) -> Iterator[Finding]:
    plan = source.data.get("spending_plan")
    if not isinstance(plan, dict):
        return
    if not profile.plan_months:
        yield NO_PLAN.at(source.key_place(("spending_plan",)), profile=profile.name)
        return
    allowed = tuple(f"{month}月" for month in profile.plan_months)
    for key in plan:
        month = month_of(key)
        if month is not None and month not in profile.plan_months:
            yield UNPLANNED_MONTH.at(source.key_place(("spending_plan", key)), key=key, allowed=allowed)
