"""Numbers and names in sentences."""

import pytest

from polylasso.app.teaching.words import count, listed, number, one_line, percent, sentence, times


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.01234, "0.0123"),
        (-3.4, "\N{MINUS SIGN}3.4"),
        (12345.0, "12,300"),
        (1.5e-7, "1.5\N{MULTIPLICATION SIGN}10⁻⁷"),
        (0.0, "0"),
    ],
)
def test_numbers(value, shown):
    assert number(value) == shown


def test_shares_counts_and_ratios():
    assert percent(0.0234) == "2.3 %"
    assert times(3.14159) == "3.1 times"
    assert [count(1, "row"), count(2000, "row")] == ["1 row", "2,000 rows"]


def test_names_are_escaped_and_cut():
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"]) == "a"
    assert listed(list("abcdef"), 2) == "a, b and 4 more"
    assert listed(["<b>*x*"]) == r"\<b\>\*x\*"
    assert len(listed(["y" * 100])) == 40


def test_lines():
    assert sentence("gradient descent") == "Gradient descent"
    assert one_line("a\n b") == "a b"
    assert one_line(" ") == "(no name)"
