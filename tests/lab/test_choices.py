"""Optimisers by their names."""

import pytest

from polylasso.estimators.optimising import check_solver
from polylasso.lab import FISTA, Adam, Proximal, SmoothedSign
from polylasso.lab.choices import OPTIMISERS, TREATMENTS, choose_optimiser, treatments_of


@pytest.mark.parametrize("name", OPTIMISERS)
def test_names_are_those_of_the_parameter_solver(name):
    check_solver(name, None, {})
    for treatment in treatments_of(name):
        assert treatment in TREATMENTS
        assert choose_optimiser(name, treatment, max_iter=3).max_iter == 3


def test_the_usual_treatment_is_the_default():
    assert isinstance(choose_optimiser("adam").l1, SmoothedSign)
    assert isinstance(choose_optimiser("adam"), Adam)
    assert isinstance(choose_optimiser("fista").l1, Proximal)
    assert isinstance(choose_optimiser("fista"), FISTA)


def test_a_treatment_that_the_optimiser_cannot_have():
    with pytest.raises(ValueError, match="'smoothed' needs another optimiser"):
        choose_optimiser("ista", "smoothed")
