"""What all tests share: the folder of real data sets, and how hypothesis runs."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: a fit may wait for a busy machine. The same examples every time under CI.
settings.register_profile("polylasso", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("polylasso")


@pytest.fixture(scope="session")
def data_root() -> Path:
    """Folder of the real data sets, named by POLYLASSO_DATA."""
    folder = os.environ.get("POLYLASSO_DATA")
    if not folder:
        pytest.skip("POLYLASSO_DATA is not set: the real data sets are not here")
    root = Path(folder)
    assert root.is_dir(), f"POLYLASSO_DATA names no folder: {folder}"
    return root
