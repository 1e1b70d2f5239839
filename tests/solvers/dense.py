"""A plain dense design, and what an optimum is, written without a line of the library."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class DenseDesign:
    """Columns of norm 1 or 0, held as they are."""

    columns: np.ndarray
    target: np.ndarray
    has_gram: bool = False

    @classmethod
    def of(cls, raw, target, weights=None, has_gram=False):
        """Centre and scale raw columns under weights; what is constant becomes zeros."""
        target = target - target[0]
        weights = np.full(len(raw), 1.0) if weights is None else weights
        weights = weights / weights.sum()
        root = np.sqrt(weights)[:, None]
        centred = raw - weights @ raw
        norm = np.sqrt(weights @ centred**2)
        size = np.sqrt(weights @ raw**2)
        scale = np.where(norm > 1e-12 * size, norm, np.inf)
        return cls(root * centred / scale, root[:, 0] * (target - weights @ target), has_gram)

    @property
    def n_terms(self):
        return self.columns.shape[1]

    @property
    def null_loss(self):
        return 0.5 * float(self.target @ self.target)

    @property
    def null_gradient(self):
        return self.columns.T @ self.target

    def gradient(self, support, coef):
        return self.columns.T @ (self.target - self.columns[:, support] @ coef)

    def gram(self, rows, cols):
        return self.columns[:, rows].T @ self.columns[:, cols]


@dataclass(frozen=True, slots=True)
class Optimality:
    """What is wrong with a solution, recomputed over all terms from the columns."""

    primal: float
    gap: float
    violation: float


def optimality(design, support, coef, alpha, l1_ratio, factor):
    """Objective, relative duality gap and largest violation of the optimality conditions.

    The ridge part is written out as rows appended to the columns, and the dual point is made
    feasible for coefficients without penalty by projection.
    """
    beta = np.zeros(design.n_terms)
    beta[support] = coef
    ridge = alpha * (1 - l1_ratio) * factor
    columns = np.vstack([design.columns, np.diag(np.sqrt(ridge))])
    target = np.concatenate([design.target, np.zeros(design.n_terms)])
    residual = target - columns @ beta
    threshold = alpha * l1_ratio * factor
    primal = 0.5 * residual @ residual + threshold @ np.abs(beta)
    correlation = columns.T @ residual
    free = columns[:, threshold == 0]
    point = residual - free @ np.linalg.lstsq(free, residual, rcond=3e-8)[0]
    penalised = threshold > 0
    attained = np.abs(columns.T @ point)[penalised] / threshold[penalised]
    point = point / max(1.0, attained.max(initial=0.0))
    dual = 0.5 * target @ target - 0.5 * (target - point) @ (target - point)
    null = 0.5 * target @ target
    wrong = np.where(
        beta != 0,
        np.abs(correlation - threshold * np.sign(beta)),
        np.maximum(np.abs(correlation) - threshold, 0.0),
    )
    scale = np.linalg.norm(target)
    return Optimality(
        float(primal),
        float((primal - dual) / null) if null else 0.0,
        float(wrong.max(initial=0.0) / scale) if scale else float(wrong.max(initial=0.0)),
    )
