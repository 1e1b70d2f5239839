"""Words, numbers and names as the terminal gets them."""

import pytest

from polylasso.report.text import count_of, number, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("größe 🚗 [bold]", "größe 🚗 [bold]"),
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\tb\rc", r"a\tb\rc"),
        ("\u202eabc", r"\u202eabc"),
    ],
)
def test_names_cannot_steer_the_terminal(text, shown):
    assert visible(text) == shown


def test_numbers():
    assert number(None) == "-"
    assert number(1234.5678) == "1235"
    assert number(0.00012345, 2) == "0.00012"


def test_counts():
    assert count_of(1, "row") == "1 row"
    assert count_of(2171, "row") == "2,171 rows"
    assert count_of(2, "entry", "entries") == "2 entries"
