"""Files as clerks write them: good ones, and edits that put one typical fault into a good one.

Every client of the schemas is asked about the same list: our own reader, jsonschema, jsonschema-rs, check-jsonschema
and the language server of the editors.
"""

from __future__ import annotations

from typing import NamedTuple

PROJECT = """\
# yaml-language-server: $schema=../../schemas/project.schema.json
code: 13020823P00023510001U
name: 2023年度一事一议监管系统服务费
unit: "318001"
budget: {total: 1.05, fiscal: 1.05}
purpose: 用于全区21个乡镇一事一议工作正常开展
spending_plan: {6月: 50, 12月: 100}
goals:
  - 保障农村综改工作顺利开展
  - 及时足额拨付一事一议经费
indicators:
  - category: 数量指标
    name: 乡镇数量
    description: 一事一议信息系统乡镇数量
    target: ≥21个
    basis: 年初计划
  - category: 服务对象满意度指标
    name: 乡镇满意度
    target: 95
    weight: 10
    baseline: 92%
    scale:
      优: 评分 90 分以上
"""

DEPARTMENT = """\
# yaml-language-server: $schema=../../schemas/department.schema.json
code: "318"
name: 唐山市丰润区财政局
year: 2023
region: "130208"
units:
  - code: "318001"
    name: 丰润区财政局本级
goal: |-
  贯彻落实党中央的决策部署。
  认真落实财税改革。
activities:
  - name: 组织开展税源调查分析
    goals:
      - 完成年初收入任务
    indicators:
      - name: 重点税源监控率
        description: 重点税源监控企业占税源企业比例
        target: ≥80%
safeguards:
  - name: 规范财税收入管理
    measures:
      - 落实税制改革
  - name: 加强组织领导
    text: 落实工作责任，确保完成各项绩效目标
"""

SETTINGS = """\
# yaml-language-server: $schema=schemas/settings.schema.json
profile: hebei
language: zh
fail_on: error
"""

PROFILE = """\
# yaml-language-server: $schema=../../schemas/profile.schema.json
title: 河北省项目支出绩效目标
source: 财预〔2015〕88号
money_unit: 万元
plan_months: [3, 6, 10, 12]
categories:
  产出指标: [数量指标, 质量指标]
form:
  title: 绩效目标表
  columns: [name, target]
required: [purpose]
"""

APPROVALS = """\
# yaml-language-server: $schema=schemas/approvals.schema.json
approvals:
  - change: 12a405b5f06624b3
    project: 13020823P00023510001U
    where: 数量指标/乡镇数量/指标值
    what: ≥21个 → ≥15个
    by: 绩效科
    reason: 三个乡镇撤并
    date: 2023-06-30
"""

OPINION = """\
# yaml-language-server: $schema=../schemas/opinion.schema.json
blocks:
  basis: 本局的规定
  points: {complete: 20, relevant: 30, appropriate: 30, feasible: 20}
deductions:
  basis: 本局的规定
  points: {error: 10, warning: 3, info: 0.5}
  repeats: 2
  error_ceiling: 79
document:
  basis: 本局的规定
  weighting: budget
  department: 20
grades:
  basis: 本局的规定
  basis_en: Our own rule
  levels:
    excellent: {at_least: 90, then: 直接进入下一步, then_en: goes on}
    good: {at_least: 80, then: 完善后进入下一步}
    fair: {at_least: 60, then: 修改后重新报送}
    poor: {then: 不得进入下一步}
"""

GOOD = {
    "project": PROJECT,
    "department": DEPARTMENT,
    "settings": SETTINGS,
    "profile": PROFILE,
    "approvals": APPROVALS,
    "opinion": OPINION,
}


class Good(NamedTuple):
    """An edit that leaves the file good: what people write otherwise, and may."""

    name: str
    schema: str
    old: str
    new: str


class Faulty(NamedTuple):
    """An edit that makes a good file faulty, and the findings that it brings: line and rule.

    `editor` is the line that an editor marks as well: it says of a misspelt field that it is missing, too.
    """

    name: str
    schema: str
    old: str
    new: str
    findings: tuple[tuple[int, str], ...]
    editor: int | None = None


def text(case: Good | Faulty) -> str:
    good = GOOD[case.schema]
    assert good.count(case.old) == 1, f"{case.name}: the edit has {good.count(case.old)} places"
    return good.replace(case.old, case.new)


