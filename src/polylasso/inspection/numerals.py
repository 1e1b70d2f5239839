"""Floating-point numbers as a formula shows them."""

from decimal import Decimal
from numbers import Integral

__all__ = ["check_digits", "latex_numeral", "numeral", "superscript", "unicode_numeral"]

_TIMES = "\N{MULTIPLICATION SIGN}"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def check_digits(digits: int | None) -> None:
    """Raise unless `digits` is None or a whole number of at least 1."""
    if digits is not None and (not isinstance(digits, Integral) or digits < 1):
        raise ValueError(
            f"digits is {digits!r}; pass a whole number of at least 1, or None for all digits"
        )


def numeral(number: float, digits: int | None) -> str:
    """Write a number without an exponent where 1e-4 <= abs(number) < 1e7.

    Parameters
    ----------
    number : float
    digits : int or None
        Significant digits; None writes as many as tell the number from every other.
    """
    if digits is None:
        return repr(float(number))
    rounded = Decimal(f"{number:.{digits - 1}e}")
    if rounded == 0 or not Decimal("1e-4") <= abs(rounded) < Decimal("1e7"):
        return f"{number:.{digits}g}"
    plain = f"{rounded:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def unicode_numeral(text: str) -> str:
    """Turn 1.2e-05 into 1.2 times 10⁻⁵."""
    mantissa, exponent = _split(text)
    return f"{mantissa}{_TIMES}10{superscript(exponent)}" if exponent else mantissa


def latex_numeral(text: str) -> str:
    r"""Turn 1.2e-05 into 1.2\times 10^{-5}."""
    mantissa, exponent = _split(text)
    return rf"{mantissa}\times 10^{{{exponent}}}" if exponent else mantissa


def superscript(number: int) -> str:
    """Write a whole number in superscript digits."""
    return str(number).translate(_SUPERSCRIPTS)


def _split(text: str) -> tuple[str, int]:
    mantissa, _, exponent = text.partition("e")
    return mantissa, int(exponent or 0)
