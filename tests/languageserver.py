"""A small client of yaml-language-server over stdio: what an editor says to it, and what it answers.

Every wait ends: an answer that does not come in time raises TimeoutError, a server that ends raises EOFError, and no
server lives longer than LIFETIME, so that a write which it does not read ends too (BrokenPipeError).
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Set
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, Any, Self

ROOT = Path(__file__).parents[1]
SERVER = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
SECONDS = 15.0  # for one answer; the first one includes the start of node
LIFETIME = 120.0  # seconds for all that is asked of one server

# No schema but the one that a file's modeline names: the server must not ask the network for others.
SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemas": {},
        "schemaStore": {"enable": False, "url": ""},
        "kubernetesCRDStore": {"enable": False, "url": ""},
    }
}
CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"], "snippetSupport": True}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
}


def missing() -> str:
    """Why the server cannot be asked here; empty where it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not SERVER.is_file():
        return "yaml-language-server is not installed: run `npm ci` in the root of the repository"
    return ""


class LanguageServer:
    """One running server. Use it in a `with`; the process ends there, whatever happened."""

    def __init__(self, locale: str = "zh-cn") -> None:
        self._locale = locale
        self._ids = 0
        self._versions = 0
        self._incoming: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._process = subprocess.Popen(
            ["node", str(SERVER), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._death = threading.Timer(LIFETIME, self._process.kill)
        self._death.daemon = True
        self._death.start()

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(EOFError, OSError):  # it is killed below; TimeoutError is an OSError
            self._ask("shutdown", None, seconds=3)
            self._tell("exit", None)
        self._end()

    def open(self, texts: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
        """The diagnostics of files with these texts, by uri. Nothing need be on the disk but their schemas."""
        for uri, text in texts.items():
            self._versions += 1  # never the same twice: the server knows a text by uri and version, even after a close
            document = {"uri": uri, "languageId": "yaml", "version": self._versions, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        found: dict[str, list[dict[str, Any]]] = {}
        while missing := texts.keys() - found.keys():
            said = self._wait(partial(_diagnoses, uris=missing))["params"]
            found[said["uri"]] = said["diagnostics"]
        return found

    def close(self, uri: str) -> None:
        self._tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        self._wait(partial(_diagnoses, uris={uri}))

    def complete(self, uri: str, line: int, character: int) -> list[dict[str, Any]]:
        """What the editor offers at a position, which counts from 0 as the protocol does."""
        answer = self._ask("textDocument/completion", _position(uri, line, character))
        items: list[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer or []
        return items

    def hover(self, uri: str, line: int, character: int) -> str:
        """The Markdown that the editor shows over a position."""
        answer = self._ask("textDocument/hover", _position(uri, line, character))
        return str(answer["contents"]["value"]) if answer else ""

    def _start(self) -> None:
        root = ROOT.as_uri()
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": ROOT.name}],
                "capabilities": CAPABILITIES,
                "locale": self._locale,
            },
        )
        self._tell("initialized", {})
        # The server now asks for the settings; before it has them it would know a file of ours by the schema store.
        self._wait(lambda message: message.get("method") == "workspace/configuration")

    def _ask(self, method: str, params: Any, seconds: float = SECONDS) -> Any:
        self._ids += 1
        sent = self._ids
        self._send({"id": sent, "method": method, "params": params})
        answer = self._wait(lambda message: message.get("id") == sent and "method" not in message, seconds)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _wait(self, wanted: Callable[[dict[str, Any]], bool], seconds: float = SECONDS) -> dict[str, Any]:
        """The next message that is wanted; questions of the server are answered on the way, other messages dropped."""
        until = time.monotonic() + seconds
        while True:
            try:
                message = self._incoming.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise TimeoutError("yaml-language-server did not answer") from None
            if message is None:
                raise EOFError("yaml-language-server ended")
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": _reply(message)})
            if wanted(message):
                return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = self._process.stdin
        assert pipe is not None
        pipe.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        pipe.flush()

    def _read(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        while (message := _message(pipe)) is not None:
            self._incoming.put(message)
        self._incoming.put(None)

    def _end(self) -> None:
        try:
            self._process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=3)
        self._death.cancel()
        self._reader.join(timeout=3)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was never read may still wait in it
                    pipe.close()


def _message(pipe: IO[bytes]) -> dict[str, Any] | None:
    """The next message of the protocol; None at the end."""
    length = 0
    while line := pipe.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if not length:
        return None
    message: dict[str, Any] = json.loads(pipe.read(length))
    return message


def _reply(question: dict[str, Any]) -> Any:
    """What an editor answers to the server's questions: the settings, and nothing to all else."""
    if question["method"] != "workspace/configuration":
        return None
    return [SETTINGS.get(item.get("section")) for item in question["params"]["items"]]


def _diagnoses(message: dict[str, Any], uris: Set[str]) -> bool:
    return message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] in uris


def _position(uri: str, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
