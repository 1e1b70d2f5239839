"""What all visitors share of the table that the page opens with."""

import pytest

from polylasso.app import state


@pytest.fixture(autouse=True)
def _forgotten():
    state._read_first.cache_clear()
    yield
    state._read_first.cache_clear()


def test_the_table_is_there_before_its_fit(visit, monkeypatch):
    monkeypatch.setattr(state, "_fit_first", lambda: pytest.fail("the page waits for a fit"))
    app = visit("data")
    assert app.session_state["polylasso.loaded"].sample == "ball"
    assert "polylasso.study" not in app.session_state


def test_the_table_is_read_once(monkeypatch):
    first = state._first_table()
    monkeypatch.setattr(state, "first_sample", lambda: pytest.fail("it is read again"))
    assert state._first_table() is first
