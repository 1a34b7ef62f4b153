"""The names of projects: what they say, and what they do not."""

from __future__ import annotations

import pytest

from tests.rules import findings, hits


def named(id: str, name: str, **more: str) -> list[tuple[str, str, str]]:
    fields = {"name": name, **more}
    return hits(id, "".join(f"{key}: '{value}'\n" for key, value in fields.items()))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("校舍维修", "校舍维修"),
        ("校舍维修（二期）", "校舍维修(二期)"),
        ("（2）校舍维修", "校舍维修"),
        ("校舍 维修", "校舍维修"),
    ],
)
def test_a_heading_may_be_the_name_in_other_signs(name: str, title: str) -> None:
    assert named("PS401", name, title=title) == []


def test_a_heading_that_is_another_name() -> None:
    assert named("PS401", "校舍维修") == []
    assert named("PS401", "校舍维修", title="校舍建设") == [
        ("title", "error", "标题写“校舍建设”，项目名称写“校舍维修”")
    ]
    assert len(named("PS401", "校舍维修（二期）", title="校舍维修（三期）")) == 1
    assert len(named("PS401", "校舍维修（2）", title="校舍维修")) == 1


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("关于申请追加防疫物资专项款的请示", "“请示”"),
        ("（2）关于校舍维修的请示（水教字〔2023〕5号）", "“请示”"),
        ("关于调整村干部报酬情况说明 （2023）", "“情况说明”"),
        ("关于拨付校舍维修经费", "“关于拨付”"),
        ("公安局监控维护费的函", "“函”"),
        ("残联经费请示", "“请示”"),
        ("十月份防疫物资", "“十月份”"),
        ("（2）1月防疫物资", "“1月”"),
        ("9月份追加助餐补助188万", "“9月份”、“188万”"),
        ("2023年10月追加防疫物资款", "“10月”"),
        ("12月防疫物资", "“12月”"),
        ("追加防疫物资款（2700万）", "“2700万”"),
        ("校舍维修三百万元", "“三百万元”"),
        ("道路改造1,200.50 万元工程", "“1,200.50 万元”"),
        ("亮化工程3.5亿元", "“3.5亿元”"),
        ("防疫款2亿资金", "“2亿”"),
        ("修路10000元", "“10000元”"),
    ],
)
def test_a_letter_a_month_or_a_sum_is_no_project(name: str, found: str) -> None:
    assert named("PS403", name) == [("name", "warning", f"名称里有{found}，像是一份来文或一次追加，不是一个项目")]


@pytest.mark.parametrize(
    "name",
    [
        "校舍维修",
        "政府工作报告印刷费",
        "可行性研究报告编制",
        "信访批复办理",
        "高价值专利申请",
        "关于党史的展览",
        "2024年1月至3月临时供暖",
        "3-11月绿化养护",
        "2024年9月招聘考试",
        "6月5日环境日宣传",
        "6月龄婴儿营养包",
        "八月桂花节",
        "冬令1月灯会",
        "2024年12月底前的供暖",
        "每人640元医疗保险补助",
        "人均补助标准 12000元",
        "1元公交",
        "修路9999元",
        "3万亩高标准农田",
        "1000万千瓦光伏",
        "20万元以下工程审核",
        "5万元/人创业补贴",
        "100亿元级产业园",
        "500万元企业奖励",
        "千万工程",
        "12345热线",
    ],
)
def test_a_name_may_hold_reports_months_and_numbers(name: str) -> None:
    assert named("PS403", name) == []


def sums(name: str, total: str, fiscal: str = "", other: str = "", **more: str) -> list[tuple[str, str, str]]:
    parts = [f"total: {total}", *([f"fiscal: {fiscal}"] if fiscal else []), *([f"other: {other}"] if other else [])]
    return hits("PS404", f"name: '{name}'\nbudget: {{{', '.join(parts)}}}", **more)


@pytest.mark.parametrize(
    ("name", "total"),
    [
        ("校舍维修", "10.00"),
        ("校舍维修（1000万）", "1000.00"),
        ("校舍维修（1000万）", "1000.50"),
        ("校舍维修（1000万）", "999.50"),
        ("校舍维修1,000.55万元", "1000.554"),
        ("亮化3.5亿元", "34500.00"),
        ("亮化3.5亿元", "35500.00"),
        ("修路200000元", "20.00"),
        ("修路三百万元", "300.00"),
        ("总投资5000万元的水库", "800.00"),
        ("水库（概算5000万元）", "800.00"),
        ("总投资5000万元、本年800万元的水库", "800.00"),
        ("每人12000元的救助", "800.00"),
    ],
)
def test_a_sum_agrees_to_the_digit_that_it_is_written_to(name: str, total: str) -> None:
    assert sums(name, total) == []


