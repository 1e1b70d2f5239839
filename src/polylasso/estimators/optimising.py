"""The parameter `solver` of an estimator: the exact solver, or an optimiser."""

from typing import Any

from polylasso.optimisers import (
    FISTA,
    ISTA,
    Adam,
    GradientDescent,
    Momentum,
    Optimiser,
    Proximal,
    RMSprop,
)

__all__ = ["EXACT", "check_solver", "keeps_few", "optimiser_of"]

EXACT = "exact"
_OPTIMISERS = {
    "gradient_descent": GradientDescent,
    "momentum": Momentum,
    "rmsprop": RMSprop,
    "adam": Adam,
    "ista": ISTA,
    "fista": FISTA,
}


def check_solver(solver: Any, heredity: str | None, control: dict[str, Any]) -> None:
    """Raise ValueError unless the solver is known and can do what else is asked.

    Parameters
    ----------
    solver : object
    heredity : str or None
    control : dict of str to object
        What watches the exact solver only, by name.
    """
    if isinstance(solver, Optimiser):
        pass
    elif not isinstance(solver, str) or solver not in (EXACT, *_OPTIMISERS):
        names = ", ".join(map(repr, (EXACT, *_OPTIMISERS)))
        raise ValueError(f"solver must be one of {names}, or an optimiser, got {solver!r}")
    if solver == EXACT:
        return
    asked = [name for name, value in control.items() if value] + ["heredity"] * bool(heredity)
    if asked:
        raise ValueError(f"{asked[0]} needs solver='exact'; an optimiser has a trace instead")


def optimiser_of(solver: str | Optimiser) -> Optimiser:
    """Return the optimiser of a name at its defaults, or the one that was given."""
    return solver if isinstance(solver, Optimiser) else _OPTIMISERS[solver]()


def keeps_few(optimiser: Optimiser) -> bool:
    """Whether coefficients become exactly zero, so that columns of all terms are never needed."""
    return isinstance(optimiser.l1, Proximal)
