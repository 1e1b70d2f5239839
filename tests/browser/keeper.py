"""Run a command in a session of its own for as long as standard input stays open.

A test run that is killed cannot tidy up. Its end of the pipe closes all the same, and with it
everything goes that the command has started.
"""

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress

SECONDS_TO_END = 10


def keep(command: list[str]) -> int:
    """Return the exit code of the command, which ends with standard input at the latest."""
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True
    )
    print(child.pid, flush=True)
    while child.poll() is None and not select.select([sys.stdin], [], [], 0.2)[0]:
        pass
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(child.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            child.wait(SECONDS_TO_END)
    return child.wait()


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
