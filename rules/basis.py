"""指标值确定依据 · Where a target comes from."""

from __future__ import annotations

import re

from perfspec.model import Indicator, Project
from perfspec.profile import Profile
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.vocabulary import Vocabulary

_NAMED = re.compile(r"《|〔|\[\d{4}\]|\d\s*号|编号|[A-Z]{2,}(?:/[A-Z])?\s*\d{2,}")
_PAST = re.compile("历史|上年|去年|往年|历年|近年|[近前]三年")


@rule(
    "PS219",
    cites=["mof-2015-88", "hebei-form"],
    block=Block.COMPLETE,
    severity=Severity.INFO,
    message={"": "依据“{basis}”不是常用的标准", "missing": "“{name}”没有写指标值确定依据"},
    advice={"": "写指标值从哪里来：{known}；或写出文件的名称和文号", "missing": "写指标值从哪里来：{known}"},
)
def a_basis_is_one_of_the_standards(indicator: Indicator, profile: Profile, words: Vocabulary) -> Hits:
    """指标值确定依据写标准：计划、行业、历史等。

    为什么：依据说明指标值是怎么来的。写成“领导要求”“实际情况”，审核的人无法核对值定得高还是低。

    说明：可以写哪些由方案（profile）的 bases 规定；写了文件名称或文号的也可以。取得数据的办法由 PS220 看，
    没有名称的文件由 PS221 看。

    反例：
        category: 数量指标
        basis: 实际情况

    正例：
        category: 数量指标
        basis: 计划标准

    正例：
        category: 数量指标
        basis: 按照历史标准预测

    正例：
        category: 数量指标
        basis: 青财教〔2023〕15号
    """
    if not profile.bases or indicator.category is None or indicator.is_void:
        return  # the form of the department does not ask for it
    basis = indicator.basis
    if basis is None:
        if "basis" in profile.columns and indicator.basis_document is None:
            yield indicator.at("basis", say="missing", name=indicator.name, known=_known(profile))
        return
    if any(standard in basis for standard in profile.bases) or indicator.basis_document or _NAMED.search(basis):
        return
    if not (words["ways-of-collecting"].find(basis) or words["documents-as-basis"].find(basis)):
        yield indicator.at("basis", basis=basis, known=_known(profile))


def _known(profile: Profile) -> str:
    return "、".join(profile.bases)


@rule(
    "PS220",
    cites=["mof-2015-88", "hebei-form"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="依据“{basis}”是年底取得结果的办法，不是指标值的来源",
    advice="写这个值从哪里来，例如历史标准（上年满意度）、行业标准、计划标准；问卷写到描述里",
)
def a_basis_is_a_standard(indicator: Indicator, words: Vocabulary) -> Hits:
    """指标值确定依据是标准，不是取得数据的办法。

    为什么：“≥95%”为什么是95%，调查问卷回答不了；问卷是年底拿来量结果的。

    反例：
        category: 服务对象满意度指标
        basis: 调查问卷

    正例：
        category: 服务对象满意度指标
        basis: 历史标准

    正例：
        category: 服务对象满意度指标
        basis: 上年调查结果
    """
    basis = indicator.basis
    if basis is None or not words["ways-of-collecting"].find(basis):
        return
    if not (words["standards"].find(basis) or words["documents-as-basis"].find(basis) or _NAMED.search(basis)):
        yield indicator.at("basis", basis=basis)


@rule(
    "PS221",
    cites=["mof-2015-88", "hebei-form"],
    block=Block.FEASIBLE,
    severity=Severity.WARNING,
    message="依据“{basis}”没有写是哪一份",
    advice="写上名称和文号或合同编号，例如《…》（…〔2023〕5号）；有单独一栏的，填在依据文号（basis_document）里",
)
def a_document_is_named(indicator: Indicator, words: Vocabulary) -> Hits:
    """依据是文件或合同时，写出是哪一份。

    为什么：只写“文件要求”，审核和公开时谁也找不到那份文件，值对不对就核对不了。

    反例：
        category: 成本指标
        basis: 文件要求

    反例：
        category: 成本指标
        basis: 合同约定

    正例：
        category: 成本指标
        basis: 文件要求
        basis_document: 《青石县校舍维修资金管理办法》（青财教〔2023〕15号）

    正例：
        category: 成本指标
        basis: 青财教〔2023〕15号文件
    """
    basis = indicator.basis
    if basis is None or indicator.basis_document or not words["documents-as-basis"].find(basis):
        return
    if not _NAMED.search(basis):
        yield indicator.at("basis", basis=basis)


@rule(
    "PS222",
    cites=["mof-2015-88"],
    block=Block.FEASIBLE,
    severity=Severity.INFO,
    message="“{name}”的依据是“{basis}”，项目却是第一次做（{first}）",
    advice="改用计划标准、行业标准或设计文件；确有历史数据的，填上基准值",
)
def a_first_time_project_has_no_history(project: Project, words: Vocabulary) -> Hits:
    """第一次做的项目不用历史标准。

    为什么：新建的系统、首次举办的活动没有往年的数据，“历史标准”只能是随手选的。

    说明：指标填了基准值的不算。

    反例：
        name: 智慧校园平台建设
        indicators:
          - {category: 质量指标, name: 系统可用率, target: ≥99%, basis: 历史标准}

    正例：
        name: 智慧校园平台建设
        indicators:
          - {category: 质量指标, name: 系统可用率, target: ≥99%, basis: 行业标准}

    正例：
        name: 智慧校园平台运行维护
        indicators:
          - {category: 质量指标, name: 系统可用率, target: ≥99%, basis: 历史标准}
    """
    first = words["first-time"].find(project.subject)
    if first is None or words["not-first-time"].find(project.subject):
        return
    for row in project.indicators:
        if row.basis and row.baseline is None and _PAST.search(row.basis):
            yield row.at("basis", name=row.name, basis=row.basis, first=first)
