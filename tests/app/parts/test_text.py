"""Names as markdown shows them. That a browser does too is tested in the browser."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.app.parts.text import plain

HOSTILE = ["<img src=x onerror=alert(1)>", "**bold**", "$x$", ":material/home:", "`code`"]


def unescaped(text):
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).replace("\N{WORD JOINER}", "")


@pytest.mark.parametrize("name", HOSTILE)
def test_no_sign_of_markdown_is_left(name):
    assert not re.search(r"(?<!\\)[<>*$`:\[\]_~]", plain(name))


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_what_is_read_is_the_name(name):
    words = " ".join(name.split())
    assert unescaped(plain(name)) == (words or "(no name)")


@pytest.mark.parametrize(
    "name", [":material/home:", "a@b.example", "-> <- >= -- ~=", "www.x.example"]
)
def test_what_is_looked_for_later_is_parted(name):
    assert "\N{WORD JOINER}" in plain(name)


def test_one_line_without_what_does_not_print():
    assert plain("a\n# b\tc\x00") == "a \\# b c\N{REPLACEMENT CHARACTER}"
    assert plain(" \n ") == "(no name)"
