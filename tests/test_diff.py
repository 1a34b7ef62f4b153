"""Two versions of a file compared: what a change means, and the laws that hold whatever the change."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.diff import Change, Effect, Kind
from perfspec.diff.change import CONVERSE
from perfspec.diff.walk import Files, diff
from perfspec.spot import canonical
from perfspec.yamlfile import read
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "projects" / "fengrun-finance-2023"
FIRST = FOLDER / "13020823P00023510001U.yaml"
PROJECTS = sorted(FOLDER.glob("1*.yaml"))


def load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = read(path.read_bytes(), path.name).data
    return data


def changes(old: Any, new: Any, schema: str = "project") -> list[Change]:
    return diff(Files(schema=schema, project="P", owner="P", old=old, new=new, old_year=2023, new_year=2023))


def edited(edit: Callable[[dict[str, Any]], Any]) -> list[tuple[str, str, str]]:
    """Kind, effect and spot of each change that an edit of the first project makes."""
    old, new = (load(FIRST) | {"waivers": [{"rule": "PS104"}], "adjustments": [{"document": "1号"}]} for _ in "12")
    edit(new)
    return [(str(change.kind), str(change.effect), change.where) for change in changes(old, new)]


def row(data: dict[str, Any], number: int, **fields: Any) -> None:
    data["indicators"][number].update(fields)


CASES: dict[str, tuple[Callable[[dict[str, Any]], Any], list[tuple[str, str, str]]]] = {
    "a target lowered": (
        lambda data: row(data, 0, target="≥15个"),
        [("changed", "loosened", "数量指标/乡镇数量/指标值")],
    ),
    "a target raised": (
        lambda data: row(data, 0, target="≥22个"),
        [("changed", "tightened", "数量指标/乡镇数量/指标值")],
    ),
    "a cap in another unit": (
        lambda data: row(data, 3, target="≤0.05万元/个"),
        [("rewritten", "same", "成本指标/按标准安排经费/指标值")],
    ),
    "a target made words": (
        lambda data: row(data, 0, target="全部乡镇"),
        [("changed", "redefined", "数量指标/乡镇数量/指标值")],
    ),
    "another unit": (
        lambda data: row(data, 0, target="≥21人"),
        [("changed", "redefined", "数量指标/乡镇数量/指标值")],
    ),
    "the unit in a field of its own": (
        lambda data: row(data, 0, target="≥21", unit="个"),
        [("added", "", "数量指标/乡镇数量/计量单位"), ("rewritten", "same", "数量指标/乡镇数量/指标值")],
    ),
    "a target and its unit": (
        lambda data: row(data, 0, target="≥18", unit="乡"),
        [("added", "", "数量指标/乡镇数量/计量单位"), ("changed", "redefined", "数量指标/乡镇数量/指标值")],
    ),
    "a target taken out": (
        lambda data: data["indicators"][0].pop("target"),
        [("removed", "loosened", "数量指标/乡镇数量/指标值")],
    ),
    "an indicator renamed": (
        lambda data: row(data, 1, name="系统正常使用率"),
        [("renamed", "", "质量指标/系统正常使用率/三级指标")],
    ),
    "an indicator renamed with its target": (
        lambda data: row(data, 1, name="系统正常使用率", target="≥80%"),
        [
            ("renamed", "", "质量指标/系统正常使用率/三级指标"),
            ("changed", "loosened", "质量指标/系统正常使用率/指标值"),
        ],
    ),
    "an indicator moved": (
        lambda data: row(data, 4, category="社会效益指标"),
        [("moved", "", "社会效益指标/优化支出效益/二级指标")],
    ),
    "an indicator removed": (
        lambda data: data["indicators"].pop(2),
        [("removed", "loosened", "时效指标/按时间进度完成")],
    ),
    "an indicator added": (
        lambda data: data["indicators"].insert(1, {"category": "数量指标", "name": "培训人次", "target": "≥50人次"}),
        [("added", "tightened", "数量指标/培训人次")],
    ),
    "the rows in another order": (lambda data: data["indicators"].reverse(), []),
    "the goals in another order": (lambda data: data["goals"].reverse(), []),
    "more money": (
        lambda data: data["budget"].update(total=Decimal("1.26")),
        [("changed", "raised", "预算规模/预算数")],
    ),
    "the same money": (
        lambda data: data["budget"].update(total=Decimal("1.050")),
        [("rewritten", "same", "预算规模/预算数")],
    ),
    "other funds written out": (
        lambda data: data["budget"].update(other=Decimal("0.00")),
        [("added", "same", "预算规模/其他资金")],
    ),
    "the plan later": (
        lambda data: data.update(spending_plan={"6月": 50, "12月": 100}),
        [("changed", "later", "资金支出计划/6月"), ("added", "same", "资金支出计划/12月")],
    ),
    "a goal reworded": (
        lambda data: data["goals"].__setitem__(1, "及时足额拨付一事一议服务费"),
        [("changed", "", "绩效目标/2")],
    ),
    "another goal": (
        lambda data: data["goals"].__setitem__(1, "培训乡镇人员"),
        [("removed", "", "绩效目标/2"), ("added", "", "绩效目标/2")],
    ),
    "the name": (lambda data: data.update(name="一事一议系统费"), [("renamed", "", "项目名称")]),
    "another waiver and another adjustment": (
        lambda data: data.update(waivers=[{"rule": "PS301"}], adjustments=[{"document": "2号"}]),
        [
            ("removed", "", "豁免/PS104"),
            ("added", "", "豁免/PS301"),
            ("removed", "", "调整记录/1"),
            ("added", "", "调整记录/1"),
        ],
    ),
    "nothing": (lambda data: None, []),
}


@pytest.mark.parametrize(("edit", "expected"), CASES.values(), ids=CASES)
def test_a_change_is_told_once_with_its_meaning(edit, expected) -> None:
    assert edited(edit) == expected


@pytest.mark.parametrize(
    ("old", "new", "by", "percent", "unit"),
    [
        ("≥21个", "≥15个", "-6", "-28.5714285714", "个"),
        ("≤500元/个", "≤0.06万元/个", "100", "20", "元/个"),
        ("≥90%", "≥95%", "5", "5.5555555556", "%"),
        ("≥10个", "≥14个", "4", "40", "个"),
        ("=0次", "≤2次", None, None, ""),
        ("90%-95%", "80%-95%", None, None, ""),
        ("2023年底完成", "2023年6月底前", None, None, ""),
    ],
)
def test_a_moved_number_is_told_in_its_unit_and_in_percent(old, new, by, percent, unit) -> None:
    (change,) = changes({"indicators": [{"name": "a", "target": old}]}, {"indicators": [{"name": "a", "target": new}]})
    assert (change.by and str(change.by), change.percent and str(change.percent), change.unit) == (by, percent, unit)


def test_money_is_told_by_amount_and_percent() -> None:
    (change,) = changes({"budget": {"total": Decimal("1.05")}}, {"budget": {"total": Decimal("1.26")}})
    assert (change.by, change.percent) == (Decimal("0.21"), Decimal("20"))


def test_of_several_possible_pairs_the_best_is_taken_and_not_the_first() -> None:
    def rows(*names: str) -> dict[str, Any]:
        return {"indicators": [{"category": "数量指标", "name": name, "target": "≥5个"} for name in names]}

    old, new = rows("维修校舍面积", "维修道路长度"), rows("道路维修长度数", "校舍维修总面积")
    found = {(change.old, change.new) for change in changes(old, new) if change.kind is Kind.RENAMED}
    assert found == {("维修校舍面积", "校舍维修总面积"), ("维修道路长度", "道路维修长度数")}


def test_a_fingerprint_stands_for_the_values_and_not_for_words_places_or_layout() -> None:
    def one(old: str, new: str, first: bool = True) -> str:
        def data(target: str) -> dict[str, Any]:
            rows = [{"name": "a", "target": target}, {"name": "b", "target": "≥1个"}]
            return {"indicators": rows if first else rows[::-1]}

        (change,) = changes(data(old), data(new))
        return change.fingerprint

    assert one("≥21个", "≥15个") == one("不少于21个", "15个以上", first=False)
    assert one("≥21个", "≥15个") != one("≥21个", "≥14个")
    assert one("≥21个", "≥15个") != one("≥20个", "≥15个")


TARGETS = [
    "≥21个",
    "不少于21个",
    "≥15个",
    "=21个",
    "≤3万元",
    "≤30000元",
    "优",
    "良",
    "2023年底完成",
    "6月底前",
    "提高",
    "/",
    "是",
]
NAMES = ["乡镇数量", "乡镇个数", "满意度", "使用率", "数量"]
TEXTS = st.sampled_from(["保障工作开展", "保障各项工作开展", "按时拨付", "及时拨付", "完成任务"])


@st.composite
def edits(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A project of the reference document, and what some edits made of it."""
    old = load(draw(st.sampled_from(PROJECTS)))
    new = deepcopy(old)
    for _ in range(draw(st.integers(0, 5))):
        rows = new["indicators"]
        match draw(
            st.sampled_from(
                ["target", "unit", "name", "category", "drop", "add", "money", "plan", "goal", "unset", "row"]
            )
        ):
            case "target" if rows:
                draw(st.sampled_from(rows))["target"] = draw(st.sampled_from(TARGETS))
            case "unit" if rows:
                draw(st.sampled_from(rows))["unit"] = draw(st.sampled_from(["个", "万元", "乡"]))
            case "name" if rows:
                draw(st.sampled_from(rows))["name"] = draw(st.sampled_from(NAMES))
            case "category" if rows:
                draw(st.sampled_from(rows))["category"] = draw(
                    st.sampled_from(["数量指标", "质量指标", "社会效益指标"])
                )
            case "drop" if rows:
                rows.remove(draw(st.sampled_from(rows)))
            case "add":
                rows.append({"category": "数量指标", "name": draw(st.sampled_from(NAMES)), "target": "≥1个"})
            case "row" if rows:
                rows.append(deepcopy(draw(st.sampled_from(rows))))
            case "money":
                new["budget"][draw(st.sampled_from(["total", "other"]))] = draw(st.decimals(0, 999, places=2))
            case "plan":
                new["spending_plan"][draw(st.sampled_from(["3月", "6月", "12月"]))] = draw(st.integers(0, 100))
            case "goal":
                new["goals"] = draw(st.lists(TEXTS, max_size=3)) + new["goals"][draw(st.integers(0, 2)) :]
            case "unset":
                new.pop(draw(st.sampled_from(["purpose", "title", "activity"])), None)
    if draw(st.booleans()):
        random.Random(draw(st.integers(0, 9))).shuffle(new["indicators"])
    return old, new


