"""What reading gives: data, places, and every fault at its place. A fault's row is source, then where and which."""

import time
from decimal import Decimal

import pytest
import yaml

from perfspec import yamlfile
from perfspec.yamlfile import MAX_BYTES, read
from perfspec.yamlfile import faults as texts
from perfspec.yamlfile.limits import MAX_FINDINGS

PROJECT = """\
# yaml-language-server: $schema=../../schemas/project.schema.json
code: 13020823P00023510001U
name: 2023年度一事一议监管系统服务费
unit: "318001"                        # one of the department's units
budget: {total: 1.05, fiscal: 1.10}   # 万元
purpose: >-
  用于全区21个乡镇：
  “一事一议”工作

spending_plan: {6月: 100}
goals:
  - 目标一：保障农村综改工作顺利开展
  - “双减”工作
waivers:
indicators:
  - category: 数量指标
    name: 乡镇数量
    target: ≥21个
"""


def faults(source):
    """Each finding as `line:column-end_line:end_column name`, the name being that of the constant."""
    names = {id(fault): name for name, fault in vars(texts).items() if name.isupper()}
    read_file = read(source if isinstance(source, bytes) else source.encode(), "f.yaml")
    assert all(f.message("zh") and f.message("en") and f.advice("zh") and f.advice("en") for f in read_file.findings)
    return [
        f"{f.place}-{f.place.end_line}:{f.place.end_column} {f.rule} {names[id(f.fault)]}".removeprefix("f.yaml:")
        for f in read_file.findings
    ]


def span(place):
    return f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"


def test_a_good_file_is_whole():
    file = read(PROJECT.encode(), "f.yaml")

    assert file.findings == ()
    assert file.whole
    assert file.unread == ()
    assert file.source == PROJECT
    assert file.data == {
        "code": "13020823P00023510001U",
        "name": "2023年度一事一议监管系统服务费",
        "unit": "318001",
        "budget": {"total": Decimal("1.05"), "fiscal": Decimal("1.10")},
        "purpose": "用于全区21个乡镇： “一事一议”工作",
        "spending_plan": {"6月": 100},
        "goals": ["目标一：保障农村综改工作顺利开展", "“双减”工作"],
        "waivers": None,
        "indicators": [{"category": "数量指标", "name": "乡镇数量", "target": "≥21个"}],
    }


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), "2:1-18:17", "2:1-18:17"),
        (("code",), "2:7-2:28", "2:1-2:5"),
        (("unit",), "4:7-4:15", "4:1-4:5"),
        (("budget",), "5:9-5:36", "5:1-5:7"),
        (("budget", "fiscal"), "5:31-5:35", "5:23-5:29"),
        (("purpose",), "6:10-8:11", "6:1-6:8"),
        (("goals",), "12:3-13:11", "11:1-11:6"),
        (("goals", 1), "13:5-13:11", "13:5-13:11"),
        (("waivers",), "14:1-14:8", "14:1-14:8"),
        (("indicators", 0), "16:5-18:17", "16:5-18:17"),
        (("indicators", 0, "target"), "18:13-18:17", "18:5-18:11"),
        (("indicators", 0, "basis"), "16:5-18:17", "16:5-18:17"),
        (("indicators", 7, "basis"), "16:3-18:17", "16:3-18:17"),
        (("code", "x"), "2:7-2:28", "2:7-2:28"),
        (("nothing",), "2:1-18:17", "2:1-18:17"),
    ],
)
def test_every_path_has_a_place(path, value, key):
    file = read(PROJECT.encode(), "f.yaml")

    assert span(file.place(path)) == value
    assert span(file.key_place(path)) == key
    assert (file.place(path).path, file.place(path).file) == (path, "f.yaml")


def test_an_empty_item_stands_at_its_dash():
    assert span(read(b"a:\n  - b\n  -\n", "f").place(("a", 1))) == "3:3-3:4"


def test_windows_line_ends_change_nothing():
    unix, windows = read(PROJECT.encode(), "f"), read(PROJECT.replace("\n", "\r\n").encode(), "f")

    assert (windows.data, windows.findings) == (unix.data, ())
    assert windows.place(("indicators", 0)) == unix.place(("indicators", 0))


def test_places_take_no_part_in_comparison():
    assert read(b"a: 1\n", "f") == read(b"a: 1\n", "f")


