"""The server that the tests play at: a demo of the binary, with a data folder that is thrown away."""

import os
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

#: No bot has it: it signs launches of these tests alone.
BOT_TOKEN = "7000000001:browser-tests"


class Server:
    def __init__(self, binary: str):
        self.binary = binary
        self.folder = tempfile.TemporaryDirectory(prefix="mimic-browser-")
        self.data = Path(self.folder.name) / "data"
        self.log = Path(self.folder.name) / "server.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        """On the same port and data folder each time; ends when the server answers."""
        command = [self.binary, "demo", "--port", str(self.port), "--data", str(self.data)]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "BOT_TOKEN": BOT_TOKEN})
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/health", timeout=60).close()
                return
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"the server does not answer:\n{self.log.read_text()}")

    def stop(self):
        self.process.terminate()
        self.process.wait(300)

    def close(self):
        self.stop()
        self.folder.cleanup()

    def host_link(self) -> str:
        """A fresh one; `mimic admin invite` needs no running server."""
        command = [self.binary, "admin", "invite", "--data", str(self.data), "--listen", f"127.0.0.1:{self.port}"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
