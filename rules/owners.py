"""名称里的单位 · Organisations in the names of projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfspec.likeness import unmarked
from perfspec.model import Department, Project, Unit
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.vocabulary import Vocabulary, WordList

_OWNER = re.compile(r"(?:(?:19|20)\d\d年度?)?([㐀-鿿]{3,30}?)\s*(?:[：:]|[-—－]{1,2})")
_MAIN = re.compile(r"[（(]?(?:本级|机关|本部)[）)]?$")
_RANK = re.compile(r"(?:委员会|办公室|委|局|厅|办)$")  # they change with a reform, the work does not
_ABOVE = re.compile(r"^.*(?:局|厅|委|院|校|中学|小学)(?=..)")  # what an organisation belongs to


@rule(
    "PS402",
    cites=["hebei-form"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="名称里的单位是“{organisation}”，预算单位是“{unit}”",
    advice="核对是哪个单位的项目，改正名称或预算单位",
)
def an_organisation_in_the_name_is_the_unit(project: Project, department: Department, words: Vocabulary) -> Hits:
    """名称开头的单位就是项目的预算单位。

    为什么：名称写一个单位，钱拨给另一个单位，多半是套用了别的项目，或者单位改了名、名称没有跟着改。

    说明：简称算一致（人社局、国资中心）。没有冒号时，只看名称是不是以本部门另一个单位开头；
    部门本级替下属单位办的项目不算。

    反例：
        name: 青石县教师发展中心：校舍维修
        department:
          units: [{code: "105001", name: 青石县第二中学}, {code: "105002", name: 青石县教师发展中心}]

    反例：
        name: 教师发展中心培训楼维修
        department:
          units: [{code: "105001", name: 青石县第二中学}, {code: "105002", name: 青石县教师发展中心}]

    正例：
        name: 教育局：农村中小学校舍维修

    正例：
        name: 县二中食堂维修
        department:
          units: [{code: "105001", name: 青石县第二中学}, {code: "105002", name: 青石县教师发展中心}]
    """
    unit = department.unit(project.unit)
    if unit is None:
        return
    name = unmarked(project.name)
    if (owner := _OWNER.match(name)) and _is_organisation(owner[1], words["organisations"]):
        if not any(_is_of(owner[1], one) for one in _names(unit, department)):
            yield project.at("name", organisation=owner[1], unit=unit.name)
        return
    leading = tuple(_leading(name, words["organisations"]))
    if not leading or _is_main(unit, department) or any(_is_of(each, unit.name) for each in leading):
        return
    others = [one for other in department.units if other is not unit for one in _names(other, department)]
    for each in leading:
        if any(_is_short_for(_stem(each), one) for one in others):
            yield project.at("name", organisation=each, unit=unit.name)
            return


def _names(unit: Unit, department: Department) -> tuple[str, ...]:
    """What a unit may be called: the department itself goes by the department's name."""
    own = _MAIN.sub("", unit.name)
    return (own, department.name) if _is_main(unit, department) else (own,)


def _is_main(unit: Unit, department: Department) -> bool:
    return bool(_MAIN.search(unit.name)) or _is_short_for(unit.name, department.name)


def _is_organisation(text: str, endings: WordList) -> bool:
    return text.endswith(endings.words) and not re.match(r"[一二两三四五六七八九十]+[馆站院]", text)


def _leading(name: str, endings: WordList) -> Iterator[str]:
    """Every organisation that the name may begin with: an ending with two signs or more before it."""
    if not endings.find(name[2:30]):
        return
    for found in re.finditer(endings.alternatives, name[:30]):
        if found.start() > 1:
            yield name[: found.end()]


def _is_of(organisation: str, name: str) -> bool:
    """Whether an organisation is called by a unit's name, in full or in short, with or without what stands above it."""
    parts = {_stem(organisation), _stem(_ABOVE.sub("", organisation))}
    return any(len(part) > 1 and (_is_short_for(part, name) or _is_short_for(_stem(name), part)) for part in parts)


def _stem(organisation: str) -> str:
    return _RANK.sub("", organisation)


def _is_short_for(short: str, full: str) -> bool:
    """Whether all signs of the short name stand in the full one, in their order: 人社局, 人力资源和社会保障局."""
    signs = iter(full)
    return all(sign in signs for sign in short)