@pytest.mark.parametrize("source", ["? a\n: 1\n", "---\na: 1\n", "a: 1\n...\n", "{a: 1}", "'a': 1"])
def test_other_ways_to_write_a_mapping(source):
    assert read(source.encode(), "f").data == {"a": 1}
    assert read(source.encode(), "f").whole


def test_keys_are_text():
    assert read("6月: 1\n318001: 2\nno: 3\n1.10: 4\ntrue: 5\n".encode(), "f").data == {
        "6月": 1,
        "318001": 2,
        "no": 3,
        "1.10": 4,
        "true": 5,
    }


NOT_YAML = [
    ("", "1:1-1:1 PS001 EMPTY"),
    ("# 注\n", "1:1-1:1 PS001 EMPTY"),
    ("---\n", "1:1-1:1 PS001 EMPTY"),
    ('name: "国资\ncode: 1\n', "1:7-1:8 PS001 UNCLOSED_QUOTE"),
    ('name: "国资\nunit: "318001"\nb: 1\n', "1:7-1:8 PS001 UNCLOSED_QUOTE"),
    ('a: "x\nb: "\nc: 1\n', "1:4-1:5 PS001 UNCLOSED_QUOTE"),
    ("a: 'x\nb: 1\n", "1:4-1:5 PS001 UNCLOSED_QUOTE"),
    ("a: [1, 2\nb: 3\n", "1:4-1:5 PS001 UNCLOSED_BRACKET"),
    ("a: {x: 1\nb: 3\n", "1:4-1:5 PS001 UNCLOSED_BRACKET"),
    ("a: {x: [1, 2}\nb: 3\n", "1:8-1:9 PS001 UNCLOSED_BRACKET"),
    ("a: 1\n  b: 2\nc: 3\n", "2:3-2:5 PS001 INDENTATION"),
    ("a:\n    b: 1\n  c: 2\n", "3:3-3:5 PS001 INDENTATION"),
    (" a: 1\nb: 2\nc: 3\n", "1:2-1:4 PS001 INDENTATION"),
    ("code: 1\nname 国资\nb: 1\n", "2:1-2:8 PS001 NO_COLON"),
    ("a:\n  - name 国资\n    b: 1\n", "2:5-2:12 PS001 NO_COLON"),
    ("name:国资\ncode: 1\n", "1:5-1:6 PS001 NO_BLANK"),
    ("a: {6月:100}\n", "1:7-1:8 PS001 NO_BLANK"),
    ("a:\n  -保障\n  - 运转\n", "2:3-2:4 PS001 NO_BLANK_DASH"),
    ("a: b: c\nd: 1\n", "1:5-1:6 PS001 SECOND_COLON"),
    ('a: "b" c\nd: 1\n', "1:8-1:9 PS001 AFTER_QUOTE"),
    ("a: @b\n", "1:4-1:5 PS001 BAD_START"),
    ("a: %5\n", "1:4-1:5 PS001 BAD_START"),
    ("a: >=95%\nb: 1\n", "1:4-1:5 PS001 COMPARISON"),
    ('a: "c:\\path"\n', "1:7-1:8 PS001 BACKSLASH"),
    ("a: - b\n", "1:4-1:5 PS001 LIST_ON_KEY_LINE"),
    ("a: 1\n- b\nc: 1\n", "2:1-2:2 PS001 DASH_AMONG_KEYS"),
    (": 1\nb: 2\n", "1:1-1:2 PS001 EMPTY_KEY"),
    ("a: ]\n", "1:4-1:5 PS001 NOT_YAML"),
]
NOT_OURS = [
    ("a: 1\nb: 2\na: 3\n", "3:1-3:2 PS002 KEY_TWICE"),
    ("a: {b: 1, b: 2}\n", "1:11-1:12 PS002 KEY_TWICE"),
    ("a: &x 1\n", "1:4-1:6 PS003 ANCHOR"),
    ("a: *x\n", "1:4-1:6 PS003 ALIAS"),
    ("a: *号\n", "1:4-1:5 PS003 STAR_TEXT"),
    ("a: !!str 1\n", "1:4-1:9 PS003 TAG"),
    ("a: !x\n  b: 1\n", "1:4-1:6 PS003 TAG"),
    ("<<: {a: 1}\nb: 1\n", "1:1-1:3 PS003 MERGE_KEY"),
    ("? [a]\n: 1\nb: 2\n", "1:3-1:4 PS003 COMPLEX_KEY"),
    ("{{a: 1}: 2}\n", "1:2-1:3 PS003 COMPLEX_KEY"),
    ("%YAML 1.2\n---\na: 1\n", "1:1-2:4 PS003 DIRECTIVE"),
    ("%YAML 3.0\n---\na: 1\n", "1:1-1:10 PS003 DIRECTIVE"),
    ("%国资\n---\na: 1\n", "1:1-1:4 PS003 DIRECTIVE"),
    ("a: 1\n---\nb: 1\n", "2:1-2:4 PS003 SECOND_DOCUMENT"),
]
CHARACTERS = [
    ("\ufeffa: 1\n", "1:1-1:1 PS004 BOM"),
    ("a: 国\0资\n", "1:5-1:6 PS004 CONTROL"),
    ("a: 1 # \u202e\n", "1:8-1:9 PS004 BIDI"),
    ("a\u200b: 1\n", "1:2-1:3 PS004 INVISIBLE"),
    ("a: 国�\n", "1:5-1:6 PS004 LOST"),
    ("a: 国\t资\n", "1:5-1:6 PS004 TAB"),
    ("a:\n\t\tb: 1\n", "2:1-2:3 PS004 TAB"),
    ("a: 国\u2028资\n", "1:5-1:6 PS004 LINE_BREAK"),
    ("a: 1\rb: 2\n", "1:5-2:1 PS004 LONE_CR"),
    ('a: "\\0"\n', "1:4-1:8 PS004 ESCAPED"),
    ('a: "国\\u202E资"\n', "1:4-1:14 PS004 ESCAPED"),
    ('a: "\\t"\n', "1:4-1:8 PS004 ESCAPED"),
    ("name: 国资事务\n".encode("gb18030"), "1:7-1:8 PS004 ENCODING"),
    ("name: 国资事务\n".encode("utf-16"), "1:1-1:2 PS004 ENCODING"),
    (b"[" * 51 + b"]" * 51, "1:51-1:52 PS004 TOO_DEEP"),
    (b"a" * (MAX_BYTES + 1), "1:1-1:1 PS004 TOO_LARGE"),
]
FULL_WIDTH = [
    ("name：国资\nb: 1\n", "1:5-1:6 PS005 WIDE_COLON"),
    ("a: 1\n名称： 国资\n", "2:3-2:4 PS005 WIDE_COLON"),
    ("a:\n  - category：数量指标\n    name: b\n", "2:13-2:14 PS005 WIDE_COLON"),
    ("a:\n  total：1.05\n", "2:8-2:9 PS005 WIDE_COLON"),
    ("a: {total：1.05}\n", "1:10-1:11 PS005 WIDE_COLON"),
    ("a: “国资”\n", "1:4-1:8 PS005 WIDE_QUOTE"),
    ("a: ‘国资’\n", "1:4-1:8 PS005 WIDE_QUOTE"),
    ('a: "国资”\nb: 1\n', "1:7-1:8 PS005 WIDE_QUOTE"),
    ("“a”: 国资\n", "1:1-1:4 PS005 WIDE_QUOTE"),
    ("a: [国, “资”]\n", "1:8-1:11 PS005 WIDE_QUOTE"),
    ("a: [国，资]\n", "1:6-1:7 PS005 WIDE_SIGN"),
    ("a: [国, 资］\n", "1:9-1:10 PS005 WIDE_SIGN"),
    ("a: ｛b: 1}\n", "1:4-1:5 PS005 WIDE_SIGN"),
    ("a:\n  － 国\n  - 资\n", "2:3-2:4 PS005 WIDE_SIGN"),
    ("a:\n  —国\n", "2:3-2:4 PS005 WIDE_SIGN"),
    ("＃ 注\na: 1\n", "1:1-1:2 PS005 WIDE_SIGN"),
    ("a:\n　- 国\n", "2:1-2:2 PS005 WIDE_BLANK"),
    ("a:\n\u00a0\u00a0b: 1\n", "2:1-2:3 PS005 WIDE_BLANK"),
    ("a:　国\n", "1:3-1:4 PS005 WIDE_BLANK"),
]


