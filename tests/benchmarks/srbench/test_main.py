import pytest

from benchmarks.__main__ import main as command
from benchmarks.srbench.__main__ import main
from benchmarks.srbench.runs import Book
from benchmarks.srbench.worker import answer, measure

pytestmark = pytest.mark.usefixtures("tiny_sets")


@pytest.fixture
def call(tmp_path):
    def call(*arguments):
        return main(["--workers", "1", "--seeds", "2", "--out", str(tmp_path), *arguments])

    return call


@pytest.fixture
def in_process(monkeypatch):
    """Have runs made here: a process takes seconds to start."""

    class Here:
        def __init__(self, gigabytes):
            self.kill = self.end = lambda: None

        def ask(self, request, budget):
            return answer(request)

    monkeypatch.setattr("benchmarks.srbench.crew.Worker", Here)


def test_a_stopped_run_goes_on_where_it_was(call, tmp_path, monkeypatch, capsys):
    book, append = Book(tmp_path, "line"), Book.append

    def stop_at_the_third(self, line):
        if len(self.runs()) == 2:
            raise KeyboardInterrupt
        append(self, line)

    with monkeypatch.context() as patched:
        patched.setattr(Book, "append", stop_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            call("--methods", "line")
    begun = book.path.read_bytes()
    assert len(book.runs()) == 2
    assert call("--methods", "line") == 0
    assert book.path.read_bytes().startswith(begun)
    assert "[4/4]" in capsys.readouterr().err
    expected = measure("1_small", 23654, "line", 60.0)
    found = book.runs()["1_small", 23654]
    assert (found["r2"], found["size"]) == (expected["r2"], 9)
    again = book.path.read_bytes()
    assert call("--methods", "line") == 0
    assert book.path.read_bytes() == again


@pytest.mark.usefixtures("in_process")
def test_a_run_that_fails_is_kept_with_its_reason(call, tmp_path):
    assert call("--methods", "line", "--only", "3_missing", "--seeds", "1") == 0
    run = Book(tmp_path, "line").runs()["3_missing", 23654]
    assert run["failure"].startswith("ValueError: Input X contains NaN")
    assert "3_missing, straight line: 1 of 1 runs: ValueError" in page(tmp_path)


def page(folder):
    return (folder / "README.md").read_text()


def test_a_run_that_is_too_slow_is_stopped_and_may_be_tried_again(call, tmp_path, monkeypatch):
    forest = ["--methods", "forest", "--only", "1_small", "--seeds", "1"]
    assert call(*forest, "--seconds", "0.001") == 0
    book = Book(tmp_path, "forest")
    assert [run["failure"] for run in book.runs().values()] == ["over 0.001 s"]
    with monkeypatch.context() as patched:
        patched.setattr("benchmarks.srbench.crew.Worker", None)  # nothing is left to do
        assert call(*forest) == 0
    assert call(*forest, "--retry") == 0
    assert all(run["size"] > 100 for run in book.runs().values())


@pytest.mark.usefixtures("in_process")
def test_no_run_is_begun_after_the_deadline(call, tmp_path, capsys):
    call("--methods", "line", "--only", "1_small", "--seeds", "1")
    assert call("--methods", "line", "--minutes", "1e-9") == 1
    assert len(Book(tmp_path, "line").runs()) == 1
    assert "1 x 1" in capsys.readouterr().out


@pytest.mark.usefixtures("in_process")
def test_polylasso_is_measured_with_its_terms(call, tmp_path):
    assert call("--methods", "polylasso", "--only", "2_fri_c0_40_2", "--seeds", "1") == 0
    run = Book(tmp_path, "polylasso").runs()["2_fri_c0_40_2", 23654]
    assert run["r2"] > 0.95
    assert (run["rows"], run["columns"]) == (30, 2)
    assert run["terms"] >= 1
    assert run["size"] >= 5
    assert run["cpu_seconds"] > 0


@pytest.mark.usefixtures("in_process")
def test_runs_of_other_settings_are_refused(call, tmp_path, capsys):
    about = {"settings": {"n_jobs": "7"}, "versions": {}, "machine": {}}
    Book(tmp_path, "line").open(about)
    assert call("--methods", "line") == 2
    assert capsys.readouterr().err.startswith("error: the runs in ")
    assert call("--methods", "line", "--fresh", "--only", "1_small") == 0


@pytest.mark.usefixtures("in_process")
def test_all_benchmarks_have_one_command(tmp_path):
    arguments = ["--methods", "line", "--only", "1_small", "--seeds", "1", "--out", str(tmp_path)]
    assert command(["srbench", *arguments]) == 0
    assert len(Book(tmp_path, "line").runs()) == 1


def test_unknown_sets_are_refused(call):
    with pytest.raises(SystemExit, match="none of these sets is among development: unheard"):
        call("--methods", "line", "--only", "unheard", "--sets", "development")


def test_there_is_no_page_without_runs(call):
    with pytest.raises(SystemExit, match="measure first"):
        call("--paste")
