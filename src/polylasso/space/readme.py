"""The README of an exported folder: front matter that a Space reads, and what is in the folder."""

import json
import os
import re
from pathlib import Path

from polylasso.errors import DataError
from polylasso.inspection import formula, in_powers
from polylasso.space.content import readable_name
from polylasso.space.exhibit import Exhibit
from polylasso.space.folder import MARK
from polylasso.space.wording import certificate_in_words, highlights

__all__ = ["KINDS", "PORT", "docker_readme", "read_kind", "server_readme", "static_readme"]

KINDS = ("static", "docker", "server")
# Where a Space looks for the application of a container.
PORT = 7860
_LONGEST_TITLE, _WIDTH = 80, 88
_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---$", re.DOTALL | re.MULTILINE)
_SDK = re.compile(r"^sdk:\s*['\"]?([\w-]+)['\"]?\s*$", re.MULTILINE)


def static_readme(exhibit: Exhibit) -> str:
    """Return the README of a static Space."""
    name = readable_name(exhibit.saved.model.target_name)
    front = _front_matter(f"{name}: a formula", "static", "A formula to predict with")
    path = " It also shows how the penalty chose the terms." if exhibit.explorer else ""
    return f"""{front}
{MARK}

# {_heading(name)}

`index.html` is a page that predicts by the formula below.{path}
It needs no server and loads nothing: it opens from disk, too.
`model.json` is the model; `polylasso.load_model` reads it.

{_fenced(formula(in_powers(exhibit.saved.model), width=_WIDTH))}

{_told(exhibit)}

Put it on the web with `polylasso space push . --repo NAME --yes`, or copy `index.html` to any web
server.
"""


def docker_readme(shown: str | None) -> str:
    """Return the README of a Docker Space that opens with a file, or with the samples."""
    front = _front_matter(
        "polylasso", "docker", "From a table to a formula you understand", f"app_port: {PORT}\n"
    )
    return f"""{front}
{MARK}

# polylasso

The web page of polylasso: from a table to a formula, without code. {_opens(shown)}

- `Dockerfile` makes an image in which an unprivileged user (uid 1000) runs the page, on port
  {PORT}.
- `requirements.txt` pins all that is installed; polylasso itself comes from the wheel in `wheels/`,
  which was made of the very installation that made this folder.
- A Space shows the page in a frame of another site, to which browsers send no cookies. Hence this
  image, and only this one, switches the protection against forged uploads off (`--framed`).

Put it on the web with `polylasso space push . --repo NAME --yes`.
"""


def server_readme(shown: str | None, port: int) -> str:
    """Return the README of a folder for anyone's server."""
    return f"""{MARK}

# polylasso on a server

The web page of polylasso in a container. {_opens(shown)}

```
docker compose up --build -d      # http://localhost:{port}
```

- The container runs as an unprivileged user on a read-only file system, without capabilities.
- It listens on this machine only. Put a proxy with TLS in front of it to let others in, or change
  `127.0.0.1` in `compose.yaml`.
- What visitors upload stays in memory and goes with their session. Limits stand in `compose.yaml`.
- `requirements.txt` pins all that is installed; polylasso itself comes from the wheel in `wheels/`,
  which was made of the very installation that made this folder.
"""


def read_kind(folder: str | os.PathLike) -> str:
    """Return the kind of Space, static or docker, that the README of a folder names.

    Raises
    ------
    DataError
        If there is no such folder or README, or the README has no front matter with a kind.
    """
    where = os.fspath(folder)
    if not Path(folder).is_dir():
        raise DataError(f"there is no folder {where!r}; make one with polylasso space export")
    try:
        text = (Path(folder) / "README.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise DataError(
            f"{where!r} has no README.md that can be read; make the folder with "
            "polylasso space export"
        ) from None
    front = _FRONT_MATTER.match(text)
    kind = _SDK.search(front[1]) if front else None
    if kind is None or kind[1] not in ("static", "docker"):
        raise DataError(
            f"the README.md in {where!r} names no kind of Space (sdk: static or docker); make the "
            "folder with polylasso space export --kind static or --kind docker"
        )
    return kind[1]


def _front_matter(title: str, sdk: str, description: str, more: str = "") -> str:
    shown = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
    # A string of JSON is one of YAML, too.
    return (
        f"---\ntitle: {json.dumps(shown, ensure_ascii=False)}\nemoji: 📐\ncolorFrom: blue\n"
        f"colorTo: indigo\nsdk: {sdk}\n{more}pinned: false\n"
        f"short_description: {description}\n---"
    )


def _opens(shown: str | None) -> str:
    return f"It opens with `{shown}`." if shown else "It opens with a sample table."


def _heading(name: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|~!&])", r"\\\1", " ".join(name.split()))


def _fenced(text: str) -> str:
    """Return a block of code that nothing in the text can end."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _told(exhibit: Exhibit) -> str:
    figures = [f"- {words}: {figure}" for figure, words in highlights(exhibit.saved)]
    return "\n".join([*figures, "", certificate_in_words(exhibit.saved.certificate)]).strip()