GOOD_EDITS = [
    Good("budget in block style", "project", "{total: 1.05, fiscal: 1.05}", "\n  total: 1.05\n  other: 0"),
    Good("whole number as amount", "project", "total: 1.05", "total: 19584"),
    Good("quoted code", "project", "13020823P00023510001U", "'13020823P00023510001U'"),
    Good("category of a profile of one's own", "project", "数量指标", "社会评价指标"),
    Good("target as text and number", "project", "≥21个", "=100"),
    Good("purpose in paragraphs", "project", "用于全区21个", "|-\n  第一段\n\n  第二段用于全区21个"),
    Good("no spending plan", "project", "spending_plan: {6月: 50, 12月: 100}\n", ""),
    Good("full-width blank inside a name", "project", "name: 乡镇数量", "name: 乡镇　数量"),
    Good("character outside the BMP", "project", "name: 乡镇数量", "name: 𠀀镇数量"),
    Good("no activities yet", "department", "safeguards:", "profile: mof-2021\nsafeguards:"),
    Good("nothing but the profile", "settings", "language: zh\nfail_on: error\n", ""),
    Good("no months", "profile", "plan_months: [3, 6, 10, 12]\n", ""),
]

FAULTS = [
    # fields
    Faulty("misspelt key", "project", "indicators:", "indicatrs:", ((11, "PS011"),), 2),
    Faulty("Chinese key", "project", "purpose:", "资金用途:", ((6, "PS011"),)),
    Faulty("key in capitals", "project", "purpose:", "Purpose:", ((6, "PS011"),)),
    Faulty("misspelt key of an indicator", "project", "basis:", "basics:", ((16, "PS011"),)),
    Faulty("unknown part of the budget", "project", "fiscal: 1.05", "financial: 1.05", ((5, "PS011"),)),
    Faulty("month 13", "project", "12月: 100", "13月: 100", ((7, "PS011"),)),
    Faulty("month with a zero", "project", "6月: 50", "06月: 50", ((7, "PS011"),)),
    Faulty("month in Chinese figures", "project", "6月: 50", "六月: 50", ((7, "PS011"),)),
    Faulty("no name", "project", "name: 2023年度一事一议监管系统服务费\n", "", ((2, "PS010"),)),
    Faulty("no total", "project", "total: 1.05, ", "", ((5, "PS010"),)),
    Faulty("indicator without a name", "project", "    name: 乡镇数量\n", "", ((12, "PS010"),)),
    Faulty("indicator without a category", "project", "- category: 数量指标\n    name", "- name", ((12, "PS010"),)),
    # types
    Faulty("amount in words", "project", "total: 1.05", "total: 一万元", ((5, "PS012"),)),
    Faulty("amount with its unit", "project", "total: 1.05", "total: 1.05万元", ((5, "PS012"),)),
    Faulty("amount in quotes", "project", "total: 1.05", 'total: "1.05"', ((5, "PS012"),)),
    Faulty("amount with a thousands comma", "project", "total: 1.05", 'total: "19,584.52"', ((5, "PS012"),)),
    Faulty("budget as one number", "project", "{total: 1.05, fiscal: 1.05}", "1.05", ((5, "PS012"),)),
    Faulty("budget left empty", "project", " {total: 1.05, fiscal: 1.05}", "", ((5, "PS012"),)),
    Faulty("unit without quotes", "project", '"318001"', "318001", ((4, "PS012"),)),
    Faulty("per cent sign in the plan", "project", "6月: 50", "6月: 50%", ((7, "PS012"),)),
    Faulty("plan as text", "project", "{6月: 50, 12月: 100}", "12月底前支出 100%", ((7, "PS012"),)),
    Faulty("goals as one text", "project", "\n  - 保障农村综改工作顺利开展\n  -", "", ((8, "PS012"),)),
    Faulty("indicator as text", "project", "- category: 数量", "- 乡镇数量\n  - category: 数量", ((12, "PS012"),)),
    Faulty("target as yes or no", "project", "≥21个", "true", ((15, "PS012"),)),
    Faulty("target left empty", "project", " ≥21个", "", ((15, "PS012"),)),
    Faulty("name as a number", "project", "name: 乡镇数量", "name: 2023", ((13, "PS012"),)),
    Faulty("weight in words", "project", "weight: 10", "weight: 十分", ((20, "PS012"),)),
    # values
    Faulty("more than a hundred per cent", "project", "12月: 100", "12月: 100.01", ((7, "PS013"),)),
    Faulty("less than nothing", "project", "total: 1.05", "total: -0.01", ((5, "PS013"),)),
    Faulty("weight over 100", "project", "weight: 10", "weight: 101", ((20, "PS013"),)),
    Faulty("short category", "project", "数量指标", "数量", ((12, "PS013"),)),
    Faulty("category with a blank", "project", "数量指标", "数量 指标", ((12, "PS013"),)),
    Faulty(
        "no goals", "project", "\n  - 保障农村综改工作顺利开展\n  - 及时足额拨付一事一议经费", " []", ((8, "PS013"),)
    ),
    Faulty("empty plan", "project", "{6月: 50, 12月: 100}", "{}", ((7, "PS013"),)),
    Faulty("empty scale", "project", "scale:\n      优: 评分 90 分以上", "scale: {}", ((22, "PS013"),)),
    # texts
    Faulty("code with a small letter", "project", "23P00", "23p00", ((2, "PS014"),)),
    Faulty("code too short", "project", "13020823P00023510001U", "13020823P00023510001", ((2, "PS014"),)),
    Faulty("code with a letter too many", "project", "0001U", "0001UU", ((2, "PS014"),)),
    Faulty("unit with a hyphen", "project", '"318001"', '"318-001"', ((4, "PS014"),)),
    Faulty("blank behind a name", "project", "name: 乡镇数量", 'name: "乡镇数量 "', ((13, "PS014"),)),
    Faulty("full-width blank before a name", "project", "name: 乡镇数量", 'name: "　乡镇数量"', ((13, "PS014"),)),
    Faulty("empty text", "project", "description: 一事一议信息系统乡镇数量", 'description: ""', ((14, "PS014"),)),
    Faulty("line break in a name", "project", "name: 乡镇数量", "name: |-\n      乡镇\n      数量", ((13, "PS014"),)),
    Faulty("line break behind a goal", "project", "- 及时足额", "- |\n    及时足额", ((10, "PS014"),)),
    # the other files
    Faulty("year in quotes", "department", "year: 2023", 'year: "2023"', ((4, "PS012"),)),
    Faulty("year with its word", "department", "year: 2023", "year: 2023年", ((4, "PS012"),)),
    Faulty("year of two digits", "department", "year: 2023", "year: 23", ((4, "PS013"),)),
    Faulty("half a year", "department", "year: 2023", "year: 2023.5", ((4, "PS012"),)),
    Faulty("region without quotes", "department", '"130208"', "130208", ((5, "PS012"),)),
    Faulty("region too short", "department", '"130208"', '"1302"', ((5, "PS014"),)),
    Faulty("no units", "department", '\n  - code: "318001"\n    name: 丰润区财政局本级', " []", ((6, "PS013"),)),
    Faulty("unit without a name", "department", "    name: 丰润区财政局本级\n", "", ((7, "PS010"),)),
    Faulty("misspelt key of a department", "department", "safeguards:", "safeguard:", ((20, "PS011"),), 2),
    Faulty("activity without goals", "department", "    goals:\n      - 完成年初收入任务\n", "", ((13, "PS010"),)),
    Faulty("category in an activity", "department", "description:", "category:", ((18, "PS011"),)),
    Faulty("measures and text", "department", "    text:", "    measures: [落实]\n    text:", ((26, "PS011"),)),
    Faulty("unknown language", "settings", "language: zh", "language: 中文", ((3, "PS013"),)),
    Faulty("level in capitals", "settings", "fail_on: error", "fail_on: Error", ((4, "PS013"),)),
    Faulty("no profile", "settings", "profile: hebei\n", "", ((2, "PS010"),)),
    Faulty("profile by its Chinese name", "settings", "profile: hebei", "profile: 河北", ((2, "PS014"),)),
    Faulty("unknown setting", "settings", "fail_on:", "fail-on:", ((4, "PS011"),)),
    Faulty("month 0", "profile", "[3, 6, 10, 12]", "[0, 6]", ((5, "PS013"),)),
    Faulty("month twice", "profile", "[3, 6, 10, 12]", "[6, 6]", ((5, "PS013"),)),
    Faulty("unknown money unit", "profile", "万元", "千元", ((4, "PS013"),)),
    Faulty("unknown column", "profile", "[name, target]", "[name, 指标值]", ((10, "PS013"),)),
    Faulty("category that is none", "profile", "[数量指标, 质量指标]", "[数量]", ((7, "PS014"),)),
    Faulty("block without points", "opinion", ", feasible: 20}", "}", ((4, "PS010"),)),
    Faulty("more points than there are", "opinion", "complete: 20", "complete: 120", ((4, "PS013"),)),
    Faulty("points in words", "opinion", "error: 10", "error: 十分", ((7, "PS012"),)),
    Faulty("no repeat at all", "opinion", "repeats: 2", "repeats: 0", ((8, "PS013"),)),
    Faulty("weighting that is none", "opinion", "weighting: budget", "weighting: money", ((12, "PS013"),)),
    Faulty("threshold of the worst", "opinion", "poor: {then:", "poor: {at_least: 0, then:", ((21, "PS011"),)),
]
