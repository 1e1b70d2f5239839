"""A stand-in for the Hub on this machine: it takes a Space and its files, and records the calls."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

TOKEN = "hf_standin0000000000000000000000000"
HEAD = "0" * 40


@dataclass(slots=True)
class Hub:
    """What the stand-in was asked for, and what it holds.

    Attributes
    ----------
    address : str
    calls : list of str
        Method and path of each request.
    tokens : set of str
        Of the requests that had one.
    spaces : list of dict
        What was asked of `repos/create`.
    files : dict of str to bytes
        Contents after the last commit.
    refuse : int or None
        Status with which a Space is refused.
    """

    address: str = ""
    calls: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    spaces: list[dict] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    refuse: int | None = None


@contextmanager
def serve_hub() -> Iterator[Hub]:
    """Serve until the end of the block."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(hub))
    hub.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()


def _handler(hub: Hub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.answer(b"")

        def do_POST(self):
            self.answer(self.body())

        def body(self):
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            content = b""
            while size := int(self.rfile.readline(), 16):
                content += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return content

        def answer(self, body):
            path = urlsplit(self.path).path
            hub.calls.append(f"{self.command} {path}")
            if login := self.headers.get("Authorization"):
                hub.tokens.add(login.removeprefix("Bearer "))
            status, content = _answer(hub, path, body)
            text = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *arguments):
            """Say nothing: what was asked is in `calls`."""

    return Handler


def _answer(hub: Hub, path: str, body: bytes) -> tuple[int, object]:
    if path == "/api/repos/create":
        return _create(hub, json.loads(body))
    if hub.refuse:  # there is no such Space
        return 404, {"error": "no"}
    if "/preupload/" in path:
        asked = json.loads(body)["files"]
        mode = {"uploadMode": "regular", "shouldIgnore": False}
        return 200, {"files": [{"path": file["path"], **mode} for file in asked]}
    if "/commit/" in path:
        return _commit(hub, path, body)
    if "/tree/" in path:
        held = hub.files.items()
        return 200, [
            {"type": "file", "path": name, "size": len(content), "oid": HEAD}
            for name, content in held
        ]
    return 200, {"id": "me/space", "sha": HEAD, "siblings": [{"rfilename": f} for f in hub.files]}


def _create(hub: Hub, asked: dict) -> tuple[int, object]:
    if hub.refuse:
        return hub.refuse, {"error": "no"}
    owner, name = asked.get("organization") or "me", asked["name"]
    if hub.spaces:
        return 409, {"url": f"{hub.address}/spaces/{owner}/{name}", "error": "it is there"}
    hub.spaces.append(asked)
    return 200, {"url": f"{hub.address}/spaces/{owner}/{name}", "name": f"{owner}/{name}"}


def _commit(hub: Hub, path: str, body: bytes) -> tuple[int, object]:
    for line in body.decode().splitlines():
        entry = json.loads(line)
        value = entry["value"]
        if entry["key"] == "file":
            assert value["encoding"] == "base64"
            hub.files[value["path"]] = base64.b64decode(value["content"])
        elif entry["key"] == "deletedFile":
            del hub.files[value["path"]]
    repo = path.split("/commit/", maxsplit=1)[0].removeprefix("/api/spaces/")
    return 200, {
        "commitUrl": f"{hub.address}/spaces/{repo}/commit/{HEAD}",
        "commitOid": HEAD,
        "pullRequestUrl": None,
        "success": True,
    }
