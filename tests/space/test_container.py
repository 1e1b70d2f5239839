"""The files of a container: who runs it, what it listens on, what it opens with."""

import json

import pytest

from polylasso.space.container import Shown, docker_files, server_files

pytest.importorskip("streamlit", reason="the extra app is not installed")
yaml = pytest.importorskip("yaml", reason="PyYAML comes with the extra space")

TABLE = Shown("my cars; rm -rf.CSV", b"a,b\n1,2\n", ("--target", 'a "b" $HOME', "--degree", "3"))


def lines_of(files, word):
    return [line for line in files["Dockerfile"].decode().splitlines() if line.startswith(word)]


def command_of(files):
    (line,) = lines_of(files, "CMD ")
    return json.loads(line.removeprefix("CMD "))


def test_a_docker_space():
    files = docker_files(TABLE)
    assert set(files) - {name for name in files if name.startswith("wheels/")} == {
        "README.md",
        "Dockerfile",
        ".dockerignore",
        "requirements.txt",
        "data/.keep",
        "data/my-cars-rm--rf.csv",
    }
    assert command_of(files) == [
        *("polylasso", "app", "--host", "0.0.0.0", "--port", "7860", "--no-browser", "--framed"),
        *("data/my-cars-rm--rf.csv", "--target", 'a "b" $HOME', "--degree", "3"),
    ]
    assert files["data/my-cars-rm--rf.csv"] == TABLE.content


def test_the_image_runs_as_a_user_without_rights():
    files = docker_files(None)
    assert lines_of(files, "USER ") == ["USER user"]
    assert "--uid 1000" in lines_of(files, "RUN ")[0]
    assert all("--chown=user" in line for line in lines_of(files, "COPY "))


def test_what_is_installed_is_pinned_and_polylasso_is_the_wheel():
    files = docker_files(None)
    lines = files["requirements.txt"].decode().splitlines()
    first, *others = [line for line in lines if not line.startswith("#")]
    assert first.removeprefix("./") in files
    assert all("==" in line for line in others)


def test_only_the_docker_space_is_without_protection():
    assert "--framed" in command_of(docker_files(None))
    assert "--framed" not in command_of(server_files(None))


def test_a_server():
    files = server_files(None)
    (service,) = yaml.safe_load(files["compose.yaml"])["services"].values()
    assert service["build"] == "."
    assert service["ports"] == ["127.0.0.1:8501:8501"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert command_of(files)[2:6] == ["--host", "0.0.0.0", "--port", "8501"]


def test_the_limits_of_a_server_are_the_defaults():
    from polylasso.app.limits import Limits, limits_from

    (service,) = yaml.safe_load(server_files(None)["compose.yaml"])["services"].values()
    assert limits_from(service["environment"]) == Limits()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a.csv", "data/a.csv"),
        ("../../x.parquet", "data/x.parquet"),
        ("é.csv", "data/table.csv"),
        ("-rf.csv", "data/rf.csv"),
    ],
)
def test_names_are_made_safe(name, path):
    assert Shown(name, b"").path == path
