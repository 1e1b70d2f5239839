"""How runs of the command line start and end."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from polylasso.cli.session import Session
from polylasso.cli.wording import in_options, one_line

HEAVY = ("numpy", "scipy", "pandas", "polars", "pyarrow", "sklearn", "rich", "narwhals", "pooch")


def polylasso(*words, **options):
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "polylasso", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


@pytest.mark.parametrize("words", [["--help"], ["fit", "--help"], ["--version"], []])
def test_help_imports_nothing_heavy(words):
    code = (
        "import sys\n"
        "from polylasso.cli.entry import cli\n"
        f"try: cli.main({words!r})\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_exit_codes_of_processes(cars):
    good = polylasso("fit", cars, "--target", "co2", "--json")
    assert (good.returncode, good.stderr) == (0, "")
    assert 0 < json.loads(good.stdout)["seconds"] < 60
    bad = polylasso("fit", cars, "--target", "nothing")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.startswith("polylasso: error: there is no column 'nothing'")


def test_reader_that_goes_away_is_no_error(model, cars):
    words = [sys.executable, "-m", "polylasso", "predict", model, cars]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.wait() == 141
        assert process.stderr.read() == b""


def test_interrupt(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    words = [sys.executable, "-m", "polylasso", "check", pipe]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        with open(pipe, "wb") as file:  # opens once the command has begun to read
            time.sleep(0.1)
            process.send_signal(signal.SIGINT)
            assert process.wait() == 130
            assert file.writable()
        assert b"Traceback" not in process.stderr.read()


def test_interrupt_inside(run, cars, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("polylasso.cli.jobs.fit_table", interrupt)
    assert run("fit", cars, "--target", "co2").exit_code == 130


def test_fault_is_one_line_with_advice(run, cars, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("the flux is\ninverted")

    monkeypatch.setattr("polylasso.cli.jobs.fit_table", fail)
    result = run("fit", cars, "--target", "co2")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "polylasso: error: unexpected RuntimeError: the flux is inverted",
        "run again with --debug for the traceback",
    ]


@pytest.mark.parametrize("place", [0, 4])
def test_debug_shows_the_traceback(run, cars, place):
    words = ["fit", cars, "--target", "nothing"]
    words.insert(place, "--debug")
    result = run(*words)
    assert result.exit_code == 2
    assert "Traceback" in result.stderr


def test_debug_lets_a_fault_through(run, cars, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("flux")

    monkeypatch.setattr("polylasso.cli.jobs.fit_table", fail)
    result = run("--debug", "fit", cars, "--target", "co2")
    assert isinstance(result.exception, RuntimeError)


def test_version(run):
    assert run("--version").stdout.startswith("polylasso ")


def test_no_words_print_help(run):
    result = run()
    assert result.exit_code == 0
    assert "Commands:" in result.stdout


def test_no_colour(cars):
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    plain = polylasso("check", cars, env=environment)
    assert "\x1b[3" not in plain.stdout


def test_ascii_terminal(write):
    lines = ["größe,y", *(f"{k},{k * k}" for k in range(40))]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = polylasso("fit", write(lines), "--target", "y", env=environment)
    assert done.returncode == 0, done.stderr


def test_session_counts_from_the_start():
    session = Session.begun_now()
    assert 0.0 <= session.seconds < 1.0
    assert Session.begun_with_process().seconds >= 0.0


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("mend it, or pass categorical=['a b']", "mend it, or pass --categorical 'a b'"),
        ("pass missing='drop'", "pass --missing drop"),
        ("lower degree or max_interaction", "lower --degree or --max-interaction"),
    ],
)
def test_messages_speak_of_options(message, expected):
    assert in_options(message) == expected


def test_messages_are_one_visible_line():
    assert one_line("a\nb  c\x1b[1m") == r"a b c\x1b[1m"
