"""The wording: hints of the form, basic spending, doubled and misspelt words."""

from __future__ import annotations

import pytest

from tests.rules import findings, hits


def goal(id: str, text: str) -> list[tuple[str, str, str]]:
    quoted = text.replace("'", "''")
    return hits(id, f"goals: ['{quoted}']")


@pytest.mark.parametrize(
    ("text", "word", "severity", "fix"),
    [
        ("目标内容1:完成维修", "目标内容1:", "error", "完成维修"),
        ("目标内容（二）： 完成维修", "目标内容（二）：", "error", "完成维修"),
        ("指标1、完成维修", "指标1、", "error", "完成维修"),
        ("绩效目标 1.完成维修", "绩效目标 1.", "warning", "完成维修"),
        ("目标1：完成维修", "目标1：", "warning", "完成维修"),
        ("目标十：", "目标十：", "error", None),
        ("目标1：……", "目标1：", "error", "……"),
        ("目标1：完成维修\n目标2：完成验收", "目标1：", "warning", "完成维修\n完成验收"),
    ],
)
def test_a_hint_of_the_form_before_the_text(text: str, word: str, severity: str, fix: str | None) -> None:
    (found,) = findings("PS410", f"goals: [{text!r}]".replace("'", '"'))
    assert (found.place.path, str(found.severity)) == (("goals", 0), severity)
    assert found.message() == f"“{word}”是表样里的字"
    assert found.advice() == f"删去“{word}”，直接写内容"
    assert found.fix == fix


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("完成XX所学校维修", "XX"),
        ("完成××所学校维修", "××"),
        ("维修xxx学校", "xxx"),
        ("20XX年完成", "20XX年"),
        ("20××完成", "20××"),
        ("2024年X月底前完成", "X"),
        ("合格率达到X%", "X"),
        ("某某学校维修", "某某"),
        ("○○学校维修", "○○"),
        ("维修___所学校", "___"),
        ("维修（ ）所学校", "（ ）"),
        ("维修( )所学校", "( )"),
        ("***学校维修", "***"),
        ("……", "……"),
        ("1. ......", "1. ......"),
        ("此处填写目标", "此处填写"),
        (" 待定 ", "待定"),
        ("2" * 17 + "......", "2" * 17 + "..."),
        ("同上", "同上"),
        ("详见附件", "详见附件"),
        ("目标1", "目标1"),
        ("绩效目标 二", "绩效目标 二"),
        ("项目名称", "项目名称"),
    ],
)
def test_something_stands_for_what_is_to_be_written(text: str, word: str) -> None:
    assert goal("PS410", text) == [("goals.0", "error", f"“{word}”还没有换成要写的内容")]


@pytest.mark.parametrize(
    "text",
    [
        "完成12所学校维修",
        "购置X光机1台和CT 2台",
        "采购XXL号服装",
        "A3XX型号更新",
        "维修课桌、椅子……等",
        "第1目标：完成维修",
        "目标1完成维修",
        "目标1.5米",
        "5×8米LED屏",
        "二〇〇八年建成的校舍",
        "待定岗人员培训",
        "调用main()函数",
        "（一）完成维修",
    ],
)
def test_what_only_looks_like_a_hint(text: str) -> None:
    assert goal("PS410", text) == []


@pytest.mark.parametrize("field", ["name", "purpose"])
@pytest.mark.parametrize("stroke", ["无", "/", "——", "暂无", " - "])
def test_a_stroke_is_no_name_and_no_purpose(field: str, stroke: str) -> None:
    assert hits("PS410", f"{field}: '{stroke}'") == [(field, "error", f"“{stroke.strip()}”还没有换成要写的内容")]
    assert hits("PS410", f"indicators: [{{category: 数量指标, name: '{stroke}', target: '{stroke}'}}]") == []


def test_a_category_is_no_name_of_an_indicator() -> None:
    given = "indicators: [{category: 数量指标, name: 数量指标, description: 指标2, target: ≥5个}]"
    assert hits("PS410", given) == [
        ("indicators.0.name", "error", "“数量指标”还没有换成要写的内容"),
        ("indicators.0.description", "error", "“指标2”还没有换成要写的内容"),
    ]


def test_a_counted_goal_is_told_only_where_a_list_counts_already() -> None:
    assert hits("PS410", "department: {goal: 目标1：办好教育}") == []
    assert hits("PS410", "purpose: 目标1：校舍维修") == []
    assert hits("PS410", "department: {goal: 目标内容1：办好教育}") == [("goal", "error", "“目标内容1：”是表样里的字")]


def test_a_term_of_basic_spending_is_told_once_with_the_number_of_its_places() -> None:
    text = """
    goals: [及时拨付基本支出]
    indicators:
      - {category: 质量指标, name: 使用率, description: 公用经费使用率}
      - {category: 时效指标, name: 使用公用经费, basis_document: 公用经费}
    """
    assert hits("PS411", text) == [("goals.0", "warning", "“基本支出”说的是基本支出，这里是项目支出（本项目有 3 处）")]
    assert hits("PS411", "goals: [及时拨付维修资金]") == []
    assert hits("PS411", "indicators: [{category: 质量指标, name: 合格率, basis_document: 公用经费标准}]") == []


