"""Fits of small tables for the explorer, and a reader of what it is given."""

from functools import cache
from itertools import pairwise

import numpy as np

from polylasso import PolynomialLassoCV
from polylasso.explorer.packing import unpacked
from polylasso.sources.table import Column, Table
from tests.plots.made import cars

HOSTILE = "<img src=x onerror=alert(1)>"


@cache
def fitted(**options):
    """Return a fitted PolynomialLassoCV, and rows that it has not seen."""
    table, co2 = cars()
    model = PolynomialLassoCV(**{"degree": 2, "max_terms": 20, **options})
    model.fit(table, Column("co2 (g/km)", co2))
    return model, *cars(150, seed=1)


@cache
def hostile():
    """Return a fit whose column, category and target are markup, and rows to predict."""
    rng = np.random.default_rng(0)
    values, codes = rng.normal(size=120), rng.integers(0, 2, 120)
    table = Table(
        (
            Column(HOSTILE, values),
            Column("</script><b>kind", codes, ("plain", f"{HOSTILE}</style>")),
        ),
        120,
    )
    target = 3 * values + 5 * codes + values**2 + 0.1 * rng.normal(size=120)
    model = PolynomialLassoCV(max_terms=5).fit(table, Column(f"{HOSTILE}</title>", target))
    return model, table, target


class Reader:
    """Payloads as the script reads them."""

    def __init__(self, header, buffer):
        self.header, self.buffer = header, buffer

    def numbers(self, place):
        return unpacked(place, self.buffer)

    def coefficients(self, track, kind="raw"):
        """Return coefficients, shape (n_terms, n_positions)."""
        starts = self.numbers(track["starts"])
        dense = np.zeros((len(self.header["terms"]), len(starts) - 1))
        rows, values = self.numbers(track["rows"]), self.numbers(track[kind])
        for place, (begin, end) in enumerate(pairwise(starts)):
            dense[rows[begin:end], place] = values[begin:end]
        return dense

    def predicted(self, track):
        shape = (track["positions"]["length"], self.header["rows"]["drawn"])
        return self.numbers(track["predicted"]).reshape(shape)
