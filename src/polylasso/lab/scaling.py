"""How strong a penalty is: in the library's units, or in those of the original."""

__all__ = ["SCALINGS", "original_alpha"]


def original_alpha(penalty: float, n_rows: int) -> float:
    """Return the alpha that is the original's lambda.

    The original minimises, over m rows,

        J(w) = 1/(2 m) sum_i e_i^2 + lambda / m sum_j |w_j|.

    The library weighs rows by omega_i = 1/m, which sum to 1, and minimises

        P(w) = 1/2 sum_i omega_i e_i^2 + alpha sum_j |w_j|.

    1. With omega_i = 1/m the first terms are the same number, 1/(2 m) sum_i e_i^2.
    2. Both standardise columns by their mean and the root of their mean square deviation, so that
       w is the same coefficient in both.
    3. Then J = P for all w if, and only if, alpha = lambda / m.

    The original's penalty thus fades as rows are added; the library's does not.

    Parameters
    ----------
    penalty : float
        lambda, >= 0.
    n_rows : int
        m, rows trained on.

    Examples
    --------
    >>> from polylasso.lab import original_alpha
    >>> original_alpha(0.2, 1000)
    0.0002
    """
    if not penalty >= 0.0:
        raise ValueError(f"penalty must not be negative, got {penalty!r}")
    if n_rows < 1:
        raise ValueError(f"n_rows must be at least 1, got {n_rows!r}")
    return penalty / n_rows


def _as_it_is(alpha: float, n_rows: int) -> float:
    return alpha


# Alpha of a strength and a number of rows.
SCALINGS = {"library": _as_it_is, "original": original_alpha}
