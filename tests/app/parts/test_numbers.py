"""Numbers in sentences."""

from polylasso.app.parts.numbers import shown, signed


def test_true_minus_signs():
    assert shown(-1234.5678) == "\N{MINUS SIGN}1234.6"
    assert (signed(2.0), signed(-0.12345)) == ("+2", "\N{MINUS SIGN}0.123")
