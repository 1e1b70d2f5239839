"""A quadratic loss in two coefficients, and the constraint sets of penalties, in closed form.

The penalty p(b) = l |b|_1 + (1 - l)/2 |b|^2 has the level sets {p <= p(t, 0)}, whose corners lie at
the budget t on both axes. With offset c = l / (1 - l), each is the intersection of four discs:

    p(b) <= p(t, 0)  <=>  (|b_1| + c)^2 + (|b_2| + c)^2 <= (t + c)^2 + c^2,

a circle for l = 0; for l = 1 it is the diamond |b_1| + |b_2| <= t. So the least loss on a set lies
on an edge or an arc, or in a corner, and all are found without iteration but for one root.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import brentq

__all__ = ["Loss", "budget_of", "outline", "solve", "strength"]

# Correlation within this of one: collinear but for rounding, as in the notes of a fit.
SAME = 1e-10
# Eigenvectors of [[1, rho], [rho, 1]], in rows, whatever rho is.
_DIAGONALS = np.array([[1.0, 1.0], [1.0, -1.0]]) / np.sqrt(2.0)


@dataclass(frozen=True, slots=True, eq=False)
class Loss:
    """least + 1/2 (b - centre)' H (b - centre), of two columns of norm 1.

    Parameters
    ----------
    correlation : float
        Of the two columns: what stands beside the diagonal of H.
    centre : ndarray of shape (2,)
        Least squares; the shortest such point where the columns are collinear.
    least : float
        Loss there.
    """

    correlation: float
    centre: np.ndarray
    least: float

    @classmethod
    def of(cls, columns: np.ndarray, target: np.ndarray) -> "Loss":
        """Return 1/2 |target - columns b|^2.

        Parameters
        ----------
        columns : ndarray of shape (n_rows, 2)
            Of norm 1.
        target : ndarray of shape (n_rows,)
        """
        rho = float(columns[:, 0] @ columns[:, 1])
        rho = float(np.sign(rho)) if abs(rho) > 1.0 - SAME else rho
        turned = _DIAGONALS @ (columns.T @ target)
        values = np.array([1.0 + rho, 1.0 - rho])
        centre = _DIAGONALS @ np.divide(turned, values, out=np.zeros(2), where=values > 0)
        residual = target - columns @ centre
        return cls(rho, centre, 0.5 * float(residual @ residual))

    @property
    def hessian(self) -> np.ndarray:
        """H, of shape (2, 2)."""
        return np.array([[1.0, self.correlation], [self.correlation, 1.0]])

    @property
    def eigenvalues(self) -> np.ndarray:
        """Curvatures along the two diagonals, of which one is zero for collinear columns."""
        return np.array([1.0 + self.correlation, 1.0 - self.correlation])

    def at(self, points: np.ndarray) -> np.ndarray:
        """Return the loss at points, of shape (..., 2)."""
        away = points - self.centre
        return self.least + 0.5 * np.sum(away @ self.hessian * away, axis=-1)

    def descent(self, point: np.ndarray) -> np.ndarray:
        """Return minus the gradient: the inner products of the columns with the residual."""
        return self.hessian @ (self.centre - point)


def budget_of(point: np.ndarray, l1_ratio: float) -> float:
    """Return the budget whose constraint set has a point on its rim."""
    size = l1_ratio * np.abs(point).sum() + 0.5 * (1.0 - l1_ratio) * (point @ point)
    return float(_along(2.0 * size, l1_ratio, np.ones(1))[0])


def outline(l1_ratio: float, budget: float, n_quarter: int = 60) -> np.ndarray:
    """Return points on the rim, shape (4 n_quarter + 1, 2), the corners among them."""
    angle = np.linspace(0.0, 2.0 * np.pi, 4 * n_quarter + 1)
    rays = np.column_stack([np.cos(angle), np.sin(angle)])
    rays[::n_quarter] = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]
    level = 2.0 * l1_ratio * budget + (1.0 - l1_ratio) * budget**2
    return rays * _along(level, l1_ratio, np.abs(rays).sum(axis=1))[:, None]


def _along(level: float, l1_ratio: float, slope: np.ndarray) -> np.ndarray:
    """Return the root r >= 0 of 2 l slope r + (1 - l) r^2 = level."""
    half = l1_ratio * slope
    below = half + np.sqrt(half**2 + (1.0 - l1_ratio) * level)
    return np.divide(level, below, out=np.zeros_like(half), where=below > 0)


def solve(loss: Loss, l1_ratio: float, budget: float) -> np.ndarray:
    """Return the point of least loss in a constraint set; of several, a corner.

    Parameters
    ----------
    loss : Loss
    l1_ratio : float
        In [0, 1].
    budget : float
        > 0.
    """
    if budget_of(loss.centre, l1_ratio) <= budget:
        return loss.centre.copy()
    corners = [] if l1_ratio == 0.0 else list(budget * np.vstack([np.eye(2), -np.eye(2)]))
    smooth = _on_edges(loss, budget) if l1_ratio == 1.0 else _on_arcs(loss, l1_ratio, budget)
    return min([*corners, *smooth], key=loss.at)


def strength(loss: Loss, l1_ratio: float, point: np.ndarray) -> float:
    """Return the alpha at which the penalised problem has a solution that `solve` gave.

    At b_j != 0 the gradient vanishes: z_j'r = alpha (l sign(b_j) + (1 - l) b_j).
    """
    place = int(np.abs(point).argmax())
    pull = l1_ratio * np.sign(point[place]) + (1.0 - l1_ratio) * point[place]
    return max(float(loss.descent(point)[place] / pull), 0.0) if pull else 0.0


def _on_edges(loss: Loss, budget: float) -> list[np.ndarray]:
    """Return the least points of the lines through the diamond's edges that lie inside edges."""
    found = []
    for signs in product((1.0, -1.0), repeat=2):
        start = np.array([signs[0] * budget, 0.0])
        way = np.array([-signs[0], signs[1]]) * budget
        curvature = way @ loss.hessian @ way
        share = way @ loss.descent(start) / curvature if curvature > 0 else 0.0
        if 0.0 < share < 1.0:
            found.append(start + share * way)
    return found


