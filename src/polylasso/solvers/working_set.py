"""The path over all candidate terms: exact on a working set, certified on the rest.

Let c_ref = Z'r_ref be the gradient at a reference residual. As columns have norm 1,
|c_j| <= |c_ref,j| + ||r - r_ref|| for every term (Cauchy-Schwarz), so a term outside the working
set needs no look while that bound stays below its threshold. Where it does not, one full pass
gives a new reference; violators join the working set with the next best terms.
"""

from collections.abc import Iterator

import numpy as np

from polylasso.design.base import Design
from polylasso.solvers.active_set import VIOLATION, ActiveSet
from polylasso.solvers.heredity import Heredity
from polylasso.solvers.objective import ROUNDING, Penalty, duality_gap, penalised_ratios
from polylasso.solvers.solution import Settings, Solution
from polylasso.solvers.working_gram import WorkingGram

__all__ = ["PathFollower"]

# Penalty factor of a term that may not enter: no gradient reaches its threshold.
LOCKED = 1e200
# Up to this many terms the working set is everything, where inner products cost nothing.
WHOLE = 1200
# Terms above this share of the bound join with the violators. Fewer make more passes, more make
# larger inner products; measured on paths of 5 to 300 alphas.
NEAR = 0.8
# Newton steps with gradients from the columns, where inner products leave too large a gap.
REFINEMENTS = 2


