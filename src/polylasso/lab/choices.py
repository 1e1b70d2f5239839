"""Optimisers and treatments of L1 by the names that a command line or a page gives them."""

from dataclasses import replace
from typing import Any

from polylasso.estimators.optimising import optimiser_of
from polylasso.optimisers import L1Treatment, Optimiser, Proximal, SmoothedSign, Subgradient

__all__ = ["OPTIMISERS", "TREATMENTS", "choose_optimiser", "treatments_of"]

OPTIMISERS = ("gradient_descent", "momentum", "rmsprop", "adam", "ista", "fista")
TREATMENTS = ("smoothed", "subgradient", "proximal")

_TREATMENTS: dict[str, type[L1Treatment]] = {
    "smoothed": SmoothedSign,
    "subgradient": Subgradient,
    "proximal": Proximal,
}
_PROXIMAL_ONLY = ("ista", "fista")


def treatments_of(optimiser: str) -> tuple[str, ...]:
    """Return the treatments of L1 that an optimiser can have, the usual one first."""
    return ("proximal",) if optimiser in _PROXIMAL_ONLY else TREATMENTS


def choose_optimiser(optimiser: str, treatment: str | None = None, **settings: Any) -> Optimiser:
    """Return an optimiser with its settings.

    Parameters
    ----------
    optimiser : str
        Out of `OPTIMISERS`.
    treatment : str or None, default=None
        Out of `treatments_of(optimiser)`; None is the first of them.
    **settings
        Of `Optimiser`: learning_rate, gap, max_iter, ...

    Raises
    ------
    ValueError
        If the optimiser cannot have the treatment, or a setting is out of its range.
    """
    allowed = treatments_of(optimiser)
    treatment = treatment or allowed[0]
    if treatment not in allowed:
        raise ValueError(f"{optimiser} is {allowed[0]}: {treatment!r} needs another optimiser")
    return replace(optimiser_of(optimiser), l1=_TREATMENTS[treatment](), **settings)
