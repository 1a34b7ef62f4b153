"""Laws of reading that hold for any bytes."""

from decimal import Decimal

import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml.events import ScalarEvent

from perfspec.yamlfile import YamlFile, read
from perfspec.yamlfile.scalars import plain

GOOD = """\
code: 13020823P00023510001U
name: 2023年度一事一议监管系统服务费
unit: "318001"
budget: {total: 1.05, fiscal: 1.10}   # 万元
purpose: |
  用于全区：“一事一议”
  工作
spending_plan: {6月: 50, 12月: 100}
goals:
  - 目标一：保障
  - '及时'
indicators:
  - category: 数量指标
    name: 乡镇数量
    target: ≥21个
  - category: 质量指标
    name: 合格率
    target: ≥95%
"""
SIGNS = "：，“”‘’｛｝［］－＃　\t\r\n\0\u200b\ufeff\u2028\u00a0 :-#&*!|>'\"%@`{}[],?~.0179abé国𠀀\ufffd\\<"


def laws_hold(file: YamlFile) -> None:
    lines = file.source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in file.findings:
        assert finding.message("zh")
        assert finding.message("en")
        inside(finding.place, lines)
    assert file.whole == (not file.findings)
    assert list(file.findings) == sorted(file.findings, key=lambda finding: finding.sort_key)
    assert len({(f.fault, f.place) for f in file.findings}) == len(file.findings)
    for path, _ in values(file.data):
        inside(file.place(path), lines)
        inside(file.key_place(path), lines)


def inside(place, lines):
    assert 1 <= place.line <= place.end_line <= len(lines)
    assert (place.line, place.column) <= (place.end_line, place.end_column)
    assert 1 <= place.column <= len(lines[place.line - 1]) + 2  # a lone line end has a place of its own
    assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 2


def values(data, path=()):
    yield path, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from values(value, (*path, key))


@given(st.binary(max_size=200))
def test_any_bytes(source):
    laws_hold(read(source, "f"))


@given(st.text(max_size=200) | st.text(SIGNS, max_size=80))
def test_any_text(source):
    laws_hold(read(source.encode("utf-8", "surrogatepass"), "f"))


@st.composite
def mutated(draw):
    text = GOOD
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text) - 1))
        change = draw(st.sampled_from(["insert", "delete", "replace", "swap", "repeat"]))
        if change == "swap":
            lines = text.split("\n")
            first, second = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
            lines[first], lines[second] = lines[second], lines[first]
            text = "\n".join(lines)
        elif change == "repeat":
            text = text[:at] + text[at : at + 20] * 2 + text[at + 20 :]
        else:
            new = "" if change == "delete" else draw(st.text(SIGNS, min_size=1, max_size=3))
            text = text[:at] + new + text[at + (change != "insert") :]
        text = text or "a"
    return text


@given(mutated())
def test_a_damaged_file(source):
    file = read(source.encode(), "f")

    laws_hold(file)
    if not file.findings:
        assert file.unread == ()
        assert file.data == untyped_by_us(source)


@given(mutated())
def test_what_stands_at_a_place_is_the_value(source):
    file = read(source.encode(), "f")
    lines = file.source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for path, value in values(file.data):
        place = file.place(path)
        if not file.whole or not isinstance(value, str | int | Decimal) or place.line != place.end_line:
            continue
        written = lines[place.line - 1][place.column - 1 : place.end_column - 1]
        if written[:1] not in ("'", '"', "|", ">"):
            assert plain(written) == value


def untyped_by_us(source):
    """What libyaml says a text holds, with our scalars."""

    class Loader(yaml.CSafeLoader):
        pass

    def scalar(loader, node):
        return node.value if node.style else plain(node.value)

    def mapping(loader, node):
        return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}

    Loader.yaml_implicit_resolvers = {}
    Loader.add_constructor("tag:yaml.org,2002:str", scalar)
    Loader.add_constructor("tag:yaml.org,2002:map", mapping)
    return yaml.load(source, Loader=Loader)  # noqa: S506


SAFE = st.text("abcxyz国资事务中心目标：，（）“”%≥ 0123456789-", min_size=1, max_size=30).map(
    lambda text: f"国{text}资"
)
KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True) | st.sampled_from(["6月", "12月", "318001"])
LEAVES = (
    SAFE | st.integers(-(10**12), 10**12) | st.booleans() | st.none() | st.text(max_size=20).filter(str.isprintable)
)
DOCUMENTS = st.dictionaries(
    KEYS,
    st.recursive(
        LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
    ),
    min_size=1,
    max_size=6,
)


@given(DOCUMENTS, st.booleans())
def test_a_dumped_document_reads_back(document, flow):
    dumped = yaml.safe_dump(document, allow_unicode=True, default_flow_style=flow or None, width=10_000)
    file = read(dumped.encode(), "f")

    if file.findings:  # safe_dump leaves 一：二 and “一” bare where a person is told to quote it
        assert {finding.rule for finding in file.findings} <= {"PS001", "PS004", "PS005"}
        assert any(sign in dumped for sign in SIGNS[:20] + ":-")
    else:
        assert file.data == document


@given(st.dictionaries(KEYS, SAFE | st.lists(SAFE, max_size=3), min_size=1))
def test_where_the_usual_loader_reads_text_so_do_we(document):
    dumped = yaml.safe_dump(document, allow_unicode=True, width=10_000)
    usual = {str(key): value for key, value in yaml.load(dumped, Loader=yaml.CSafeLoader).items()}

    assert read(dumped.encode(), "f").data == usual


def test_the_parser_gives_events_with_marks():
    """What the tree rests on: libyaml's events carry character positions."""
    event = next(event for event in yaml.parse("国: 资", Loader=yaml.CSafeLoader) if isinstance(event, ScalarEvent))

    assert (event.start_mark.index, event.end_mark.index) == (0, 1)
