"""Every page opens without a fault."""

import pytest

from polylasso.app.frame import PAGES


@pytest.mark.parametrize("path", [page[0] for page in PAGES])
def test_every_page_opens(visit, path):
    visit(path)
