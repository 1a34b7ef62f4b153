"""The faults that reading a file can find, in the words in which people are told."""

from __future__ import annotations

from perfspec.finding import NOTHING, Fault, Text


def _fault(rule: str, zh: str, en: str, advice: tuple[str, str] | None = None) -> Fault:
    return Fault(
        rule=rule,
        message=Text(zh=zh, en=en),
        advice=NOTHING if advice is None else Text(zh=advice[0], en=advice[1]),
    )


_QUOTE_IT = (
    "如果这是文字，请用英文双引号把整段内容括起来",
    "If it is text, put the whole value between ASCII double quotes",
)
_DELETE_IT = ("请删除这个字符，或重新键入这一处文字", "Delete the character, or type the text here again")
_SAVE_AS_UTF8 = (
    "请在编辑器中选择“另存为”，编码选“UTF-8”（不带 BOM），再保存一次",
    "Save the file again with the encoding UTF-8, without a byte order mark",
)
_PLAIN_FORM = (
    "请直接写出内容，不使用这种写法；如果这是文字，请用英文双引号括起来",
    "Write the content itself; if it is text, put it between ASCII double quotes",
)

EMPTY = _fault(
    "PS001",
    "文件是空的，没有任何内容",
    "The file is empty",
    ("请至少写上 code 和 name 两项，或用 perfspec new 生成", "Write at least code and name, or use perfspec new"),
)
NOT_YAML = _fault(
    "PS001",
    "从这里开始读不懂，不符合 YAML 的写法",
    "Not YAML from here on ({problem})",
    (
        "请对照上下相邻的行检查缩进、冒号、引号和括号；文字可以用英文双引号括起来",
        "Compare indentation, colons, quotes and brackets with the lines around; text may stand in double quotes",
    ),
)
UNCLOSED_QUOTE = _fault(
    "PS001",
    "这里的引号 {quote} 没有配对的结束引号",
    "The quote {quote} that opens here is never closed",
    ("请在内容末尾补上英文引号 {quote}", "Add {quote} at the end of the value"),
)
UNCLOSED_BRACKET = _fault(
    "PS001",
    "这里的括号 {bracket} 没有配对的 {closing}",
    "The bracket {bracket} that opens here is never closed by {closing}",
    ("请在内容末尾补上英文括号 {closing}", "Add {closing} at the end of the value"),
)
INDENTATION = _fault(
    "PS001",
    "缩进不对：这一行前面有 {blanks} 个空格，同级的行是 {expected} 个",
    "Wrong indentation: {blanks} blanks before this line, its neighbours have {expected}",
    ("请把这一行的缩进改成 {expected} 个空格", "Indent this line by {expected} blanks"),
)
NO_COLON = _fault(
    "PS001",
    "这一行缺少冒号，看不出哪里是字段名、哪里是内容",
    "No colon on this line: it does not tell the key from the value",
    (
        "请写成“字段名: 内容”，用英文冒号，冒号后面留一个空格",
        "Write `key: value` with an ASCII colon and a blank behind it",
    ),
)
NO_BLANK = _fault(
    "PS001",
    "“{key}”后面的冒号没有跟空格",
    "No blank behind the colon of `{key}`",
    ("请在冒号后面加一个空格，写成“{key}: …”", "Put a blank behind the colon: `{key}: …`"),
)
NO_BLANK_DASH = _fault(
    "PS001",
    "列表的短横线 - 后面没有空格",
    "No blank behind the dash of a list item",
    ("请在 - 后面加一个空格", "Put a blank behind the dash"),
)
DASH_AMONG_KEYS = _fault(
    "PS001",
    "这里的列表项和字段混在同一级",
    "A list item stands among keys",
    (
        "请检查上一行：列表所属的字段写成“字段名:”，后面不写内容，列表项在下一行以 - 开头",
        "Let the key of the list end with its colon, and start each item below it with a dash",
    ),
)
SECOND_COLON = _fault(
    "PS001",
    "内容里又出现了“冒号加空格”，会被当成另一个字段",
    "A second colon with a blank stands inside the value",
    (
        "请用英文双引号把整段内容括起来，或把内容里的冒号改成全角“：”",
        "Put the whole value between ASCII double quotes",
    ),
)
AFTER_QUOTE = _fault(
    "PS001",
    "引号已经结束，后面还有别的文字",
    "Text follows behind the closing quote",
    (
        "请把整段内容放进同一对引号；内容里面的引号用中文引号“ ”",
        "Put the whole value inside one pair of quotes; inside it use “ ”",
    ),
)
BAD_START = _fault("PS001", "内容不能直接以 {sign} 开头", "A value cannot start with {sign} outside quotes", _QUOTE_IT)
COMPARISON = _fault(
    "PS001",
    "内容以 {sign} 开头，会被当成多行文字的标记",
    "A value that starts with {sign} is taken for the mark of a block of text",
    (
        "大于等于请写 ≥；或用英文双引号把整段内容括起来",
        "Write ≥ for “at least”, or put the whole value between ASCII double quotes",
    ),
)
BACKSLASH = _fault(
    "PS001",
    "英文双引号里的反斜杠 \\ 写法不对",
    "The backslash in double quotes starts no known escape",
    ("请把 \\ 写成 \\\\，或改用英文单引号", "Write \\\\ for a backslash, or use single quotes"),
)
LIST_ON_KEY_LINE = _fault(
    "PS001",
    "列表不能和字段名写在同一行",
    "A list cannot start on the line of its key",
    ("请把 - 移到下一行，并比字段名多缩进 2 个空格", "Move the dash to the next line, two blanks deeper than the key"),
)
EMPTY_KEY = _fault(
    "PS001",
    "冒号前面没有字段名",
    "No key stands before the colon",
    ("请在冒号前写上字段名，或删除这一行", "Write the key before the colon, or delete the line"),
)
UNREAD_REST = _fault(
    "PS001",
    "错误太多，这一行以后没有再检查",
    "Too many faults: nothing was read from this line on",
    ("请先改正前面的错误，再检查一次", "Correct the faults above and check again"),
)
KEY_TWICE = _fault(
    "PS002",
    "“{key}”写了两次，第一次在第 {line} 行",
    "`{key}` is given twice, first on line {line}",
    ("请只保留一处", "Keep one of them"),
)
ANCHOR = _fault("PS003", "不支持锚点（&{name}）", "Anchors are not allowed (&{name})", _PLAIN_FORM)
ALIAS = _fault("PS003", "不支持引用（*{name}）", "Aliases are not allowed (*{name})", _PLAIN_FORM)
TAG = _fault("PS003", "不支持类型标记（{name}）", "Tags are not allowed ({name})", _PLAIN_FORM)
STAR_TEXT = _fault(
    "PS003",
    "内容不能直接以 {sign} 开头：在 YAML 里它有别的意思",
    "A value cannot start with {sign}: it has a meaning of its own in YAML",
    _QUOTE_IT,
)
MERGE_KEY = _fault("PS003", "不支持合并键（<<）", "Merge keys (<<) are not allowed", _PLAIN_FORM)
COMPLEX_KEY = _fault(
    "PS003",
    "字段名不能是列表或一组字段",
    "A key cannot be a list or a mapping",
    ("字段名请写成一个词", "Write the key as one word"),
)
DIRECTIVE = _fault(
    "PS003",
    "不支持以 % 开头的指令行",
    "Directives (lines that start with %) are not allowed",
    ("请删除这一行", "Delete this line"),
)
SECOND_DOCUMENT = _fault(
    "PS003",
    "这里开始了第二份内容，一个文件只能有一份；后面的内容没有读",
    "A second document starts here; a file holds one, and what follows was not read",
    (
        "请删除这一行的 --- 或 ...，或把后面的内容移到另一个文件",
        "Delete the --- or ..., or move the rest to another file",
    ),
)
TOO_LARGE = _fault(
    "PS004",
    "文件有 {size} 字节，超过 {limit} 字节的上限，没有读取",
    "The file has {size} bytes, more than the {limit} allowed; it was not read",
    ("请确认放对了文件，或把它拆成几个", "Make sure that it is the right file, or split it"),
)
TOO_MANY = _fault(
    "PS004",
    "文件里的字段和内容超过 {limit} 项，后面没有再读",
    "The file holds more than {limit} keys and values; nothing was read from here on",
    ("请把它拆成几个文件", "Split the file"),
)
TOO_DEEP = _fault(
    "PS004",
    "嵌套超过 {limit} 层，后面没有再读",
    "Nested more than {limit} levels deep; nothing was read from here on",
    ("请检查这里的括号或缩进", "Check the brackets or the indentation here"),
)
ENCODING = _fault(
    "PS004",
    "文件编码是 {encoding}，不是 UTF-8，这里是第一个读不对的字",
    "The file is encoded in {encoding}, not in UTF-8; this is the first character that differs",
    _SAVE_AS_UTF8,
)
BOM = _fault("PS004", "文件开头有字节顺序标记（BOM）", "The file starts with a byte order mark", _SAVE_AS_UTF8)
LOST = _fault(
    "PS004",
    "这里有已损坏的文字（显示为 �）",
    "Text was damaged here (it shows as �)",
    ("请重新键入这一处文字，并以 UTF-8 编码保存", "Type the text again and save the file as UTF-8"),
)
CONTROL = _fault("PS004", "这里有控制字符（{code}）", "A control character stands here ({code})", _DELETE_IT)
BIDI = _fault(
    "PS004",
    "这里有改变文字方向的隐藏字符（{code}）",
    "A hidden character that turns the direction of text stands here ({code})",
    _DELETE_IT,
)
INVISIBLE = _fault("PS004", "这里有看不见的字符（{code}）", "An invisible character stands here ({code})", _DELETE_IT)
ESCAPED = _fault(
    "PS004",
    "这段内容用反斜杠写入了不允许的字符（{code}）",
    "An escape in this value stands for a character that is not allowed ({code})",
    ("请删除这个转义", "Delete the escape"),
)
LINE_BREAK = _fault(
    "PS004",
    "这里有不常用的换行字符（{code}）",
    "An unusual line break stands here ({code})",
    ("请删除这个字符，改按回车键换行", "Delete the character and press Enter instead"),
)
LONE_CR = _fault(
    "PS004",
    "换行只用了回车符（CR）",
    "A line ends with a carriage return alone",
    ("请在编辑器中把行尾改为 LF 或 CRLF", "Set the line ends to LF or CRLF in the editor"),
)
TAB = _fault(
    "PS004",
    "这里用了制表符（Tab）",
    "A tab stands here",
    ("请改用空格：每一级缩进 2 个空格", "Use blanks instead: two for each level of indentation"),
)
WIDE_BLANK = _fault(
    "PS005",
    "这里用了全角空格或不间断空格",
    "A full-width or no-break blank stands where an ASCII blank is needed",
    ("请切换到英文输入法，按空格键重新输入", "Switch to English input and press the space bar"),
)
WIDE_COLON = _fault(
    "PS005",
    "“{key}”后面用了全角冒号 ：",
    "A full-width colon ： follows `{key}`",
    (
        "按 Shift 切换到英文输入法再输入冒号 : ，冒号后面留一个空格",
        "Press Shift to switch to English input, then type : and a blank",
    ),
)
WIDE_QUOTE = _fault(
    "PS005",
    "内容两边用了中文引号 {quote}",
    "The value stands between full-width quotes {quote}",
    (
        '按 Shift 切换到英文输入法再输入引号 " ；如果引号本身是内容，请在外面再加一对英文引号',
        'Switch to English input and type " instead; if the quotes belong to the text, put ASCII quotes around them',
    ),
)
WIDE_SIGN = _fault(
    "PS005",
    "这里用了全角标点 {wide}，应为英文的 {ascii}",
    "Full-width {wide} stands where ASCII {ascii} is needed",
    (
        "按 Shift 切换到英文输入法再输入 {ascii} ；如果它是内容的一部分，请用英文双引号把内容括起来",
        "Switch to English input and type {ascii}; if it belongs to the text, put the value between double quotes",
    ),
)
MORE = {
    rule: _fault(
        rule,
        "同类问题还有 {count} 处，没有逐一列出",
        "{count} more of this kind are not listed",
        ("请先改正已列出的，再检查一次", "Correct the listed ones and check again"),
    )
    for rule in ("PS001", "PS002", "PS003", "PS004", "PS005")
}
