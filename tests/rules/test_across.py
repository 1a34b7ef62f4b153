"""The projects of a document held against each other: copies, names, quantities, common rows, activities."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from perfspec.finding import Finding
from tests.rules import findings

Data = dict[str, Any]

ROWS: list[Data] = [
    {"category": "数量指标", "name": "维修道路长度", "description": "完成维修的道路长度", "target": "≥12公里"},
    {"category": "质量指标", "name": "路面平整度合格率", "target": "=100%"},
    {"category": "时效指标", "name": "完工时间", "target": "2024年8月底前"},
    {"category": "成本指标", "name": "每公里维修成本", "target": "≤10万元/公里"},
    {"category": "社会效益指标", "name": "受益村数", "target": "≥9个"},
]


def project(number: int, **fields: Any) -> Data:
    """The project of a number: its code ends in it, and it differs from others in name, purpose and rows."""
    sign = "ZABCDEFGHI"[number % 10]
    return {
        "code": f"41010524P{number:06}10001A",
        "name": f"{sign}路维修",
        "purpose": f"用于{sign}路维修",
        "budget": {"total": 100},
        "indicators": rows(name=lambda name: f"{sign}路{name}"),
        **fields,
    }


def rows(count: int = 5, **changes: Any) -> list[Data]:
    """The first rows with some fields changed."""
    return [row | {key: change(row[key]) for key, change in changes.items() if key in row} for row in ROWS[:count]]


def row(position: int, **fields: Any) -> list[Data]:
    """All rows, that of a position with other fields."""
    return [*ROWS[:position], ROWS[position] | fields, *ROWS[position + 1 :]]


def found(id: str, *projects: Data, department: Data | None = None, **settings: Any) -> list[Finding]:
    document: Data = {"projects": list(projects), **({"department": department} if department else {})}
    return findings(id, json.dumps(document, ensure_ascii=False), **settings)


def told(id: str, *projects: Data, **more: Any) -> list[tuple[int, str, str]]:
    """Number of the project, severity and field of each finding."""
    return [
        (int((each.project or "41010524P999999")[9:15]), str(each.severity), str(each.place.path[-1:]))
        for each in found(id, *projects, **more)
    ]


def message(id: str, *projects: Data, **more: Any) -> str:
    """The message of the first project's finding."""
    first = projects[0]["code"]
    (one,) = [each for each in found(id, *projects, **more) if each.project == first]
    return one.message()


# PS501


def copies(**second: Any) -> tuple[Data, Data]:
    return project(1, purpose="用于道路维修", indicators=ROWS), project(
        2, **{"purpose": "用于道路维修", "indicators": ROWS} | second
    )


@pytest.mark.parametrize(
    "second",
    [
        {},
        {"indicators": row(0, target="≥120公里")},
        {"indicators": row(2, target="2023年10月底前")},
        {"indicators": list(reversed(ROWS))},
        {"indicators": row(0, basis="行业标准")},
        {"indicators": [*ROWS, {"category": "经济效益指标", "name": "无"}]},
        {"purpose": "用于 道路维修。"},
        {"purpose": "（2）用于道路维修"},
        {"name": "完全是另一个名称"},
    ],
)
def test_copies_of_one_purpose_are_errors(second: Data) -> None:
    assert told("PS501", *copies(**second)) == [(1, "error", "('purpose',)"), (2, "error", "('purpose',)")]


def test_copies_are_told_with_their_number_and_money() -> None:
    three = (*copies(budget={"total": 55.5}), project(3, purpose="用于道路维修", indicators=ROWS), project(4))
    assert message("PS501", *three) == (
        "与“B路维修”（41010524P00000210001A）、“C路维修”（41010524P00000310001A）用途相同，共 3 个项目，"
        "5 条指标除数字外一字不差；这些项目合计 255.5 万元，占全部预算的 71.9%"
    )


def test_a_group_of_many_names_three() -> None:
    many = [project(n, name="路" * 40, purpose="用于道路维修", indicators=ROWS) for n in range(500)]
    document = found("PS501", *many)
    assert len(document) == 500
    assert {each.rule for each in document} == {"PS501"}
    for each in document:
        assert each.message().count("41010524P") == 3
        assert each.project not in each.message()
        assert "共 500 个项目" in each.message()
        assert len(each.message()) < 260
    assert f"“{'路' * 29}…”（41010524P00000110001A）" in document[0].message()