class PathFollower:
    """Follow the solution through decreasing alphas.

    Parameters
    ----------
    design : Design
    factor : ndarray of shape (n_terms,)
        Penalty factors gamma, >= 0.
    settings : Settings
    heredity : Heredity or None
        Which terms may enter, given those that have been in the model; None for all.

    Attributes
    ----------
    alpha_max : float
        Smallest alpha at which every penalised coefficient is zero.
    n_passes : int
        Number of full gradients computed.
    n_steps : int
        Number of linear systems solved.
    """

    def __init__(
        self,
        design: Design,
        factor: np.ndarray,
        settings: Settings,
        heredity: Heredity | None = None,
    ):
        self._design = design
        self._given_factor = factor
        self._heredity = heredity
        self._seen = np.zeros(len(factor), dtype=bool)
        self._factor = self._free_factor()
        self._settings = settings
        self._uniform = heredity is None and bool(np.all(factor == 1.0))
        self._rounding = ROUNDING * np.sqrt(2.0 * design.null_loss) if self._uniform else 0.0
        self._least_factor = factor[factor > 0].min(initial=np.inf)
        self._members = np.zeros(0, dtype=np.intp)
        self._active = ActiveSet(WorkingGram())
        self.n_passes = 0
        self._set_reference(design.null_gradient)
        if design.n_terms <= (WHOLE if design.has_gram else settings.whole):
            for start in range(0, design.n_terms, settings.batch):
                self._join(np.arange(start, min(start + settings.batch, design.n_terms)))
        self._start()
        self.alpha_max = self._largest_ratio / settings.l1_ratio

    @property
    def null_loss(self) -> float:
        """Loss at zero coefficients."""
        return self._design.null_loss

    @property
    def n_steps(self) -> int:
        """Number of linear systems solved."""
        return self._active.n_steps

    def follow(self, alphas: np.ndarray) -> Iterator[Solution]:
        """Yield the solution at each alpha, in the order given (decreasing is fastest)."""
        for alpha in alphas:
            yield self.solve(float(alpha))

    def solve(self, alpha: float) -> Solution:
        """Return the solution at one alpha > 0."""
        solution = self._solve(alpha)
        self._free_terms(solution)
        return solution

    def _free_factor(self) -> np.ndarray:
        """Penalty factors that keep out what heredity does not let enter."""
        if self._heredity is None:
            return self._given_factor
        free = self._heredity.free(self._seen) | (self._given_factor == 0.0)
        return np.where(free, self._given_factor, LOCKED)

    def _free_terms(self, solution: Solution) -> None:
        """Let terms enter from the next alpha on, now that others are in the model."""
        if self._heredity is None or self._seen[solution.support].all():
            return
        self._seen[solution.support] = True
        self._factor = self._free_factor()
        self._set_ratios()

    def _solve(self, alpha: float) -> Solution:
        penalty = Penalty(alpha, self._settings.l1_ratio, self._factor)
        while True:
            working_penalty = penalty.at(self._members)
            solved = self._active.solve(working_penalty, self._settings.max_steps)
            if self._certified(alpha):
                break
            self._full_pass(working_penalty)
            if not self._admit(alpha) or not solved:
                break
        return self._refined(self._solution(alpha, penalty.at(self._members)), penalty)

    def _refined(self, solution: Solution, penalty: Penalty) -> Solution:
        """Correct a solution that falls short of the tolerance, by gradients from the columns."""
        for _ in range(REFINEMENTS):
            if solution.gap <= self._settings.tol:
                break
            working_penalty = penalty.at(self._members)
            self._full_pass(working_penalty)
            corrected = self._solution(solution.alpha, working_penalty)
            solution = min(solution, corrected, key=lambda candidate: candidate.gap)
        return solution

    def _start(self) -> None:
        """Put unpenalised terms in the model; the reference is then their residual."""
        free = np.flatnonzero(self._factor == 0.0)
        if free.size:
            self._join(np.setdiff1d(free, self._members))
            self._active.admit_unpenalised(np.flatnonzero(self._factor[self._members] == 0.0))
            self._full_pass(Penalty(0.0, 1.0, self._factor).at(self._members))

    def _set_reference(self, gradient: np.ndarray) -> None:
        self._reference = gradient
        self._reference_coef = self._dense_coef()
        self._set_ratios()

    def _set_ratios(self) -> None:
        """Set |c_j| / gamma_j at the reference for the terms outside, zero for members."""
        self._ratios = (
            np.abs(self._reference)
            if self._uniform
            else penalised_ratios(self._reference, self._factor, self._design.null_loss)
        )
        self._largest_ratio = self._most()
        self._ratios[self._members] = 0.0
        self._outside_ratio = self._most()

    def _most(self) -> float:
        return self._beyond_rounding(float(self._ratios.max(initial=0.0)))

    def _beyond_rounding(self, largest: float) -> float:
        return largest if largest > self._rounding else 0.0

    def _inside_ratio(self, correlation: np.ndarray, factor: np.ndarray) -> float:
        """Largest |c_j| / gamma_j in the working set."""
        if self._uniform:
            return self._beyond_rounding(float(np.abs(correlation).max(initial=0.0)))
        return float(penalised_ratios(correlation, factor, self._design.null_loss).max(initial=0.0))

    def _dense_coef(self) -> np.ndarray:
        dense = np.zeros(len(self._members))
        dense[self._active.active] = self._active.coef
        return dense

    def _change(self) -> np.ndarray:
        """Coefficients of the working set, less those of the reference."""
        change = self._dense_coef()
        change[: len(self._reference_coef)] -= self._reference_coef
        return change

    def _gradient(self) -> np.ndarray:
        """Z_W'r, from the reference and the change since."""
        if self.n_passes == 0:  # the reference is that of no terms
            return self._active.gradient()
        change = self._change()
        moved = np.flatnonzero(change)
        return self._reference[self._members] - self._active.working.combine(moved, change[moved])

    def _outside_bound(self) -> float:
        """Bound on |c_j| / gamma_j for the terms outside the working set."""
        change = self._change()
        moved = np.flatnonzero(change)
        gram = self._active.working.gram
        squared = change[moved] @ gram[np.ix_(moved, moved)] @ change[moved]
        # Rounding of the quadratic form is below 1e-12 of the null loss.
        slack = 1e-12 * self._design.null_loss
        return self._outside_ratio + np.sqrt(max(squared, 0.0) + slack) / self._least_factor

    def _certified(self, alpha: float) -> bool:
        everything = len(self._members) == len(self._factor)
        return everything or self._outside_bound() <= alpha * self._settings.l1_ratio

    def _full_pass(self, penalty: Penalty) -> None:
        active = self._active
        support = self._members[active.active]
        gradient = self._design.gradient(support, active.coef)
        self.n_passes += 1
        self._set_reference(gradient)
        exact = gradient[support] - penalty.ridge[active.active] * active.coef
        active.refine(exact, penalty.threshold)

    def _admit(self, alpha: float) -> bool:
        """Let violators and the next best terms into the working set; return if any violated."""
        bound = alpha * self._settings.l1_ratio
        violated = self._outside_ratio > bound * (1.0 + VIOLATION)
        chosen = _largest(self._ratios, NEAR * bound, self._settings.batch)
        if chosen.size:
            self._join(chosen)
        return violated

    def _join(self, terms: np.ndarray) -> None:
        members = np.concatenate((self._members, terms))
        block = self._design.gram(members, terms)
        self._active.working.grow(block, self._design.null_gradient[terms])
        self._members = members
        self._ratios[terms] = 0.0
        self._outside_ratio = self._most()

    def _solution(self, alpha: float, penalty: Penalty) -> Solution:
        active = self._active
        chosen = active.active
        own = penalty.at(chosen)
        working_gradient = self._gradient()
        gradient = working_gradient[chosen]
        fitted = active.working.null_gradient[chosen] + gradient
        loss = max(self._design.null_loss - 0.5 * float(fitted @ active.coef), 0.0)
        correlation = working_gradient
        if self._settings.l1_ratio < 1.0:
            correlation[chosen] -= own.ridge * active.coef
        bound = alpha * self._settings.l1_ratio
        outside = self._outside_ratio if self._outside_ratio > bound else 0.0
        largest = max(self._inside_ratio(correlation, penalty.factor), outside)
        gap = duality_gap(loss, active.coef, gradient, own, largest)
        order = np.argsort(self._members[chosen])
        refit = active.unpenalised_fit()
        return Solution(
            alpha=alpha,
            support=self._members[chosen][order],
            coef=active.coef[order],
            refit=refit[order],
            loss=loss,
            gap=gap / max(self._design.null_loss, 1e-300),
            factor=self._factor,
        )


def _largest(values: np.ndarray, least: float, size: int) -> np.ndarray:
    """Return the indices, increasing, of the `size` largest values above `least`."""
    # Most values are far below the largest: a few looks leave little to sort.
    for cut in np.linspace(values.max(initial=0.0), least, 5)[1:]:
        chosen = np.flatnonzero(values > cut)
        if chosen.size >= size:
            order = np.argpartition(values[chosen], chosen.size - size)
            return np.sort(chosen[order[chosen.size - size :]])
    return chosen
