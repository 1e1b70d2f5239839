"""Models made by hand, paths and fits of small tables, for pictures of known content."""

from functools import cache

import numpy as np

from polylasso import PolynomialLassoCV
from polylasso.model import PolynomialModel
from polylasso.sources.table import Column, Table
from polylasso.terms import Term, Variable

FUELS = ("diesel", "ethanol", "petrol")


def cars(n_rows=200, seed=0):
    """Return a table of engine, comb, turbo, fuel, and a target that is a polynomial of them."""
    rng = np.random.default_rng(seed)
    engine, comb = rng.uniform(1, 6, n_rows), rng.uniform(4, 20, n_rows)
    turbo, fuel = rng.integers(0, 2, n_rows).astype(float), rng.integers(0, 3, n_rows)
    noise = rng.normal(0, 5, n_rows)
    co2 = (
        20
        + 20 * comb
        - 6 * comb * (fuel == 1)
        + 3 * engine**2
        + 0.5 * comb * engine
        + 9 * turbo
        + noise
    )
    table = Table(
        (
            Column("engine (l)", engine),
            Column("comb", comb),
            Column("turbo", turbo),
            Column("fuel", fuel, FUELS),
        ),
        n_rows,
    )
    return table, co2


@cache
def fitted():
    """Return a fitted PolynomialLassoCV, its table and target."""
    table, co2 = cars()
    model = PolynomialLassoCV(degree=2, max_terms=20).fit(table, Column("co2 (g/km)", co2))
    return model, table, co2


def car_model(**changes):
    """Return the polynomial of the cars, without a fit."""
    variables = (
        Variable("engine (l)", lower=1.0, upper=6.0),
        Variable("comb", lower=4.0, upper=20.0),
        Variable("turbo", "binary", lower=0.0, upper=1.0),
        Variable("fuel", "categorical", levels=FUELS),
        Variable("year", lower=2000.0, upper=2020.0),
    )
    terms = ("comb", "comb*[fuel = ethanol]", "engine (l)^2", "turbo", "comb*engine (l)")
    coef = np.array([20.0, -6.0, 3.0, 9.0, 0.5])
    settings = {"target_name": "co2 (g/km)", **changes}
    return PolynomialModel(variables, tuple(map(Term.parse, terms)), coef, 20.0, **settings)


def model_without_terms():
    """Return a model that is its intercept."""
    return PolynomialModel((Variable("x"),), (), np.empty(0), 3.0)


def model_of_many_terms(n_terms=200):
    """Return a model of so many powers of as many variables, with long names."""
    names = [f"a rather long name of the column {number}" for number in range(n_terms)]
    variables = tuple(Variable(name, lower=0.0, upper=1.0) for name in names)
    terms = tuple(Term.parse(name) for name in names)
    coef = np.linspace(-1.0, 1.5, n_terms)
    return PolynomialModel(variables, terms, coef, 0.0)
