"""The objective, its constants and its duality gap, written once.

With residual r = y - Z beta, weighted inner products and penalty factors gamma,

    P(beta) = 1/2 r'r + alpha sum_j gamma_j (l1_ratio |beta_j| + (1 - l1_ratio)/2 beta_j^2).

1. The ridge part is a lasso on rows appended below: Z~ = [Z; R^(1/2)], y~ = [y; 0] with
   R = alpha (1 - l1_ratio) diag(gamma). Its residual is r~ = (r, -R^(1/2) beta), and
   Z~'r~ = Z'r - R beta =: c.
2. The dual of the lasso is max over |Z~'theta|_j <= alpha l1_ratio gamma_j of
   1/2 y~'y~ - 1/2 (theta - y~)'(theta - y~) = theta'y~ - 1/2 theta'theta
   (Mairal, Sparse coding for machine learning, 2010, appendix D).
3. theta = s r~ is feasible for s = min(1, min_j alpha l1_ratio gamma_j / |c_j|).
   With Q = r~'r~ and y'r = r'r + beta'Z'r the dual value is s y'r - s^2 Q / 2.
4. At s = 1, P - D = sum_j beta_j (alpha l1_ratio gamma_j sign(beta_j) - c_j): no large numbers
   cancel. For s < 1 the dual loses (1 - s) (y'r - (1 + s) Q / 2) more.
5. A coefficient without penalty needs c_j = 0; the little that rounding leaves counts as
   |c_j beta_j|.
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["Penalty", "duality_gap", "penalised_ratios", "primal"]

# |Z'r| below this share of the norm of y is rounding error and counts as zero. No alpha below it
# can be told from zero.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Penalty:
    """The penalty at one alpha, per term: soft threshold and ridge constant.

    Parameters
    ----------
    alpha : float
        Strength, >= 0.
    l1_ratio : float
        Share of the L1 part, in (0, 1].
    factor : ndarray of shape (n_terms,)
        gamma, >= 0.
    """

    alpha: float
    l1_ratio: float
    factor: np.ndarray

    @property
    def threshold(self) -> np.ndarray:
        """Soft thresholds alpha l1_ratio gamma."""
        return (self.alpha * self.l1_ratio) * self.factor

    @property
    def ridge(self) -> np.ndarray:
        """Ridge constants alpha (1 - l1_ratio) gamma."""
        return (self.alpha * (1.0 - self.l1_ratio)) * self.factor

    def at(self, indices: np.ndarray) -> "Penalty":
        """Return the penalty of some terms."""
        return Penalty(self.alpha, self.l1_ratio, self.factor[indices])


def primal(loss: float, coef: np.ndarray, penalty: Penalty) -> float:
    """Return the objective from the loss 1/2 r'r and the non-zero coefficients."""
    return float(loss + penalty.threshold @ np.abs(coef) + 0.5 * (penalty.ridge @ (coef * coef)))


def penalised_ratios(correlation: np.ndarray, factor: np.ndarray, null_loss: float) -> np.ndarray:
    """Return |c_j| / gamma_j; zero where there is no penalty and where c_j is rounding error.

    Parameters
    ----------
    correlation, factor : ndarray of shape (n_terms,)
        c and gamma.
    null_loss : float
        1/2 y'y.
    """
    size = np.abs(correlation)
    counts = (factor > 0.0) & (size > ROUNDING * np.sqrt(2.0 * null_loss))
    return np.divide(size, factor, out=np.zeros_like(size), where=counts)


def duality_gap(
    loss: float,
    coef: np.ndarray,
    gradient: np.ndarray,
    penalty: Penalty,
    largest_ratio: float,
) -> float:
    """Return primal minus dual value at the scaled residual (steps 3 to 5 of the module).

    Parameters
    ----------
    loss : float
        1/2 r'r.
    coef, gradient : ndarray of shape (n_support,)
        Non-zero coefficients and Z'r at their terms.
    penalty : Penalty
        The penalty of the same terms.
    largest_ratio : float
        Largest |c_j| / gamma_j over all candidate terms, see `penalised_ratios`.
    """
    threshold, ridge_part = penalty.threshold, penalty.ridge * coef
    correlation = gradient - ridge_part
    quadratic = 2.0 * loss + ridge_part @ coef
    residual_target = 2.0 * loss + coef @ gradient
    complementarity = coef @ (threshold * np.sign(coef) - correlation)
    unpenalised = penalty.factor == 0.0
    if unpenalised.any():
        complementarity += 2.0 * np.abs(coef[unpenalised] * correlation[unpenalised]).sum()
    bound = penalty.alpha * penalty.l1_ratio
    shrink = 1.0 if largest_ratio <= bound else bound / largest_ratio
    lost = (1.0 - shrink) * (residual_target - 0.5 * (1.0 + shrink) * quadratic)
    return float(max(complementarity + lost, 0.0))
