"""The README's example prints what the README says, and its commands exist."""

import contextlib
import io
import json
import re
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

from polylasso.cli.entry import cli
from polylasso.errors import DuplicateRowsWarning

README = Path(__file__).parent.parent / "README.md"


def blocks(language):
    text = README.read_text(encoding="utf-8")
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [block for kind, block in fenced if kind == language]


def numbers(text):
    return [float(n) for n in re.findall(r"(?<![\w/])-?\d[\d,]*\.?\d*", text.replace(",", ""))]


def words(text):
    return re.sub(r"-?\d[\d,]*\.?\d*", "#", text).split()


def test_python_example_prints_what_it_says(data_root):
    (example,) = blocks("python")
    expected = next(block for block in blocks("") if "certified: True" in block)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore", DuplicateRowsWarning)  # the README speaks of it
        exec(example, {})
    assert words(printed.getvalue()) == words(expected)
    # Four digits are printed; other versions of BLAS may turn the last.
    assert numbers(printed.getvalue()) == pytest.approx(numbers(expected), rel=2e-3)


def test_demo_finds_what_it_says(data_root):
    printed = CliRunner().invoke(cli, ["demo", "--json"])
    found = json.loads(printed.stdout)
    expected = next(block for block in blocks("") if block.startswith("CO2 Emissions(g/km) = 10"))
    assert words(found["formula"]) == words(expected)
    assert numbers(found["formula"]) == pytest.approx(numbers(expected), rel=2e-3)
    assert found["n_candidate_terms"] == 3320
    assert round(found["holdout_r2"], 3) == 0.998
    assert round(found["linear_holdout_r2"], 3) == 0.994


def test_commands_exist():
    (listing,) = [block for block in blocks("") if "polylasso check" in block]
    named = re.findall(r"^polylasso (\w+)", listing, re.MULTILINE)
    assert set(named) <= set(cli.commands)


def test_commands_run(data_root, tmp_path, monkeypatch):
    """Every line of the listing, on a small table with the names it uses."""
    monkeypatch.chdir(tmp_path)
    rows = [f"{k % 7},{k % 5},{2 * (k % 7) + (k % 7) * (k % 5)}" for k in range(60)]
    Path("cars.csv").write_text("\n".join(["size,gears,co2", *rows]), encoding="utf-8")
    Path("new.csv").write_text("size,gears\n3,2\n", encoding="utf-8")
    (listing,) = [block for block in blocks("") if "polylasso check" in block]
    for line in listing.splitlines():
        arguments = line.split("#")[0].split()[1:]
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 0, (line, result.output)
    assert Path("out.csv").read_text(encoding="utf-8").startswith("size,gears,co2_predicted")


def test_the_web_page_starts_as_it_says(data_root, tmp_path, monkeypatch):
    """The commands are read and checked to the point where the server would start."""
    monkeypatch.chdir(tmp_path)
    Path("cars.csv").write_text("size,co2\n1,2\n2,4\n3,7\n", encoding="utf-8")
    started = []
    monkeypatch.setattr("polylasso.app.launch.launch", lambda *given: started.append(given))
    (listing,) = [block for block in blocks("") if block.startswith("polylasso app")]
    for line in listing.splitlines():
        result = CliRunner().invoke(cli, line.split("#")[0].split()[1:])
        assert result.exit_code == 0, (line, result.output)
    (address, _, first), (_, _, second) = started
    assert (address.port, first.file, second.file) == (8501, None, "cars.csv")
    assert second.settings.columns.target == "co2"
