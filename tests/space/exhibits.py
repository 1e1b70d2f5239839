"""Models to be shown: of cars, and with names that would do harm where they became HTML."""

from dataclasses import replace

import numpy as np

from polylasso.job import ColumnChoice, FitSettings, fit_table
from polylasso.job.exploring import explored
from polylasso.modelfile import SavedModel
from polylasso.sources.table import Column, Table
from polylasso.space.exhibit import Exhibit

HOSTILE = ('<img src=x onerror="window.hit=1">', "</script><script>window.hit=1</script>")


def cars_table(n_rows=160, seed=3, engine="engine (l)", fuel="fuel", target="co2"):
    """Return a table in which the target is a polynomial of the columns, and noise."""
    rng = np.random.default_rng(seed)
    size = rng.uniform(1, 6, n_rows).round(1)
    comb = (4 + 2 * size + rng.uniform(0, 3, n_rows)).round(1)
    code = rng.integers(0, 3, n_rows)
    noise = rng.normal(0, 2, n_rows)
    co2 = 20 + 23 * comb - 7 * comb * (code == 1) + 2 * size**2 + noise
    columns = (
        Column(engine, size),
        Column("comb", comb),
        Column(fuel, code, ("D", "E", "X")),
        Column(target, co2.round(1)),
    )
    return Table(columns, n_rows)


def exhibit_of(table, target="co2", **shared):
    """Return what a page of a fit shows, without the path."""
    settings = FitSettings(ColumnChoice(target), shared={"unknown": "baseline", **shared})
    fitted = fit_table(table, settings)
    saved = fitted.estimator.to_saved_model({"holdout_r2": fitted.scores["model"].r2})
    return Exhibit(saved, fitted.train, fitted.test, fitted.estimator.summary())


def with_path(table, target="co2"):
    """Return what a page of a fit shows, with the explorer of its path."""
    settings = FitSettings(ColumnChoice(target), shared={"unknown": "baseline"})
    fitted = fit_table(table, settings)
    saved = fitted.estimator.to_saved_model()
    return Exhibit(saved, fitted.train, fitted.test, explorer=explored(fitted).payload)


def from_file(exhibit):
    """Return what a page of its model file alone shows."""
    return Exhibit(exhibit.saved)


def with_policy(exhibit, **changes):
    """Return the same with another policy of the model."""
    saved = exhibit.saved
    parts = {name: getattr(saved, name) for name in SavedModel.__slots__}
    return replace(exhibit, saved=SavedModel(**{**parts, "model": replace(saved.model, **changes)}))
