"""How many threads the linear algebra uses: one, where a problem is too small to share."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

__all__ = ["single_thread", "threads_worth"]

# Multiplications from which several threads pay, even beside other work on the machine.
WORTH = 2e10


@cache
def _controller() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


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
