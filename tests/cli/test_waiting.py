"""The spinner: on a terminal only, and not for what is quick."""

import time

from polylasso.cli import waiting as module


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
    spinner = module._Spinner("fitting")
    spinner.stop()
    spinner.start()
    assert capsys.readouterr().err == ""
