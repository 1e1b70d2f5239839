"""Random models of all kinds, and tables that they can predict."""

import numpy as np
from hypothesis import strategies as st

from polylasso.encoding import encode
from polylasso.model import EXTRAPOLATIONS, PolynomialModel, term_values
from polylasso.sources.table import Column, Table
from polylasso.terms import TRANSFORMS, Atom, Term, Variable
from tests.terms.strategies import texts

# Far from where floating point underflows: `monomials` refuses that, which has its own test.
numbers = st.floats(-1e6, 1e6).map(lambda number: number if abs(number) > 1e-200 else 0.0)


@st.composite
def variables(draw, name):
    kind = draw(st.sampled_from(["numeric", "numeric", "binary", "categorical"]))
    missing = draw(st.booleans())
    if kind == "categorical":
        levels = draw(st.lists(texts, min_size=2, max_size=4, unique=True))
        return Variable(name, kind, levels=tuple(levels), missing=missing)
    transforms = tuple(
        draw(st.lists(st.sampled_from(TRANSFORMS), min_size=1, max_size=2, unique=True))
    )
    lower = draw(st.floats(-50, 50) if transforms == ("identity",) else st.floats(0.1, 50))
    upper = lower + draw(st.floats(0.01, 100))
    fill = (lower + upper) / 2 if missing else float("nan")
    degree = draw(st.none() | st.integers(1, 50))
    moments = tuple(
        draw(st.tuples(st.integers(-90, 90), st.integers(1, 90)).map(_tenths)) for _ in transforms
    )
    return Variable(name, kind, (), transforms, missing, degree, lower, upper, fill, moments)


def _tenths(pair):
    return pair[0] / 10, pair[1] / 10


@st.composite
def atoms(draw, variable):
    if variable.missing and draw(st.integers(0, 4)) == 0:
        return Atom(variable.name, "missing")
    if variable.kind == "categorical":
        return Atom(variable.name, "level", level=draw(st.sampled_from(variable.indicator_levels)))
    degree = draw(st.integers(1, 5)) if variable.kind == "numeric" else 1
    kind = draw(st.sampled_from(["power", "legendre", "hermite"]))
    return Atom(variable.name, kind, degree, draw(st.sampled_from(variable.transforms)))


@st.composite
def models(draw):
    names = draw(st.lists(texts, min_size=1, max_size=4, unique=True))
    columns = tuple(draw(variables(name)) for name in names)
    terms = draw(st.lists(_terms(columns), max_size=6, unique=True))
    coef = draw(st.lists(numbers, min_size=len(terms), max_size=len(terms)))
    return PolynomialModel(
        columns,
        tuple(terms),
        np.array(coef),
        draw(numbers),
        draw(texts),
        "indicator"
        if any(v.missing for v in columns)
        else draw(st.sampled_from(["error", "drop"])),
        draw(st.sampled_from(["error", "baseline"])),
        draw(st.sampled_from(EXTRAPOLATIONS)),
        tuple(sorted((draw(numbers), draw(numbers)))),
    )


def _terms(columns):
    chosen = st.lists(st.sampled_from(columns), min_size=1, max_size=3, unique_by=lambda v: v.name)
    return chosen.flatmap(lambda some: st.tuples(*map(atoms, some))).map(Term)


def table_for(model, n_rows=25, seed=0):
    """Return a table with random rows in the training range."""
    rng = np.random.default_rng(seed)
    columns = tuple(_column(variable, n_rows, rng) for variable in model.variables)
    return Table(columns, n_rows)


def _column(variable, n_rows, rng):
    absent = (rng.random(n_rows) < 0.2) & variable.missing
    if variable.kind == "categorical":
        codes = np.where(absent, -1, rng.integers(len(variable.levels), size=n_rows))
        return Column(variable.name, codes, tuple(sorted(variable.levels)))
    values = rng.uniform(variable.lower, variable.upper, n_rows)
    if variable.kind == "binary":
        values = np.where(values < np.median(values), variable.lower, variable.upper)
    return Column(variable.name, np.where(absent, np.nan, values))


def size_of_parts(model, table):
    """Return the sum of the absolute parts of each prediction, to measure rounding against."""
    encoded = encode(table, model.active_variables, model.missing, model.unknown)
    values = term_values(encoded, model.active_variables, model.terms)
    return abs(model.intercept) + abs(model.scaled_coef) @ abs(values)
