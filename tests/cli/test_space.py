"""`polylasso space`: folders from the command line."""

import json
from pathlib import Path

import pytest

from polylasso import load_model


def files_of(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()
    )


def content_of(page):
    text = Path(page).read_text(encoding="utf-8")
    start = text.index(">", text.index('id="content"')) + 1
    return json.loads(text[start : text.index("</script>", start)])


def test_a_static_page_of_a_table(run, cars, tmp_path):
    folder = tmp_path / "page"
    words = ("--data", cars, "--target", "co2", "--degree", 3, "--exclude", "year")
    result = run("space", "export", folder, "--kind", "static", *words)
    assert result.exit_code == 0, result.output
    assert files_of(folder) == ["README.md", "index.html", "model.json"]
    assert "next: open" in result.stdout
    saved = load_model(folder / "model.json")
    assert saved.settings["degree"] == 3
    assert "year" not in saved.data["columns"]
    assert saved.scores["n_holdout_rows"] > 0
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert 'id="payload"' in page
    assert len(content_of(folder / "index.html")["examples"]) == 3


def test_a_static_page_of_a_model(run, model, tmp_path):
    folder = tmp_path / "page"
    result = run("space", "export", folder, "--kind", "static", "--model", model)
    assert result.exit_code == 0, result.output
    assert "no path of penalties" in result.stderr
    assert load_model(folder / "model.json").formula() == load_model(model).formula()
    assert 'id="payload"' not in (folder / "index.html").read_text(encoding="utf-8")


def test_a_fit_at_one_alpha_has_no_explorer(run, cars, tmp_path):
    words = ("--data", cars, "--target", "co2", "--alpha", "0.5")
    result = run("space", "export", tmp_path / "page", "--kind", "static", *words)
    assert result.exit_code == 0, result.output
    assert "has no path" in result.stderr


def test_a_docker_space_opens_with_the_table_and_its_options(run, cars, tmp_path):
    pytest.importorskip("streamlit", reason="the extra app is not installed")
    folder = tmp_path / "space"
    words = ("--data", cars, "--target", "co2", "--exclude", "year", "--degree", 3)
    result = run("space", "export", folder, "--kind", "docker", *words)
    assert result.exit_code == 0, result.output
    assert (folder / "data" / "cars.csv").read_bytes() == Path(cars).read_bytes()
    last = (folder / "Dockerfile").read_text(encoding="utf-8").splitlines()[-1]
    command = json.loads(last.removeprefix("CMD "))
    start = command.index("data/cars.csv")
    options = command[start + 1 :]
    for flag, value in (("--target", "co2"), ("--exclude", "year"), ("--degree", "3")):
        assert options[options.index(flag) + 1] == value
    assert_understood(command)


def assert_understood(command):
    """Assert that the command line takes what the image starts."""
    from polylasso.cli.commands.app import app

    context = app.make_context("app", command[2:], resilient_parsing=False)
    assert context.params["host"] == "0.0.0.0"
    assert context.params["degree"] == (3,)


@pytest.mark.parametrize("kind", ["docker", "server"])
def test_a_container_may_open_with_a_model_or_a_sample(run, model, tmp_path, kind):
    pytest.importorskip("streamlit", reason="the extra app is not installed")
    run("space", "export", tmp_path / "a", "--kind", kind, "--model", model)
    assert "data/model.json" in files_of(tmp_path / "a")
    run("space", "export", tmp_path / "b", "--kind", kind)
    assert ("compose.yaml" in files_of(tmp_path / "b")) == (kind == "server")


def test_pushing_without_yes_sends_nothing(run, model, tmp_path):
    folder = tmp_path / "page"
    run("space", "export", folder, "--kind", "static", "--model", model)
    result = run("space", "push", folder, "--repo", "me/cars")
    assert result.exit_code == 0, result.output
    assert "would upload 3 files" in result.stdout
    assert "space_sdk='static'" in result.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "pass --model or --data"),
        (("--model", "m.json", "--data", "t.csv"), "exclude each other"),
        (("--data", "t.csv"), "--data needs --target"),
        (("--model", "m.json", "--degree", "3"), "--degree says how --data is fitted"),
        (("--model", "m.json", "--target", "y"), "--target says how --data is fitted"),
        (("--model", "m.json"), "there is no file 'm.json'"),
        (("--data", "t.csv", "--target", "y"), "t.csv"),
    ],
)
def test_contradictions_and_missing_files(fails, tmp_path, words, message):
    assert message in fails("space", "export", tmp_path / "a", "--kind", "static", *words)
    assert not (tmp_path / "a").exists()


def test_a_target_that_is_not_there(fails, cars, tmp_path):
    pytest.importorskip("streamlit", reason="the extra app is not installed")
    words = ("--data", cars, "--target", "weight")
    for kind in ("static", "docker"):
        line = fails("space", "export", tmp_path / "a", "--kind", kind, *words)
        assert "there is no column 'weight'" in line


def test_a_folder_with_content(fails, run, model, tmp_path):
    words = ("--kind", "static", "--model", model)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mine").write_text("x", encoding="utf-8")
    assert "is not empty" in fails("space", "export", tmp_path / "a", *words)
    assert run("space", "export", tmp_path / "b", *words).exit_code == 0
    assert "is not empty" in fails("space", "export", tmp_path / "b", *words)
    assert run("space", "export", tmp_path / "b", *words, "--force").exit_code == 0
