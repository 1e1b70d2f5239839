"""The line on standard error."""

from polylasso.descent import Progress, telling


def progress(n_done):
    return Progress(n_done, 100, 0.5, 7, 3, 1e-12, 30.0, None)


def test_silent_unless_asked(capsys):
    told = []
    with telling(told.append, verbose=False) as tell:
        tell(progress(1))
    assert told == [progress(1)]
    assert capsys.readouterr().err == ""
    with telling(None, verbose=False) as tell:
        assert tell is None


def test_a_file_gets_a_line_now_and_then_and_the_last(capsys):
    told = []
    with telling(told.append, verbose=True) as tell:
        for n_done in (1, 2, 3):
            tell(progress(n_done))
    lines = capsys.readouterr().err.splitlines()
    assert [line[:33] for line in lines] == [
        "polylasso: alpha 0.5 (1 of 100), ",
        "polylasso: alpha 0.5 (3 of 100), ",
    ]
    assert len(told) == 3


def test_a_terminal_has_one_line_written_over(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with telling(None, verbose=True) as tell:
        tell(progress(1))
        tell(progress(2))
    text = capsys.readouterr().err
    assert text.count("\n") == 1
    assert text.count("\r") == 2
    assert text.endswith("\x1b[K\n")


def test_a_line_that_never_began_is_not_left(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with telling(None, verbose=True):
        pass
    assert capsys.readouterr().err == ""
