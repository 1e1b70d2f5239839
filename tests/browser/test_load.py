"""Visitors who come together all get their answers, each their own."""

from benchmarks.app.sessions import measure

VISITORS = 5
# The server with one session, its preloaded process of fits, and two fits at a time; of five
# visitors' tables only kilobytes come on top.
MOST_BYTES = 1.2e9


def test_visitors_at_the_same_time_all_get_their_own_answer(app_server, chromium):
    crowd = measure(chromium, app_server, VISITORS, rows=500)
    assert not crowd.mixed()
    assert crowd.memory < MOST_BYTES