def test_a_name_of_thirty_characters_is_told_whole() -> None:
    assert message("PS501", *copies(name="路" * 30)).startswith(f"与“{'路' * 30}”（41010524P00000210001A）")


@pytest.mark.parametrize(
    "second",
    [
        {"indicators": row(0, name="新建道路长度")},
        {"indicators": row(0, description="完成新建的道路长度")},
        {"indicators": row(0, category="质量指标")},
        {"indicators": row(1, target="优")},
        {"indicators": [*ROWS, {"category": "经济效益指标", "name": "节约养护费用", "target": "≥3万元"}]},
    ],
)
def test_one_purpose_with_all_rows_but_one_is_a_warning(second: Data) -> None:
    found = told("PS501", *copies(**second))
    assert found == [(1, "warning", "('purpose',)"), (2, "warning", "('purpose',)")]
    assert message("PS501", *copies(**second)) == (
        "与“B路维修”（41010524P00000210001A）用途相同，5 条指标里只有一条不同，其余除数字外一字不差"
    )


def test_one_row_apart_from_a_group_of_copies() -> None:
    third = project(3, purpose="用于道路维修", indicators=row(0, name="新建道路长度"))
    assert told("PS501", *copies(), third) == [
        (1, "error", "('purpose',)"),
        (2, "error", "('purpose',)"),
        (3, "warning", "('purpose',)"),
    ]


@pytest.mark.parametrize(
    "second",
    [
        {"indicators": row(0, name="新建道路长度")[:1] + row(1, name="路基合格率")[1:]},
        {"unit": "105002", "indicators": row(0, target="≥120公里")},
        {"purpose": "用于桥梁维修", "indicators": row(0, target="≥120公里")},
    ],
)
def test_projects_that_are_no_copies(second: Data) -> None:
    assert told("PS501", *copies(**second)) == []


def test_rows_that_must_agree() -> None:
    def both(count: int, **more: Any) -> list[tuple[int, str, str]]:
        return told(
            "PS501",
            *copies(indicators=rows(count), **more)[1:],
            project(3, purpose="用于道路维修", indicators=rows(count)),
        )

    assert both(2) == []
    assert [severity for _, severity, _ in both(3)] == ["error", "error"]
    for least in (3, 4):
        few = [project(n, purpose="用于道路维修", indicators=row(0, name="甲" * n)[:least]) for n in (1, 2)]
        assert told("PS501", *few, least=least) == []
    four = [project(n, purpose="用于道路维修", indicators=[*ROWS[:3], ROWS[3] | {"name": "甲" * n}]) for n in (1, 2)]
    assert told("PS501", *four) == []
    void = [{"category": "经济效益指标", "name": "无"}, *ROWS[:2]]
    assert told("PS501", *(project(n, purpose="用于道路维修", indicators=void) for n in (1, 2))) == []


@pytest.mark.parametrize(
    ("second", "severity"),
    [
        ({"purpose": "用于桥梁维修"}, "warning"),
        ({"purpose": "用于桥梁维修", "unit": "105002"}, "info"),
        ({"unit": "105002"}, "info"),
    ],
)
def test_rows_that_are_copied_to_the_last_number(second: Data, severity: str) -> None:
    assert [each for _, each, _ in told("PS501", *copies(**second))] == [severity, severity]
    assert message("PS501", *copies(**second)) == (
        "5 条指标与“B路维修”（41010524P00000210001A）的连数字都一样，共 2 个项目"
    )


def test_four_rows_are_enough_to_tell_a_copy_and_three_are_not() -> None:
    for count, severities in ((2, []), (3, []), (4, ["warning", "warning"])):
        both = (project(n, indicators=rows(count)) for n in (1, 2))
        assert [severity for _, severity, _ in told("PS501", *both)] == severities


