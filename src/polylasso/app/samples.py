"""Tables to begin with, each with its target and the columns to leave out."""

import os
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from polylasso.app.defaults import default_settings
from polylasso.app.opening import opening_table
from polylasso.datasets import Dataset, load_co2, load_diabetes
from polylasso.errors import DataError
from polylasso.job import ColumnChoice, FitSettings
from polylasso.sources.table import Column, Table

__all__ = ["SAMPLES", "Sample", "first_sample", "own_sample", "samples"]


@dataclass(frozen=True, slots=True)
class Sample:
    """A table that comes with the page.

    Parameters
    ----------
    key : str
        Name in the address bar.
    title, story : str
        What it is called, and what is in it, in a sentence.
    load : callable
        Returns the Dataset; may raise DataError.
    exclude : tuple of str
        Columns that are no features, such as names.
    chosen : FitSettings or None
        How it is fitted, where that is not as usual.
    """

    key: str
    title: str
    story: str
    load: Callable[[], Dataset]
    exclude: tuple[str, ...] = ()
    chosen: FitSettings | None = None

    def settings(self, dataset: Dataset) -> FitSettings:
        """Return the settings with which the sample is fitted at first."""
        if self.chosen is not None:
            return self.chosen
        return default_settings(ColumnChoice(dataset.target_name, exclude=self.exclude))


def samples() -> dict[str, "Sample"]:
    """Return the samples by their keys, that of the server's own file first if it has one."""
    own = own_sample()
    return SAMPLES if own is None else {own.key: own, **SAMPLES}


def own_sample() -> Sample | None:
    """Return the table that the server was started with, if it was."""
    opening = opening_table()
    if opening is None:
        return None
    dataset = Dataset(
        name=opening.name,
        table=opening.table,
        target_name=opening.settings.columns.target,
        description="the table of this server",
        source="",
        licence="",
    )
    story = "The table that this page was opened with."
    return Sample("file", opening.name, story, lambda: dataset, chosen=opening.settings)


def first_sample() -> tuple[Sample, Dataset]:
    """Return the sample that the page opens with, and its table.

    That is the file of the server, or the one named by POLYLASSO_APP_SAMPLE, or CO2; diabetes
    where it cannot be had.
    """
    own = own_sample()
    if own is not None:
        return own, own.load()
    asked = SAMPLES.get(os.environ.get("POLYLASSO_APP_SAMPLE", ""), SAMPLES["co2"])
    try:
        return asked, asked.load()
    except DataError:
        diabetes = SAMPLES["diabetes"]
        return diabetes, diabetes.load()


def _thrown_ball() -> Dataset:
    """Make a table of which the true formula is known: how far a ball flies, roughly."""
    rng = np.random.default_rng(7)
    n_rows = 400
    speed = rng.uniform(5, 30, n_rows).round(1)
    angle = rng.uniform(15, 75, n_rows).round(0)
    wind = rng.uniform(-4, 4, n_rows).round(1)
    balls = ("basketball", "golf ball", "tennis ball")
    ball = rng.integers(0, len(balls), n_rows)
    drag = np.array([0.75, 1.0, 0.85])[ball]
    flown = drag * speed**2 * np.sin(2 * np.radians(angle)) / 9.81 + 1.5 * wind
    flown = (flown + rng.normal(0, 0.8, n_rows)).round(2)
    columns = (
        Column("speed (m/s)", speed),
        Column("angle (°)", angle),
        Column("wind (m/s)", wind),
        Column("ball", ball, balls),
        Column("distance (m)", flown),
    )
    return Dataset(
        name="ball",
        table=Table(columns, n_rows),
        target_name="distance (m)",
        description="How far a thrown ball flies, computed with noise",
        source="made by polylasso from a known law",
        licence="public domain",
    )


SAMPLES = {
    sample.key: sample
    for sample in (
        Sample(
            "co2",
            "Vehicle CO2",
            "Fuel consumption and CO2 emissions of 7,385 vehicles sold in Canada.",
            load_co2,
            exclude=("Model",),
        ),
        Sample(
            "diabetes",
            "Diabetes",
            "Ten measurements of 442 patients, and how the disease went on within a year.",
            load_diabetes,
        ),
        Sample(
            "ball",
            "Thrown ball",
            "400 throws made by a law that is known: speed, angle, wind and kind of ball.",
            _thrown_ball,
        ),
    )
}
