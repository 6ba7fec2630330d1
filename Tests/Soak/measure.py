"""What the server takes, and whether it is more and more."""

import os
import re
import time

# KiB that the memory of the server's own (not of its files) may grow in the second half of the time, by a line fitted
# through it. The allocator's pages come and go by about 1 MiB; what leaks 64 bytes with each request of this load
# (about 300/s) grows by 6 MiB in five minutes.
GROWTH = 2048
# Seconds in which the server must have let go of what its clients have left.
PATIENCE = 60


class Sample:
    HEAD = f"{'s':>6} {'answers':>9} {'own KiB':>8} {'rss KiB':>8} {'heap KiB':>8} {'fds':>4} {'threads':>7} {'db KiB':>8} {'wal KiB':>8}"

    def __init__(self, pid, data, seconds, answers):
        rollup = _floor(pid)
        self.seconds = seconds
        self.own = rollup["Anonymous"]
        self.rss = rollup["Rss"]
        self.heap = _heap(pid)
        self.descriptors = len(os.listdir(f"/proc/{pid}/fd"))
        self.threads = len(os.listdir(f"/proc/{pid}/task"))
        self.answers = answers
        self.files = [_size(data / name) for name in ("mimic.db", "mimic.db-wal")]

    @property
    def line(self):
        return (f"{self.seconds:6.0f} {self.answers:9} {self.own:8} {self.rss:8} {self.heap:8} {self.descriptors:4} "
                f"{self.threads:7} {self.files[0]:8} {self.files[1]:8}")


def _kibibytes(path):
    with open(path) as lines:
        return {match[1]: int(match[2]) for match in (re.match(r"(\w+): +(\d+) kB", line) for line in lines) if match}


def _floor(pid):
    """The smallest of ten readings within a second: Argon2id takes 64 MiB for the moment of a password."""
    readings = []
    for _ in range(10):
        readings.append(_kibibytes(f"/proc/{pid}/smaps_rollup"))
        time.sleep(0.1)
    return min(readings, key=lambda reading: reading["Anonymous"])


def _heap(pid):
    """Resident KiB of the heap that grows by brk; what is mapped is not in it."""
    with open(f"/proc/{pid}/smaps") as lines:
        inside = False
        for line in lines:
            if re.match(r"[0-9a-f]+-", line):
                inside = line.rstrip().endswith("[heap]")
            elif inside and line.startswith("Rss:"):
                return int(line.split()[1])
    return 0


def _size(path):
    return path.stat().st_size // 1024 if path.exists() else 0


def settle(pid, data, host, threads):
    """Ends these clients and waits until the server has done with them: descriptors stay for a second as they are."""
    for thread in threads:
        if not thread.is_alive():
            thread.start()
    host.stopped.set()
    for thread in threads:
        thread.join()
    host.stopped.clear()
    deadline = time.monotonic() + PATIENCE
    before = None
    while time.monotonic() < deadline:
        sample = Sample(pid, data, 0, host.answers)
        if before and sample.descriptors == before.descriptors:
            return sample
        before = sample
    return sample


def judge(samples, first, last):
    """What is wrong, in words."""
    faults = []
    middle = len(samples) // 2
    half = samples[middle:]
    growth = _slope(half) * (half[-1].seconds - half[0].seconds)
    print(f"memory of the second half: {growth:+.0f} KiB by its line, {GROWTH} allowed")
    if growth > GROWTH:
        faults.append(f"memory grows: {growth:.0f} KiB in {half[-1].seconds - half[0].seconds:.0f} s")
    # Idle threads of the system's pool end after some seconds and come again, so threads are those of the first half.
    threads = max(sample.threads for sample in [first, *samples[:middle]])
    for name, before, after in (
        ("descriptors", first.descriptors, last.descriptors), ("threads", threads, last.threads),
    ):
        print(f"{name}: {before} before, {after} after")
        if after > before:
            faults.append(f"{name} are not back: {before} before, {after} after")
    return faults


def _slope(samples):
    """KiB a second of the line of least squares."""
    count = len(samples)
    mean_x = sum(sample.seconds for sample in samples) / count
    mean_y = sum(sample.own for sample in samples) / count
    above = sum((sample.seconds - mean_x) * (sample.own - mean_y) for sample in samples)
    below = sum((sample.seconds - mean_x) ** 2 for sample in samples)
    return above / below
