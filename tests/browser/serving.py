"""Run ``polylasso app`` for tests: on a free port, in a session of its own, until they end."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

KEEPER = Path(__file__).with_name("keeper.py")
SECONDS_TO_START = 60  # 2 to 3 on an idle machine


@dataclass(frozen=True, slots=True)
class Server:
    """A running application.

    Attributes
    ----------
    url : str
        Its address, without a slash at the end.
    session : int
        The id of the session, in the sense of setsid, that its processes are in.
    log : pathlib.Path
        What it has written.
    """

    url: str
    session: int
    log: Path

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Assert that it writes no traceback during the block."""
        start = self.log.stat().st_size
        yield
        written = self.log.read_bytes()[start:].decode(errors="replace")
        assert "Traceback" not in written, f"the server wrote:\n{written}"

    def processes(self) -> list[int]:
        """Return the ids of its processes."""
        return [pid for pid in map(int, _numbered("/proc")) if _session(pid) == self.session]

    def memory(self) -> int:
        """Return the bytes that its processes hold, those they share counted once."""
        return sum(map(_proportional_bytes, self.processes()))


def _numbered(folder: str) -> list[str]:
    return [name for name in os.listdir(folder) if name.isdigit()]


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except ProcessLookupError:  # it has ended meanwhile
        return None


def _proportional_bytes(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
        return 0
    return 1024 * sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serve(
    log: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run the application until the end of the block.

    Parameters
    ----------
    log : pathlib.Path
        Where its output goes.
    *arguments : str
        Further ones of ``polylasso app``.
    environment : mapping of str to str, optional
        Variables that are set for it, such as its limits.
    """
    port = free_port()
    command = [sys.executable, "-m", "polylasso", "app", "--port", str(port), "--no-browser"]
    with keeping([*command, *arguments], log, environment) as session:
        server = Server(f"http://127.0.0.1:{port}", session, log)
        wait_until_healthy(server)
        yield server


@contextmanager
def keeping(
    command: list[str], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a command until the end of the block and give its session."""
    with (
        open(log, "wb") as output,
        subprocess.Popen(
            [sys.executable, str(KEEPER), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
            start_new_session=True,  # it outlives a signal to the group of the test run
            env=os.environ | {"PYTHONUNBUFFERED": "1"} | dict(environment or {}),
        ) as keeper,
    ):
        yield int(keeper.stdout.readline())


def wait_until_healthy(server: Server) -> None:
    """Return when the application answers; fail with its log when it ends or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while not _healthy(server.url):
        written = server.log.read_text(errors="replace")
        assert server.processes(), f"the application ended at its start:\n{written}"
        assert time.monotonic() < deadline, f"the application does not answer:\n{written}"
        time.sleep(0.1)


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False
