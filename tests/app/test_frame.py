"""Every page opens without a fault."""

import pytest

from polylasso.app.frame import PAGES


@pytest.mark.parametrize(("path", "title"), [page[:2] for page in PAGES])
def test_every_page_opens(visit, path, title):
    assert [one.value for one in visit(path).title] == [title]
