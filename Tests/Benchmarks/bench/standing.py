"""Figures of the process itself: memory, start, size."""

import os
import socket
import ssl
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from . import big_database
from .load import request
from .process import BenchmarkError, Server
from .results import Row, at_most

CONNECTIONS = 1000


def memory(binary: Path, folder: Path) -> list[Row]:
    with ExitStack() as stack:
        server = stack.enter_context(Server(binary, folder / "memory"))
        server.wait_until_it_answers()
        # What a start leaves to be done later is done by then: the figure is of a server that has nothing to do.
        time.sleep(1)
        idle = server.resident_megabytes()
        for _ in range(CONNECTIONS):
            _ask(stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10)))
        full = server.resident_megabytes()
    return [
        Row("resident memory, idle", figure=f"{idle:.1f} MB", bars=(at_most("30 MB", idle, 30),)),
        Row(f"resident memory with {CONNECTIONS:,} keep-alive connections", figure=f"{full:.1f} MB",
            bars=(at_most("60 MB", full, 60),)),
    ]


def memory_with_tls(binary: Path, folder: Path) -> Row:
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    context = ssl.create_default_context(cafile=certificate)
    environment = {"MIMIC_SERVER__TLS_CERT": str(certificate), "MIMIC_SERVER__TLS_KEY": str(key)}
    with ExitStack() as stack:
        server = stack.enter_context(Server(binary, folder / "memory-tls", environment))
        server.wait_until_it_listens()
        for _ in range(CONNECTIONS):
            plain = socket.create_connection(("127.0.0.1", server.port), timeout=10)
            _ask(stack.enter_context(context.wrap_socket(plain, server_hostname="127.0.0.1")))
        full = server.resident_megabytes()
    return Row(f"resident memory with {CONNECTIONS:,} keep-alive connections by TLS", figure=f"{full:.1f} MB",
               bars=(at_most("60 MB", full, 60),))


def _ask(connection: socket.socket):
    connection.sendall(request("GET", "/health"))
    if not connection.recv(65536).startswith(b"HTTP/1.1 200 "):
        raise BenchmarkError("GET /health was refused")


def start(binary: Path, folder: Path, rounds: int) -> list[Row]:
    fresh = median(_first_answer(binary, folder / f"start-{number}") for number in range(rounds))
    big = folder / "start-big"
    size = big_database.make(binary, big)
    again = median(_first_answer(binary, big) for _ in range(rounds))
    return [
        Row("start to the first answer, no database yet", figure=f"{fresh:.0f} ms",
            bars=(at_most("60 ms", fresh, 60),)),
        Row(f"start to the first answer, {size / 1e9:.2f} GB of database", figure=f"{again:.0f} ms",
            bars=(at_most("100 ms", again, 100),)),
    ]


def _first_answer(binary: Path, data: Path) -> float:
    """Milliseconds from before the process is made."""
    began = time.perf_counter()
    with Server(binary, data) as server:
        while time.perf_counter() - began < 30:
            try:
                with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
                    _ask(connection)
                    return (time.perf_counter() - began) * 1000
            except ConnectionRefusedError:
                pass
    raise BenchmarkError("the server did not start")


def size(binary: Path, folder: Path) -> Row:
    stripped = folder / "stripped"
    subprocess.run(["strip", "-o", stripped, binary], check=True)
    megabytes = os.path.getsize(stripped) / 1e6
    return Row("binary, stripped", figure=f"{megabytes:.1f} MB", bars=(at_most("25 MB", megabytes, 25),))