@pytest.mark.parametrize(
    ("name", "total", "written"),
    [
        ("（2）追加防疫物资专项款1000万", "713.57", "1000万"),
        ("校舍维修（1000万）", "1000.51", "1000万"),
        ("校舍维修（1000万）", "999.49", "1000万"),
        ("亮化3.5亿元", "35501.00", "3.5亿元"),
        ("亮化3.50亿元", "35051.00", "3.50亿元"),
        ("修路200000元", "20.01", "200000元"),
        ("修路1，200万元", "120.00", "1，200万元"),
        ("总投资5000万元、本年900万元的水库", "800.00", "900万元"),
        ("两期900万元和700万元", "800.00", "900万元"),
    ],
)
def test_another_sum_than_the_budget(name: str, total: str, written: str) -> None:
    assert sums(name, total) == [("name", "warning", f"名称里写着{written}，预算数是 {total}万元")]


def test_a_sum_may_be_that_of_one_source() -> None:
    assert sums("校舍维修（80万元）", "100.00", "80.00", "20.00") == []
    assert sums("校舍维修（20万元）", "100.00", "80.00", "20.00") == []
    assert len(sums("校舍维修（60万元）", "100.00", "80.00", "20.00")) == 1


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("（2）校舍维修", "（2）"),
        (" (十二) 校舍维修", "(十二)"),
        ("【3】校舍维修", "【3】"),
        ("②校舍维修", "②"),
        ("12、校舍维修", "12、"),
        ("3.校舍维修", "3."),
    ],
)
def test_a_batch_mark_before_the_name(name: str, mark: str) -> None:
    assert named("PS405", name) == [("name", "info", f"名称前面有批次号“{mark}”")]


@pytest.mark.parametrize(
    "name",
    [
        "校舍维修（2）",
        "12.4宪法宣传",
        "3、4号楼维修",
        "（2024）校舍维修",
        "一、二级公路养护",
        "（2）",
        "110、119联动",
        "2号楼",
    ],
)
def test_a_number_at_the_beginning_may_be_part_of_the_name(name: str) -> None:
    assert named("PS405", name) == []


def test_brackets_of_two_widths_are_mended() -> None:
    (found,) = findings("PS406", "name: 印刷费(票据）")
    assert found.message() == "“(票据）”的括号一半是全角，一半是半角"
    assert found.advice() == "两半写成一样：（票据）"
    assert (found.place.path, found.severity, found.fix) == (("name",), "info", "印刷费（票据）")
    (found,) = findings("PS406", "name: 印刷费（票据")
    assert found.message() == "“印刷费（票据”里的“（”没有配成对"
    assert found.fix is None


def test_long_brackets_are_shown_by_their_ends() -> None:
    ((_, _, message),) = hits("PS406", "purpose: 印刷(一二三四五六七八九十一二三四五六七八）和凭证")
    assert message == "“(一二三四五六七八九十一二三四五六七八）”的括号一半是全角，一半是半角"
    ((_, _, message),) = hits("PS406", "purpose: 印刷(一二三四五六七八九十一二三四五六七八九）和凭证")
    assert message == "“(一二三四五六七八九……五六七八九）”的括号一半是全角，一半是半角"
    ((_, _, message),) = hits("PS406", "purpose: 一二三四五六七八九十（一二三四五六七八九十")
    assert message == "“三四五六七八九十（一二三四五六七八”里的“（”没有配成对"


def test_a_pair_of_two_widths_is_told_before_a_half() -> None:
    (found,) = findings("PS406", "purpose: 甲）乙(丙）丁(戊）")
    assert found.message() == "“(丙）”的括号一半是全角，一半是半角"
    assert found.fix == "甲）乙（丙）丁（戊）"


def test_brackets_are_looked_at_in_every_text() -> None:
    found = hits(
        "PS406",
        """
        goals: [一（二）, 三（四]
        indicators:
          - {category: 数量指标, name: 甲（, description: 乙）, target: ≥1个（台, basis: （文件)}
        department:
          safeguards: [{name: 丙(, measures: [丁）]}]
        """,
    )
    assert {path for path, _, _ in found} == {
        "goals.1",
        "indicators.0.name",
        "indicators.0.description",
        "indicators.0.target",
        "indicators.0.basis",
        "safeguards.0.name",
        "safeguards.0.measures.0",
    }


@pytest.mark.parametrize(
    ("id", "fragment", "advice"),
    [
        ("PS401", "title: 别的", "核对批复，改成同一个名称；标题和名称相同时，标题可以不写"),
        ("PS403", "name: 的请示", "写这笔钱办的事，例如“防疫物资储备”；来文、月份和金额不写进名称"),
        ("PS404", "name: 维修9万元", "名称里不写金额；要写就与预算数 120.00万元一致"),
        ("PS405", "name: （2）维修", "名称不带批次号；几个项目同名时，写出它们的不同"),
        ("PS406", "name: 维修（二期", "补上另一半，或者删去这一半"),
    ],
)
def test_what_to_write_instead(id: str, fragment: str, advice: str) -> None:
    (found,) = findings(id, fragment)
    assert found.advice() == advice
