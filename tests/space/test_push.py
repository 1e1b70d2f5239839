"""Uploads to a stand-in for the Hub, by the real huggingface_hub."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from polylasso.cli.entry import cli
from polylasso.errors import DataError, MissingExtraError
from polylasso.space.push import plan_push, send
from polylasso.space.readme import MARK
from tests.space.hub import TOKEN, serve_hub

README = f"---\ntitle: t\nsdk: {{}}\npinned: false\n---\n{MARK}\n"


@pytest.fixture
def hub():
    pytest.importorskip("huggingface_hub", reason="the extra space is not installed")
    with serve_hub() as hub:
        yield hub


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "my space"
    (root / "data").mkdir(parents=True)
    (root / "README.md").write_text(README.format("docker"), encoding="utf-8")
    (root / "data" / "cars.csv").write_bytes(b"a,b\n1,2\n")
    (root / ".git").mkdir()
    (root / ".git" / "config").write_text("mine", encoding="utf-8")
    return root


@pytest.fixture
def run(hub, folder, monkeypatch):
    """Run the command in this process, with the stand-in for the Hub and a login."""
    constants = pytest.importorskip("huggingface_hub.constants")

    def run(*words, login=True):
        monkeypatch.setattr(constants, "ENDPOINT", hub.address)
        monkeypatch.setattr(constants, "HF_TOKEN_PATH", os.devnull)
        monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
        monkeypatch.setenv("HF_TOKEN", TOKEN if login else "")
        return CliRunner().invoke(cli, ["space", "push", str(folder), *words])

    return run


def test_the_command_with_a_login_of_its_own(hub, folder, tmp_path):
    """huggingface_hub reads its settings on import: in a process of its own."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "token").write_text(TOKEN, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    environment = {"HF_ENDPOINT": hub.address, "HF_HOME": str(home), "HF_HUB_DISABLE_XET": "1"}
    words = ["space", "push", str(folder), "--repo", "me/space", "--yes"]
    done = subprocess.run(
        [sys.executable, "-m", "polylasso", *words],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert set(hub.files) == {"README.md", "data/cars.csv"}
    assert hub.tokens == {TOKEN}
    assert TOKEN not in done.stdout + done.stderr


def test_it_says_what_it_would_do_and_asks_nobody(hub, run, folder):
    told = run("--repo", "me/space", login=False)
    assert told.exit_code == 0, told.stderr
    assert "would upload 2 files" in told.stdout
    assert "docker Space me/space, which anyone can see" in told.stdout
    assert "data/cars.csv" in told.stdout
    assert ".git/config" not in told.stdout
    assert "create_repo(repo_id='me/space', repo_type='space', space_sdk='docker'" in told.stdout
    assert told.stdout.endswith("nothing was sent; add --yes to do it\n")
    assert hub.calls == []


def test_it_makes_the_space_and_uploads_the_folder(hub, run, folder):
    done = run("--repo", "me/space", "--private", "--yes")
    assert done.exit_code == 0, done.stderr
    (made,) = hub.spaces
    assert (made["type"], made["sdk"], made["name"]) == ("space", "docker", "space")
    assert made.get("private") or made.get("visibility") == "private"
    assert set(hub.files) == {"README.md", "data/cars.csv"}
    assert hub.files["data/cars.csv"] == b"a,b\n1,2\n"
    assert hub.tokens == {TOKEN}
    assert TOKEN not in done.stdout + done.stderr
    assert "uploaded 2 files: " in done.stdout
    assert "/spaces/me/space" in done.stdout


def test_a_name_without_an_owner_is_ones_own(hub, run):
    done = run("--repo", "space", "--yes")
    assert done.exit_code == 0, done.stderr
    assert any("/api/spaces/me/space/commit/" in call for call in hub.calls)


def test_again_it_takes_the_tables_away_that_are_gone(hub, run, folder):
    assert run("--repo", "me/space", "--yes").exit_code == 0
    hub.files["notes.txt"] = b"of the owner"
    (folder / "data" / "cars.csv").rename(folder / "data" / "vans.csv")
    assert run("--repo", "me/space", "--yes").exit_code == 0
    assert set(hub.files) == {"README.md", "data/vans.csv", "notes.txt"}


def refusal(result):
    assert result.exit_code == 2, result.stderr
    assert TOKEN not in result.stdout + result.stderr
    (line,) = result.stderr.splitlines()
    return line.removeprefix("polylasso: error: ")


def test_without_a_login(hub, run):
    line = refusal(run("--repo", "me/space", "--yes", login=False))
    assert line == "not logged in to Hugging Face; log in first: hf auth login"
    assert hub.calls == []


@pytest.mark.parametrize(
    ("status", "advice"),
    [(401, "hf auth login"), (402, "paid plan"), (403, "no right to write")],
)
def test_what_the_hub_refuses(hub, run, status, advice):
    hub.refuse = status
    line = refusal(run("--repo", "me/space", "--yes"))
    assert line.startswith(f"the Hub refuses 'me/space' (status {status}): ")
    assert advice in line


def test_a_hub_that_cannot_be_reached(hub, run):
    hub.address = "http://127.0.0.1:9"
    assert "cannot reach http://127.0.0.1:9: " in refusal(run("--repo", "me/space", "--yes"))


@pytest.mark.parametrize(
    "name", ["", "a b", "a/b/c", "/a", "a/", "-a", "a--b", "a..b", "a.git", "é", "a" * 97, "a\n"]
)
def test_names_that_no_space_has(folder, name):
    with pytest.raises(DataError, match="cannot be the name of a Space; give NAME or OWNER/NAME"):
        plan_push(folder, name)


@pytest.mark.parametrize("name", ["a", "me/Space_1.2-x", "a" * 96])
def test_names_that_a_space_may_have(folder, name):
    assert plan_push(folder, name).repo == name


def test_a_folder_that_is_none(tmp_path):
    with pytest.raises(DataError, match="there is no folder"):
        plan_push(tmp_path / "none", "a")
    with pytest.raises(DataError, match=r"has no README\.md"):
        plan_push(tmp_path, "a")


@pytest.mark.parametrize(
    "text", ["# a", "---\ntitle: x\n---\nsdk: static\n", README.format("gradio")]
)
def test_a_readme_that_names_no_kind(folder, text):
    (folder / "README.md").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="names no kind of Space"):
        plan_push(folder, "a")


def test_without_the_extra(monkeypatch, folder):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'polylasso\[space\]'"):
        send(plan_push(folder, "a"))