@pytest.mark.parametrize(
    ("name", "purpose", "count"),
    [
        ("义务教育公用经费", "补助学校", 0),
        ("学校补助", "用于生均公用经费", 0),
        ("机关公用经费", "用于机关", 1),
        ("校舍维修", "用于维修", 1),
        ("机关维修", "用于公用经费", 1),
    ],
)
def test_running_costs_of_schools_are_projects(name: str, purpose: str, count: int) -> None:
    found = hits("PS411", f"name: {name}\npurpose: {purpose}\ngoals: [及时足额拨付公用经费]")
    assert len(found) == count


@pytest.mark.parametrize(
    ("text", "around", "word"),
    [
        ("使用经费经费", "经费经费", "经费"),
        ("完成维修维修任务", "维修维修", "维修"),
        ("保障日常工作日常工作", "日常工作日常工作", "日常工作"),
        ("批复部门部门", "部门部门", "部门"),
        ("初中、初中", "初中、初中", "初中"),
        ("完成维修，完成维修。", "完成维修，完成维修", "完成维修"),
        ("新建；验收A类 完成维修；完成维修", "完成维修；完成维修", "完成维修"),
        ("完成A、完成A", "完成A、完成A", "完成A"),
        ("按标准安排标准", "按标准安排标准", "标准"),
        ("完成年初计划监督评价计划", "完成年初计划监督评价计划", "计划"),
        ("按照进度支付进度", "按照进度支付进度", "进度"),
    ],
)
def test_a_word_that_stands_twice(text: str, around: str, word: str) -> None:
    assert goal("PS413", text) == [("goals.0", "info", f"“{around}”里“{word}”写了两次")]


@pytest.mark.parametrize(
    "text",
    [
        "各部门部门预算按时批复",
        "学校学校食堂",
        "一户一户排查",
        "逐个逐个核对",
        "家家户户",
        "一事一议",
        "防疫抗疫物资",
        "用房房租费用",
        "按标准安排经费",
        "按国家标准和行业标准",
        "按计划完成的计划任务数",
        "按标准化建设标准",
        "计划生育计划",
        "实际进度占计划进度",
        "完成计划的时间与计划",
        "按计划完成进度",
        "10、10",
        "甲，甲",
        "甲1、甲1",
        "完成维修，完成维修任务",
        "按时完成维修，完成维修",
        "完成维修，完成验收，完成维修",
        "选拔优秀，立即定点",
        "自己完成作业",
        "登记帐篷1台帐篷",
        "系统乡镇数量",
        "受益镇数量",
        "系统数量",
    ],
)
def test_what_may_stand_twice(text: str) -> None:
    assert goal("PS413", text) == []


@pytest.mark.parametrize(
    ("text", "word", "right", "fix"),
    [
        ("按规定拔付资金", "拔付", "拨付", "按规定拨付资金"),
        ("即定进度与即定计划", "即定", "既定", "既定进度与既定计划"),
        ("立即定点，按即定计划", "即定", "既定", "立即定点，按既定计划"),
        ("开设帐户、登记台帐", "帐户", "账户", "开设账户、登记台账"),
        ("己完成维修，自己完成", "己完成", "已完成", "已完成维修，自己完成"),
        ("抗早衰和抗早", "抗早", "抗旱", "抗早衰和抗旱"),
    ],
)
def test_a_slip_is_mended(text: str, word: str, right: str, fix: str) -> None:
    (found,) = findings("PS413", f"goals: ['{text}']")
    assert found.message() == f"“{word}”应当是“{right}”"
    assert found.advice() == f"写“{right}”"
    assert found.fix == fix
    assert findings("PS413", f"goals: ['{fix}']") == []


def test_a_place_that_strayed_into_the_name_of_a_count() -> None:
    assert goal("PS413", "智慧办税服务系统镇数量") == [("goals.0", "info", "“系统镇数量”读不通，多了字或者少了字")]


def test_a_text_has_one_slip_at_a_time_and_the_department_has_texts_too() -> None:
    assert len(goal("PS413", "拔付经费经费，系统镇数量")) == 1
    assert hits("PS413", "department: {goal: 拔付经费}") == [("goal", "info", "“拔付”应当是“拨付”")]


@pytest.mark.parametrize(
    ("id", "fragment", "advice"),
    [
        ("PS410", "purpose: ……", "填上实际的内容；没有就删去这一项"),
        (
            "PS411",
            "goals: [公用经费]",
            "写这个项目的钱：写出是哪一项费用，例如“维修资金”；真是日常开支就列入基本支出",
        ),
        ("PS413", "purpose: 经费经费", "删去一个，或者换成本来要写的词"),
        ("PS413", "purpose: 系统镇数量", "写明数的是什么，例如“使用系统的乡镇数量”"),
    ],
)
def test_what_to_write_instead(id: str, fragment: str, advice: str) -> None:
    (found,) = findings(id, fragment)
    assert found.advice() == advice
