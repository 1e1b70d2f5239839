"""Tests of the quoting of names and levels."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.terms.names import QUOTED, quote_level, quote_name, unquote

any_text = st.text(st.characters(), max_size=12) | st.text("`\\ *nx=", max_size=8)


@pytest.mark.parametrize(
    "name",
    [
        "x",
        "Engine Size(L)",
        "Fuel Consumption Comb (L/100 km)",
        "CO2 Emissions(g/km)",
        "Größe",
        "年龄",
        "a_b.c",
        "price, $",
        "logistic(x)",
        "well-known",
    ],
)
def test_friendly_names_are_bare(name):
    assert quote_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        " x",
        "x ",
        "a*b",
        "x^2",
        "[x = E]",
        "a=b",
        "a`b",
        "a+b",
        "a\\b",
        "a\nb",
        "a\u00a0b",
        "a\u202eb",
        "a - b",
        "a -",
        "-x",
        "1",
        "2x",
        ".5",
        "nan",
        "Infinity",
        "log1p(x)",
        "legendre(x, 2)",
        "hermite(x, 2)",
        "x is missing",
    ],
)
def test_names_that_could_be_misread_are_quoted(name):
    assert re.fullmatch(QUOTED, quote_name(name))


@pytest.mark.parametrize("level", ["4", "-1", "a+b", "18 - 25", "A(M)", "nan", "log(x)"])
def test_levels_that_look_like_numbers_are_bare(level):
    assert quote_level(level) == level


@pytest.mark.parametrize("level", ["", " ", "a]", "a = b", "a*b", "a`", "\t", "x is missing"])
def test_levels_that_could_be_misread_are_quoted(level):
    assert re.fullmatch(QUOTED, quote_level(level))


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("a`b", "`a``b`"),
        ("a\nb", r"`a\nb`"),
        ("a\\nb", r"`a\\nb`"),
        ("a\x00", r"`a\x00`"),
        ("\u2028", r"`\u2028`"),
    ],
)
def test_quotes_are_readable(name, quoted):
    assert quote_name(name) == quoted


@given(any_text)
def test_quoted_text_reads_back(text):
    for quote in (quote_name, quote_level):
        written = quote(text)
        assert written.isprintable()
        assert written == text or unquote(written) == text


@given(any_text)
def test_what_is_quoted_is_one_quoted_string(text):
    assert re.fullmatch(QUOTED, quote_name(f"{text}*"))
