"""How many threads the linear algebra uses: one, where a problem is too small to share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

__all__ = ["n_cores", "single_thread", "threads_worth"]

# Multiplications from which several threads pay, even beside other work on the machine.
WORTH = 2e10


@cache
def _controller() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def n_cores() -> int:
    """Return the number of cores that this process may use, or what the user set for OpenMP."""
    allowed = os.environ.get("OMP_NUM_THREADS", "")
    if allowed.isdigit() and int(allowed) > 0:
        return int(allowed)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def single_thread() -> Iterator[None]:
    """Run BLAS on one thread inside the block: threads cost more than they give on small arrays."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


@contextmanager
def threads_worth(multiplications: float) -> Iterator[None]:
    """Leave BLAS its threads if the work is large, else run it on one."""
    if multiplications >= WORTH:
        yield
    else:
        with single_thread():
            yield
