"""The start command of a Docker Space, as an unprivileged user, in a clean environment.

There is no Docker here: its steps are taken one by one from the exported Dockerfile.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from polylasso.space.container import Shown, docker_files
from polylasso.space.folder import write_folder
from tests.browser.serving import free_port

pytest.importorskip("streamlit", reason="the extra app is not installed")

UID = 1000
SECONDS_TO_INSTALL, SECONDS_TO_START = 1800, 600  # two minutes and ten seconds, if not busy
# Nothing of this environment is seen in the clean one.
BARE = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
ROWS = [f"{k % 7},{k % 5},{2 * (k % 7) + (k % 7) * (k % 5)}" for k in range(60)]
TABLE = Shown("cars.csv", "\n".join(["size,gears,co2", *ROWS]).encode(), ("--target", "co2"))


def drop_rights():
    """Return words before a command that take root's rights from it."""
    if os.getuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("run by root, and there is no setpriv to become another user")
    # To read only: the interpreter of the environment may lie in root's home.
    may_read = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    user = [f"--reuid={UID}", f"--regid={UID}", "--clear-groups", "--no-new-privs"]
    return ["setpriv", *user, *may_read]


@pytest.fixture(scope="module")
def home():
    """Return a folder that the user may enter and owns: the temporary one of tests is private."""
    folder = Path(tempfile.mkdtemp(prefix="polylasso-space-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def installed(home):
    """Make the folder and, as the Dockerfile does, install what it pins; return the environment."""
    write_folder(home / "app", docker_files(TABLE))
    environment = home / "venv"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True, env=BARE)
    pip = [environment / "bin" / "python", "-m", "pip", "install", "--quiet"]
    done = subprocess.run(
        [*pip, "--disable-pip-version-check", "--no-compile", "-r", "requirements.txt"],
        cwd=home / "app",
        env=BARE,
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_INSTALL,
        check=False,
    )
    if done.returncode and "Failed to establish a new connection" in done.stderr:
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    if os.getuid() == 0:
        # What is installed need only be read: its tens of thousands of files stay root's.
        for path in (home, *(home / "app").rglob("*"), home / "app"):
            os.chown(path, UID, UID)
    return environment


def start_command(folder, port):
    (line,) = (x for x in (folder / "Dockerfile").read_text().splitlines() if x.startswith("CMD "))
    words = json.loads(line.removeprefix("CMD "))
    assert words[words.index("--port") + 1] == "7860"
    words[words.index("--port") + 1] = str(port)  # that of the Space may be taken here
    return words


def test_it_answers_as_an_unprivileged_user(home, installed):
    port, log = free_port(), home / "log.txt"
    with log.open("wb") as file:
        server = subprocess.Popen(
            [*drop_rights(), *start_command(home / "app", port)],
            cwd=home / "app",
            env={"HOME": str(home), "PATH": f"{installed / 'bin'}:/usr/bin:/bin"},
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        assert wait_for(f"http://127.0.0.1:{port}/_stcore/health", server) == b"ok", log.read_text()
        assert owner_of(server.pid) != 0
        assert "<title>" in urllib.request.urlopen(f"http://127.0.0.1:{port}").read().decode()
        assert "Traceback" not in log.read_text()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, 15)
        server.wait(30)


def owner_of(process):
    return os.stat(f"/proc/{process}").st_uid


def wait_for(address, server):
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        with suppress(urllib.error.URLError, ConnectionError):
            return urllib.request.urlopen(address, timeout=5).read()
        time.sleep(0.5)
    return None


def test_what_is_installed_is_what_runs_here(installed):
    python = installed / "bin" / "python"
    code = "import polylasso, numpy; print(polylasso.__file__, numpy.__version__)"
    told = subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=True, env=BARE
    )
    where, numpy_version = told.stdout.split()
    import numpy as np

    assert Path(where).is_relative_to(installed)
    assert numpy_version == np.__version__
