"""A model as one formula."""

import math
from collections.abc import Iterable

from polylasso.inspection.numerals import check_digits, numeral
from polylasso.inspection.styles import STYLES, Style
from polylasso.model import PolynomialModel
from polylasso.terms import Term

__all__ = ["formula"]

_INDENT = "    "


def formula(
    model: PolynomialModel,
    digits: int | None = 4,
    style: str = "text",
    width: int | None = None,
) -> str:
    """Write a model as a formula.

    Parameters
    ----------
    model : PolynomialModel
    digits : int or None, default=4
        Significant digits of the coefficients; None writes all of them, so that the formula
        predicts what the model does.
    style : {"text", "unicode", "latex"}, default="text"
        "text" writes names so that they can be read back, with backticks where that takes some;
        "unicode" writes ``x²`` and plain names; "latex" is for math mode and needs amsmath.
    width : int, default=None
        Break between terms into lines of at most so many characters, where a term allows it.

    Returns
    -------
    str
        For example ``co2 = 3.1 + 16.8*comb - 5.4*comb*[fuel = E]``. A ``legendre(x, k)`` is the
        Legendre polynomial of degree k on the training range of x; `monomials` is without.

    Raises
    ------
    ValueError
        If an argument is none of these.
    """
    check_digits(digits)
    if style not in STYLES:
        raise ValueError(f"style is {style!r}; pass one of {', '.join(STYLES)}")
    chosen = STYLES[style]
    summands = list(_summands(model, digits, chosen))
    return _joined([f"{chosen.name(model.target_name)} = {summands[0]}", *summands[1:]], width)


def _summands(model: PolynomialModel, digits: int | None, style: Style) -> Iterable[str]:
    """Yield the parts of the sum, all but the first with a sign and a space before them."""
    parts = [
        (float(coef), f"{style.times}{_product(term, style)}")
        for term, coef in zip(model.terms, model.coef, strict=True)
    ]
    if model.intercept != 0 or not parts:
        parts.insert(0, (float(model.intercept), ""))
    for position, (number, rest) in enumerate(parts):
        negative = number < 0
        if position == 0:
            sign = style.minus if negative else ""
        else:
            sign = f"{style.minus if negative else '+'} "
        yield f"{sign}{style.numeral(numeral(math.fabs(number), digits))}{rest}"


def _product(term: Term, style: Style) -> str:
    return style.times.join(map(style.atom, term.atoms))


def _joined(parts: list[str], width: int | None) -> str:
    if width is None:
        return " ".join(parts)
    lines = [parts[0]]
    for part in parts[1:]:
        if len(lines[-1]) + 1 + len(part) <= width:
            lines[-1] += f" {part}"
        else:
            lines.append(_INDENT + part)
    return "\n".join(lines)
