"""What can be wrong with a file that is YAML but not a document: one sentence for each way."""

from __future__ import annotations

from perfspec.finding import Fault, Text

MISSING = Fault(
    rule="PS010",
    message=Text(zh="缺少“{label}”（{key}）", en="`{key}` is missing"),
    advice=Text(zh="加上一行：{example}", en="Add a line: {example}"),
)
UNKNOWN = Fault(
    rule="PS011",
    message=Text(zh="这里没有“{key}”这个字段", en="There is no field `{key}` here"),
    advice=Text(zh="可用的字段：{known}", en="Known fields: {known}"),
)
MISSPELT = Fault(
    rule="PS011",
    message=UNKNOWN.message,
    advice=Text(zh="改写为 {nearest}{label}", en="Write `{nearest}` instead"),
)
UNKNOWN_MONTH = Fault(
    rule="PS011",
    message=Text(zh="“{key}”不是月份", en="`{key}` is not a month"),
    advice=Text(zh="写成 1月 到 12月，例如 6月: 50", en="Write 1月 to 12月, for example 6月: 50"),
)
EXCLUDED = Fault(
    rule="PS011",
    message=Text(zh="“{label}”（{key}）不能和别的写法同时出现", en="`{key}` cannot stand beside its alternative"),
    advice=Text(zh="measures 和 text 只写一个", en="Write either `measures` or `text`"),
)
EMPTY = Fault(
    rule="PS012",
    message=Text(zh="“{label}”后面没有内容", en="`{key}` has no value"),
    advice=Text(zh="写上{expected}，或删去这一行", en="Write {expected_en}, or delete the line"),
)
WRONG_TYPE = Fault(
    rule="PS012",
    message=Text(zh="“{label}”应当是{expected}，这里是{actual}", en="`{key}` should be {expected_en}, not {actual_en}"),
    advice=Text(zh="写成：{rewritten}", en="Write: {rewritten}"),
)
OTHER_TYPE = Fault(
    rule="PS012",
    message=WRONG_TYPE.message,
    advice=Text(zh="写上{expected}，例如：{example}", en="Write {expected_en}, for example: {example}"),
)
NOT_ALLOWED = Fault(
    rule="PS013",
    message=Text(zh="“{label}”不能是“{value}”", en="`{key}` cannot be {value}"),
    advice=Text(zh="可以写：{allowed}", en="Write one of: {allowed}"),
)
NEAR_VALUE = Fault(
    rule="PS013",
    message=NOT_ALLOWED.message,
    advice=Text(zh="改写为“{nearest}”；可以写：{allowed}", en="Write {nearest}; allowed are: {allowed}"),
)
TOO_SMALL = Fault(
    rule="PS013",
    message=Text(
        zh="“{label}”不能小于 {limit}，这里是 {value}", en="`{key}` cannot be less than {limit}, it is {value}"
    ),
    advice=Text(zh="写一个不小于 {limit} 的数", en="Write a number of at least {limit}"),
)
TOO_LARGE = Fault(
    rule="PS013",
    message=Text(
        zh="“{label}”不能大于 {limit}，这里是 {value}", en="`{key}` cannot be more than {limit}, it is {value}"
    ),
    advice=Text(zh="写一个不大于 {limit} 的数", en="Write a number of at most {limit}"),
)
EMPTY_LIST = Fault(
    rule="PS013",
    message=Text(zh="“{label}”是空的", en="`{key}` is empty"),
    advice=Text(zh="至少写一条；没有就删去这一行", en="Write at least one item, or delete the line"),
)
REPEATED = Fault(
    rule="PS013",
    message=Text(zh="“{label}”里有重复的内容", en="`{key}` holds the same item twice"),
    advice=Text(zh="每一项只写一次", en="Write each item once"),
)
WRONG_FORM = Fault(
    rule="PS014",
    message=Text(zh="“{label}”的写法不对：“{value}”", en="`{key}` has the wrong form: {value}"),
    advice=Text(zh="{description}例如：{example}", en="{description_en} For example: {example}"),
)
BLANK_TEXT = Fault(
    rule="PS014",
    message=Text(zh="“{label}”是空的文字", en="`{key}` is an empty text"),
    advice=Text(zh="写上内容；没有就删去这一行", en="Write something, or delete the line"),
)
STRAY_BLANK = Fault(
    rule="PS014",
    message=Text(zh="“{label}”的开头或结尾有多余的空格或换行", en="`{key}` starts or ends with a blank"),
    advice=Text(zh="删去多余的空格或换行", en="Delete the blank"),
)
LINE_BREAK = Fault(
    rule="PS014",
    message=Text(zh="“{label}”里有换行", en="`{key}` holds a line break"),
    advice=Text(zh="写在一行里", en="Write it in one line"),
)

MOST = 100  # findings of one rule in one file; the rest is counted
MORE = {
    rule: Fault(
        rule=rule,
        message=Text(zh="同类问题还有 {count} 处，没有列出", en="{count} more of this kind are not listed"),
        advice=Text(zh="先改好已列出的，再检查一次", en="Mend those that are listed and check again"),
    )
    for rule in ("PS010", "PS011", "PS012", "PS013", "PS014")
}
