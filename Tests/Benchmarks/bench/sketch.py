"""What a picture of the `sketch` provider costs: drawn, and encoded as WebP."""

import resource
import subprocess
from pathlib import Path
from statistics import median

from .process import BenchmarkError
from .results import Row, at_most

# The dearest kinds of scenes, a portrait with its background, and the manner that takes longest.
ORDERS = [
    ["A dark pine forest at night, fog"], ["The market square in the evening"], ["Зимняя деревня, вьюга"],
    ["A tavern full of people"], ["--subject", "portrait", "An old guard in a storm"],
    ["--subject", "creature", "A dragon in a forest"], ["--subject", "item", "--rarity", "legendary", "sword"],
    ["--style", "watercolour", "A harbour at sunset"],
]


def row(binary: Path, folder: Path, rounds: int) -> Row:
    costs = [median(_milliseconds(binary, folder, order) for _ in range(rounds)) for order in ORDERS]
    return Row("CPU time of a sketch of 1024 x 1024 as WebP, start included; the dearest of 8",
               figure=f"{max(costs):.0f} ms", bars=(at_most("150 ms", max(costs), 150),))


def _milliseconds(binary: Path, folder: Path, order: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([binary, "sketch", *order, "-o", folder / "sketch.webp"], capture_output=True)
    if done.returncode != 0:
        raise BenchmarkError(f"sketch failed: {done.stderr.decode()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