@pytest.mark.parametrize(("source", "expected"), NOT_YAML + NOT_OURS + CHARACTERS + FULL_WIDTH)
def test_one_cause_is_one_finding_at_its_place(source, expected):
    assert faults(source) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "name: 国资事务中心：商业用房维修\n",
        "a: “双减”和“双增”\n",
        "a: “双减”工作\n",
        "a: 财预［2015］88号，其中\n",
        "a: {b: 财预［2015］88号}\n",
        "a:\n  - 目标一：保障\n  - 目标二：运转\n",
        "a:\n  - http://a.cn/b\n  - 下午2:30\n  - -5\n",
        "a: |\n  一：二\n  “三”\n  　　四\n  - 五\nb: 1\n",
        'a: "一\n  二：三\n  四"\nb: 1\n',
        "a: 一\n  二：三\nb: 1\n",
        "a:\n  一，二：三\n  四：五\nb: 1\n",
        "a: 1 # 注：“二”\n# 三：四\n",
        "a: ['一，二：三', \"“四”\"]\n",
        "a: ——说明\nb: －\n",
        "a: 一　二\u00a0三\n",
    ],
)
def test_full_width_signs_inside_text_are_text(text):
    assert faults(text) == []
    assert read(text.encode(), "f").data == yaml.safe_load(text)


