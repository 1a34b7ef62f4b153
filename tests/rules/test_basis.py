"""PS219 to PS222: where a target comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from perfspec.workspace import builtin_profile
from tests.rules import at, findings, hits, row

HEBEI = builtin_profile("hebei")


def one(rule: str, basis: str, **fields: str) -> list[str]:
    return at(rule, row(category="数量指标", basis=basis, **fields))


@pytest.mark.parametrize("basis", ["实际情况", "领导要求", "惯例"])
def test_ps219_other_words_are_no_standard(basis: str) -> None:
    (found,) = findings("PS219", row(category="数量指标", basis=basis))
    assert (found.severity, found.message()) == ("info", f"依据“{basis}”不是常用的标准")
    assert "计划标准、行业标准、历史标准" in found.advice()


@pytest.mark.parametrize(
    "basis",
    [
        "计划标准",
        "年初计划",
        "按照历史标准预测",
        "《建筑工程施工质量验收统一标准》",
        "青财教〔2023〕15号",
        "青财[2023]5号",
        "GB 5749",
        "第 3 号令",
        "调查问卷",
        "文件要求",
        "上级要求",
    ],
)
def test_ps219_standards_named_documents_and_what_other_rules_tell(basis: str) -> None:
    assert one("PS219", basis) == []


def test_ps219_a_document_beside_it_will_do() -> None:
    assert one("PS219", "实际情况", basis_document="《办法》") == []


NO_BASIS = "indicators:\n  - {{category: 数量指标, name: {name}, target: ≥5个{more}}}\n"


def test_ps219_a_form_with_that_column_wants_it_filled_in() -> None:
    assert hits("PS219", NO_BASIS.format(name="面积", more="")) == [
        ("indicators.0.basis", "info", "“面积”没有写指标值确定依据")
    ]
    assert at("PS219", NO_BASIS.format(name="面积", more=", basis_document: 《办法》")) == []
    assert at("PS219", NO_BASIS.format(name="无", more="")) == []
    assert at("PS219", NO_BASIS.format(name="面积", more=""), replace(HEBEI, columns=("name", "target"))) == []


def test_ps219_asks_nothing_where_the_profile_says_nothing() -> None:
    assert at("PS219", NO_BASIS.format(name="面积", more=", basis: 惯例"), "mof-2015") == []
    assert at("PS219", NO_BASIS.format(name="面积", more=", basis: 惯例"), replace(HEBEI, bases=("惯例",))) == []


@pytest.mark.parametrize("basis", ["调查问卷", "问卷调查", "电话回访", "工作台账", "现场查看"])
def test_ps220_a_way_of_collecting_is_a_warning(basis: str) -> None:
    assert hits("PS220", row(category="数量指标", basis=basis)) == [
        ("indicators.0.basis", "warning", f"依据“{basis}”是年底取得结果的办法，不是指标值的来源")
    ]


@pytest.mark.parametrize(
    "basis",
    ["历史标准", "上年调查结果", "近三年抽查数据", "《住户收支调查方案》", "调查合同", "沧调〔2024〕3号抽查通报"],
)
def test_ps220_a_standard_that_mentions_one_is_fine(basis: str) -> None:
    assert one("PS220", basis) == []
    assert at("PS220", NO_BASIS.format(name="面积", more="")) == []


@pytest.mark.parametrize("basis", ["文件要求", "合同约定", "上级要求", "政策规定"])
def test_ps221_a_document_without_its_name_is_a_warning(basis: str) -> None:
    assert hits("PS221", row(category="数量指标", basis=basis)) == [
        ("indicators.0.basis", "warning", f"依据“{basis}”没有写是哪一份")
    ]
    assert one("PS221", basis, basis_document="《办法》") == []


@pytest.mark.parametrize("basis", ["《办法》文件", "青财教〔2023〕15号文件", "合同编号A12", "第15号文件", "计划标准"])
def test_ps221_its_name_or_number_may_stand_in_the_basis(basis: str) -> None:
    assert one("PS221", basis) == []


def project(name: str, basis: str, purpose: str = "用于教学", more: str = "") -> str:
    indicator = f"{{category: 质量指标, name: 系统可用率, target: ≥99%, basis: {basis}{more}}}"
    return f"name: {name}\npurpose: {purpose}\nindicators:\n  - {indicator}\n"


@pytest.mark.parametrize("basis", ["历史标准", "上年数据", "近三年平均", "前三年平均", "往年经验"])
def test_ps222_a_first_time_project_has_no_history(basis: str) -> None:
    assert hits("PS222", project("智慧校园平台建设", basis)) == [
        ("indicators.0.basis", "info", f"“系统可用率”的依据是“{basis}”，项目却是第一次做（平台建设）")
    ]


def test_ps222_the_purpose_may_tell_and_a_baseline_answers() -> None:
    assert at("PS222", project("智慧校园", "历史标准", purpose="首次举办校园艺术节")) == ["info"]
    assert at("PS222", project("智慧校园平台建设", "历史标准", more=", baseline: 98%")) == []
    assert at("PS222", project("智慧校园平台建设", "行业标准")) == []
    assert at("PS222", "name: 智慧校园平台建设\n" + NO_BASIS.format(name="面积", more="")) == []


@pytest.mark.parametrize("name", ["智慧校园平台运行", "校舍维修", "智慧校园平台建设（二期）", "新建管网改造"])
def test_ps222_what_goes_on_has_a_history(name: str) -> None:
    assert at("PS222", project(name, "历史标准")) == []