def test_without_a_purpose_the_goals_say_what_a_project_is_for() -> None:
    goals = ["修好城区的路"]
    both = [project(n, purpose=None, goals=goals, indicators=ROWS) for n in (1, 2)]
    assert told("PS501", *both) == [(1, "error", "('name',)"), (2, "error", "('name',)")]
    both = [project(n, purpose=None, goals=[f"目标{'甲' * n}"], indicators=row(0, target=f"≥{n}公里")) for n in (1, 2)]
    assert told("PS501", *both) == []


def test_a_document_without_money_has_shares_of_nothing() -> None:
    assert "占全部预算的 0.0%" in message("PS501", *(each | {"budget": {"total": 0}} for each in copies()))


# PS502


@pytest.mark.parametrize(
    ("one", "other", "purpose"),
    [
        ("防疫物资保障", "（2）防疫物资保障", "用于另一件事"),
        ("防疫物资保障第一批", "防疫物资保障（第二批）", "用于另一件事"),
        ("追加防疫物资保障", "防疫物资保障", "用于另一件事"),
        ("道路维修一期", "道路维修二期工程", None),
        ("2023年道路维修", "2024年道路维修", None),
        ("道路维修A标段", "道路维修B标段", None),
        ("环卫工资一季度", "环卫工资第二季度", None),
    ],
)
def test_names_that_differ_in_a_mark(one: str, other: str, purpose: str | None) -> None:
    both = project(1, name=one, purpose="用于道路"), project(2, name=other, purpose=purpose or "用于道路")
    assert told("PS502", *both) == [(1, "warning", "('name',)"), (2, "warning", "('name',)")]
    assert message("PS502", *both) == (
        f"去掉批次、期次、年度，名称与“{other}”（41010524P00000210001A）相同，共 2 个项目"
    )


def test_names_that_are_the_same() -> None:
    both = project(1, name="道路维修"), project(2, name="道路 维修")
    assert message("PS502", *both) == "名称与“道路 维修”（41010524P00000210001A）完全相同，共 2 个项目"


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ("道路维修一期", "道路维修二期", {"purpose": "用于维修建设路"}),
        ("2023年道路维修", "2024年道路维修", {"purpose": "用于维修建设路"}),
        ("第一中学食堂改造", "第二中学食堂改造", {}),
        ("道路维修", "（2）道路维修", {"unit": "105002"}),
        ("道路", "（2）道路", {}),
        ("一期", "二期", {}),
        ("第一批", "第二批", {"purpose": "用于桥梁"}),
        ("追加", "（2）", {"purpose": "用于桥梁"}),
    ],
)
def test_names_that_say_what_differs(one: str, other: str, more: Data) -> None:
    assert (
        told(
            "PS502", project(1, name=one, purpose="用于道路"), project(2, name=other, **{"purpose": "用于道路"} | more)
        )
        == []
    )


@pytest.mark.parametrize(("one", "other"), [("修道路", "（2）修道路"), ("修道路一期", "修道路二期")])
def test_three_characters_are_a_name(one: str, other: str) -> None:
    assert len(told("PS502", project(1, name=one, purpose="用于道路"), project(2, name=other, purpose="用于道路"))) == 2


def test_three_characters_are_a_name_whatever_the_purpose() -> None:
    both = project(1, name="修道路", purpose="用于道路"), project(2, name="（2）修道路", purpose="用于桥梁")
    assert len(told("PS502", *both)) == 2


def test_a_project_is_told_once() -> None:
    three = [
        project(n, name=name, purpose="用于道路")
        for n, name in ((1, "道路维修"), (2, "（2）道路维修"), (3, "道路维修二期"))
    ]
    assert [number for number, _, _ in told("PS502", *three)] == [1, 2, 3]


# PS503


def quantities(first: Data, second: Data) -> tuple[Data, Data]:
    return project(1, purpose="用于道路", indicators=ROWS, **first), project(
        2, **{"purpose": "用于道路", "indicators": ROWS} | second
    )


@pytest.mark.parametrize(
    ("totals", "found"),
    [((100, 200), 2), ((0.5, 1), 2), ((100, 199.99), 0), ((100, 100), 0), ((200, 100), 2), ((0, 100), 0)],
)
def test_one_quantity_for_twice_the_money(totals: tuple[float, float], found: int) -> None:
    both = quantities({"budget": {"total": totals[0]}}, {"budget": {"total": totals[1]}})
    assert told("PS503", *both) == [(1, "warning", "('target',)"), (2, "warning", "('target',)")][:found]


