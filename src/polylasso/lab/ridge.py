"""Ridge regression over standardised terms, in closed form.

It minimises 1/2 sum_i omega_i (y_i - b - sum_j beta_j z_ij)^2 + alpha/2 sum_j beta_j^2, so that
beta = (G + alpha I)^-1 c with G = Z' Omega Z and c = Z' Omega y (Hoerl and Kennard, 1970). With
eigenvalues s and eigenvectors U of G, beta = U (U'c / (s + alpha)): one factorisation serves all
alphas. Where there are more terms than rows, W = Omega^(1/2) Z and the eigenvectors U of W W' give
beta = W' U (U' Omega^(1/2) y / (s + alpha)).
"""

import numpy as np

from polylasso.encoding import encode
from polylasso.lab.prepared import Attempt, Coefficients, Prepared, predictor
from polylasso.lab.ridge_path import solve_shifted
from polylasso.model import term_values
from polylasso.selection import Fold
from polylasso.training import Problem

__all__ = ["fit_ridge", "ridge_alphas", "ridge_coefficients"]

# Alphas over the number of terms, which the eigenvalues of G add up to: from where nothing is left
# of the model to where the penalty only chooses among collinear terms.
LARGEST, SMALLEST, N_ALPHAS = 1e1, 1e-12, 53


def ridge_alphas(n_terms: int) -> np.ndarray:
    """Return the grid of alphas, decreasing, that ridge regression is tuned over."""
    return n_terms * np.geomspace(LARGEST, SMALLEST, N_ALPHAS)


def ridge_coefficients(problem: Problem, target: np.ndarray, alphas: np.ndarray) -> np.ndarray:
    """Return coefficients of all standardised terms, shape (n_alphas, n_terms).

    Parameters
    ----------
    problem : Problem
        Whose terms can be held.
    target : ndarray of shape (n_rows,)
        Of the rows of the problem.
    alphas : ndarray of shape (n_alphas,)
        Positive.
    """
    everything = np.arange(len(problem.index))
    with problem.threads():
        if len(everything) <= np.count_nonzero(problem.weights):
            gram = problem.design.gram(everything, everything)
            return solve_shifted(gram, problem.design.null_gradient, alphas)
        columns = problem.standardised(everything)
        centred = np.sqrt(problem.weights) * (target - problem.design.target_mean)
        return solve_shifted(columns @ columns.T, centred, alphas) @ columns


def fit_ridge(prepared: Prepared) -> Attempt:
    """Fit ridge regression at the alpha of the least error by cross-validation.

    Of all alphas the model has all terms, so that no rule has any to save.

    Raises
    ------
    DataError
        If the terms are too many to be held.
    """
    prepared.refuse_unformed()
    split, whole = prepared.split, prepared.problems[0]
    alphas = ridge_alphas(len(whole.index))
    predicted = np.empty((len(alphas), len(split.train)))
    errors = np.empty((len(alphas), len(prepared.folds)))
    for number, (fold, train) in enumerate(zip(prepared.folds, split.trains, strict=True)):
        problem = prepared.problems[number + 1]
        coefs = ridge_coefficients(problem, prepared.own_target(number + 1), alphas)
        values = coefs @ _standardised(problem, fold) + problem.design.target_mean
        predicted[:, ~train] = values
        errors[:, number] = np.mean((values - fold.target) ** 2, axis=1)
    best = int(errors.mean(axis=1).argmin())
    (coef,) = ridge_coefficients(whole, split.train.target, alphas[[best]])
    model = predictor(whole, Coefficients(np.arange(len(coef)), coef), split.target_name)
    on_test = model.predict(split.test.table)
    return Attempt(predicted[best], on_test, len(model.terms), {"alpha": float(alphas[best])})


def _standardised(problem: Problem, fold: Fold) -> np.ndarray:
    """Return all terms on the rows held out, standardised as in training, (n_terms, n_rows)."""
    everything = np.arange(len(problem.index))
    missing = problem.specification.encoding.missing
    encoded = encode(fold.table, problem.variables, missing, "baseline")
    values = term_values(encoded, problem.variables, problem.terms(everything))
    values -= problem.design.means(everything)[:, None]
    values /= problem.design.scales(everything)[:, None]
    return values
