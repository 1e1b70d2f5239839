"""The path over all candidate terms: exact on a working set, certified on the rest.

A term outside the working set needs no look while earlier full gradients bound its own one below
its threshold (see `Screen`). The few terms of which they do not tell enough join the working set;
where these are many, one full pass gives a new reference, and violators join with the next best
terms.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from polylasso.design.base import Design
from polylasso.solvers.active_set import VIOLATION, ActiveSet
from polylasso.solvers.heredity import Heredity
from polylasso.solvers.objective import Penalty, duality_gap
from polylasso.solvers.screen import Screen
from polylasso.solvers.solution import Settings, Solution
from polylasso.solvers.working_gram import WorkingGram

__all__ = ["PathFollower"]

# Penalty factor of a term that may not enter: no gradient reaches its threshold.
LOCKED = 1e200
# Up to this many terms the working set is everything, where inner products cost nothing.
WHOLE = 1200
# Where terms are many a full pass is dear, and more join at one: this share of their square root,
# up to so many.
BATCH_SHARE, BATCH_MOST = 0.2, 300
# Terms join without a full pass where their inner products are this share of its work; forming a
# column counts as so many products.
PASS_SHARE, OVERHEAD = 1 / 16, 50
# Terms above this share of the bound join with the violators. Fewer make more passes,
# more make larger inner products; measured on paths of 5 to 300 alphas.
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
        self._members = np.zeros(0, dtype=np.intp)
        self._member_factor = np.zeros(0)
        self._active = ActiveSet(WorkingGram())
        self.n_passes = 0
        self._screen = Screen(self._factor, design.null_loss, design.null_gradient)
        if design.n_terms <= (WHOLE if design.has_gram else settings.whole):
            self._join(np.arange(design.n_terms))
        self._start()
        self.alpha_max = self._screen.largest_ratio / settings.l1_ratio

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
        self._member_factor = self._factor[self._members]
        self._screen.weigh(self._factor, self._members)

    def _solve(self, alpha: float) -> Solution:
        bound = alpha * self._settings.l1_ratio
        while True:
            working_penalty = self._penalty(alpha)
            solved = self._active.solve(working_penalty, self._settings.max_steps)
            doubtful = self._doubtful(bound)
            if doubtful.size == 0:
                outside = 0.0  # below the bound, which is all that counts
                break
            if solved and self._costs_less_than_a_pass(doubtful.size):
                self._join(doubtful)
                continue
            self._full_pass(working_penalty)
            outside = self._screen.outside_ratio
            if not self._admit(bound) or not solved:
                break
        return self._refined(self._solution(self._penalty(alpha), outside))

    def _penalty(self, alpha: float) -> Penalty:
        """Return the penalty of the working set."""
        return Penalty(alpha, self._settings.l1_ratio, self._member_factor)

    def _refined(self, solution: Solution) -> Solution:
        """Correct a solution that falls short of the tolerance, by gradients from the columns."""
        for _ in range(REFINEMENTS):
            if solution.gap <= self._settings.tol:
                break
            penalty = self._penalty(solution.alpha)
            self._full_pass(penalty)
            corrected = self._solution(penalty, self._screen.outside_ratio)
            solution = min(solution, corrected, key=lambda candidate: candidate.gap)
        return solution

    def _start(self) -> None:
        """Put unpenalised terms in the model; the reference is then their residual."""
        free = np.flatnonzero(self._factor == 0.0)
        if free.size:
            self._join(np.setdiff1d(free, self._members))
            self._active.admit_unpenalised(np.flatnonzero(self._factor[self._members] == 0.0))
            self._full_pass(Penalty(0.0, 1.0, self._member_factor))

    def _dense_coef(self) -> np.ndarray:
        dense = np.zeros(len(self._members))
        dense[self._active.active] = self._active.coef
        return dense

    def _gradient(self) -> np.ndarray:
        """Z_W'r, from the reference and the change since."""
        if self.n_passes == 0:  # the reference is that of no terms
            return self._active.gradient()
        change = self._screen.change(self._dense_coef())
        moved = np.flatnonzero(change)
        return self._screen.gradient[self._members] - self._active.working.combine(
            moved, change[moved]
        )

    def _doubtful(self, bound: float) -> np.ndarray:
        """Return the terms outside that may violate the optimality conditions."""
        if len(self._members) == len(self._factor):
            return np.zeros(0, dtype=np.intp)
        return self._screen.doubtful(self._dense_coef(), self._active.working.gram, bound)

    def _costs_less_than_a_pass(self, n_terms: int) -> bool:
        """Whether inner products of some terms cost less than a full gradient."""
        if self._design.has_gram:
            return False  # a full gradient is a few rows of the matrix that is there
        work = (n_terms + OVERHEAD) * (len(self._members) + n_terms + OVERHEAD)
        return work <= PASS_SHARE * len(self._factor)

    def _full_pass(self, penalty: Penalty) -> None:
        active = self._active
        support = self._members[active.active]
        gradient = self._design.gradient(support, active.coef)
        self.n_passes += 1
        self._screen.refer(gradient, self._dense_coef(), self._members)
        exact = gradient[support] - penalty.ridge[active.active] * active.coef
        active.refine(exact, penalty.threshold)

    def _admit(self, bound: float) -> bool:
        """Let violators and the next best terms into the working set; return if any violated."""
        violated = self._screen.outside_ratio > bound * (1.0 + VIOLATION)
        wide = min(int(BATCH_SHARE * len(self._factor) ** 0.5), BATCH_MOST)
        batch = max(self._settings.batch, wide)
        chosen = _largest(self._screen.ratios, NEAR * bound, batch)
        if chosen.size:
            self._join(chosen)
        return violated

    def _join(self, terms: np.ndarray) -> None:
        members = np.concatenate((self._members, terms))
        block = self._design.gram(members, terms)
        self._active.working.grow(block, self._design.null_gradient[terms])
        self._members, self._member_factor = members, self._factor[members]
        self._screen.join(terms)

    def _solution(self, penalty: Penalty, outside: float) -> Solution:
        active, alpha = self._active, penalty.alpha
        chosen = active.active
        own = penalty.at(chosen)
        working_gradient = self._gradient()
        gradient = working_gradient[chosen]
        fitted = active.working.null_gradient[chosen] + gradient
        loss = max(self._design.null_loss - 0.5 * float(fitted @ active.coef), 0.0)
        correlation = working_gradient
        if self._settings.l1_ratio < 1.0:
            correlation = working_gradient.copy()
            correlation[chosen] -= own.ridge * active.coef
        inside = self._screen.largest_inside(correlation, penalty.factor)
        outside = outside if outside > alpha * self._settings.l1_ratio else 0.0
        largest = max(inside, outside)
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

    @property
    def members(self) -> np.ndarray:
        """Terms of the working set, in the order in which they joined."""
        return self._members

    def resume(self, solutions: Sequence[Solution], members: np.ndarray) -> list[Solution]:
        """Go on after solutions that another follower of the same problem has found.

        The reference stays where it is: the next solution asks for a new one by itself.

        Parameters
        ----------
        solutions : sequence of Solution
            In the order in which they were found; their penalty factors are not looked at.
        members : ndarray of int
            Its working set after them, of which their supports are a part.

        Returns
        -------
        list of Solution
            The same with the penalty factors that held.
        """
        found = []
        for solution in solutions:
            found.append(replace(solution, factor=self._factor))
            self._free_terms(found[-1])
        fresh = members[~np.isin(members, self._members)]
        if fresh.size:
            self._join(fresh)
        last = found[-1]
        place = np.empty(self._design.n_terms, dtype=np.intp)
        place[self._members] = np.arange(len(self._members))
        penalty = Penalty(last.alpha, self._settings.l1_ratio, last.factor).at(self._members)
        self._active.restart(place[last.support], last.coef, penalty.ridge)
        return found


def _largest(values: np.ndarray, least: float, size: int) -> np.ndarray:
    """Return the indices, increasing, of the `size` largest values above `least`."""
    # Most values are far below the largest: a few looks leave little to sort.
    for cut in np.linspace(values.max(initial=0.0), least, 5)[1:]:
        chosen = np.flatnonzero(values > cut)
        if chosen.size >= size:
            order = np.argpartition(values[chosen], chosen.size - size)
            return np.sort(chosen[order[chosen.size - size :]])
    return chosen
