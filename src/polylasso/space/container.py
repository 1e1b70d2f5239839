"""The files that make a container of the web page: image, pinned packages, data."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from polylasso.space.readme import PORT, docker_readme, server_readme
from polylasso.space.requirements import pinned, python_version
from polylasso.space.wheel import own_wheel

__all__ = ["Shown", "docker_files", "server_files"]

SERVER_PORT = 8501
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A file that the page opens with.

    Parameters
    ----------
    name : str
        Its name; what a command line could misread is replaced.
    content : bytes
    options : tuple of str
        For `polylasso app`, such as --target=co2.
    """

    name: str
    content: bytes
    options: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where it lies in the folder."""
        pure = PurePath(self.name)
        stem = _UNSAFE.sub("-", pure.stem).strip(".-") or "table"
        return f"data/{stem[:100]}{pure.suffix.lower()}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """Words for the command line."""
        return (self.path, *self.options)


def docker_files(shown: Shown | None) -> dict[str, bytes]:
    """Return the files of a Docker Space, by their path."""
    readme = docker_readme(shown and shown.path)
    return _files(readme, _dockerfile(_command(PORT, shown, ("--framed",)), PORT), shown)


def server_files(shown: Shown | None) -> dict[str, bytes]:
    """Return the files for a server with Docker, by their path."""
    readme = server_readme(shown and shown.path, SERVER_PORT)
    dockerfile = _dockerfile(_command(SERVER_PORT, shown, ()), SERVER_PORT)
    files = _files(readme, dockerfile, shown)
    return {**files, "compose.yaml": _COMPOSE.format(port=SERVER_PORT).encode("utf-8")}


def _files(readme: str, dockerfile: str, shown: Shown | None) -> Mapping[str, bytes]:
    wheel_name, wheel = own_wheel()
    needs = "\n".join([f"./wheels/{wheel_name}", *pinned(), ""])
    texts = {
        "README.md": readme,
        "Dockerfile": dockerfile,
        ".dockerignore": "*\n!requirements.txt\n!wheels\n!data\n",
        "requirements.txt": f"# Installed where this folder was made; polylasso first.\n{needs}",
        # An empty folder is none for git; the image copies it whether there is a table or not.
        "data/.keep": "",
    }
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    files[f"wheels/{wheel_name}"] = wheel
    return files if shown is None else {**files, shown.path: shown.content}


def _command(port: int, shown: Shown | None, options: Sequence[str]) -> list[str]:
    listening = ("--host", "0.0.0.0", "--port", str(port), "--no-browser")
    return ["polylasso", "app", *listening, *options, *(shown.arguments if shown else ())]


def _dockerfile(command: Sequence[str], port: int) -> str:
    return _DOCKERFILE.format(python=python_version(), port=port, command=json.dumps(command))


_DOCKERFILE = """\
# The version of Python with which the pinned packages were installed.
FROM python:{python}-slim

RUN useradd --create-home --uid 1000 user
USER user
ENV HOME=/home/user
ENV PATH=$HOME/.local/bin:$PATH \\
    PYTHONUNBUFFERED=1 \\
    MPLCONFIGDIR=/tmp/matplotlib \\
    XDG_CACHE_HOME=/tmp/cache
WORKDIR $HOME/app

COPY --chown=user requirements.txt ./
COPY --chown=user wheels ./wheels
RUN pip install --no-cache-dir --user -r requirements.txt

COPY --chown=user data ./data
EXPOSE {port}
HEALTHCHECK --start-period=30s CMD ["python", "-c", "import urllib.request as r; \
r.urlopen('http://127.0.0.1:{port}/_stcore/health', timeout=3)"]
CMD {command}
"""

_COMPOSE = """\
services:
  polylasso:
    build: .
    ports:
      - "127.0.0.1:{port}:{port}"
    environment:
      # What a visitor may ask for; each line shows the default.
      POLYLASSO_APP_UPLOAD_MB: "50"
      POLYLASSO_APP_TERMS: "200000"
      POLYLASSO_APP_FIT_SECONDS: "120"
      POLYLASSO_APP_FIT_MB: "1000"
    mem_limit: 4g
    read_only: true
    tmpfs:
      - /tmp
    cap_drop:
      - ALL
    security_opt:
      - no-new-privileges:true
    init: true
    restart: unless-stopped
"""
