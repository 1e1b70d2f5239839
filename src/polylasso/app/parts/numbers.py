"""Numbers in the sentences of a page."""

from polylasso.inspection.numerals import numeral

__all__ = ["shown", "signed"]

_MINUS = "\N{MINUS SIGN}"


def shown(value: float, digits: int = 5) -> str:
    """Spell a number with some significant digits and a true minus sign."""
    return numeral(value, digits).replace("-", _MINUS)


def signed(value: float, digits: int = 3) -> str:
    """Spell a difference, with its sign."""
    return shown(value, digits) if value < 0 else f"+{shown(value, digits)}"
