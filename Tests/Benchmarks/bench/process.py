"""The processes that are measured."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class BenchmarkError(Exception):
    """Something without which there are no figures."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """A server under load; ends with its `with` block."""

    def __init__(self, command: list, port: int, environment: dict | None = None, output: Path | None = None):
        self.port = port
        self._command = [str(word) for word in command]
        file = open(output, "wb") if output else subprocess.DEVNULL
        self._child = subprocess.Popen(
            self._command, stdout=file, stderr=None, env={"PATH": "/usr/bin:/bin"} | (environment or {}))
        if output:
            file.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self._child.poll() is None:
            self._child.send_signal(signal.SIGTERM)
            try:
                self._child.wait(30)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()

    def wait_until_it_listens(self):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self._child.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=10):
                    return
            except ConnectionRefusedError:
                time.sleep(0.01)
        raise BenchmarkError(f"{self._command[0]} does not listen on port {self.port}")

    def wait_until_it_answers(self, path: str = "/health"):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self._child.poll() is not None:
                raise BenchmarkError(f"{self._command[0]} ended with code {self._child.returncode}")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5):
                    return
            except OSError:
                time.sleep(0.01)
        raise BenchmarkError(f"{self._command[0]} does not answer on port {self.port}")

    def cpu_seconds(self) -> float:
        """User and system time of all threads so far, once they have worked off what the load left behind."""
        before = self._cpu_seconds()
        while True:
            time.sleep(0.1)
            now = self._cpu_seconds()
            if now - before <= 0.01:
                return now
            before = now

    def _cpu_seconds(self) -> float:
        # After the name, which may hold spaces: utime and stime are fields 14 and 15 of the line.
        fields = Path(f"/proc/{self._child.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_megabytes(self) -> float:
        # Exact, unlike VmRSS in /proc/PID/status, which the kernel brings up to date now and then.
        for line in Path(f"/proc/{self._child.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Rss:"):
                return int(line.split()[1]) / 1024
        raise BenchmarkError("the kernel does not tell the resident memory")


class Server(Process):
    """Ours, with everything open that a load tool would be stopped by."""

    def __init__(self, binary: Path, data: Path, environment: dict | None = None, log: Path | None = None):
        """`log`: written to at level info, a line a request; without it, level warning."""
        port = free_port()
        super().__init__(
            [binary, "serve", "--data", data, "--listen", f"127.0.0.1:{port}"], port,
            {
                "RATE_LIMIT_ENABLED": "false",
                "ENABLE_METRICS": "true",
                "MIMIC_AUTH__GUESTS": "true",
                "MIMIC_AUTH__JWT_TTL": "3600",
                # Drawing has rows of its own.
                "MIMIC_MEDIA__DRAW_MISSING": "false",
                "MIMIC_GAME__MAX_ACTIVE_CHARACTERS": "1000000",
                "MIMIC_OBSERVABILITY__LOG_LEVEL": "info" if log else "warning",
                "MIMIC_OBSERVABILITY__LOG_FORMAT": "json",
            } | (environment or {}),
            log)
