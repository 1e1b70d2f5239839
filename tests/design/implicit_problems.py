"""Random dictionaries with values for their atoms, as stored and as implicit columns."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from polylasso.design import ImplicitColumns, TermColumns, expand
from polylasso.encoding import Encoded, atom_values
from polylasso.terms import Dictionary, Variable
from polylasso.training.implicit import form_implicit
from tests.terms.strategies import dictionaries

N_ROWS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Both:
    """The same terms twice; the stored ones with those that do not vary."""

    dictionary: Dictionary
    stored: TermColumns
    implicit: ImplicitColumns
    weights: np.ndarray
    trains: np.ndarray


def encoded_rows(variables: tuple[Variable, ...], rng: np.random.Generator) -> Encoded:
    """Values in the domain of every transform, some variables rare, constant or far from zero."""
    values, missing = {}, {}
    for variable in variables:
        kind = rng.integers(0, 4)
        if variable.kind == "categorical":
            values[variable.name] = rng.integers(0, len(variable.levels), N_ROWS)
        elif variable.kind == "binary":
            share = 0.1 if kind == 0 else 0.5
            values[variable.name] = (rng.random(N_ROWS) < share) + 1.0
        else:
            offset = 300.0 if kind == 1 else 0.0
            spread = 0.0 if kind == 2 else 1.0
            values[variable.name] = offset + 1.0 + spread * rng.random(N_ROWS)
        # Extra terms may ask for an indicator that the variable itself does not have.
        missing[variable.name] = rng.random(N_ROWS) < 0.2
    return Encoded(values, missing, np.zeros(N_ROWS, dtype=bool))


def with_ranges(variables: tuple[Variable, ...], encoded: Encoded) -> tuple[Variable, ...]:
    """The variables as learnt from the rows; a constant one gets some range."""
    return tuple(
        v
        if v.kind == "categorical"
        else Variable(
            v.name,
            v.kind,
            transforms=v.transforms,
            missing=v.missing,
            degree=v.degree,
            lower=float(encoded.values[v.name].min()),
            upper=float(encoded.values[v.name].max()) + 0.5,
            moments=((float(encoded.values[v.name].mean()), 0.5),) * len(v.transforms),
        )
        for v in variables
    )


def both(dictionary: Dictionary, rng, centred=True, weighted=True, n_folds=0) -> Both:
    """Form the terms of a dictionary on random rows."""
    encoded = encoded_rows(dictionary.variables, rng)
    variables = with_ranges(dictionary.variables, encoded)
    weights = rng.uniform(0.2, 2.0, N_ROWS) if weighted else np.ones(N_ROWS)
    weights = weights / weights.sum()
    trains = rng.permutation(N_ROWS) % max(n_folds, 1) != np.arange(n_folds)[:, None]
    by_name = {variable.name: variable for variable in variables}
    atoms = atom_values(encoded, by_name, dictionary.atoms)
    stored = expand(atoms, dictionary.table(), weights, centred)
    implicit = form_implicit(encoded, variables, dictionary, weights, trains, centred)
    return Both(dictionary, stored, implicit, weights, trains)


@st.composite
def pairs(draw, n_folds=0):
    """Dictionaries of all shapes, formed both ways."""
    dictionary = draw(dictionaries().filter(lambda found: found.n_terms > 0))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    return both(dictionary, rng, draw(st.booleans()), draw(st.booleans()), n_folds)
