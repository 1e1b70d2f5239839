"""Published medians of the black-box track. Nothing here was measured by this benchmark.

La Cava et al. (2021), SRBench, results of version 2.0: medians over ten seeds, then over sets.
"""

from dataclasses import dataclass

__all__ = ["ALL_PUBLISHED", "ON_SETS_HERE", "SETS", "SOURCE", "Published"]

SOURCE = "SRBench, black-box track, version 2.0 (La Cava et al. 2021)"
# How many sets were published, how many of these are Friedman's.
SETS, FRIEDMAN_SETS = 122, 62


@dataclass(frozen=True, slots=True)
class Published:
    """The medians of one method; None where it is not known.

    Parameters
    ----------
    method : str
    r2, r2_friedman, r2_others : float or None
        Over all sets, Friedman's, and the others.
    size, seconds : float or None
        Over all sets that were published.
    """

    method: str
    r2: float | None = None
    r2_friedman: float | None = None
    r2_others: float | None = None
    size: float | None = None
    seconds: float | None = None


# Over all 122 sets, 62 of Friedman's and 60 others.
ALL_PUBLISHED = (
    Published("Operon", r2=0.934, r2_others=0.695, size=50, seconds=636),
    Published("SBP-GP", r2=0.908),
    Published("FEAT", r2=0.895),
    Published("EPLEX", r2=0.868),
    Published("XGBoost", r2=0.854, r2_others=0.742),
    Published("GP-GOMEA", r2=0.816, r2_others=0.737),
    Published("random forest", r2=0.748),
    Published("FFX", r2=0.688),
    Published("kernel ridge", r2_others=0.762),
    Published("linear", r2=0.380),
)
# Over the 111 sets of these that are here, 62 of Friedman's and 49 others.
ON_SETS_HERE = (
    Published("Operon", r2=0.938, r2_friedman=0.956, r2_others=0.741),
    Published("XGBoost", r2=0.860, r2_friedman=0.877, r2_others=0.769),
)
