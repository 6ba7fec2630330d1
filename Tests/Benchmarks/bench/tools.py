"""The C programs of this folder, compiled."""

import subprocess
from pathlib import Path

from .process import BenchmarkError

SOURCES = Path(__file__).resolve().parents[1]
FLAGS = ["-std=gnu17", "-O2", "-Wall", "-Wextra"]


class Tools:
    """Compiles on first use of the folder, and whenever a source is newer."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self.load = self._compile(folder / "load", ["load/load.c", "load/answer.c", "load/play.c"])
        libuv = ["-l:libuv_a.a", "-lpthread", "-ldl", "-lrt"]
        self.channels = self._compile(folder / "channels", ["channels/channels.c", "channels/client.c"], libuv)
        self.health = self._compile(folder / "health", ["limits/health.c"], libuv)
        self.fanout = self._compile(folder / "fanout", ["limits/fanout.c"], libuv)
        self.batch = self._compile(
            folder / "batch", ["limits/batch.c"], ["-l:libsqlite3.a", "-lpthread", "-ldl", "-lm", "-lz"])
        self.malloc_count = self._compile(
            folder / "malloc_count.so", ["malloc_count.c"], ["-shared", "-fPIC"])

    def _compile(self, result: Path, names: list[str], options: list[str] = []) -> Path:
        sources = [SOURCES / name for name in names]
        known = sources + [header for source in sources for header in source.parent.glob("*.h")]
        if result.exists() and result.stat().st_mtime > max(file.stat().st_mtime for file in known):
            return result
        done = subprocess.run(
            ["cc", *FLAGS, "-o", str(result), *map(str, sources), *options], capture_output=True, text=True)
        if done.returncode != 0:
            raise BenchmarkError(f"cc {result.name}:\n{done.stderr}")
        return result
