"""Followers of small random problems, and what interrupts a walk."""

import numpy as np

from polylasso.descent import Checkpoint, Meter, Plan, descend
from polylasso.path import alpha_grid
from polylasso.solvers import PathFollower, Settings
from tests.solvers.dense import DenseDesign


def followers(n_problems=2, n_columns=30, **settings):
    """Return followers of problems of 40 rows."""
    rng = np.random.default_rng(0)
    designs = [
        DenseDesign.of(rng.standard_normal((40, n_columns)), rng.standard_normal(40))
        for _ in range(n_problems)
    ]
    return [PathFollower(design, np.ones(n_columns), Settings(**settings)) for design in designs]


def grid_of(walkers, n_alphas=20):
    return alpha_grid(walkers[0].alpha_max, n_alphas, 0.01)


def interrupt_at(n_done):
    """Return what presses Ctrl-C when so many alphas are done."""

    def tell(progress):
        if progress.n_done >= n_done:
            raise KeyboardInterrupt

    return tell


def walk(walkers, checkpoint=None, tell=None, **plan):
    plan = Plan(**{"grid": grid_of(walkers), **plan})
    return descend(walkers, plan, Meter(tell), checkpoint or Checkpoint())
