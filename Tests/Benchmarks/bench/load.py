"""The load tool, its requests, and what it found."""

import json
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .api import CHARACTER, Player
from .machine import LOAD_CORE
from .process import BenchmarkError


@dataclass(frozen=True)
class Load:
    """What one run of the load tool is told to send."""

    file: Path
    campaign: str | None = None

    def run(self, tool: Path, port: int, *, seconds: float | None = None, requests: int | None = None,
            connections: int = 64) -> dict:
        """What it printed; every answer was 2xx."""
        command = [tool, "-p", LOAD_CORE, "-c", connections]
        command += ["-n", requests] if requests else ["-s", seconds]
        command += ["-g", self.campaign] if self.campaign else []
        done = subprocess.run(
            [str(word) for word in command + [port, self.file]], capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            raise BenchmarkError(f"the load tool failed: {done.stderr.strip()}")
        found = json.loads(done.stdout)
        if found["errors"]:
            raise BenchmarkError(f"{found['errors']} requests were refused: {done.stderr.strip()}")
        return found


def request(method: str, path: str, token: str | None = None, body: object = None) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    if token:
        head += f"Authorization: Bearer {token}\r\n"
    content = json.dumps(body, ensure_ascii=False).encode() if body is not None else b""
    if content:
        head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n"
    return head.encode() + b"\r\n" + content


def repeating(folder: Path, name: str, requests: list[bytes]) -> Load:
    file = folder / name
    file.write_bytes(b"".join(b"%d\n%s" % (len(each), each) for each in requests))
    return Load(file)


def creating(folder: Path, players: list[Player]) -> Load:
    return repeating(
        folder, "characters",
        [request("POST", "/v1/characters", player.token, CHARACTER) for player in players])


def playing(folder: Path, campaign: str, players: list[Player]) -> Load:
    file = folder / "players"
    file.write_text("".join(f"{player.token} {player.party}\n" for player in players))
    return Load(file, campaign)


def answer_to(port: int, sent: bytes) -> bytes:
    """The whole answer to one request, as it comes over the wire."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(sent.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
        received = b""
        while part := connection.recv(65536):
            received += part
    # What a kept connection would have got.
    return received.replace(b"Connection: close\r\n", b"", 1)