def test_a_quantity_is_told_with_both_budgets() -> None:
    both = quantities({"budget": {"total": 94.76}}, {"budget": {"total": 200}})
    assert message("PS503", *both) == (
        "“维修道路长度”≥12公里，预算 94.76 万元；用途和数量目标都相同的“B路维修”（41010524P00000210001A）"
        "预算 200 万元，一个是另一个的 2.1 倍"
    )
    assert message("PS503", *reversed(both)).startswith("“维修道路长度”≥12公里，预算 200 万元；")


def test_of_several_quantities_the_first_is_told() -> None:
    more = [*ROWS, {"category": "数量指标", "name": "维修桥梁座数", "target": "≥3座"}]
    both = [project(n, purpose="用于道路", indicators=more, budget={"total": n * n * 100}) for n in (1, 2)]
    assert message("PS503", *both).startswith("“维修道路长度”≥12公里，")


def test_of_several_the_farther_one_is_named() -> None:
    many = [
        project(n, purpose="用于道路", indicators=ROWS, budget={"total": total})
        for n, total in ((1, 30), (2, 10), (3, 100))
    ]
    first, second, third = (each.message() for each in found("PS503", *many))
    assert "C路维修" in first
    assert "3.3 倍" in first
    assert "C路维修" in second
    assert "B路维修" in third
    assert "10.0 倍" in third
    equal = [
        project(n, purpose="用于道路", indicators=ROWS, budget={"total": total})
        for n, total in ((1, 20), (2, 10), (3, 40))
    ]
    assert "C路维修" in message("PS503", *equal)


def test_the_factor_is_a_setting() -> None:
    both = quantities({"budget": {"total": 100}}, {"budget": {"total": 140}})
    assert told("PS503", *both) == []
    assert len(told("PS503", *both, factor=Decimal("1.4"))) == 2


@pytest.mark.parametrize(
    "second",
    [
        {"indicators": row(0, target="≥12000米")},
        {"indicators": row(1, target="≥90%")},
    ],
)
def test_equal_quantities_whatever_their_wording(second: Data) -> None:
    assert len(told("PS503", *quantities({}, {"budget": {"total": 900}} | second))) == 2


@pytest.mark.parametrize(
    "second",
    [
        {"purpose": "用于桥梁"},
        {"unit": "105002"},
        {"indicators": row(0, target="≥13公里")},
        {"indicators": row(0, name="新建道路长度")},
        {"indicators": row(0, description="新建")},
        {"indicators": [*ROWS, {"category": "数量指标", "name": "新建桥梁数", "target": "=3座"}]},
    ],
)
def test_other_quantities_may_cost_what_they_cost(second: Data) -> None:
    assert told("PS503", *quantities({}, {"budget": {"total": 900}} | second)) == []


@pytest.mark.parametrize(
    ("target", "found"),
    [("=1套", 0), ("≥2套", 2), ("≥95%", 0), ("若干", 0), (None, 0), ("0.5公里", 0), ("2024年底前", 0)],
)
def test_quantities_that_say_how_much_is_done(target: str | None, found: int) -> None:
    both = quantities({}, {"budget": {"total": 900}})
    for each in both:
        each["indicators"] = row(0, target=target)
    assert len(told("PS503", *both)) == found


def test_one_quantity_without_an_amount_leaves_the_others_undecided() -> None:
    more = [*ROWS, {"category": "数量指标", "name": "其他维修", "target": "若干"}]
    assert told("PS503", *quantities({}, {"budget": {"total": 900}, "indicators": more})) == []
    both = [project(n, purpose="用于道路", indicators=more, budget={"total": n * n * 100}) for n in (1, 2)]
    assert told("PS503", *both) == []


# PS504


def common(count: int, total: int, **fields: Any) -> list[Data]:
    shared = {"category": "社会效益指标", "name": "提高服务水平", "target": "优", **fields}
    own = [{**ROWS[0], "name": f"{'甲' * (n + 1)}{ROWS[0]['name']}"} for n in range(total)]
    return [project(n, indicators=[own[n], *([shared] * (n < count))]) for n in range(total)]


