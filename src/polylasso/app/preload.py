"""What every process of a fit finds loaded: imported once, in the process that they start from."""

import gc

__all__: list[str] = []

# The pages of what is loaded stay shared: the collector of a process would touch them all.
gc.freeze()
