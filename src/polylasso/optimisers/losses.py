"""The squared loss as an optimiser sees it: a value and a gradient at any coefficients."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from polylasso.design import Design

__all__ = ["ColumnLoss", "DesignLoss", "GramLoss", "Loss", "Slope", "largest_eigenvalue", "loss_of"]

# Up to this many terms their inner products are formed once: 32 MB.
GRAM_TERMS = 2000
# The largest eigenvalue is found to this relative change, within so many products.
EIGEN_CHANGE, EIGEN_PRODUCTS = 1e-4, 300


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """The loss at some coefficients.

    Parameters
    ----------
    loss : float
        1/2 r' Omega r, r = y - Z beta.
    gradient : ndarray of shape (n_terms,)
        Z' Omega r, minus the derivative of the loss.
    """

    loss: float
    gradient: np.ndarray


class Loss(Protocol):
    """1/2 (y - Z beta)' Omega (y - Z beta) as a function of beta."""

    @property
    def n_terms(self) -> int:
        """Number of coefficients."""

    @property
    def null_loss(self) -> float:
        """Loss of the best constant, the unit of gaps."""

    def at(self, coef: np.ndarray) -> Slope:
        """Return value and gradient at coefficients of shape (n_terms,)."""


@dataclass(frozen=True, slots=True, eq=False)
class GramLoss:
    """The loss from inner products.

    Z' Omega r = c - G beta, and the loss is 1/2 y' Omega y - 1/2 (c + Z' Omega r)' beta.

    Parameters
    ----------
    gram : ndarray of shape (n_terms, n_terms)
        G = Z' Omega Z.
    null_gradient : ndarray of shape (n_terms,)
        c = Z' Omega y.
    null_loss : float
        y' Omega y / 2.
    """

    gram: np.ndarray
    null_gradient: np.ndarray
    null_loss: float

    @property
    def n_terms(self) -> int:
        """Number of coefficients."""
        return len(self.null_gradient)

    def at(self, coef: np.ndarray) -> Slope:
        """Return value and gradient at coefficients of shape (n_terms,)."""
        gradient = self.null_gradient - self.gram @ coef
        return Slope(_loss(self.null_loss, self.null_gradient, gradient, coef), gradient)


@dataclass(frozen=True, slots=True, eq=False)
class DesignLoss:
    """The loss from a design, whatever its storage: one full gradient a value.

    Parameters
    ----------
    design : Design
    """

    design: Design

    @property
    def n_terms(self) -> int:
        """Number of coefficients."""
        return self.design.n_terms

    @property
    def null_loss(self) -> float:
        """Loss of the best constant."""
        return self.design.null_loss

    def at(self, coef: np.ndarray) -> Slope:
        """Return value and gradient at coefficients of shape (n_terms,)."""
        support = np.flatnonzero(coef)
        gradient = self.design.gradient(support, coef[support])
        null_gradient = self.design.null_gradient
        return Slope(_loss(self.design.null_loss, null_gradient, gradient, coef), gradient)


@dataclass(frozen=True, slots=True, eq=False)
class ColumnLoss:
    """The loss from plain columns, two products with them a value.

    Parameters
    ----------
    columns : ndarray of shape (n_rows, n_terms)
    target : ndarray of shape (n_rows,)
    weights : ndarray of shape (n_rows,)
        Sum to 1.
    """

    columns: np.ndarray
    target: np.ndarray
    weights: np.ndarray

    @property
    def n_terms(self) -> int:
        """Number of coefficients."""
        return self.columns.shape[1]

    @property
    def null_loss(self) -> float:
        """Loss of the best constant."""
        centred = self.target - self.weights @ self.target
        return 0.5 * float(self.weights @ centred**2)

    def at(self, coef: np.ndarray) -> Slope:
        """Return value and gradient at coefficients of shape (n_terms,)."""
        residual = self.target - self.columns @ coef
        weighted = self.weights * residual
        return Slope(0.5 * float(weighted @ residual), weighted @ self.columns)


def loss_of(design: Design) -> Loss:
    """Return the loss of a design: from inner products where terms are few."""
    if design.n_terms > GRAM_TERMS:
        return DesignLoss(design)
    everything = np.arange(design.n_terms)
    return GramLoss(design.gram(everything, everything), design.null_gradient, design.null_loss)


def largest_eigenvalue(loss: Loss) -> float:
    """Return the largest eigenvalue L of Z' Omega Z, by the power method.

    The derivative of the loss changes by at most L times the change of beta, so that gradient
    descent with a rate below 2 / L converges. The estimate is from below, by little.
    """
    if loss.n_terms == 0:
        return 0.0
    origin = loss.at(np.zeros(loss.n_terms)).gradient
    vector = np.random.default_rng(0).standard_normal(loss.n_terms)
    vector /= np.linalg.norm(vector)
    value = 0.0
    for _ in range(EIGEN_PRODUCTS):
        image = origin - loss.at(vector).gradient
        before, value = value, float(np.linalg.norm(image))
        if value == 0.0 or abs(value - before) <= EIGEN_CHANGE * value:
            break
        vector = image / value
    return value


def _loss(
    null_loss: float, null_gradient: np.ndarray, gradient: np.ndarray, coef: np.ndarray
) -> float:
    return max(null_loss - 0.5 * float((null_gradient + gradient) @ coef), 0.0)