def _on_arcs(loss: Loss, l1_ratio: float, budget: float) -> list[np.ndarray]:
    """Return the least points on the rims of the discs that lie on the arcs."""
    offset = l1_ratio / (1.0 - l1_ratio)
    radius = float(np.hypot(budget + offset, offset))
    if offset == 0.0:
        return [_on_circle(loss, np.zeros(2), radius)]
    found = []
    for signs in product((1.0, -1.0), repeat=2):
        point = _on_circle(loss, -offset * np.array(signs), radius)
        if np.all(point * signs > 0):
            found.append(point)
    return found


def _on_circle(loss: Loss, middle: np.ndarray, radius: float) -> np.ndarray:
    """Return the point of least loss in a disc.

    It is middle + (H + mu)^-1 H (centre - middle) with the mu >= 0 that puts it on the rim; the
    inverse distance is nearly linear in mu (More and Sorensen, 1983).
    """
    values = loss.eigenvalues
    pull = values * (_DIAGONALS @ (loss.centre - middle))

    def step(mu: float) -> np.ndarray:
        return np.divide(pull, values + mu, out=np.zeros(2), where=values + mu > 0)

    def excess(mu: float) -> float:
        return 1.0 / radius - 1.0 / float(np.linalg.norm(step(mu)))

    if np.linalg.norm(step(0.0)) <= radius:
        return middle + _DIAGONALS @ step(0.0)
    upper = float(np.linalg.norm(pull)) / radius
    if excess(upper) >= 0.0:  # rounding: one curvature is zero
        return middle + _DIAGONALS @ step(upper)
    root = brentq(excess, 0.0, upper, xtol=1e-16 * upper, rtol=1e-15)
    return middle + _DIAGONALS @ step(root)
