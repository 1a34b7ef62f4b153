"""The fixed words of a review opinion in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from perfspec.finding import Block

WORDS = {  # key: Chinese, English
    "contents": ("目录", "Contents"),
    "skip": ("跳到正文", "Skip to the text"),
    "conclusion": ("审核结论", "Conclusion"),
    "note": (
        "意见由 perfspec 按规则拟出，供审核人采用；立项是否必要、测算是否属实，规则看不出来，由审核人判断。",
        "perfspec drew up this opinion by its rules, for a reviewer to adopt. Whether a project is needed and its "
        "estimates are true no rule can see; that is for the reviewer to judge.",
    ),
    "main": ("主要问题", "Main faults"),
    "first": ("先改哪些", "What to change first"),
    "by_block": ("分块意见", "Opinion by block"),
    "arithmetic": ("等级怎样算出", "How the grade was worked out"),
    "by_project": ("各项目的审核意见", "Opinion on each project"),
    "waived": ("豁免的问题（不扣分）", "Waived faults (no deduction)"),
    "aside": ("规则和豁免本身的问题（不扣分）", "Faults of rules and waivers (no deduction)"),
    "bases": ("计分依据", "Basis of the scoring"),
    "grade": ("等级", "Grade"),
    "proposed": ("建议等级", "Proposed grade"),
    "points": ("得分", "Points"),
    "full": ("满分", "Full"),
    "deductions": ("扣分", "Deductions"),
    "block": ("审核内容", "Block"),
    "sum": ("合计", "Sum"),
    "number": ("序号", "No."),
    "name": ("项目名称", "Project"),
    "count": ("项目数", "Projects"),
    "budget": ("预算数", "Budget"),
    "share": ("占比", "Share"),
    "product": ("预算数×得分", "Budget × points"),
    "errors": ("错误", "Errors"),
    "warnings": ("警告", "Warnings"),
    "example": ("例如", "For example"),
    "advice": ("怎样改", "What to write instead"),
    "cites": ("依据", "Source"),
    "reason": ("理由", "Reason"),
    "by": ("同意人", "Agreed by"),
    "document": ("文件", "Document"),
    "until": ("有效到", "Until"),
    "none": ("没有发现错误和警告。", "No errors and no warnings were found."),
    "open": ("项目页面", "The project's page"),
    "back": ("返回项目一览", "Back to the projects"),
    "colon": ("：", ": "),
    "stop": ("。", "."),
    "dash": ("——", " – "),
}
SIGNS = ("colon", "stop", "dash")  # keep the blanks around them
BLOCKS = {
    Block.COMPLETE: "Completeness",
    Block.RELEVANT: "Relevance",
    Block.APPROPRIATE: "Appropriateness",
    Block.FEASIBLE: "Feasibility",
}


def words(lang: str) -> Mapping[str, str]:
    """The words of one language by their keys."""
    said = {key: both[lang == "en"] for key, both in WORDS.items()}
    return said | {key: Markup(said[key]) for key in SIGNS}  # noqa: S704 - our own


def block_name(block: Block, lang: str) -> str:
    return BLOCKS[block] if lang == "en" else block.say(lang)
