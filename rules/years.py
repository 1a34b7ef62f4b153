"""文字里的年份 · Years in the texts."""

from __future__ import annotations

import re

from perfspec.model import Department, Project
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.shortened import shortened
from perfspec.texts import joined, texts
from perfspec.vocabulary import Vocabulary

_YEAR = re.compile(r"(20(?<![\d.]20)\d\d)(?=年(?!代|以前))")
_SPAN = re.compile(r"(?:19|20)\d\d(?:年度?)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|以来)?\s*[-—–~～至到]+\s*20\d\d")
_FROM = re.compile(
    r"(?:[比较自从由据同与像占以按]|截[至止]|超过|[高低优多少]于|保持|维持|[参按对]照)\s*20\d\d"
    r"|20\d\d年度?(?:第?[四4]季度|下半年|1[0-2]月(?!底?前|\d))"  # its bills come in the next year
)
_APPROVED = re.compile("建设|工程|项目|资金|示范|试点")  # go by the year of their approval, and on for years
_DUE = re.compile(r"20\d\d年(?:度?内|[^，。；;]{0,8}前(?![期年]))")
_QUOTED = re.compile(r"《[^《》]{0,99}》|〔\d{4}〕|[（(][^（()）]*号[）)]")
_CLAUSE = re.compile(r"[，。；;！\n]")
_OTHERS = ("target", "basis", "basis_document", "scale")  # PS210 looks at targets, a basis may be old


@rule(
    "PS414",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message="“{around}”写的是 {written} 年，预算年度是 {year} 年",
    advice="核对是不是从上一年的表抄来的，改成 {year} 年；确是以前年度的事，写明是尾款、结转还是结算",
)
def a_year_in_the_text_is_the_budget_year(
    where: Project | Department, department: Department, words: Vocabulary
) -> Hits:
    """名称、用途、目标和描述里的年份是预算年度。

    为什么：去年的表改一改就报，最容易漏改的是文字里的年份；公开以后，读者分不清这笔钱是哪一年的。

    说明：只看以前的年份；工程、建设项目常用批准的年份作名称，只提示。同一段里也写了预算年度的，与以前年度比较的，说的是结转、尾款、考核、文件、合同这些以前年度的事的，
    不算；什么词说的是以前年度的事，写在词表 earlier-years.yaml 里。

    反例：
        name: 2023年农村中小学校舍维修

    反例：
        goals: [2023年8月底前完成12所学校的校舍维修]

    正例：
        name: 2023年农村中小学校舍维修尾款

    正例：
        goals: [校舍安全隐患比2023年减少80%]

    正例：
        purpose: 用于落实2023—2025年校舍安全规划，维修12所学校的屋面
    """
    everything = joined(where)
    is_late = all(int(year) >= department.year for year in _YEAR.findall(everything))
    if is_late and not any(sign in everything for sign in "《〔号"):
        return  # what _QUOTED takes out could join a year
    for path, text in texts(where):
        if "年" not in text or path[-1] in _OTHERS or "scale" in path:
            continue
        bare = _QUOTED.sub("", text)
        written = [int(year) for year in _YEAR.findall(bare)]
        if not written or department.year in written or max(written) > department.year or _SPAN.search(bare):
            continue
        for clause in _CLAUSE.split(bare):
            found = _YEAR.search(clause)
            is_due = _DUE.search(clause)
            if found and (is_due or not _is_past(clause, words)):
                may_go_on = not is_due and (_APPROVED.search(clause) or words["durable-works"].find(clause))
                severity = Severity.INFO if may_go_on else None
                around = shortened(clause)
                yield where.at(*path, severity=severity, around=around, written=found[1], year=department.year)
                break


def _is_past(clause: str, words: Vocabulary) -> bool:
    """Whether a clause speaks of an earlier year on purpose: 比2023年减少, 2023年尾款."""
    return bool(_FROM.search(clause) or words["earlier-years"].find(clause))
