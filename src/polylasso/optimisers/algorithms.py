"""The optimisers: each is its update equations.

g is the derivative at w, of the loss, the ridge penalty and what the treatment of L1 adds to it;
S is what that treatment does after a step (the soft threshold of a proximal one, otherwise
nothing), given the length of the step.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from polylasso.optimisers.losses import largest_eigenvalue
from polylasso.optimisers.optimiser import Field, Optimiser, Step, curvature
from polylasso.optimisers.problem import PenalisedProblem
from polylasso.optimisers.treatments import Proximal

__all__ = ["Adam", "FISTA", "GradientDescent", "ISTA", "Momentum", "RMSprop"]

# Share of the standard deviation of the target that a coefficient moves in one adaptive step.
ADAPTIVE_SHARE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GradientDescent(Optimiser):
    """Batch gradient descent: w <- S(w - rate g, rate) (Cauchy, 1847).

    It converges for rates below 2 / L, L the largest eigenvalue of Z'Omega Z; None is 1 / L.
    See `Optimiser` for the parameters.
    """

    name: ClassVar[str] = "gradient descent"

    def safe_rate(self, problem: PenalisedProblem) -> float:
        """Return 1 / L."""
        return 1.0 / curvature(problem)

    def _begin(self, coef: np.ndarray) -> Any:
        return None

    def _step(
        self, coef: np.ndarray, state: Any, field: Field, rate: float, iteration: int
    ) -> Step:
        return Step(field.shrink(coef - rate * field.derivative(coef), rate), None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Momentum(Optimiser):
    """Gradient descent with momentum: w+ = S(w - rate g + momentum (w - w-), rate).

    The heavy ball of Polyak (1964); with a proximal L1 it is iPiano (Ochs, Chen, Brox and Pock,
    2014), which has the same fixed points. It converges for rates below 2 (1 - momentum) / L, on a
    plain quadratic below 2 (1 + momentum) / L; None is (1 - momentum) / L.

    Parameters
    ----------
    momentum : float, default=0.9
        In [0, 1). Beside the parameters of `Optimiser`.
    """

    momentum: float = 0.9

    name: ClassVar[str] = "momentum"

    def __post_init__(self):
        Optimiser.__post_init__(self)
        _check_share("momentum", self.momentum)

    def safe_rate(self, problem: PenalisedProblem) -> float:
        """Return (1 - momentum) / L."""
        return (1.0 - self.momentum) / curvature(problem)

    def _begin(self, coef: np.ndarray) -> np.ndarray:
        return coef

    def _step(
        self, coef: np.ndarray, state: np.ndarray, field: Field, rate: float, iteration: int
    ) -> Step:
        ahead = coef - rate * field.derivative(coef) + self.momentum * (coef - state)
        return Step(field.shrink(ahead, rate), coef)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RMSprop(Optimiser):
    """Steps over a running root mean square (Tieleman and Hinton, lecture 6.5, 2012).

    v <- decay v + (1 - decay) g^2, s = rate / (sqrt(v) + epsilon), w <- S(w - s g, s).

    A step is about as long as the rate, however flat the objective is; with a constant rate it
    ends in a swing of that size, unless L1 is proximal and rate <= threshold / L.

    Parameters
    ----------
    decay : float, default=0.9
        In [0, 1).
    epsilon : float, default=1e-8
        > 0. Beside the parameters of `Optimiser`.
    """

    decay: float = 0.9
    epsilon: float = 1e-8

    name: ClassVar[str] = "RMSprop"

    def __post_init__(self):
        Optimiser.__post_init__(self)
        _check_share("decay", self.decay)
        _check_epsilon(self.epsilon)

    def safe_rate(self, problem: PenalisedProblem) -> float:
        """Return 1 % of the standard deviation of the target, or less if terms or L1 ask for it."""
        return _adaptive_rate(self, problem)

    def _begin(self, coef: np.ndarray) -> np.ndarray:
        return np.zeros_like(coef)

    def _step(
        self, coef: np.ndarray, state: np.ndarray, field: Field, rate: float, iteration: int
    ) -> Step:
        derivative = field.derivative(coef)
        square = self.decay * state + (1.0 - self.decay) * derivative**2
        length = rate / (np.sqrt(square) + self.epsilon)
        return Step(field.shrink(coef - length * derivative, length), square)


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Running means of the derivative and of its square."""

    first: np.ndarray
    second: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Adam(Optimiser):
    """Adam (Kingma and Ba, 2015, algorithm 1).

    m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g^2; with the bias of the first steps
    taken off, m^ = m / (1 - beta1^t) and v^ = v / (1 - beta2^t), s = rate / (sqrt(v^) + epsilon)
    and w <- S(w - s m^, s).

    Parameters
    ----------
    betas : tuple of float, default=(0.9, 0.999)
        In [0, 1).
    epsilon : float, default=1e-8
        > 0. Beside the parameters of `Optimiser`.
    """

    betas: tuple[float, float] = (0.9, 0.999)
    epsilon: float = 1e-8

    name: ClassVar[str] = "Adam"

    def __post_init__(self):
        Optimiser.__post_init__(self)
        for beta in self.betas:
            _check_share("betas", beta)
        _check_epsilon(self.epsilon)

    def safe_rate(self, problem: PenalisedProblem) -> float:
        """Return 1 % of the standard deviation of the target, or less if terms or L1 ask for it."""
        return _adaptive_rate(self, problem)

    def _begin(self, coef: np.ndarray) -> Moments:
        return Moments(np.zeros_like(coef), np.zeros_like(coef))

    def _step(
        self, coef: np.ndarray, state: Moments, field: Field, rate: float, iteration: int
    ) -> Step:
        derivative = field.derivative(coef)
        beta1, beta2 = self.betas
        first = beta1 * state.first + (1.0 - beta1) * derivative
        second = beta2 * state.second + (1.0 - beta2) * derivative**2
        length = rate / (np.sqrt(second / (1.0 - beta2**iteration)) + self.epsilon)
        ahead = coef - length * (first / (1.0 - beta1**iteration))
        return Step(field.shrink(ahead, length), Moments(first, second))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ISTA(Optimiser):
    """Iterative soft thresholding: w <- S(w - rate g, rate) (Daubechies, Defrise and De Mol, 2004).

    Gradient descent with a proximal L1. The objective falls at every step for rates up to 1 / L,
    and its excess like 1 / k (Beck and Teboulle, 2009, theorem 3.1); None is 1 / L.
    See `Optimiser` for the parameters.
    """

    name: ClassVar[str] = "ISTA"

    def __post_init__(self):
        Optimiser.__post_init__(self)
        _check_proximal(self)

    def safe_rate(self, problem: PenalisedProblem) -> float:
        """Return 1 / L."""
        return 1.0 / curvature(problem)

    def _begin(self, coef: np.ndarray) -> Any:
        return None

    def _step(
        self, coef: np.ndarray, state: Any, field: Field, rate: float, iteration: int
    ) -> Step:
        return Step(field.shrink(coef - rate * field.derivative(coef), rate), None)


