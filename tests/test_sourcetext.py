import pytest

from perfspec.yamlfile import faults
from perfspec.yamlfile.sourcetext import MAX_FAULTS, Spot, characters, decode, forbidden, lines


def test_utf8_is_read_as_it_is():
    assert decode("名称: 国资\r\n".encode()) == ("名称: 国资\r\n", [])


def test_a_byte_order_mark_is_reported_and_dropped():
    assert decode("\ufeffa: 1\n".encode()) == ("a: 1\n", [Spot(faults.BOM, 0, 0, path=())])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_recognised_and_read(encoding):
    text, spots = decode("name: 国资事务中心\n".encode(encoding))

    assert text.rstrip("\0") == "name: 国资事务中心\n"
    assert [(spot.fault, spot.start) for spot in spots] == [(faults.ENCODING, 0)]


def test_gb18030_is_recognised_at_its_first_byte_that_is_wrong():
    text, [spot] = decode("code: 1\nname: 国资事务中心\n".encode("gb18030"))

    assert text == "code: 1\nname: 国资事务中心\n"
    assert (spot.fault, spot.start, spot.values) == (faults.ENCODING, 14, {"encoding": "GB18030"})


def test_a_damaged_byte_in_utf8_is_no_other_encoding():
    assert decode("国资".encode() + b"\xff" + "事务".encode()) == ("国资\ufffd事务", [])


def test_ordinary_text_is_left_alone():
    text = "a: “双减”：一，二　三\r\nb: 𠀀\u00a0㎡\n"

    assert characters(text) == (text, [])


@pytest.mark.parametrize(
    ("sign", "fault", "instead"),
    [
        ("\0", faults.CONTROL, "\ufffd"),
        ("\x1b", faults.CONTROL, "\ufffd"),
        ("\x7f", faults.CONTROL, "\ufffd"),
        ("\x9f", faults.CONTROL, "\ufffd"),
        ("\uffff", faults.CONTROL, "\ufffd"),
        ("\u202e", faults.BIDI, "\ufffd"),
        ("\u2066", faults.BIDI, "\ufffd"),
        ("\u200b", faults.INVISIBLE, "\ufffd"),
        ("\ufeff", faults.INVISIBLE, "\ufffd"),
        ("\u00ad", faults.INVISIBLE, "\ufffd"),
        ("\U000e0041", faults.INVISIBLE, "\ufffd"),
        ("\ufffd", faults.LOST, "\ufffd"),
        ("\t", faults.TAB, "\t"),
        ("\x85", faults.LINE_BREAK, " "),
        ("\u2028", faults.LINE_BREAK, " "),
        ("\u2029", faults.LINE_BREAK, " "),
        ("\r", faults.LONE_CR, "\n"),
    ],
)
def test_a_forbidden_character_is_replaced_by_one_of_the_same_width(sign, fault, instead):
    text, [spot] = characters(f"国{sign}资\r\n")

    assert text == f"国{instead}资\r\n"
    assert (spot.fault, spot.start, spot.end) == (fault, 1, 2)
    assert spot.values["code"] == f"U+{ord(sign):04X}"


def test_a_run_is_one_fault():
    text, [spot] = characters("a\u200b\u200b\u200cb")

    assert (text, spot.start, spot.end) == ("a\ufffd\ufffd\ufffdb", 1, 4)
    assert spot.values == {"code": "U+200B U+200C"}


def test_the_text_ends_where_the_faults_are_too_many():
    text, spots = characters("a\0" * (MAX_FAULTS + 5))

    assert len(spots) == MAX_FAULTS
    assert text == "a\ufffd" * MAX_FAULTS + "a"


def test_forbidden_characters_of_a_value_are_named():
    assert forbidden("a\0b\u202ec\n") == "U+0000 U+202E"


def test_lines_have_their_positions():
    assert list(lines("a\r\nbc\n\nd")) == [(0, "a"), (3, "bc"), (6, ""), (7, "d")]
