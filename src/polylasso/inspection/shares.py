"""How much of a model's variance each term accounts for."""

import numpy as np

__all__ = ["variance_shares"]


def variance_shares(standardized_coef: np.ndarray, gram_support: np.ndarray) -> np.ndarray:
    """Split the variance of the fitted values among the terms.

    share_j = beta_j (G beta)_j / (beta' G beta): the covariance of term j's part with the whole.
    Shares add up to 1. One may be negative, or above 1, where a term counteracts others.

    Parameters
    ----------
    standardized_coef : ndarray of shape (n_terms,)
        beta, of terms with variance 1.
    gram_support : ndarray of shape (n_terms, n_terms)
        G, the weighted correlations of these terms.

    Returns
    -------
    ndarray of shape (n_terms,)
        Zeros if the fitted values do not vary.

    References
    ----------
    J. W. Pratt, "Dividing the indivisible: using simple symmetry to partition variance
    explained", Proceedings of the Second International Tampere Conference in Statistics, 1987,
    pages 245 to 260. At alpha = 0 this is his measure; with a penalty it splits the variance of
    the fitted values, not that which least squares would explain.
    """
    coef = np.asarray(standardized_coef, dtype=np.float64)
    parts = coef * (np.asarray(gram_support, dtype=np.float64) @ coef)
    variance = parts.sum()
    return parts / variance if variance > 0 else np.zeros_like(parts)
