"""What the figures were measured on."""

import os
import platform
import subprocess
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]

# The load tool's core; everything else of ours may run wherever the system puts it.
LOAD_CORE = max(os.sched_getaffinity(0))


def describe(folder: Path) -> list[str]:
    """Lines for the head of the results; `folder` is where the databases are."""
    dirty = " with uncommitted changes" if _output("git", "status", "--porcelain", "--untracked-files=no") else ""
    return [
        f"* {time.strftime('%d %B %Y, %H:%M')} UTC, revision {_output('git', 'rev-parse', '--short', 'HEAD')}{dirty}",
        f"* {_cpu()}, {os.cpu_count()} cores; Linux {platform.release()}; databases on {_file_system(folder)}",
        f"* load average before: {os.getloadavg()[0]:.2f}",
    ]


def _cpu() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def _file_system(folder: Path) -> str:
    return _output("stat", "--file-system", "--format=%T", str(folder))


def _output(*command: str) -> str:
    return subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout.strip()