@pytest.mark.parametrize(
    ("count", "total", "found"), [(3, 8, 3), (3, 9, 0), (4, 9, 4), (2, 5, 0), (5, 5, 0), (3, 6, 3)]
)
def test_a_row_of_more_than_a_third_of_the_projects(count: int, total: int, found: int) -> None:
    assert told("PS504", *common(count, total)) == [(n, "info", "(1,)") for n in range(found)]


def test_a_common_row_is_told_with_its_count() -> None:
    assert message("PS504", *common(3, 8)) == "这一条在 8 个项目里有 3 个一字不差，说明不了这个项目做了什么"


def test_settings_of_common_rows() -> None:
    assert told("PS504", *common(3, 9), one_in=4) != []
    assert told("PS504", *common(5, 5), least=5) != []


@pytest.mark.parametrize(
    "fields", [{"target": "良"}, {"name": "提高办事水平"}, {"category": "经济效益指标"}, {"description": "描述"}]
)
def test_rows_that_differ_in_a_word_are_counted_apart(fields: Data) -> None:
    others = common(2, 6, **fields)
    mixed = [*common(2, 6)[:2], *({**each, "code": f"41010524P{n:06}10001A"} for n, each in enumerate(others, 2))]
    assert told("PS504", *mixed) == []


@pytest.mark.parametrize(("name", "found"), [("无", 0), ("不适用", 0), ("入学率", 6), ("无害化率", 6)])
def test_a_row_that_says_there_is_none_is_no_row(name: str, found: int) -> None:
    assert len(told("PS504", *common(6, 6, name=name))) == found


def test_a_row_that_stands_twice_in_a_project_counts_once() -> None:
    six = common(2, 6)
    for each in six[:2]:
        each["indicators"].append(each["indicators"][1])
    assert told("PS504", *six) == []


# PS505

DEPARTMENT: Data = {
    "activities": [
        {"name": name, "goals": ["完成任务"], "indicators": [{"name": "完成率", "target": "=100%"}]}
        for name in ("道路养护", "桥梁养护和检测")
    ]
}


def hung(*activities: str | None) -> list[tuple[str | None, str, str]]:
    projects = [project(n, activity=activity) for n, activity in enumerate(activities, 1)]
    return [
        (each.project and each.project[14], str(each.severity), each.message())
        for each in found("PS505", *projects, department=DEPARTMENT)
    ]


def test_projects_and_activities_that_hang_together() -> None:
    assert hung("道路养护", "桥梁养护和检测", "道路养护") == []
    assert hung("道路 养护", "（二）桥梁养护和检测") == []


def test_a_project_without_an_activity_and_an_activity_without_projects() -> None:
    assert hung(None, "道路养护") == [
        ("1", "info", "没有写明这个项目为部门的哪一项工作活动服务"),
        (None, "info", "没有一个项目写明为这项工作活动服务"),
    ]
    (first, *_) = found("PS505", project(1, activity=None), department=DEPARTMENT)
    assert first.place.path == ("activity",)
    assert first.advice() == "从部门的 2 项工作活动里选一项写上"


def test_an_activity_that_the_department_does_not_have_is_an_error() -> None:
    assert hung("道路养护", "桥梁养护", "桥梁养护和检测") == [
        ("2", "error", "写的工作活动是“桥梁养护”，部门的分项绩效目标里没有这一项")
    ]
    (one, _) = found("PS505", project(1, activity="桥" * 40), project(2, activity="道路养护"), department=DEPARTMENT)
    assert one.message() == f"写的工作活动是“{'桥' * 29}…”，部门的分项绩效目标里没有这一项"
    assert one.advice() == "改成部门已有的一项，例如“桥梁养护和检测”；或者在分项绩效目标里加上这一项"


def test_the_activity_of_an_idle_finding_is_its_place() -> None:
    (one,) = found("PS505", project(1, activity="道路养护"), department=DEPARTMENT)
    assert one.place.path == ("activities", 1)


def test_a_department_without_activities_asks_for_none() -> None:
    assert found("PS505", project(1, activity=None), department={"activities": []}) == []


def test_a_document_without_projects_has_no_idle_activities() -> None:
    assert found("PS505", department=DEPARTMENT) == []
