"""How many threads the linear algebra uses: one, where a problem is too small to share."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

__all__ = ["single_thread"]


@cache
def _controller():  # noqa: ANN202 - the type would need the import below
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@contextmanager
def single_thread() -> Iterator[None]:
    """Run BLAS on one thread inside the block: threads cost more than they give on small arrays."""
    with _controller().limit(limits=1, user_api="blas"):
        yield
