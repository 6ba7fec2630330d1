"""How fast the robot of `mimic pack play` is, on one core."""

import resource
import subprocess
from pathlib import Path
from statistics import median

from .machine import REPOSITORY
from .process import BenchmarkError
from .results import Row, at_least

RUNS = 5000


def rows(binary: Path, rounds: int) -> list[Row]:
    """One for each built-in pack."""
    packs = sorted(path.parent for path in (REPOSITORY / "static-assets/packs").glob("*/pack.yaml"))
    return [_row(binary, pack, rounds) for pack in packs]


def _row(binary: Path, pack: Path, rounds: int) -> Row:
    rate = 60 * RUNS / median(_seconds(binary, pack) for _ in range(rounds))
    return Row(f"robot's runs of {pack.name} a minute, party of 3, one core", figure=f"{rate:,.0f}",
               bars=(at_least("20,000", rate, 20_000),))


def _seconds(binary: Path, pack: Path) -> float:
    """Of CPU time, user and system, reading the pack included: the robot has one thread."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([binary, "pack", "play", pack, "--runs", str(RUNS), "--party", "3"], capture_output=True)
    # 1 is a fault of the pack, which is no matter of speed.
    if done.returncode not in (0, 1) or not done.stdout:
        raise BenchmarkError(f"pack play failed: {done.stderr.decode()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
