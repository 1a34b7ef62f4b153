from decimal import Decimal

import pytest

from perfspec.yamlfile.scalars import plain


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(text):
    assert plain(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)],
)
def test_booleans_have_three_spellings(text, value):
    assert plain(text) is value


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("21", 21), ("-5", -5), ("+7", 7), ("9" * 100, int("9" * 100))])
def test_whole_numbers_are_int(text, value):
    assert (type(plain(text)), plain(text)) == (int, value)


@pytest.mark.parametrize("text", ["1.05", "1.10", "0.0", "-0.50", "19584.52", "+1.0"])
def test_decimals_keep_their_digits(text):
    assert isinstance(plain(text), Decimal)
    assert str(plain(text)) == text.removeprefix("+")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "0012",
            "-012",
            "00.5",
            "1e3",
            "1.5e3",
            "1_000",
            "0x1F",
            "0o17",
            ".5",
            "5.",
            ".inf",
            "-.inf",
            ".nan",
            "+",
            "-",
        ),
        *("2023-06-30", "12:30", "1:30:00", "1,000", "1.2.3", "13020823E00023510001", "13020823P00023510001U"),
        *("NO", "no", "yes", "on", "Off", "y", "n", "nULL", "tRUE", "Nullable", "~x", "true "),
        *("１２", "٣", "²", "1.٣", "95%", "≥21个", "9" * 101, "0." + "1" * 100, "1\n2"),
    ],
)
def test_everything_else_is_text(text):
    assert plain(text) == text
