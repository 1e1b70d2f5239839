"""Walking down a grid of alphas: progress, interruption, and going on from a checkpoint."""

from polylasso.descent.checkpoint import Checkpoint
from polylasso.descent.meter import Meter
from polylasso.descent.progress import Progress, duration
from polylasso.descent.telling import telling
from polylasso.descent.walk import Plan, descend
from polylasso.descent.walked import Walked

__all__ = ["Checkpoint", "Meter", "Plan", "Progress", "Walked", "descend", "duration", "telling"]