@pytest.mark.parametrize(
    ("source", "data"),
    [
        ("name：国资：中心\nb：1\n", {"name": "国资：中心", "b": 1}),
        ("a：｛b：1.10，c：“2”｝\n", {"a": {"b": Decimal("1.10"), "c": "2"}}),
        ("a:\n\t- b: 1\n\t  c: 2\n\t- b: 3\n\t\tc: 4\n", {"a": [{"b": 1, "c": 2}, {"b": 3, "c": 4}]}),
        ("a:\n　－国\n　- 资\n", {"a": ["国", "资"]}),
        ("na\u200bme: 国\0资\n", {"name": "国资"}),
        ("a: 1\na: 2\n", {"a": 1}),
    ],
)
def test_what_is_meant_is_read_all_the_same(source, data):
    file = read(source.encode(), "f")

    assert (file.data, file.unread, file.whole) == (data, (), False)


def test_places_hold_behind_a_correction():
    file = read("a：｛b：1，c：“2”｝\nd: 5\n".encode(), "f")

    assert span(file.place(("a", "c"))) == "1:10-1:13"
    assert span(file.place(("d",))) == "2:4-2:5"


def test_all_faults_of_a_file_are_found_at_once():
    source = """\
code：1
name: "国资
unit: 318001
unit: 318002
goals:
  - 保障
  - @运转
indicators:
  - category: 数量指标
    name: [甲
    target: 5
  - category: 质量指标
    target: a: b
     basis: c
  - category：时效指标
"""
    file = read(source.encode(), "f")

    assert faults(source) == [
        "1:5-1:6 PS005 WIDE_COLON",
        "2:7-2:8 PS001 UNCLOSED_QUOTE",
        "4:1-4:5 PS002 KEY_TWICE",
        "7:5-7:6 PS001 BAD_START",
        "10:11-10:12 PS001 UNCLOSED_BRACKET",
        "13:14-13:15 PS001 SECOND_COLON",
        "15:13-15:14 PS005 WIDE_COLON",
    ]
    assert file.data == {
        "code": 1,
        "unit": 318001,
        "goals": ["保障", None],
        "indicators": [{"category": "数量指标", "target": 5}, {"category": "质量指标"}, {"category": "时效指标"}],
    }
    assert set(file.unread) == {("name",), ("goals", 1), ("indicators", 0, "name"), ("indicators", 1, "target")}
    assert file.findings[4].place.path == ("indicators", 0, "name")


def test_a_line_that_cannot_be_read_leaves_its_block_unread():
    file = read(b"a:\n  - b: 1\n     c: 2\n    d: 3\n  - b: 4\n", "f")

    assert file.data == {"a": [{"b": 1, "d": 3}, {"b": 4}]}
    assert file.unread == (("a", 0),)


def test_messages_carry_what_a_person_needs():
    twice = read("名称: 1\n名称: 2\n".encode(), "f").findings[0]
    indented = read(b"a:\n  b: 1\n   c: 2\n", "f").findings[0]
    colon = read("name：国资\n".encode(), "f").findings[0]

    assert twice.message() == "“名称”写了两次，第一次在第 1 行"
    assert indented.message("en") == "Wrong indentation: 3 blanks before this line, its neighbours have 2"
    assert colon.advice() == "按 Shift 切换到英文输入法再输入冒号 : ，冒号后面留一个空格"


