"""The bar: on a terminal only, and not for what is quick."""

import time

from polylasso import Progress
from polylasso.cli import waiting as module
from polylasso.job.fitting import fit_table
from polylasso.job.settings import ColumnChoice, FitSettings
from polylasso.sources.files import read_table


def progress(n_done):
    return Progress(n_done, 100, 0.5, 7, 3, 1e-12, 30.0, 90.0)


def pretend_terminal(monkeypatch):
    """Make standard error, as it is captured now, a terminal; do not wait for long."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")


def test_nothing_without_a_terminal(capsys, monkeypatch):
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    with module.waiting("fitting"):
        time.sleep(0.1)
    assert capsys.readouterr().err == ""


def test_nothing_for_the_quick(capsys, monkeypatch):
    pretend_terminal(monkeypatch)
    with module.waiting("fitting"):
        pass
    assert capsys.readouterr().err == ""


def test_long_work_is_named(capsys, monkeypatch):
    pretend_terminal(monkeypatch)
    with module.waiting("fitting"):
        time.sleep(0.6)
    assert "fitting" in capsys.readouterr().err


def test_late_start_shows_nothing(capsys, monkeypatch):
    pretend_terminal(monkeypatch)
    bar = module._Bar("fitting")
    bar.stop()
    bar.start()
    assert capsys.readouterr().err == ""


def test_share_that_is_done_is_shown(capsys, monkeypatch):
    pretend_terminal(monkeypatch)
    bar = module._Bar("fitting")
    bar.tell(progress(25))
    bar.start()
    assert bar._display.tasks[0].percentage == 25.0
    bar.tell(progress(50))
    assert bar._display.tasks[0].percentage == 50.0
    bar.stop()


def test_where_the_search_is_is_shown(capsys, monkeypatch):
    pretend_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "120")
    bar = module._Bar("fitting")
    bar.tell(progress(25))
    bar.start()
    bar.stop()
    shown = capsys.readouterr().err
    assert "alpha 0.5, 7 terms, 3 passes, gap 1e-12, ~1 min 30 s left" in shown


def test_a_fit_tells_how_far_it_is(cars):
    told = []
    settings = FitSettings(ColumnChoice("co2"), degrees=(1, 2))
    fit_table(read_table(cars), settings, told.append)
    shares = [one.share for one in told]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.5 < shares[-1] <= 1


def test_a_fit_at_one_alpha_tells_too(cars):
    told = []
    fit_table(read_table(cars), FitSettings(ColumnChoice("co2"), alpha=0.5), told.append)
    assert told[-1].share == 1.0
