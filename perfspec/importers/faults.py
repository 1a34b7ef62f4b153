"""What an importer reports: what it tidied, and what it could not place."""

from __future__ import annotations

from perfspec.finding import Fault, Severity, Text

STRAY = Fault(
    rule="PS110",
    severity=Severity.INFO,
    message=Text(zh="单元格里有多余的{what}：“{text}”", en="Stray {what_en} inside a cell: {text}"),
    advice=Text(zh="已整理为“{tidied}”", en="Tidied to {tidied}"),
)
TIDIED = Fault(
    rule="PS111",
    severity=Severity.INFO,
    message=Text(zh="写法不统一：{was}", en="Irregular form: {was}"),
    advice=Text(zh="发布时写作：{now}", en="Published as: {now}"),
)
UNPLACED = Fault(
    rule="PS112",
    message=Text(zh="这一行不知放在哪里：“{text}”", en="No place for this line: {text}"),
    advice=Text(zh="{why}", en="{why_en}"),
)
NOT_SAID = Fault(
    rule="PS113",
    message=Text(zh="文本里看不出{what}", en="The text does not tell the {what_en}"),
    advice=Text(zh="用 {option} 写明", en="Give it with {option}"),
)
