"""A wheel of the polylasso that is running, made without a network or a build tool."""

import base64
import hashlib
import io
import zipfile
from importlib.metadata import Distribution, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["own_wheel"]

# The earliest time that a zip archive can hold: equal installations make equal wheels.
_NEVER = (1980, 1, 1, 0, 0, 0)
_WHEEL = "Wheel-Version: 1.0\nGenerator: polylasso\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_KEPT = ("METADATA", "entry_points.txt", "licenses/LICENSE")


def own_wheel() -> tuple[str, bytes]:
    """Return the name and the content of a wheel of the running package.

    Not the source of a repository: what runs here is what runs there.
    """
    found = distribution("polylasso")
    stem = f"polylasso-{found.version}"
    members = dict(_package(files("polylasso"), "polylasso"))
    members |= _information(found, f"{stem}.dist-info")
    record = f"{stem}.dist-info/RECORD"
    lines = [f"{name},{_digest(content)},{len(content)}" for name, content in members.items()]
    members[record] = "\n".join([*lines, f"{record},,", ""]).encode("utf-8")
    return f"{stem}-py3-none-any.whl", _zipped(members)


def _package(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    members = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            members += [] if entry.name == "__pycache__" else _package(entry, name)
        elif not entry.name.endswith(".pyc"):
            members.append((name, entry.read_bytes()))
    return members


def _information(found: Distribution, folder: str) -> dict[str, bytes]:
    texts = {name: found.read_text(name) for name in _KEPT}
    members = {f"{folder}/{name}": text for name, text in texts.items() if text is not None}
    members[f"{folder}/WHEEL"] = _WHEEL
    return {name: text.encode("utf-8") for name, text in members.items()}


def _digest(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
    return f"sha256={digest.decode('ascii')}"


def _zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
