"""A folder with a nasty table, its name, and fits of it as the page makes them."""

import pytest

from polylasso.job import fit_table
from polylasso.sources.files import read_table
from tests.calls.nasty import FILE, write_nasty


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Folder of the nasty table."""
    path = tmp_path_factory.mktemp("folder of $HOME")
    write_nasty(path / FILE)
    return path


@pytest.fixture(scope="session")
def fitted(folder):
    """Return a function that fits the nasty table."""

    def fit(settings):
        labels = settings.shared.get("categorical", ())
        return fit_table(read_table(folder / FILE, categorical=labels), settings)

    return fit
