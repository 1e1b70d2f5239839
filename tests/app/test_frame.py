"""Every page opens without a fault."""

import pytest
from streamlit.testing.v1 import AppTest

from polylasso.app.frame import PAGES
from polylasso.app.launch import MAIN
from polylasso.errors import DataError
from tests.app.conftest import go_to


@pytest.mark.parametrize(("path", "title"), [page[:2] for page in PAGES])
def test_every_page_opens(visit, path, title):
    assert [one.value for one in visit(path).title] == [title]


def test_a_server_without_a_first_table_says_so(monkeypatch):
    def fail():
        raise DataError("the table could not be fitted: memory ran out")

    monkeypatch.setattr("polylasso.app.state._fit_first", fail)
    app = go_to(AppTest.from_file(str(MAIN), default_timeout=60).run(), "fit")
    assert not app.exception
    assert "memory ran out" in app.error[0].value