def meaning(data: Any) -> str:
    """What a file says, whatever the order and the wording."""
    return canonical([data], 0, 2023)


@given(edits())
def test_nothing_changed_is_no_change(pair) -> None:
    for data in pair:
        assert changes(data, deepcopy(data)) == []


@given(edits(), st.integers(0, 99))
def test_shuffled_rows_are_no_change(pair, seed: int) -> None:
    shuffled = deepcopy(pair[1])
    for name in ("indicators", "goals"):
        random.Random(seed).shuffle(shuffled[name])
    assert changes(pair[1], shuffled) == []


@given(edits())
def test_the_way_back_is_the_converse(pair) -> None:
    old, new = pair
    there = [(change.kind, change.effect, str(change.old), str(change.new)) for change in changes(old, new)]
    back = [
        (
            CONVERSE.get(change.kind, change.kind),
            CONVERSE.get(change.effect, change.effect),
            str(change.new),
            str(change.old),
        )
        for change in changes(new, old)
    ]
    assert sorted(there) == sorted(back)


@given(edits())
def test_the_changes_applied_to_the_old_give_the_new(pair) -> None:
    old, new = pair
    assert meaning(applied(old, changes(old, new))) == meaning(new)


@given(edits())
def test_no_field_is_told_twice(pair) -> None:
    told = [(change.kind is Kind.REMOVED, change.path) for change in changes(*pair) if change.kind is not Kind.ADDED]
    assert len(told) == len(set(told))