def test_many_faults_of_a_rule_are_counted():
    findings = read(b"a: 1\n" * 500, "f").findings

    assert len(findings) == MAX_FINDINGS + 1
    assert findings[-1].message("en") == "399 more of this kind are not listed"


def full(text):
    unit = text.encode()
    return unit * (MAX_BYTES // len(unit))


HOSTILE = {
    "an alias bomb": "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 100)).encode(),
    "brackets": b"[" * 100_000,
    "closed brackets": b"[" * 100_000 + b"]" * 100_000,
    "closed braces": b"{" * 100_000 + b"}" * 100_000,
    "brackets, one a line": b"[\n" * 100_000,
    "braces": b"{a: " * 100_000,
    "dashes": b"- " * 100_000,
    "question marks": b"? " * 100_000,
    "question marks, one a line": b"?\n" * 100_000,
    "deep blocks": b"".join(b" " * i + b"a:\n" for i in range(1400)),
    "10 MiB": b"a" * 10 * MAX_BYTES,
    "a long value": b"a: " + b"x" * (MAX_BYTES - 3),
    "an open quote": b'a: "' + b"x" * (MAX_BYTES - 4),
    "NUL": b"a: \0\n",
    "keys": "".join(f"k{i}: v\n" for i in range(90_000)).encode(),
    "lines without colon": b"a: 1\n" + "".join(f"k{i} x\n" for i in range(90_000)).encode(),
    "open quotes": full('a: "b\n'),
    "open brackets": full("a: [1\n"),
    "wrong indentation": full("  a: 1\n b: 2\n"),
    "full-width colons": full("名：x\n"),
    "a full-width flow": b"a: {" + full("x：1，")[: MAX_BYTES // 2 * 1 - 4],
    "dashes, one a line": full("-\n"),
    "same keys": full("a:\n"),
    "commas": b"{" + b"a," * 500_000,
    "tabs": full("\t"),
    "tabs, one a line": full("\t\n"),
    "carriage returns": full("\r"),
    "full-width blanks": full("\u3000\n"),
    "colons": full("a:"),
    "spaced colons": full("a : "),
    "quotes": full('"a" '),
    "escapes": b'a: "' + b"\\t" * 500_000 + b'"',
    "blanks": b"a: x" + b" " * 1_000_000 + b"y",
    "not UTF-8": b"\xff" * MAX_BYTES,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_quickly(name):
    started = time.process_time()
    file = read(HOSTILE[name], "f")
    file.place(())

    assert time.process_time() - started < 2  # a second on a quiet machine
    assert file.findings or name in ("a long value", "blanks")


@pytest.mark.parametrize("text", ["[" * 100_000, "[" * 100_000 + "]" * 100_000, "a: " + "[ " * 100_000])
def test_brackets_too_deep_are_called_so(text):
    assert [finding.fault for finding in read(text.encode(), "f").findings] == [texts.TOO_DEEP]


def test_the_pure_parser_serves_where_libyaml_is_missing(monkeypatch):
    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    assert read(PROJECT.encode(), "f").whole
    assert span(read(PROJECT.encode(), "f").place(("indicators", 0, "target"))) == "18:13-18:17"
    for source, _ in NOT_YAML + NOT_OURS + CHARACTERS + FULL_WIDTH:
        assert not read(source if isinstance(source, bytes) else source.encode(), "f").whole


def test_limits_are_those_of_the_design():
    assert (yamlfile.MAX_BYTES, yamlfile.MAX_DEPTH) == (1_048_576, 50)
    assert read(b"[" * 50 + b"]" * 50, "f").whole


@pytest.mark.parametrize(
    ("source", "data"),
    [
        ('goals:\n  - "“: "\n', {"goals": ["“: "]}),
        ('"\\":[": ""\n', {'":[': ""}),
        ("budget: {code: a\", '': '，'}\n", {"budget": {"code": 'a"', "": "，"}}),
    ],
)
def test_signs_inside_quotes_are_text(source, data):
    assert read(source.encode(), "f").findings == ()
    assert read(source.encode(), "f").data == data


@pytest.mark.parametrize("key", ['"name"', "'name'", "name", "- name"])
def test_a_full_width_colon_behind_any_key_is_named(key):
    (finding,) = read(f"{key}：b\n".encode(), "f").findings
    assert finding.rule == "PS005"
