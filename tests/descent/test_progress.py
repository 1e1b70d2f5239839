"""Progress as a value and in words."""

import pytest

from polylasso import Progress
from polylasso.descent import duration


def test_share_and_words():
    progress = Progress(25, 100, 0.0123456, 1, 12, 3e-12, 75.0, None)
    assert progress.share == 0.25
    assert str(progress) == "alpha 0.0123 (25 of 100), 1 term, 12 passes, gap 3e-12, 1 min 15 s"


def test_time_left_is_told_when_known():
    text = str(Progress(25, 100, 0.1, 1200, 1, 0.0, 4.0, 7300.0))
    assert text.endswith("1,200 terms, 1 pass, gap 0e+00, 4.0 s, about 2 h 1 min left")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.6, "1 min 0 s"), (3599.7, "1 h 0 min")],
)
def test_durations(seconds, words):
    assert duration(seconds) == words