@given(edits())
def test_what_a_row_promises_now_is_told_by_one_change(pair) -> None:
    told = [change.path[:-1] for change in changes(*pair) if change.field in ("target", "unit") and change.effect]
    assert len(told) == len(set(told))


@given(edits())
def test_only_what_means_something_else_is_more_than_rewritten(pair) -> None:
    old, new = pair
    found = changes(old, new)
    if meaning(old) == meaning(new):
        assert {change.kind for change in found} <= {Kind.REWRITTEN}
    for change in found:
        if change.kind is Kind.REWRITTEN:
            assert change.effect in (Effect.SAME, Effect.NONE)


def applied(old: dict[str, Any], made: list[Change]) -> dict[str, Any]:
    """The old data with the changes made: values set first, then rows added, then rows taken out from the end."""
    data = deepcopy(old)

    def at(path: tuple[str | int, ...]) -> Any:
        here = data
        for step in path:
            here = here[step]
        return here

    for change in made:
        if change.kind not in (Kind.ADDED, Kind.REMOVED):
            at(change.old_path[:-1])[change.old_path[-1]] = change.new
        elif change.kind is Kind.ADDED and not isinstance(here := at(change.old_path[:-1]), list):
            target = here.get(change.old_path[-1]) if isinstance(change.old_path[-1], str) else None
            if isinstance(target, list):
                target.append(change.new)
            else:
                here[change.old_path[-1]] = change.new
    for change in sorted(made, key=lambda change: [str(step).zfill(4) for step in change.old_path], reverse=True):
        if change.kind is Kind.REMOVED:
            del at(change.old_path[:-1])[change.old_path[-1]]
    return data
