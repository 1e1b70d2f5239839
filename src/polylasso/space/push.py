"""A folder to a Space, by huggingface_hub and with its login: no token passes through here."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polylasso.errors import DataError, MissingExtraError
from polylasso.space.readme import read_kind

__all__ = ["Push", "plan_push", "send"]

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_LONGEST_NAME = 96
# What a folder has for git and for the upload itself, and a Space has its own way.
_LEFT_OUT = (".git", ".cache")
# Of these the Space keeps no older files: a table that is no longer shown must not stay there.
_REPLACED = ("data/*", "wheels/*")
_ADVICE = {
    401: "the login is not accepted; log in again: hf auth login",
    402: "a Docker Space needs a paid plan; a static one is free",
    403: "the login has no right to write there; log in with a token that may write",
    404: "there is no such user or organisation; check --repo",
}


@dataclass(frozen=True, slots=True)
class Push:
    """What is to be uploaded.

    Parameters
    ----------
    folder : Path
    repo : str
        NAME, or OWNER/NAME.
    kind : {"static", "docker"}
    private : bool
        Whether a Space that is new is hidden from others.
    files : tuple of (str, int)
        Path in the folder and number of bytes.
    """

    folder: Path
    repo: str
    kind: str
    private: bool
    files: tuple[tuple[str, int], ...]

    @property
    def space(self) -> dict[str, Any]:
        """Arguments of `HfApi.create_repo`."""
        return {
            "repo_id": self.repo,
            "repo_type": "space",
            "space_sdk": self.kind,
            "private": self.private,
            "exist_ok": True,
        }

    @property
    def upload(self) -> dict[str, Any]:
        """Arguments of `HfApi.upload_folder`."""
        return {
            "repo_id": self.repo,
            "repo_type": "space",
            "folder_path": str(self.folder),
            "ignore_patterns": [f"{name}/*" for name in _LEFT_OUT],
            "delete_patterns": list(_REPLACED),
            "commit_message": "Upload with polylasso",
        }


def plan_push(folder: str | os.PathLike, repo: str, private: bool = False) -> Push:
    """Say what would be uploaded, without a network.

    Raises
    ------
    DataError
        If the name can be none, or the folder is none for a Space.
    """
    _check_name(repo)
    kind = read_kind(folder)
    root = Path(folder)
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    files = [(path.relative_to(root), path.stat().st_size) for path in paths]
    kept = [(path.as_posix(), size) for path, size in files if path.parts[0] not in _LEFT_OUT]
    return Push(root, repo, kind, private, tuple(kept))


def send(push: Push) -> str:
    """Make the Space where there is none, upload the folder, and return the address.

    Raises
    ------
    MissingExtraError
        If huggingface_hub is not installed.
    DataError
        If there is no login, or the Hub refuses or cannot be reached.
    """
    hub = _hub()
    if hub.get_token() is None:
        raise DataError("not logged in to Hugging Face; log in first: hf auth login")
    api = hub.HfApi(library_name="polylasso")
    with _explained(push.repo):
        made = api.create_repo(**push.space)
        api.upload_folder(**{**push.upload, "repo_id": made.repo_id})
    return str(made)


def _check_name(repo: str) -> None:
    parts = repo.split("/")
    fits = len(parts) <= 2 and all(
        _NAME.fullmatch(part) and "--" not in part and ".." not in part for part in parts
    )
    if not fits or len(repo) > _LONGEST_NAME or repo.endswith(".git"):
        raise DataError(
            f"{repo!r} cannot be the name of a Space; give NAME or OWNER/NAME, made of letters, "
            "digits and single . _ - between them"
        )


def _hub() -> Any:
    try:
        import huggingface_hub
    except ImportError as error:
        raise MissingExtraError(
            "pushing a Space needs huggingface_hub: pip install 'polylasso[space]'"
        ) from error
    return huggingface_hub


@contextmanager
def _explained(repo: str) -> Iterator[None]:
    from huggingface_hub import constants
    from huggingface_hub.errors import HfHubHTTPError, HTTPError

    try:
        yield
    except HfHubHTTPError as error:
        status = error.response.status_code
        advice = _ADVICE.get(status, error.server_message or "try again later")
        raise DataError(f"the Hub refuses {repo!r} (status {status}): {advice}") from error
    except (HTTPError, OSError) as error:
        raise DataError(f"cannot reach {constants.ENDPOINT}: {error}; check the network") from error
