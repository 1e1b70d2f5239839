"""polylasso plot."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import car_lines

pytest.importorskip("matplotlib")

KINDS = ("importance", "effect", "surface", "actual", "residuals", "contributions", "ranges")
HEADS = {"png": b"\x89PNG\r\n", "svg": b"<?xml", "pdf": b"%PDF-"}


@pytest.fixture
def picture(tmp_path):
    """Return a function that names a picture by its extension."""
    return lambda extension="png": tmp_path / f"picture.{extension}"


@pytest.fixture
def seen(monkeypatch):
    """Return a list of the displays that are drawn."""
    from polylasso.cli import plotting

    drawn = []
    rendered = plotting._rendered

    def note_display(figure, settings):
        drawn.append(figure)
        return rendered(figure, settings)

    monkeypatch.setattr(plotting, "_rendered", note_display)
    return drawn


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_with_data(run, model, cars, picture, kind):
    result = run("plot", model, kind, "-o", picture(), "--data", cars, "--dpi", 50)
    assert (result.exit_code, result.output) == (0, "")
    assert picture().read_bytes().startswith(HEADS["png"])


@pytest.mark.parametrize("kind", KINDS[:3])
def test_some_kinds_need_no_data(run, model, picture, kind):
    assert run("plot", model, kind, "-o", picture(), "--dpi", 50).exit_code == 0


@pytest.mark.parametrize("extension", ["png", "svg", "pdf", "PNG"])
def test_the_extension_is_the_format(run, model, picture, extension):
    assert run("plot", model, "importance", "-o", picture(extension)).exit_code == 0
    assert picture(extension).read_bytes().startswith(HEADS[extension.lower()])


@pytest.mark.parametrize("extension", ["png", "svg", "pdf"])
def test_the_same_picture_is_the_same_file(run, model, picture, extension):
    contents = set()
    for _ in range(2):
        run("plot", model, "effect", "-o", picture(extension))
        contents.add(picture(extension).read_bytes())
    assert len(contents) == 1


def test_theme_and_size(run, model, picture):
    import matplotlib.pyplot as plt

    words = ("plot", model, "effect", "--variable", "comb", "-o", picture(), "--dpi", "50")
    assert run(*words, "--theme", "dark").exit_code == 0
    pixels = plt.imread(picture())
    assert pixels.shape[:2] == (200, 300)
    assert pixels[0, 0, :3].max() < 0.2
    run(*words)
    assert plt.imread(picture())[0, 0, :3].min() == 1.0


def test_variables_are_those_asked_for(run, model, picture, seen):
    words = ("--variable", "fuel", "--variable", "comb")
    assert run("plot", model, "effect", "-o", picture(), *words).exit_code == 0
    assert [ax.get_xlabel() for ax in seen[0].axes] == ["fuel", "comb"]
    assert run("plot", model, "surface", "-o", picture(), *words).exit_code == 0
    assert seen[1].axes[0].get_xlabel() == "comb"


def test_another_column_can_be_the_target(run, model, write, picture, seen):
    lines = [line.replace("co2", "measured") for line in car_lines()]
    words = ("--data", write(lines, "new.csv"), "--target", "measured")
    assert run("plot", model, "actual", "-o", picture(), *words).exit_code == 0
    assert seen[0].axes[0].get_ylabel() == "actual measured"


def test_rows_that_cannot_be_predicted_are_left_out_and_said(run, model, write, picture, seen):
    lines = [*car_lines(), "3,,E,1,200", "3,9,N,1,200"]
    words = ("--data", write(lines, "new.csv"))
    result = run("plot", model, "residuals", "-o", picture(), *words)
    assert result.exit_code == 0
    assert "1 row with a label not seen in training" in result.stderr
    assert "1 row without a value or a prediction" in seen[0]._suptitle.get_text()


def test_letters_that_the_font_lacks_are_noted(run, write, tmp_path, picture):
    lines = [line.replace("co2", "排放") for line in car_lines()]
    path = tmp_path / "other.json"
    assert run("fit", write(lines), "--target", "排放", "-o", path).exit_code == 0
    result = run("plot", path, "importance", "-o", picture())
    assert result.exit_code == 0
    assert result.stderr == "note: 2 letters of a name not in the font: drawn as boxes\n"


@pytest.mark.parametrize(
    ("kind", "call"), [("path", "CoefficientPathDisplay"), ("cv", "CVCurveDisplay")]
)
def test_what_a_model_file_does_not_hold_is_explained(fails, model, picture, kind, call):
    line = fails("plot", model, kind, "-o", picture())
    assert f"in Python: {call}.from_estimator(fitted).plot()" in line


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["pie"], "'pie' is not one of 'importance', 'effect'"),
        (["actual"], "pass --data TABLE"),
        (["residuals"], "pass --data TABLE"),
        (["contributions"], "the row, and rows to compare it with: pass --data TABLE"),
        (["ranges"], "pass --data TABLE"),
        (["effect", "--row", "2"], "--row goes with contributions only"),
        (["contributions", "--row", "0"], "0 is not in the range x>=1"),
        (["effect", "--target", "co2"], "--target goes with actual and residuals"),
        (["importance", "--variable", "comb"], "--variable goes with effect and surface"),
        (["surface", "--variable", "comb"], "--variable twice, not 1 times"),
        (["effect", "--variable", "cmb"], "did you mean 'comb'?"),
        (["surface", "--variable", "comb", "--variable", "comb"], "both are 'comb'"),
        (["effect", "--theme", "sepia"], "'light', 'dark'"),
        (["effect", "--dpi", "5"], "30<=x<=1200"),
        (["effect", "--data", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_words_that_do_not_go_together(fails, model, picture, words, message):
    assert message in fails("plot", model, *words, "-o", picture())
    assert not picture().exists()


def test_the_row_to_take_apart(run, model, cars, picture, seen):
    words = ("plot", model, "contributions", "-o", picture(), "--data", cars)
    for row in (1, 7):
        assert run(*words, "--row", row).exit_code == 0
    first, other = (figure.axes[0].texts[-1].get_text() for figure in seen)
    assert first != other


def test_a_row_that_is_not_there(fails, model, cars, picture):
    line = fails("plot", model, "contributions", "-o", picture(), "--data", cars, "--row", 999)
    assert "there is no row 999; the table has 120" in line


def test_a_target_that_is_not_there(fails, model, cars, picture):
    line = fails("plot", model, "actual", "-o", picture(), "--data", cars, "--target", "c02")
    assert "did you mean 'co2'?" in line


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("picture.gif", "unknown extension; use .png, .svg or .pdf"),
        ("picture", "unknown extension"),
        ("-", "name a file"),
        ("nowhere/picture.png", "there is no folder"),
    ],
)
def test_where_a_picture_cannot_go(fails, model, tmp_path, output, message):
    place = output if output == "-" else tmp_path / output
    assert message in fails("plot", model, "effect", "-o", place)


def test_output_is_needed(fails, model):
    assert "--output" in fails("plot", model, "effect")


def test_input_is_never_overwritten(fails, model, cars, tmp_path):
    table = Path(cars).rename(tmp_path / "cars.png")
    assert "it is an input" in fails("plot", model, "effect", "--data", table, "-o", table)


def test_a_failure_leaves_the_old_picture(fails, model, cars, picture):
    picture().write_bytes(b"old")
    fails("plot", model, "actual", "-o", picture(), "--data", cars, "--target", "fuel")
    assert picture().read_bytes() == b"old"
    assert [path.name for path in picture().parent.glob(".*")] == []


def test_without_matplotlib(fails, model, picture, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    assert "pip install 'polylasso[plots]'" in fails("plot", model, "effect", "-o", picture())