@dataclass(frozen=True, slots=True, eq=False)
class Pace:
    """The coefficients before, and how long the momentum has been growing."""

    before: np.ndarray
    count: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FISTA(Optimiser):
    """Accelerated soft thresholding (Beck and Teboulle, 2009), with restarts.

    z = w + (k - 1) / (k + 2) (w - w-), w+ = S(z - rate g(z), rate): the excess falls like 1 / k^2
    for rates up to 1 / L. The momentum starts anew (k = 1) where it points uphill,
    (z - w+)'(w+ - w) > 0 (O'Donoghue and Candes, 2015). None is 1 / L.
    See `Optimiser` for the parameters.
    """

    name: ClassVar[str] = "FISTA"

    def __post_init__(self):
        Optimiser.__post_init__(self)
        _check_proximal(self)

    def safe_rate(self, problem: PenalisedProblem) -> float:
        """Return 1 / L."""
        return 1.0 / curvature(problem)

    def _begin(self, coef: np.ndarray) -> Pace:
        return Pace(coef, 1)

    def _step(
        self, coef: np.ndarray, state: Pace, field: Field, rate: float, iteration: int
    ) -> Step:
        place = coef
        if state.count > 1:
            place = coef + (state.count - 1) / (state.count + 2) * (coef - state.before)
        following = field.shrink(place - rate * field.derivative(place), rate)
        is_uphill = (place - following) @ (following - coef) > 0.0
        return Step(following, Pace(coef, 1 if is_uphill else state.count + 1))


def _adaptive_rate(optimiser: Optimiser, problem: PenalisedProblem) -> float:
    """Return a rate for steps that are divided by the size of the derivative.

    A step changes every coefficient by the rate, and so the fit by at most rate sqrt(L n) for n
    terms: where that is more than rate n, as in columns that are not standardised, the rate is
    less. At the optimum the derivative of the loss is as large as the threshold in every active
    term: with a proximal L1 the step there is rate / threshold, which must not exceed 1 / L.
    """
    rate = ADAPTIVE_SHARE * float(np.sqrt(2.0 * problem.loss.null_loss)) or ADAPTIVE_SHARE
    largest = largest_eigenvalue(problem.loss)
    if largest > problem.loss.n_terms:
        rate *= float(np.sqrt(problem.loss.n_terms / largest))
    threshold = problem.penalty.threshold
    if isinstance(optimiser.l1, Proximal) and (threshold > 0.0).any():
        rate = min(rate, float(threshold[threshold > 0.0].min()) / curvature(problem))
    return rate


def _check_share(name: str, value: float) -> None:
    if not 0.0 <= value < 1.0:
        raise ValueError(f"{name} must be in [0, 1), got {value!r}")


def _check_epsilon(epsilon: float) -> None:
    if not epsilon > 0.0:
        raise ValueError(f"epsilon must be positive, got {epsilon!r}")


def _check_proximal(optimiser: Optimiser) -> None:
    if not isinstance(optimiser.l1, Proximal):
        raise ValueError(f"{optimiser.name} is proximal: use GradientDescent for {optimiser.l1!r}")
